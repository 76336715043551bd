"""The acts of a visit: planning it, choosing what is looked at, and that something was done there today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments import audited
from c4ir_assess.audit.models import Act
from reviews.models import Review
from reviews.signals import Change, review_changed
from reviews.visit.models import SiteVisit


@dataclass(frozen=True, slots=True)
class Plan:
    """When, where and with whom; ``began_on`` and ``ended_on`` once it has taken place."""

    planned_on: date | None = None
    planned_at: time | None = None
    address: str = ""
    met: str = ""
    began_on: date | None = None
    ended_on: date | None = None


def of(review: Review) -> SiteVisit:
    """Return the visit of a review; one that is not kept yet, if nobody planned it."""
    return SiteVisit.objects.filter(review=review).first() or SiteVisit(review=review)


def day_written(review: Review, milliseconds: str) -> date:
    """Return on which day a device wrote something down, by its clock; never before the review or ahead.

    What waited for a network was done on the day it was written, not on that of its arrival. Without a clock: today.
    """
    today = timezone.localdate()
    try:
        written = timezone.localdate(datetime.fromtimestamp(int(milliseconds) / 1000, tz=UTC))
    except (ValueError, OverflowError, OSError):
        return today
    return min(max(written, timezone.localdate(review.arrived_at)), today)


@transaction.atomic
def plan(
    *,
    review: Review,
    plan: Plan,
    items: Collection[str],
    by: User,
    changed: Collection[str] = Plan.__slots__,
    seen: Collection[str] | None = None,
) -> SiteVisit:
    """Keep what was ``changed`` of a plan and what is looked at; no question at all = what the rule suggests.

    The list stays where the page showed the same, ``seen``: it may have been open since before the visit.
    """
    audited.record(review.assessment, Act.MOVED, by=by, subject=review.uuid, by_act="plan_visit")
    visit, _ = SiteVisit.objects.select_for_update(no_key=True).get_or_create(review=review)
    day_before = visit.planned_on
    for name in changed:
        setattr(visit, name, getattr(plan, name))
    if seen is None or not visit.items or set(items) != set(seen):
        visit.items = sorted(items)
    visit.by = by
    visit.save()
    if visit.planned_on and visit.planned_on != day_before:
        review_changed.send(sender=Review, review=review, change=Change.VISIT_PLANNED, subject=review.uuid, by=by)
    return visit


@transaction.atomic
def act(*, review: Review, listed: Collection[str], by: User, on: date | None = None) -> SiteVisit:
    """Keep that something was done at the plant, today or ``on`` a day; from then on the list stays as it was."""
    day = on or timezone.localdate()
    visit, _ = SiteVisit.objects.select_for_update(no_key=True).get_or_create(review=review, defaults={"by": by})
    visit.items = visit.items or sorted(listed)
    visit.began_on = min(visit.began_on or day, day)
    visit.ended_on = max(visit.ended_on or day, day)
    visit.save(update_fields=["items", "began_on", "ended_on"])
    return visit
