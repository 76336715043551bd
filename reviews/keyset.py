"""Pages of a long list without OFFSET: a page begins where the other ended, however the list grows in between."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self, cast

from django.db.models import Q, QuerySet

from assessments.models import Assessment

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the list: when a row was sent, and its key, which tells rows of the same moment apart."""

    sent_at: datetime
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
        return f"{(self.sent_at - EPOCH) // timedelta(microseconds=1)}-{self.pk}"

    @property
    def older(self) -> Q:
        """Rows that stand after this place. The first condition lets the index find where to begin."""
        return Q(sent_at__lte=self.sent_at) & (Q(sent_at__lt=self.sent_at) | Q(pk__lt=self.pk))

    @property
    def newer(self) -> Q:
        """Rows that stand before this place."""
        return Q(sent_at__gte=self.sent_at) & (Q(sent_at__gt=self.sent_at) | Q(pk__gt=self.pk))


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, newest first; ``older`` and ``newer`` name where the neighbouring pages begin."""

    rows: tuple[Assessment, ...]
    older: Mark | None
    newer: Mark | None


def page(rows: QuerySet[Assessment], *, size: int, before: Mark | None, after: Mark | None) -> Page:
    """Return one page: the newest rows, or those older than ``before``, or those just newer than ``after``."""
    if after and not before:
        found = list(rows.filter(after.newer).order_by("sent_at", "pk")[: size + 1])
        return _page(found[:size][::-1], has_newer=len(found) > size, has_older=True)
    found = list((rows.filter(before.older) if before else rows).order_by("-sent_at", "-pk")[: size + 1])
    return _page(found[:size], has_newer=before is not None, has_older=len(found) > size)


def _page(rows: list[Assessment], *, has_newer: bool, has_older: bool) -> Page:
    return Page(
        rows=tuple(rows),
        older=_mark(rows[-1]) if rows and has_older else None,
        newer=_mark(rows[0]) if rows and has_newer else None,
    )


def _mark(row: Assessment) -> Mark:
    return Mark(cast("datetime", row.sent_at), row.pk)  # what is in review has it, says the database
