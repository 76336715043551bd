"""A page of a person's notices, in words and by days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.utils import timezone

from accounts.models import User
from notices import reading
from notices.models import Notice
from notices.rules import rule, sentence, whose

ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as the list shows it."""

    notice: Notice
    title: str
    whose: str
    sentence: str


type Days = tuple[tuple[date, tuple[Line, ...]], ...]


def page(person: User, *, wanted: str) -> tuple[Page[Notice], Days]:
    """Return a page of what a person may read, and the same by days; one that is none is the first or the last."""
    found: Page[Notice] = Paginator(reading.whole(reading.of(person)), ON_A_PAGE).get_page(wanted)
    return found, tuple(_by_day(found.object_list))


def _by_day(notices: Iterable[Notice]) -> Iterator[tuple[date, tuple[Line, ...]]]:
    for day, group in groupby(notices, key=lambda notice: timezone.localdate(notice.created_at)):
        yield day, tuple(Line(each, str(rule(each).title), whose(each), sentence(each)) for each in group)
