"""From a table of answers to a table of scores, row by row, in memory that does not grow with the table.

Nothing is there before all is right: the scores are written aside and take their name at the very end.
"""

import csv
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from assessments import exchange, exchange_tables
from assessments.exchange import ExchangeError, Given
from assessments.exchange_tables import CellError
from assessments.scoring.answer_values import shown
from assessments.scoring.batch import Batch
from assessments.scoring.remembering import Cells, Row, Table
from questionnaires.document import Framework

MOST_TOLD = 20  # faults, or answers that are not asked
MOST_KINDS = 1000  # of firms, remembered at a time


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a table: the row as spreadsheets count, the header being 1, and the name of the column."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        """Return the one line that a terminal shows."""
        return f"row {self.row}{f', column {self.column}' if self.column else ''}: {self.message}"


class TableRefused(Exception):  # noqa: N818 -- named like the domain's exceptions
    """Nothing was written; the argument is the list of faults, the first ones if there are many."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


@dataclass(slots=True)
class Summary:
    """What was done: the number of rows, and what stood in the table without being asked, the first of it named."""

    rows: int = 0
    ignored: list[str] = field(default_factory=list)
    ignored_count: int = 0

    def ignore(self, *what: str) -> None:
        """Note what is not asked."""
        self.ignored_count += len(what)
        self.ignored += what[: MOST_TOLD - len(self.ignored)]


def score_table(*, framework: Framework, source: Path, target: Path) -> Summary:
    """Score every row of one file into another.

    Raises TableRefused for faults in the table, and OSError for a file that cannot be read or written; what the target
    held before is then untouched.
    """
    with source.open(encoding="utf-8-sig", newline="") as lines, _written_whole(target) as stream:
        if target.exists() and target.samefile(source):
            raise FileExistsError(0, "it holds the answers", str(target))
        rows = _rows(csv.reader(lines, strict=True))
        _, header = next(rows, (1, []))
        if not header:
            raise TableRefused([Fault(1, "", "has no columns, the file is empty")])
        return _scored(_Scoring(framework, header), rows, stream)


def _rows(table: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank with their numbers. Raises TableRefused where the file itself is broken."""
    number = 0
    try:
        for number, row in enumerate(table, 1):
            if row:
                yield number, row
    except UnicodeDecodeError as error:
        raise TableRefused([Fault(number + 1, "", "here or a little further the file is not in UTF-8")]) from error
    except csv.Error as error:
        raise TableRefused([Fault(number + 1, "", f"cannot be read: {error}")]) from error


def _scored(scoring: "_Scoring", rows: Iterator[tuple[int, list[str]]], stream: TextIO) -> Summary:
    """Write the results; after the first fault only look for more of them."""
    stream.write(f"{exchange_tables.header(scoring.framework)}\n")
    faults: list[Fault] = []
    try:
        for number, row in rows:
            try:
                line = scoring.line(number, row)
            except (CellError, ExchangeError):
                faults += scoring.faults(number, row)
            else:
                if not faults:
                    stream.write(f"{line}\n")
            if len(faults) >= MOST_TOLD:
                break
    except TableRefused as broken:
        faults += broken.faults
    if faults:
        raise TableRefused(faults[:MOST_TOLD])
    return scoring.summary


class _Scoring:
    """One run over a table."""

    def __init__(self, framework: Framework, header: list[str]) -> None:
        self.framework = framework
        try:
            self.columns = exchange_tables.columns(framework, header)
        except CellError as error:
            raise TableRefused([Fault(1, error.column, error.message)]) from error
        self.batch = Batch(
            framework,
            columns=self.columns.items,
            read=self.columns.answer,
            write=exchange_tables.written,
            basis=exchange.BASIS,
        )
        self.summary = Summary()
        facts = exchange.unused_facts(framework, self.columns.facts)
        self.summary.ignore(*(f"column {shown(exchange_tables.PROFILE + fact)}" for fact in facts))
        self.kinds: dict[Cells, Given] = {}

    def line(self, number: int, row: Row) -> str:
        """Return a row of results. Raises CellError or ExchangeError if something in the row is wrong."""
        if len(row) != self.columns.width:
            raise CellError("", f"has {len(row)} cells, the header {self.columns.width}")
        given = self._given(row)
        scored = self.batch.score(row, variant=given.variant, scope=given.scope, profile=given.profile)
        self.summary.rows += 1
        if scored.ignored:
            self.summary.ignore(*(f"row {number}, {item}" for item in scored.ignored))
        return exchange_tables.line(self.columns.id_of(row), scored)

    def faults(self, number: int, row: Row) -> list[Fault]:
        """Return all that is wrong in a row."""
        return [Fault(number, column, message) for column, message in self._complaints(row)]

    def _complaints(self, row: Row) -> Iterator[tuple[str, str]]:
        if len(row) != self.columns.width:
            yield "", f"has {len(row)} cells, the header {self.columns.width}"
            return
        try:
            of_firm = exchange.for_firm(self.framework, self.columns.given(row))
        except ExchangeError as error:
            yield error.place, error.message
            of_firm = self.framework
        items = {item.id: item for item in (*self.framework.items(), *of_firm.items())}
        for item in items.values():
            try:
                Table(self.columns.items, self.columns.answer).reading(item)(row)
            except CellError as error:
                yield error.column, error.message

    def _given(self, row: Row) -> Given:
        """Return what a row says of its firm, checked."""
        cells = self.columns.of_firm(row)
        given = self.kinds.get(cells)
        if given is None:
            given = self.columns.given(row)
            exchange.for_firm(self.framework, given)
            if len(self.kinds) >= MOST_KINDS:
                self.kinds.clear()
            self.kinds[cells] = given
        return given


@contextmanager
def _written_whole(target: Path) -> Iterator[TextIO]:
    """Give a file to write to, which takes the target's name if all went well and is gone if not."""
    if target.exists() and not target.is_file():
        raise FileExistsError(0, "it is no file that could be replaced", str(target))
    whole = target.resolve()
    aside = whole.with_name(f".{whole.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        stream = aside.open("x", encoding="utf-8", newline="")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(whole)
    finally:
        aside.unlink(missing_ok=True)
