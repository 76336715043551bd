"""From what a report says to the bytes of a PDF."""
