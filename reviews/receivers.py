"""News from below: a firm has sent something, takes it back, answers; the review of it and its clock follow.

And a person of the staff has another role, or none: what they can advise on no more is unassigned.
"""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.models import User
from assessments.models import Assessment, Event
from assessments.signals import assessment_moved
from reviews import clock
from reviews.access import ADVISES
from reviews.proposals import proposing
from reviews.queue import assigning
from reviews.second import asking


@receiver(assessment_moved)
def follow(*, assessment: Assessment, event: Event, **_signal: Any) -> None:
    """Open, pause, resume or close the review, in the transaction of the act."""
    clock.follow(assessment, event)
    assigning.free(assessment=assessment)


@receiver(assessment_moved)
def close_proposal(*, assessment: Assessment, event: Event, **_signal: Any) -> None:
    """Close what was proposed when the firm takes its submission back, in the transaction of the act."""
    if event.act == Event.Act.TAKEN_BACK:
        proposing.close_taken_back(assessment, event)


@receiver(assessment_moved)
def draw_second_opinion(*, assessment: Assessment, event: Event, **_signal: Any) -> None:
    """Draw whether a second advisor looks at what is being proposed, in the transaction of the act."""
    if event.act == Event.Act.PROPOSED:
        asking.draw(assessment)


@receiver(post_save, sender=User)
def let_go(*, instance: User, update_fields: frozenset[str] | None, **_signal: Any) -> None:
    """Unassign what is open with a person whose role was taken away or whose account was closed."""
    is_written = update_fields is None or {"staff_role", "is_active"} & update_fields
    if is_written and not (instance.is_active and instance.staff_role in ADVISES):
        assigning.let_go(user=instance)
