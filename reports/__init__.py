"""Result and explain pages, what a report says, and the PDF."""
