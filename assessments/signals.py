"""The one piece of news that travels upward."""

from django.dispatch import Signal

# Sent with ``scorecard`` inside the transaction that stores it, once a scorecard.
submission_scored = Signal()
