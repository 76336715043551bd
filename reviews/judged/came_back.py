"""What the firm answered anew, or wrote, about questions that were judged before: the answer then and now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.cards import answer_lines
from assessments.models import ReturnedItem, SubmittedAnswer
from questionnaires.document import Item
from questionnaires.words import Language
from reviews.judged.board import Board
from reviews.judged.item_list import Line
from reviews.judged.judgements import Mark, seen
from reviews.judged.judging import level_of


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words; none for a question that is open."""

    words: tuple[str, ...]
    level: int | None


@dataclass(frozen=True, slots=True)
class Anew:
    """One question to judge anew. ``question`` and ``reply`` are what was written when it was last sent back."""

    line: Line
    then: Said
    now: Said
    is_changed: bool
    question: str
    reply: str
    files: tuple[str, ...]  # names of what was shown since it was last sent back


@dataclass(frozen=True, slots=True)
class CameBack:
    """Everything that is to be judged anew, those with another answer first; ``unchanged`` are all other questions."""

    anew: tuple[Anew, ...]
    unchanged: tuple[Line, ...]

    @property
    def changed_count(self) -> int:
        """Return how many have another answer than before."""
        return sum(each.is_changed for each in self.anew)


def read(board: Board, lines: Mapping[str, Line], language: Language) -> CameBack | None:
    """Return what came back and is not judged again yet; None if nothing is."""
    back = [item for item in board.sheet.items if board.sheet.mark(item.id) == Mark.OUT_OF_DATE]
    if not back:
        return None
    written = _written(board, {item.id for item in back})
    anew = [_anew(item, board, lines[item.id], written.get(item.id), language) for item in back]
    others = [line for line in lines.values() if line.mark != Mark.OUT_OF_DATE]
    return CameBack(anew=tuple(sorted(anew, key=lambda each: not each.is_changed)), unchanged=tuple(others))


def _written(board: Board, items: set[str]) -> dict[str, ReturnedItem]:
    rows = ReturnedItem.objects.filter(
        back__assessment=board.sheet.review.assessment_id, back__closed_at__isnull=False, item__in=items
    )
    return {row.item: row for row in rows.select_related("back").order_by("back__closed_at")}


def _shown_since(item: str, board: Board, written: ReturnedItem | None) -> Iterator[str]:
    if written is not None:
        for file in board.files.get(item, []):
            if file.added_at >= written.back.returned_at and not file.at_visit:
                yield file.caption or file.name


def _anew(item: Item, board: Board, line: Line, written: ReturnedItem | None, language: Language) -> Anew:
    row, now = board.sheet.judged[item.id], board.sheet.given.get(item.id)
    then = row.seen_state, row.seen_value
    return Anew(
        line=line,
        then=_said(item, *then, language),
        now=_said(item, *seen(now), language),
        is_changed=seen(now) != then,
        question=written.question if written else "",
        reply=written.reply if written else "",
        files=tuple(_shown_since(item.id, board, written)),
    )


def _said(item: Item, state: str, value: Any, language: Language) -> Said:
    if not state:
        return Said((), None)
    row = SubmittedAnswer(item=item.id, state=state, value=value)
    return Said(tuple(answer_lines(item, row, language)), level_of(item, state, value))
