"""Pages about a person's and a firm's data."""
