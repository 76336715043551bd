"""Private links to a result for a bank or a buyer."""
