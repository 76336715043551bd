"""Views of the evidence room."""
