"""One page of the queue, and how many reviews stand in each view under the filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from accounts.models import User
from assessments.models import Assessment
from reviews.access import ADVISES, NOT_SENT, SEES_ALL
from reviews.models import Review
from reviews.queue import keyset
from reviews.queue.listing import View, Wanted, filtered, views
from reviews.queue.rows import with_lines

PAGE_SIZE = 25
# Counting ends here: nobody works off more, and counting all takes long. Under a filter it reads far more rows.
MOST_COUNTED, MOST_COUNTED_FILTERED = 1000, 100
MOST_READ = 5000  # rows of a short queue: reading so many takes less than asking for the page and each count

Standing = Mapping[View, list[keyset.Key]]


@dataclass(frozen=True, slots=True)
class Tab:
    """One view, and how many are in it under the filters: "999+" where counting ended."""

    view: str
    label: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader gets to see of the queue."""

    page: keyset.Page
    tabs: tuple[Tab, ...]


def look(user: User, wanted: Wanted, today: date, place: keyset.Place) -> Look:
    """Return one page and the counts of all views, in a fixed number of queries.

    A queue narrowed by firms, or by what an advisor reaches, is read in one go if it is short: planners cannot know
    how little is left, and asking again for the page and for each count would cost more.
    """
    rows = filtered(user, wanted, today)
    is_narrow = wanted.is_about_firms or user.staff_role not in SEES_ALL
    standing = _read_short(rows, views(user, today)) if is_narrow else None
    if standing is None:
        most = MOST_COUNTED_FILTERED if wanted.is_about_firms else MOST_COUNTED
        counts = _counts(rows, views(user, today), most)
        in_view = rows.filter(views(user, today)[View(wanted.view)])
    else:
        most, counts = MOST_COUNTED, {view: len(keys) for view, keys in standing.items()}
        near = place.nearest(standing[View(wanted.view)], PAGE_SIZE)
        in_view = Review.objects.filter(pk__in=near).exclude(state__in=NOT_SENT)  # a firm may take back meanwhile
    tabs = (
        Tab(view.value, str(view.label), _most(counts[view], most), view == wanted.view)
        for view in View
        if view != View.MINE or user.staff_role in ADVISES
    )
    return Look(keyset.page(with_lines(in_view), place, size=PAGE_SIZE), tuple(tabs))


def count_private() -> int:
    """Count the assessments that firms keep to themselves; a number is all that staff ever learn of these."""
    kept = Assessment.objects.filter(state=Assessment.State.COMPLETED, site__isnull=False)
    return kept[:MOST_COUNTED].count()


def _read_short(rows: QuerySet[Review], conditions: Mapping[View, Q]) -> Standing | None:
    """Return the keys of the rows of each view, None if the rows are not few."""
    asked = {view: condition for view, condition in conditions.items() if view != View.ALL}
    flags = {view.name: ExpressionWrapper(condition, BooleanField()) for view, condition in asked.items()}
    found = list(rows.order_by().annotate(**flags).values_list("arrived_at", "pk", *flags)[: MOST_READ + 1])
    if len(found) > MOST_READ:
        return None
    standing: dict[View, list[keyset.Key]] = {View.ALL: [(at, pk) for at, pk, *_ in found]}
    for place, view in enumerate(asked):
        standing[view] = [(at, pk) for at, pk, *stands in found if stands[place]]
    return standing


def _counts(rows: QuerySet[Review], conditions: Mapping[View, Q], most: int) -> dict[View, int]:
    """Count by view. What is not done yet is counted in one go: beside what is done it is never much."""
    are_long = (View.ALL, View.VERIFIED)
    counts = {view: rows.filter(conditions[view])[:most].count() for view in are_long}
    asked = {view: condition for view, condition in conditions.items() if view not in are_long}
    found = rows.filter(closed_at__isnull=True).aggregate(
        **{view.name: Count("pk", filter=condition) for view, condition in asked.items()}
    )
    return counts | {view: found[view.name] for view in asked}


def _most(count: int, most: int) -> str:
    return f"{most - 1}+" if count >= most else str(count)
