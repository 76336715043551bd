"""Template tags of the evidence room."""
