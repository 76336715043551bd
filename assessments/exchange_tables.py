"""Answers and results as tables hold them, one assessment a row (docs/command-line.md). Pure: files are elsewhere."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments import exchange
from assessments.exchange import DONT_KNOW, NOT_APPLICABLE, ExchangeError, Given
from assessments.scoring.answer_values import shown
from assessments.scoring.batch import Scored
from assessments.scoring.remembering import Cells, Numbers, Row
from assessments.scoring.types import Answer
from questionnaires.answer_types import AnswerType, Checklist, Grid, Ladder, Multi
from questionnaires.document import Framework, Item

# What is written of a node, the cells joined: value and level; low, high and coverage, for the whole.
type Written = tuple[str, str]

ID, VARIANT, SCOPE, PROFILE = "id", "variant", "scope", "profile."
OF_FIRM = (ID, VARIANT, SCOPE)
NOTHING, BETWEEN = "-", ";"  # of a list
WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
FORMULA = "=+-@＝＋－＠"  # what a spreadsheet would work out instead of showing it
NOT_ASKED: Written = (",", ",,")
QUOTED = re.compile(r"[,\"\r\n]")


class CellError(ValueError):
    """A cell is wrong, or the header; the arguments are the name of the column and what is wrong there."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(column, message)
        self.column, self.message = column, message


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands where in a table. ``items`` has the places of each item's cells, ``rows`` what they are rows of."""

    width: int
    named: Mapping[str, int]
    facts: Mapping[str, int]
    items: Mapping[str, Sequence[int]]
    rows: Mapping[str, Sequence[str]]

    def id_of(self, row: Row) -> str:
        """Return what a row is called, in a way that no spreadsheet takes for a formula."""
        name = row[self.named[ID]] if ID in self.named else ""
        return f"'{name}" if name.strip() and name.lstrip()[0] in FORMULA else name

    def of_firm(self, row: Row) -> Cells:
        """Return the cells that ``given`` reads."""
        named = [place for name, place in self.named.items() if name != ID]
        return tuple([row[place] for place in (*named, *self.facts.values())])

    def given(self, row: Row) -> Given:
        """Return what a row says of its firm, without the answers. Raises ExchangeError for a wrong scope."""
        variant, scope = (row[self.named[name]].strip() if name in self.named else "" for name in (VARIANT, SCOPE))
        facts = {fact: row[place].strip() for fact, place in self.facts.items()}
        return Given(
            variant=variant or None,
            scope=exchange.scope(scope),
            profile={fact: value for fact, value in facts.items() if value},
        )

    def answer(self, item: Item, cells: Cells) -> Answer | None:
        """Return the answer in an item's cells. Raises CellError for the first cell that is wrong."""
        words = [cell.strip() for cell in cells]
        given = {row: word for row, word in zip(self.rows.get(item.id, ()), words, strict=True) if word}
        try:
            return exchange.answer_of(item, _raw(item.answer, given))
        except ExchangeError as error:
            raise CellError(_column(item, given), error.message) from error


def columns(framework: Framework, header: Sequence[str]) -> Columns:
    """Return what stands where. Raises CellError for a column that is unknown, there twice, or missing."""
    names = [name.strip() for name in header]
    known = _known(framework)
    _refuse_wrong(framework, names, known)
    answered = [(place, *known[name]) for place, name in enumerate(names) if name in known]
    ids = dict.fromkeys(item for _, item, _ in answered)
    return Columns(
        width=len(names),
        named={name: names.index(name) for name in OF_FIRM if name in names},
        facts={name.removeprefix(PROFILE): place for place, name in enumerate(names) if name.startswith(PROFILE)},
        items={id_: [place for place, item, _ in answered if item == id_] for id_ in ids},
        rows={id_: [row for _, item, row in answered if item == id_] for id_ in ids},
    )


def _refuse_wrong(framework: Framework, names: Sequence[str], known: Collection[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CellError(shown(name), "is there twice")
        seen.add(name)
        if name not in known and name not in OF_FIRM and not name.startswith(PROFILE):
            raise CellError(shown(name), _unknown(framework, name))
    if framework.variants and VARIANT not in names:
        raise CellError(VARIANT, f"is missing, while {framework.id} has variants")


def header(framework: Framework) -> str:
    """Return the first row of a table of results."""
    whole = [f"overall.{name}" for name in ("value", "level", "low", "high", "coverage", "class")]
    nodes = [node.id for node in framework.root.walk() if node.id != framework.root.id]
    return ",".join([ID, *whole, *(f"{id_}.{name}" for id_ in nodes for name in ("value", "level"))])


def written(numbers: Numbers) -> Written:
    """Return a node's numbers as cells; an empty one is not rated."""
    value, low, high, coverage = (
        "" if number is None else repr(exchange.plain(number))
        for number in (numbers.value, numbers.low, numbers.high, numbers.coverage)
    )
    return f"{value},{'' if numbers.level is None else numbers.level}", f"{low},{high},{coverage}"


def line(name: str, scored: Scored[Written]) -> str:
    """Return a row of results. Numbers and ids need no quotes; what the row is called may."""
    (value, band), *nodes = [each or NOT_ASKED for each in scored.nodes]
    quoted = '"' + name.replace('"', '""') + '"' if QUOTED.search(name) else name
    return ",".join([quoted, value, band, scored.level_class or "", *[node for node, _ in nodes]])


def _known(framework: Framework) -> dict[str, tuple[str, str]]:
    """Return the columns that answers can stand in, each with its item and the row of it."""
    found: dict[str, tuple[str, str]] = {}
    for item in framework.items():
        rows = exchange.rows_of(item.answer)
        for name, row in [(f"{item.id}.{row}", row) for row in rows] or [(item.id, "")]:
            if name in found or name in OF_FIRM:
                raise CellError(shown(name), f"could be two things in a table of {framework.id}")
            found[name] = (item.id, row)
    return found


def _unknown(framework: Framework, name: str) -> str:
    if not name:
        return "has no name"
    if name.startswith((f"{ID};", f"{ID}\t")):  # what spreadsheets of many languages write as CSV
        return "is several columns in one; separate the cells by commas"
    item = next((item for item in framework.items() if item.id == name), None)
    if item is None:
        return f"is no item of {framework.id}@{framework.version}"
    return f"has a column for each of its rows: {', '.join(f'{name}.{row}' for row in exchange.rows_of(item.answer))}"


def _raw(answer: AnswerType, words: Mapping[str, str]) -> Any:
    """Return what a JSON file would hold in place of these words, by row; the only word of other items has row ""."""
    if isinstance(answer, Grid | Checklist):
        return {row: _value(answer, word) for row, word in words.items()} or None
    return _value(answer, words[""]) if words else None


def _value(answer: AnswerType, word: str) -> Any:
    if word in {DONT_KNOW, NOT_APPLICABLE}:
        return word
    if isinstance(answer, Multi | Checklist):
        return [] if word == NOTHING else [part.strip() for part in word.split(BETWEEN)]
    is_whole = isinstance(answer, Ladder) or (isinstance(answer, Grid) and answer.is_numbered)
    return int(word) if is_whole and WHOLE.fullmatch(word) else word


def _column(item: Item, words: Mapping[str, str]) -> str:
    """Return the column of the first word that is wrong by itself; all of an item are wrong only together."""
    for row, word in words.items():
        try:
            exchange.answer_of(item, _raw(item.answer, {row: word}))
        except ExchangeError:
            return f"{item.id}.{row}" if row else item.id
    return item.id
