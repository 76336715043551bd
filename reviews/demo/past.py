"""What was done just now by the verbs, moved to the days on which it would have been done."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from assessments.models import Assessment, Event, Return
from reviews.due import add_working_days, working_days_between
from reviews.models import Proposal, Review


def move(assessment: Assessment, acts: Mapping[Event.Act, datetime]) -> None:
    """Move acts on an assessment."""
    for act, at in acts.items():
        assessment.events.filter(act=act).update(at=at)


def judged(review: Review, ago: timedelta) -> None:
    """Move what was judged, and what was found."""
    review.items.update(at=F("at") - ago)
    review.findings.update(at=F("at") - ago)
    Review.objects.filter(pk=review.pk).update(begun_at=F("begun_at") - ago)


def returned(review: Review, back: Return, ago: timedelta) -> None:
    """Move the day on which questions went back to the firm; the clock has stood still since."""
    Return.objects.filter(pk=back.pk).update(returned_at=back.returned_at - ago)
    move(review.assessment, {Event.Act.RETURNED: back.returned_at - ago})
    _stood_still(review, ago)


def proposed(proposal: Proposal, ago: timedelta) -> None:
    """Move a proposal with its days: verified in the two before it, objected to by so many after it."""
    at = proposal.proposed_at - ago
    day = timezone.localdate(at)
    until = add_working_days(day, settings.OPERATOR_OBJECTION_DAYS)
    verified = {"verified_from": day - timedelta(days=2), "verified_until": day - timedelta(days=1)}
    Proposal.objects.filter(pk=proposal.pk).update(proposed_at=at, object_until=until, **verified)
    proposal.refresh_from_db()
    move(proposal.review.assessment, {Event.Act.PROPOSED: at})
    _stood_still(proposal.review, ago)


def answered(proposal: Proposal, **ago: timedelta) -> None:
    """Move what the firm said of a proposal, or was answered: column -> how long ago."""
    Proposal.objects.filter(pk=proposal.pk).update(**{name: timezone.now() - each for name, each in ago.items()})
    proposal.refresh_from_db(fields=list(ago))


def _stood_still(review: Review, ago: timedelta) -> None:
    today = timezone.localdate()
    Review.objects.filter(pk=review.pk, days_left__isnull=False).update(
        days_left=F("days_left") + working_days_between(today - ago, today)
    )
