"""Exploring a result: rounds compared in a chart, other answers tried on a page."""
