"""Differences of two advisors in words, for the page that shows both sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assessments.answer_words import number_of
from assessments.cards import answer_lines, reader_language
from assessments.models import SubmittedAnswer
from questionnaires.document import Item
from reviews.judged.judging import level_of
from reviews.second.reconciling import BothSides, Difference


@dataclass(frozen=True, slots=True)
class Side:
    """An answer: its level on a ladder, and its words."""

    level: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A question with all that was said to it. ``now`` is None where what is verified is as it was."""

    difference: Difference
    number: str
    ask: str
    where: str
    own: Side | None
    first: Side
    second: Side
    now: Side | None


def lines(both: BothSides) -> list[Line]:
    """Return the differences in the reader's language."""
    return list(_lines(both))


def _lines(both: BothSides) -> Iterator[Line]:
    language = reader_language()
    for each in both.differences:
        item = each.item
        yield Line(
            difference=each,
            number=number_of(item),
            ask=item.ask[language],
            where=each.dimension.name[language],
            own=_side(item, each.own.state, each.own.value) if each.own else None,
            first=_side(item, *each.first),
            second=_side(item, *each.second),
            now=_side(item, each.now.state, each.now.value) if each.now and each.is_changed else None,
        )


def _side(item: Item, state: str, value: Any) -> Side:
    row = SubmittedAnswer(item=item.id, state=state, value=value)
    return Side(level_of(item, state, value), "; ".join(answer_lines(item, row, reader_language())))
