"""A filled-in workbook -> answers, or every cell that is to be corrected, all in one run and nothing stored."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from assessments import answer_fields
from assessments.answers import REASON_LENGTH, Given, checked, plain_number
from assessments.paper.lines import REASON, VERSION, Line, lines, none_of
from assessments.paper.marks import ANSWER, CODE, Marks, check
from assessments.paper.numbers import read_number
from c4ir_assess.exceptions import InvalidAnswer
from questionnaires.answer_types import Grid as GridAnswer
from questionnaires.answer_types import Multi, Number
from questionnaires.document import Item
from questionnaires.workbook.parts import Spot
from questionnaires.workbook.spreadsheet import Cell, Grid, grids, reference

TICKS = frozenset({"x", "v", "1", "✓", "✔", "☑", "có", "yes", "true"})
__all__ = ["CellFault", "Sheets", "read"]


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in a cell, in the reader's language; ``item`` is the question it belongs to, if any."""

    spot: Spot
    sentence: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What was filled in: answers by item, and which stored answer each question of the workbook was made with."""

    answers: Mapping[str, Given]
    versions: Mapping[str, int]
    faults: tuple[CellFault, ...]


@dataclass(slots=True)
class _Question:
    """What stands in the cells of one question: by field what is ticked or written, and where."""

    item: Item
    posted: dict[str, list[str]] = field(default_factory=dict)
    spots: dict[str, list[Spot]] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    is_broken: bool = False

    def put(self, line: Line, value: str, cell: Cell, spot: Spot) -> None:
        self.posted.setdefault(line.field, []).append(value)
        self.spots.setdefault(line.field, []).append(spot)
        self.cells[line.field] = cell

    def fields(self, name: str) -> list[str]:
        return self.posted.get(name, [])

    def last(self) -> Spot:
        return next(iter(reversed([spot for spots in self.spots.values() for spot in spots])))


def read(content: bytes, items: Mapping[str, Item], ours: Marks) -> Sheets:
    """Read the workbook of one assessment, whose questions are ``items``.

    Raises SpreadsheetRefused for a file that is no workbook, or is one of another assessment, version or firm.
    """
    found = grids(content)
    check(found, ours)
    reader = _Reader(items)
    for grid in found:
        reader.take(grid)
    answers = dict(reader.answers())
    return Sheets(answers, reader.versions, tuple(reader.faults))


class _Reader:
    """Goes through the sheets."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self.items = items
        both = [line for item in items.values() for line in (*lines(item, "vi"), none_of(item.id, "vi"))]
        self.lines = {line.code: line for line in both if _is_of(items[line.item], line)}
        self.questions = {item.id: _Question(item) for item in items.values()}
        self.versions: dict[str, int] = {}
        self.faults: list[CellFault] = []
        self.seen: set[str] = set()

    def take(self, grid: Grid) -> None:
        """Read the lines of one sheet."""
        for number, row in sorted(grid.rows.items()):
            code = row[CODE].text.strip() if CODE in row else ""
            spot = Spot(grid.title, reference(number, ANSWER))
            if "|" in code and not self._version(code):
                self._line(code, row.get(ANSWER), spot)

    def answers(self) -> Iterator[tuple[str, Given]]:
        """Yield the answers that can be stored; complain of the others."""
        for question in self.questions.values():
            if not question.posted or question.is_broken:
                continue
            given = self._given(question)
            if given is not None:
                yield question.item.id, given

    def _version(self, code: str) -> bool:
        """Keep which stored answer a question was printed with."""
        item, name, value = [*code.split("|"), "", ""][:3]
        if name != VERSION or item not in self.items:
            return False
        self.versions[item] = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0  # noqa: PLR2004 -- a whole number of the database
        return True

    def _line(self, code: str, cell: Cell | None, spot: Spot) -> None:
        line = self.lines.get(code)
        if cell is None:
            return
        if line is None:
            self._complain(spot, gettext("stands in a line that no question of this assessment has"), "")
            return
        question = self.questions[line.item]
        if code in self.seen:
            told = gettext("stands in a line that was copied; there must be one of each")
        else:
            told = _unreadable(cell) or self._taken(question, line, cell, spot)
        self.seen.add(code)
        if told:
            question.is_broken = True
            self._complain(spot, told, line.item)

    def _taken(self, question: _Question, line: Line, cell: Cell, spot: Spot) -> str:
        """Put a cell into its question; return what is wrong with it."""
        words = unicodedata.normalize("NFC", cell.text).strip()
        if line.value:
            if words.casefold() not in TICKS:
                return gettext("holds “%(words)s”; write x there, or leave it empty") % {"words": words[:40]}
            question.put(line, line.value, cell, spot)
            return ""
        if isinstance(question.item.answer, GridAnswer) and line.field != REASON:
            column = _column(question.item.answer, words)
            if column is None:
                listed = " / ".join(each.name.vi for each in question.item.answer.columns)
                told = gettext("holds “%(words)s”; write one of: %(listed)s")
                return told % {"words": words[:40], "listed": listed}
            words = column
        question.put(line, words, cell, spot)
        return ""

    def _given(self, question: _Question) -> Given | None:
        """Return the answer of one question; None, with a complaint, where it cannot be one."""
        try:
            return checked(question.item, _answer(question))
        except _Wrong as wrong:
            self._complain(wrong.spot, wrong.sentence, question.item.id)
        except ValidationError as wrong:
            self._complain(question.last(), wrong.messages[0], question.item.id)
        except InvalidAnswer:
            self._complain(question.last(), gettext("cannot be understood as an answer"), question.item.id)
        return None

    def _complain(self, spot: Spot, sentence: str, item: str) -> None:
        self.faults.append(CellFault(spot, sentence, item))


class _Wrong(Exception):  # noqa: N818 -- what is wrong with a question
    """A question whose cells do not go together."""

    def __init__(self, spot: Spot, sentence: str) -> None:
        super().__init__(sentence)
        self.spot, self.sentence = spot, sentence


def _answer(question: _Question) -> Given:
    """Return what the cells of a question say together."""
    special = [value for value in question.fields("choice") if value in answer_fields.SPECIAL]
    ticked = sum(len(spots) for name, spots in question.spots.items() if name not in {REASON, "option"})
    is_level = len(question.fields("choice")) > 1
    if is_level or (special and (ticked > 1 or question.fields("option"))):
        raise _Wrong(question.last(), gettext("is one mark too many: this question takes only one answer"))
    if special == ["not_applicable"]:
        return _not_applicable(question)
    if reasons := question.spots.get(REASON):
        raise _Wrong(reasons[0], gettext("holds a reason, but “does not apply” is not marked"))
    if special:
        return Given("dont_know")
    return Given("answered", _value(question))


def _not_applicable(question: _Question) -> Given:
    reason = next(iter(question.fields(REASON)), "")
    if not reason:
        raise _Wrong(question.last(), gettext("needs a reason in the line below it"))
    if len(reason) > REASON_LENGTH:
        told = gettext("is too long: a reason has at most %(most)s characters") % {"most": REASON_LENGTH}
        raise _Wrong(question.spots[REASON][0], told)
    return Given("not_applicable", reason=reason)


def _value(question: _Question) -> object:
    answer = question.item.answer
    if isinstance(answer, Number):
        return plain_number(read_number(answer, question.cells["number"]))
    value = answer_fields.read(answer, question.fields)
    if value is None:
        raise InvalidAnswer(f"{question.item.id}: nothing in it")
    return value


def _column(grid: GridAnswer, words: str) -> str | None:
    """Return the id of the column whose id or name is written, in either language."""
    plain = " ".join(words.split()).casefold().removesuffix(".0")
    for column in grid.columns:
        names = (column.id, column.name.vi, column.name.en)
        if plain in {" ".join(name.split()).casefold() for name in names}:
            return column.id
    return None


def _unreadable(cell: Cell) -> str:
    """Return why a cell cannot be read whatever its line asks; nothing if it can."""
    if cell.kind == "formula":
        return gettext("holds a formula; put its value in its place")
    if cell.kind == "date":
        return gettext("holds a date; set the cell to Text and type it again")
    if cell.kind == "error":
        return gettext("holds an Excel error, %(error)s") % {"error": cell.text[:40]}
    return ""


def _is_of(item: Item, line: Line) -> bool:
    """Leave out the line for nothing where a question has no list to choose from."""
    return line.field != "option" or isinstance(item.answer, Multi)
