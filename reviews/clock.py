"""The clock of a review: it runs while a submission is with the advisors and stands still while the firm acts.

Only here are ``state``, ``due_on``, ``days_left``, ``arrived_at`` and ``closed_at`` of a review written.
"""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils import timezone

from assessments.models import Assessment, Event
from reviews.due import add_working_days, working_days_between
from reviews.models import Review

LEAST_DAYS = 3  # working days that are left at least for what a firm has answered

Act = Event.Act


def follow(assessment: Assessment, event: Event) -> None:
    """Do to the clock what an act on the assessment means for it, and keep the state that the act led to."""
    if act := _ACTS.get(Act(event.act)):
        act(assessment, event)
    Review.objects.filter(assessment=assessment).update(state=event.state)


def _open(assessment: Assessment, event: Event) -> None:
    """Start anew: a firm has sent a submission, for the first time or after it took one back."""
    day = timezone.localdate(event.at)
    assert assessment.site is not None  # noqa: S101 -- only what a plant completed can be sent
    Review.objects.update_or_create(
        assessment=assessment,
        defaults={
            "site": assessment.site,
            "arrived_at": event.at,
            "due_on": add_working_days(day, settings.OPERATOR_REVIEW_DAYS),
            "days_left": None,
            "closed_at": None,
        },
    )


def _pause(assessment: Assessment, event: Event) -> None:
    review = Review.objects.get(assessment=assessment)
    left = _left(review, timezone.localdate(event.at))
    Review.objects.filter(pk=review.pk).update(due_on=None, days_left=left)


def _resume(assessment: Assessment, event: Event) -> None:
    review = Review.objects.get(assessment=assessment)
    days = max(review.days_left if review.days_left is not None else 0, LEAST_DAYS)
    due_on = add_working_days(timezone.localdate(event.at), days)
    Review.objects.filter(pk=review.pk).update(due_on=due_on, days_left=None, arrived_at=event.at, closed_at=None)


def _close(assessment: Assessment, event: Event) -> None:
    Review.objects.filter(assessment=assessment).update(due_on=None, days_left=None, closed_at=event.at)


def _left(review: Review, today: date) -> int:
    """Return how many working days remain, fewer than none where it is overdue."""
    return working_days_between(today, review.due_on) if review.due_on else 0


_ACTS: dict[Act, Callable[[Assessment, Event], None]] = {
    Act.SENT: _open,
    Act.TAKEN_BACK: _close,
    Act.RETURNED: _pause,
    Act.SENT_AGAIN: _resume,
    Act.PROPOSED: _pause,
    Act.SENT_BACK: _resume,
    Act.APPROVED: _close,
    Act.REOPENED: _resume,
    Act.RELEASED: _close,
}
