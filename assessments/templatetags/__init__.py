"""Template filters of the assessments room."""
