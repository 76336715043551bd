"""Verified results proposed for issue: the advisor's side."""
