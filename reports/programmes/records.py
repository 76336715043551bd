"""Where each firm of a programme stands and when it got there, in five queries however many firms there are.

Counted are firms that take part now, each once, and their plants' full assessments by the programme's question set
that somebody worked on since its first day. Of a firm that keeps its data to itself no assessment is read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.models import Site
from assessments.models import Assessment, Event, Scope, Submission
from programmes.models import Participation, Programme
from reports.programmes import groups


class Step(models.TextChoices):
    """The way of a firm through a programme. Who took a step took all before it."""

    JOINED = "joined", pgettext_lazy("step in a programme", "Joined")
    STARTED = "started", pgettext_lazy("step in a programme", "Started")
    COMPLETED = "completed", pgettext_lazy("step in a programme", "Completed")
    SENT = "sent", pgettext_lazy("step in a programme", "Sent for review")
    REVIEWED = "reviewed", pgettext_lazy("step in a programme", "Review begun")
    ISSUED = "issued", pgettext_lazy("step in a programme", "Verified report issued")


class Standing(models.TextChoices):
    """Where a firm stands now, by the plant that is furthest; a firm stands at one place."""

    JOINED = "joined", pgettext_lazy("standing in a programme", "Joined, not started")
    DRAFT = Assessment.State.DRAFT.value, pgettext_lazy("standing in a programme", "Answering")
    COMPLETED = Assessment.State.COMPLETED.value, pgettext_lazy("standing in a programme", "Completed, not sent")
    IN_REVIEW = Assessment.State.IN_REVIEW.value, pgettext_lazy("standing in a programme", "In review")
    RETURNED = Assessment.State.RETURNED.value, pgettext_lazy("standing in a programme", "Waiting for the firm")
    PROPOSED = Assessment.State.PROPOSED.value, pgettext_lazy("standing in a programme", "Proposed for issue")
    VERIFIED = Assessment.State.VERIFIED.value, pgettext_lazy("standing in a programme", "Issued")


class Place(NamedTuple):
    """Where a plant lies."""

    area: groups.Area
    park: groups.Park


@dataclass(frozen=True, slots=True)
class Work:
    """One assessment of the programme. ``taken``: when it first took each step; issued only while that holds."""

    firm: int
    site: int
    standing: Standing
    taken: Mapping[Step, datetime]


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm that takes part; of several plants the one that is furthest says where it lies and stands."""

    sector: groups.SectorGroup
    headcount: str
    place: Place
    standing: Standing
    taken: Mapping[Step, datetime]


@dataclass(frozen=True, slots=True)
class Records:
    """All that is counted of a programme."""

    firms: tuple[Firm, ...]
    works: tuple[Work, ...]


_ORDER = {standing: place for place, standing in enumerate(Standing)}
_ELSEWHERE = Place(groups.Area.ELSEWHERE, groups.Park.UNSAID)


def read(programme: Programme) -> Records:
    """Return the firms of a programme and their work."""
    works = _works(programme)
    return Records(tuple(_firms(programme, works)), works)


def of_programme(programme: Programme) -> QuerySet[Assessment]:
    """Return the assessments that count in a programme."""
    first = timezone.make_aware(datetime.combine(programme.starts_on, time.min))
    return Assessment.objects.filter(
        site__organization__in=_places(programme).values("organization"),
        site__organization__restriction__isnull=True,
        framework_version=programme.framework_version_id,
        scope=Scope.FULL,
        touched_at__gte=first,
    )


def _places(programme: Programme) -> QuerySet[Participation]:
    return Participation.objects.open().filter(programme=programme)


def _works(programme: Programme) -> tuple[Work, ...]:
    rows = of_programme(programme)
    completed = dict(
        Submission.objects.filter(assessment__in=rows)
        .values_list("assessment")
        .annotate(first=Min("submitted_at"))
        .order_by()
    )
    acts = Event.objects.filter(assessment__in=rows, act__in=[Event.Act.SENT, Event.Act.APPROVED])
    sent, issued = Min("at", filter=Q(act=Event.Act.SENT)), Max("at", filter=Q(act=Event.Act.APPROVED))
    moved = {pk: times for pk, *times in acts.values_list("assessment").annotate(sent=sent, issued=issued).order_by()}
    columns = ("pk", "site__organization", "site", "state", "started_at", "sent_at", "review__begun_at")
    return tuple(
        Work(firm, site, Standing(state), _taken(state, started, completed.get(pk), moved.get(pk), *reviewed))
        for pk, firm, site, state, started, *reviewed in rows.values_list(*columns).order_by("pk")
    )


def _taken(
    state: str,
    started: datetime,
    completed: datetime | None,
    moved: list[Any] | None,
    sent_at: datetime | None,
    begun_at: datetime | None,
) -> dict[Step, datetime]:
    sent, issued = moved or (None, None)
    standing = issued if state == Assessment.State.VERIFIED else None
    times = {
        Step.STARTED: started,
        Step.COMPLETED: completed,
        Step.SENT: sent or sent_at,
        Step.REVIEWED: begun_at or standing,
        Step.ISSUED: standing,
    }
    return {step: moment for step, moment in times.items() if moment}


def _firms(programme: Programme, works: Iterable[Work]) -> Iterable[Firm]:
    of_firm: dict[int, list[Work]] = defaultdict(list)
    for work in works:
        of_firm[work.firm].append(work)
    lies, first = _sites(programme)
    rows = _places(programme).order_by("joined_at", "pk")
    for pk, sector, headcount, joined in rows.values_list(
        "organization", "organization__sector", "organization__headcount_band", "joined_at"
    ):
        own = of_firm.get(pk, [])
        best = max(own, key=lambda work: _ORDER[work.standing], default=None)
        yield Firm(
            sector=groups.sector_group(sector),
            headcount=headcount,
            place=lies[best.site] if best else first.get(pk, _ELSEWHERE),
            standing=best.standing if best else Standing.JOINED,
            taken={Step.JOINED: joined} | _earliest(own),
        )


def _sites(programme: Programme) -> tuple[dict[int, Place], dict[int, Place]]:
    """Return where each plant lies, and each firm's first plant."""
    lies: dict[int, Place] = {}
    first: dict[int, Place] = {}
    rows = Site.objects.filter(organization__in=_places(programme).values("organization")).order_by("pk")
    for pk, firm, province, old, commune, park in rows.values_list(
        "pk", "organization", "province", "old_area", "commune", "industrial_park"
    ):
        inside = groups.Park.INSIDE if park.strip() else groups.Park.UNSAID
        lies[pk] = Place(groups.area(province, old, commune, park), inside)
        first.setdefault(firm, lies[pk])
    return lies, first


def _earliest(works: Iterable[Work]) -> dict[Step, datetime]:
    earliest: dict[Step, datetime] = {}
    for work in works:
        for step, moment in work.taken.items():
            earliest[step] = min(moment, earliest.get(step, moment))
    return earliest


def days_between(works: Iterable[Work], before: Step, after: Step) -> list[float]:
    """Return how many days each assessment took from a step to the next."""
    taken = (work.taken for work in works)
    return [
        max(0.0, (each[after] - each[before]) / timedelta(days=1)) for each in taken if {before, after} <= each.keys()
    ]
