"""The advisors' queue: the reviews within a reader's reach, by saved views and filters. Nothing private is read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.models import User
from assessments.models import Assessment
from programmes.models import Participation, Programme
from reviews.access import SEES_ALL, not_hidden, own
from reviews.due import DueState, conditions
from reviews.models import Review

FEW = 1000  # keys that are read first and named to each query: the databases' planners cannot know that they are few
NOBODY = "none"


class View(models.TextChoices):
    """The views of the queue that everybody has."""

    ALL = "", pgettext_lazy("view of the queue", "All")
    MINE = "mine", pgettext_lazy("view of the queue", "Mine")
    UNASSIGNED = "unassigned", pgettext_lazy("view of the queue", "Unassigned")
    OVERDUE = "overdue", pgettext_lazy("view of the queue", "Overdue")
    RETURNED = "returned", pgettext_lazy("view of the queue", "Waiting for the firm")
    PROPOSED = "proposed", pgettext_lazy("view of the queue", "Waiting for approval")
    VERIFIED = "verified", pgettext_lazy("view of the queue", "Done")


class Standing(models.TextChoices):
    """The states of an assessment as those see them who review it."""

    NOT_BEGUN = "not_begun", pgettext_lazy("where a review stands", "Not begun")
    IN_REVIEW = Assessment.State.IN_REVIEW.value, pgettext_lazy("where a review stands", "In review")
    RETURNED = Assessment.State.RETURNED.value, pgettext_lazy("where a review stands", "Waiting for the firm")
    PROPOSED = Assessment.State.PROPOSED.value, pgettext_lazy("where a review stands", "Waiting for approval")
    VERIFIED = Assessment.State.VERIFIED.value, pgettext_lazy("where a review stands", "Issued")


# In these views one works from the longest wait down, unless the reader says otherwise.
OLDEST_FIRST = (View.MINE, View.UNASSIGNED, View.OVERDUE)


class Age(models.TextChoices):
    """How long ago a review was last put with the advisors, in days."""

    UP_TO_3 = "0-3", pgettext_lazy("age in the queue", "up to 3 days")
    UP_TO_7 = "4-7", pgettext_lazy("age in the queue", "4–7 days")
    UP_TO_14 = "8-14", pgettext_lazy("age in the queue", "8–14 days")
    UP_TO_30 = "15-30", pgettext_lazy("age in the queue", "15–30 days")
    MORE = "31-", pgettext_lazy("age in the queue", "more than 30 days")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader filters by; empty fields keep everything. ``words`` are folded as the firms' search keys are.

    ``former`` is today's province of a former one whose name was searched for: its plants are found, too.
    """

    view: str = ""
    words: tuple[str, ...] = ()
    former: str = ""
    sector: str = ""
    province: str = ""
    headcount: str = ""
    programme: Programme | None = None
    state: str = ""
    due: str = ""
    advisor: str = ""
    age: str = ""

    @property
    def is_about_firms(self) -> bool:
        """Whether firms or their plants are filtered."""
        return bool(self.words or self.sector or self.province or self.headcount or self.programme)


def found(user: User, wanted: Wanted, today: date) -> QuerySet[Review]:
    """Return what a person reaches, under every filter and in the view."""
    return in_view(within_reach(user, filtered(user, wanted, today)), wanted.view, user, today)


def filtered(user: User, wanted: Wanted, today: date) -> QuerySet[Review]:
    """Return what is not hidden from a person, under every filter but the view. Of it an advisor reaches parts."""
    rows = not_hidden(user, most_keys=FEW)
    if wanted.state == Standing.NOT_BEGUN:
        # That it is open follows from the state; said all the same, it lets the count of closed ones end at once.
        rows = rows.filter(state=Assessment.State.IN_REVIEW, begun_at=None, closed_at=None)
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
        rows = rows.exclude(begun_at=None) if wanted.state == Standing.IN_REVIEW else rows
    if wanted.due:
        rows = rows.filter(conditions(today)[DueState(wanted.due)])
    if wanted.age:
        rows = rows.filter(**_arrived(wanted.age, today))
    if wanted.advisor:
        rows = rows.filter(advisor=None if wanted.advisor == NOBODY else int(wanted.advisor))
    return rows.filter(_firms(wanted)) if wanted.is_about_firms else rows


def in_view(rows: QuerySet[Review], view: str, user: User, today: date) -> QuerySet[Review]:
    """Keep the rows of a view."""
    return rows.filter(views(user, today)[View(view)]) if view else rows


def views(user: User, today: date) -> dict[View, Q]:
    """Return for each view which reviews stand in it, as seen on ``today``."""
    is_open, is_paused = Q(closed_at__isnull=True), conditions(today)[DueState.PAUSED]
    return {
        View.ALL: Q(),
        View.MINE: is_open & Q(advisor=user),
        View.UNASSIGNED: is_open & Q(advisor__isnull=True),
        View.OVERDUE: conditions(today)[DueState.OVERDUE],
        View.RETURNED: is_paused & Q(state=Assessment.State.RETURNED),
        View.PROPOSED: is_paused & Q(state=Assessment.State.PROPOSED),
        View.VERIFIED: ~is_open,  # what firms took back is out of reach
    }


def _arrived(age: str, today: date) -> dict[str, object]:
    """Return between which moments a review of such an age came."""
    youngest, _, oldest = Age(age).value.partition("-")
    until = _midnight(today - timedelta(days=int(youngest) - 1))
    since = {"arrived_at__gte": _midnight(today - timedelta(days=int(oldest)))} if oldest else {}
    return {"arrived_at__lt": until, **since}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def parts_within_reach(user: User, rows: QuerySet[Review]) -> list[QuerySet[Review]]:
    """Return which of the rows a person reaches: those who see all reach all, an advisor two parts that overlap."""
    return [rows] if user.staff_role in SEES_ALL else [rows.filter(part) for part in own(user)]


def within_reach(user: User, rows: QuerySet[Review]) -> QuerySet[Review]:
    """Return the same as one query of reviews."""
    if user.staff_role in SEES_ALL:
        return rows
    assigned, of_programmes = own(user)
    return rows.filter(assigned | of_programmes)


def _firms(wanted: Wanted) -> Q:
    """Return what the filters say of firms and plants."""
    asked = {"organization__sector": wanted.sector, "organization__headcount_band": wanted.headcount}
    asked["province"] = wanted.province
    kept = Q(**{f"site__{column}": value for column, value in asked.items() if value})
    if wanted.words:
        kept &= _named(wanted)
    if wanted.programme:
        places = Participation.objects.open().filter(programme=wanted.programme)
        kept &= Q(site__organization__in=places.values("organization"))
    return kept


def _named(wanted: Wanted) -> Q:
    named = Q()
    for word in wanted.words:
        named &= Q(site__organization__search_key__contains=word)
    return named | Q(site__province=wanted.former) if wanted.former else named
