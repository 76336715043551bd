"""News from below: a firm has sent something, takes it back, answers; the review of it and its clock follow."""

from typing import Any

from django.dispatch import receiver

from assessments.models import Assessment, Event
from assessments.signals import assessment_moved
from reviews import clock


@receiver(assessment_moved)
def follow(*, assessment: Assessment, event: Event, **_signal: Any) -> None:
    """Open, pause, resume or close the review, in the transaction of the act."""
    clock.follow(assessment, event)
