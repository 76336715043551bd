"""The news that travels upward, each within the transaction that makes it true."""

from django.dispatch import Signal

# Sent with ``scorecard`` when one is stored, once a scorecard.
submission_scored = Signal()
# Sent with ``assessment`` and ``event`` when an act has moved an assessment to another state.
assessment_moved = Signal()
