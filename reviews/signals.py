"""News of a review that moves no assessment, each within the transaction that makes it true."""

from enum import StrEnum

from django.dispatch import Signal

# Sent with ``review``, ``change``, ``subject`` (the uuid of what it is about) and ``by``.
review_changed = Signal()
# Sent with ``review`` and ``person``, who had it until somebody else gave it to another advisor, or to nobody.
review_lost = Signal()


class Change(StrEnum):
    """What has changed."""

    ASSIGNED = "assigned"  # subject: the review; it has an advisor, or another one
    HANDED_BACK = "handed_back"  # subject: the review; its advisor gave it up, with a reason
    AGREED = "agreed"  # subject: the proposal; the firm agrees with it
    OBJECTED = "objected"  # subject: the proposal
    OBJECTION_ANSWERED = "objection_answered"  # subject: the proposal
    SECOND_ASKED = "second_asked"  # subject: the second opinion; somebody was asked for it
    SECOND_DONE = "second_done"  # subject: the second opinion; both sides lie open
    SECOND_TALKED_OVER = "second_talked_over"  # subject: the second opinion
    VISIT_PLANNED = "visit_planned"  # subject: the review; its visit has a day, or another one
