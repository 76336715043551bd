"""The advisors' bench: what firms sent for review, and how the background work goes."""
