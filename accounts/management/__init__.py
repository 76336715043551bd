"""Command lines of the room."""
