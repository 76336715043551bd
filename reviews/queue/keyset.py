"""Pages of a long list without OFFSET: a page begins where the other ended, however the list grows in between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import nlargest, nsmallest
from typing import Self

from django.db.models import Q, QuerySet

from reviews.models import Review

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the list: when a row came, and its key, which tells rows of the same moment apart."""

    arrived_at: datetime
    pk: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the place that a link names, None if it names none."""
        moment, _, pk = text.partition("-")
        if not (moment.isascii() and moment.isdigit() and pk.isascii() and pk.isdigit()) or len(text) > 36:  # noqa: PLR2004 -- two 18-digit numbers fit any row
            return None
        try:
            return cls(EPOCH + timedelta(microseconds=int(moment)), int(pk))
        except OverflowError:
            return None

    def __str__(self) -> str:
        return f"{(self.arrived_at - EPOCH) // timedelta(microseconds=1)}-{self.pk}"

    @property
    def older(self) -> Q:
        """Rows that came before this place. The first condition lets the index find where to begin."""
        return Q(arrived_at__lte=self.arrived_at) & (Q(arrived_at__lt=self.arrived_at) | Q(pk__lt=self.pk))

    @property
    def newer(self) -> Q:
        """Rows that came after this place."""
        return Q(arrived_at__gte=self.arrived_at) & (Q(arrived_at__gt=self.arrived_at) | Q(pk__gt=self.pk))


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows in the order asked for; ``older`` and ``newer`` name where the neighbouring pages begin."""

    rows: tuple[Review, ...]
    older: Mark | None
    newer: Mark | None


Key = tuple[datetime, int]
"""When a row came, and its key: the order of the list."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which page is asked for: the first one, the one before a mark, or the one after it, in the list's direction."""

    before: Mark | None = None
    after: Mark | None = None
    oldest_first: bool = False

    @property
    def is_upwards(self) -> bool:
        """Whether the page is read from older rows to newer ones."""
        return self.before is None and (self.oldest_first or self.after is not None)

    @property
    def mark(self) -> Mark | None:
        """Return where the page begins, None at the list's end."""
        return self.after if self.is_upwards else self.before

    def nearest(self, keys: Iterable[Key], size: int) -> list[int]:
        """Return of all keys those of the page, and the one that shows that there are more."""
        mark = (self.mark.arrived_at, self.mark.pk) if self.mark else None
        ahead = [key for key in keys if mark is None or (key > mark if self.is_upwards else key < mark)]
        find = nsmallest if self.is_upwards else nlargest
        return [pk for _, pk in find(size + 1, ahead)]


def page(rows: QuerySet[Review], place: Place, *, size: int) -> Page:
    """Return one page: the first rows of the list, or those older than ``before``, or those just newer than ``after``.

    The newest come first unless ``oldest_first``.
    """
    upwards, mark = place.is_upwards, place.mark
    if mark is not None:
        rows = rows.filter(mark.newer if upwards else mark.older)
    order = ("arrived_at", "pk") if upwards else ("-arrived_at", "-pk")
    found = list(rows.order_by(*order)[: size + 1])
    kept, has_more = found[:size], len(found) > size
    newest_first = kept[::-1] if upwards else kept
    return _page(newest_first, mark, has_more=has_more, upwards=upwards, oldest_first=place.oldest_first)


def _page(rows: list[Review], mark: Mark | None, *, has_more: bool, upwards: bool, oldest_first: bool) -> Page:
    """Return the page of rows given newest first; where it came from, there is always a neighbour."""
    has_newer, has_older = (has_more, mark is not None) if upwards else (mark is not None, has_more)
    return Page(
        rows=tuple(rows[::-1] if oldest_first else rows),
        older=_mark(rows[-1]) if rows and has_older else None,
        newer=_mark(rows[0]) if rows and has_newer else None,
    )


def _mark(row: Review) -> Mark:
    return Mark(row.arrived_at, row.pk)
