"""How the background work goes, for staff."""
