"""News of a review that moves no assessment, each within the transaction that makes it true."""

from enum import StrEnum

from django.dispatch import Signal

# Sent with ``review``, ``change``, ``subject`` (the uuid of what it is about) and ``by``.
review_changed = Signal()


class Change(StrEnum):
    """What has changed."""

    ASSIGNED = "assigned"  # subject: the review; it has an advisor, or another one
    AGREED = "agreed"  # subject: the proposal; the firm agrees with it
    OBJECTED = "objected"  # subject: the proposal
    OBJECTION_ANSWERED = "objection_answered"  # subject: the proposal
    SECOND_ASKED = "second_asked"  # subject: the second opinion; somebody was asked for it
    SECOND_DONE = "second_done"  # subject: the second opinion; both sides lie open
    VISIT_PLANNED = "visit_planned"  # subject: the review; its visit has a day, or another one
