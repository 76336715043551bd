"""What a workbook is made of: sheets of rows. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

type Cell = str | int | Fraction | Decimal | date | None

SHORT, NAME, WORDS, LONG = 9, 30, 46, 70


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and how wide it is in characters."""

    title: str
    width: int = NAME


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``is_part`` where it heads those below."""

    cells: tuple[Cell, ...]
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns, of which the first ``kept`` stay in sight, and its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = field(default=())
    kept: int = 1

    def without_empty_columns(self) -> "Sheet":
        """Return the sheet without the columns in which no row says anything, such as targets that nobody set."""
        every = range(len(self.columns))
        used = [place for place in every if any(row.cells[place] not in ("", None) for row in self.rows)]
        rows = tuple(replace(row, cells=tuple(row.cells[place] for place in used)) for row in self.rows)
        return replace(self, columns=tuple(self.columns[place] for place in used), rows=rows)
