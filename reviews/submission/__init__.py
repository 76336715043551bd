"""What a firm sent, as an advisor reads it. Nothing here is judged."""
