"""News from below: an assessment has moved, or a review has changed; who is concerned is told."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from accounts.models import User
from assessments.models import Assessment, Event
from assessments.signals import assessment_moved
from notices import telling
from reviews.models import Review
from reviews.signals import Change, review_changed, review_lost


@receiver(assessment_moved)
def tell_of_move(*, assessment: Assessment, event: Event, **_signal: Any) -> None:
    """Tell whom an act concerns, in the transaction of the act and after the review's clock."""
    telling.tell_of_move(assessment, event)


@receiver(review_changed)
def tell_of_change(*, review: Review, change: Change, subject: UUID, by: User, **_signal: Any) -> None:
    """Tell whom a change of a review concerns, in its transaction."""
    telling.tell_of_change(review, change, subject, by)


@receiver(review_lost)
def tell_of_loss(*, review: Review, person: User, **_signal: Any) -> None:
    """Tell who had a review that it was given away, in the transaction of the act."""
    telling.tell_of_loss(review, person)
