"""The advisors' queue: the reviews within a reader's reach, by saved views and filters. Nothing private is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django.db import models
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, pgettext, pgettext_lazy

from accounts.models import Site, User
from assessments import scores
from assessments.models import Assessment, Scorecard
from programmes.models import Participation, Programme
from questionnaires import library
from reviews.access import ADVISES, SEES_ALL, named, not_hidden, own
from reviews.due import Due, DueState, conditions, due
from reviews.models import Conflict, Review
from reviews.queue import keyset

PAGE_SIZE = 25
# Counting ends here: nobody works off more, and counting all takes long. Under a filter it reads far more rows.
MOST_COUNTED, MOST_COUNTED_FILTERED = 1000, 100
FEW = 5000  # keys that are read first and named to each query: the databases' planners cannot know that they are few
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


@dataclass(frozen=True, slots=True)
class Tab:
    """One view, and how many are in it under the filters: "999+" where counting ended."""

    view: str
    label: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue. ``level`` is None while there is no scorecard or too few answers to rate.

    ``is_by_part`` where the framework gives no overall value at all. ``conflicts``: who declared an interest.
    """

    review: Review
    due: Due
    is_scored: bool
    level: int | None
    level_name: str
    value: object | None
    conflicts: tuple[Conflict, ...]
    is_by_part: bool = False

    @property
    def standing(self) -> str:
        """Return where the review stands, in words."""
        if self.review.state == Assessment.State.IN_REVIEW and self.review.begun_at is None:
            return pgettext("where a review stands", "Not begun")
        return str(Standing(self.review.state).label)

    @property
    def assessment(self) -> Assessment:
        """Return what is reviewed."""
        return self.review.assessment


def found(user: User, wanted: Wanted, today: date) -> QuerySet[Review]:
    """Return what a person reaches, under every filter and in the view."""
    return in_view(filtered(user, wanted, today), wanted.view, user, today)


def filtered(user: User, wanted: Wanted, today: date) -> QuerySet[Review]:
    """Return what a person reaches, under every filter but the view."""
    rows = _reach(user)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.due:
        rows = rows.filter(conditions(today)[DueState(wanted.due)])
    if wanted.age:
        rows = rows.filter(**_arrived(wanted.age, today))
    if wanted.advisor:
        rows = rows.filter(advisor=None if wanted.advisor == NOBODY else int(wanted.advisor))
    return _of_firms(rows, wanted) if wanted.is_about_firms else rows


def in_view(rows: QuerySet[Review], view: str, user: User, today: date) -> QuerySet[Review]:
    """Keep the rows of a view."""
    return rows.filter(_views(user, today)[View(view)]) if view else rows


def tabs(rows: QuerySet[Review], wanted: Wanted, user: User, today: date) -> list[Tab]:
    """Count the filtered rows by view."""
    most = MOST_COUNTED_FILTERED if wanted.is_about_firms else MOST_COUNTED
    views = [view for view in View if view != View.MINE or user.staff_role in ADVISES]
    counts = {view: in_view(rows, view, user, today)[:most].count() for view in (View.ALL, View.VERIFIED)}
    counts |= _counts_of_open(rows, views, user, today)
    return [Tab(view.value, str(view.label), _most(counts[view], most), view == wanted.view) for view in views]


def _counts_of_open(rows: QuerySet[Review], views: Iterable[View], user: User, today: date) -> dict[View, int]:
    """Count what is not done yet by view, all in one go: beside what is done it is never much."""
    conditions_of = {view: _views(user, today)[view] for view in views if view not in {View.ALL, View.VERIFIED}}
    found = rows.filter(closed_at__isnull=True).aggregate(
        **{view.name: Count("pk", filter=condition) for view, condition in conditions_of.items()}
    )
    return {view: found[view.name] for view in conditions_of}


def _most(count: int, most: int) -> str:
    return f"{most - 1}+" if count >= most else str(count)


def count_private() -> int:
    """Count the assessments that firms keep to themselves; a number is all that staff ever learn of these."""
    kept = Assessment.objects.filter(state=Assessment.State.COMPLETED, site__isnull=False)
    return kept[:MOST_COUNTED].count()


def page(
    rows: QuerySet[Review], *, before: keyset.Mark | None, after: keyset.Mark | None, oldest_first: bool = False
) -> keyset.Page:
    """Return one page of the queue with all that its lines show, in a fixed number of queries."""
    cards = Prefetch(
        "assessment__sent_submission__scorecards",
        queryset=scores.first_cards().defer("explanation"),
        to_attr="self_cards",
    )
    interests = Prefetch(
        "assessment__site__organization__conflicts", queryset=Conflict.objects.select_related("user").order_by("pk")
    )
    shown = (
        rows.select_related(
            "advisor", "assessment__site__organization", "assessment__framework_version", "assessment__sent_submission"
        )
        .defer("assessment__framework_version__document")
        .prefetch_related(cards, interests)
    )
    return keyset.page(shown, size=PAGE_SIZE, before=before, after=after, oldest_first=oldest_first)


def lines(reviews: Iterable[Review], today: date) -> list[Row]:
    """Return the lines in the reader's language."""
    return [_line(review, today) for review in reviews]


def _views(user: User, today: date) -> dict[View, Q]:
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


def _reach(user: User) -> QuerySet[Review]:
    """Return what a person reaches: for those who see all everything, for an advisor their own, each looked up once."""
    rows = not_hidden(user, most_keys=FEW)
    if user.staff_role in SEES_ALL:
        return rows
    assigned, of_programmes = (
        Review.objects.filter(each).order_by().values_list("pk", flat=True) for each in own(user)
    )
    return rows.filter(pk__in=named(assigned.union(of_programmes), FEW))


def _of_firms(rows: QuerySet[Review], wanted: Wanted) -> QuerySet[Review]:
    """Keep the rows whose firm and plant fit; named by the plants' keys where these are few."""
    plants = named(Site.objects.filter(_firms(wanted, "")).values_list("pk", flat=True), FEW)
    if isinstance(plants, list):
        return rows.filter(site__in=plants)
    return rows.filter(_firms(wanted, "site__"))


def _firms(wanted: Wanted, site: str) -> Q:
    """Return what the filters say of firms and plants; ``site`` leads to the plant."""
    asked = {"organization__sector": wanted.sector, "organization__headcount_band": wanted.headcount}
    asked["province"] = wanted.province
    kept = Q(**{f"{site}{column}": value for column, value in asked.items() if value})
    if wanted.words:
        kept &= _named(wanted, site)
    if wanted.programme:
        places = Participation.objects.open().filter(programme=wanted.programme)
        kept &= Q(**{f"{site}organization__in": places.values("organization")})
    return kept


def _named(wanted: Wanted, site: str) -> Q:
    named = Q()
    for word in wanted.words:
        named &= Q(**{f"{site}organization__search_key__contains": word})
    return named | Q(**{f"{site}province": wanted.former}) if wanted.former else named


def _line(review: Review, today: date) -> Row:
    assessment = review.assessment
    cards: list[Scorecard] = cast("Any", assessment.sent_submission).self_cards  # prefetched above
    card = cards[0] if cards else None
    level = card.overall_level if card else None
    return Row(
        review=review,
        due=due(review, today),
        is_scored=card is not None,
        level=level,
        level_name="" if level is None else _level_name(assessment.framework_version.content_hash, level),
        value=card.overall_value if card else None,
        conflicts=tuple(cast("Any", assessment.site).organization.conflicts.all()),
        is_by_part=library.get(assessment.framework_version.content_hash).root.aggregate.method == "none",
    )


def _level_name(content_hash: str, level: int) -> str:
    names = {entry.value: entry.name for entry in library.get(content_hash).levels}
    return names[level][get_language() or "vi"]
