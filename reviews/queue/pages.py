"""One page of the queue, and how many reviews stand in each view under the filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from accounts.models import User
from assessments.models import Assessment
from reviews.access import ADVISES, NOT_SENT, SEES_ALL
from reviews.models import Review
from reviews.queue import keyset
from reviews.queue.listing import View, Wanted, filtered, parts_within_reach, views, within_reach
from reviews.queue.rows import with_lines

PAGE_SIZE = 25
# Counting ends here: nobody works off more, and counting all takes long. Under a filter it reads far more rows.
MOST_COUNTED, MOST_COUNTED_FILTERED = 1000, 100
# Rows of a short queue: reading so many takes less than asking for the page and each count. An advisor's reach, asked
# for anew each time, costs more than the rows of all; where it is too much, what was read is lost.
MOST_READ, MOST_READ_OF_ALL = 5000, 1000

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
    sees_all = user.staff_role in SEES_ALL
    is_narrow, few = wanted.is_about_firms or not sees_all, MOST_READ_OF_ALL if sees_all else MOST_READ
    standing = _read_short(parts_within_reach(user, rows), views(user, today), few) if is_narrow else None
    if standing is None:
        rows = within_reach(user, rows)
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


def _read_short(parts: Sequence[QuerySet[Review]], conditions: Mapping[View, Q], few: int) -> Standing | None:
    """Return the keys of the rows of each view, None if the parts have more than ``few`` rows.

    The parts are joined as results, not as conditions: so each is found by the index that narrows it most.
    """
    flags = {view.name: ExpressionWrapper(stands, BooleanField()) for view, stands in conditions.items() if stands}
    first, *others = (part.order_by().annotate(**flags).values_list("arrived_at", "pk", *flags) for part in parts)
    found = list((first.union(*others) if others else first)[: few + 1])
    if len(found) > few:
        return None
    rows = [((at, pk), dict(zip(flags, stands, strict=True))) for at, pk, *stands in found]
    return {view: [key for key, stands in rows if stands.get(view.name, True)] for view in conditions}


def _counts(rows: QuerySet[Review], conditions: Mapping[View, Q], most: int) -> dict[View, int]:
    """Count by view, each no further than ``most``: one count of all views could not end early."""
    return {view: rows.filter(condition)[:most].count() for view, condition in conditions.items()}


def _most(count: int, most: int) -> str:
    return f"{most - 1}+" if count >= most else str(count)
