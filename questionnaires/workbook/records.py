"""The cells of all sheets -> rows with values, and what is wrong with them before any of it is a document.

The names of sheets and columns are known in both languages. A sheet or a column that is missing is a fault, since
nobody can tell it from content that was taken away by mistake; so is one that nobody reads.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext

from questionnaires.words import Text
from questionnaires.workbook import sheets
from questionnaires.workbook.cells import Refused
from questionnaires.workbook.cells import read as read_cell
from questionnaires.workbook.columns import Kind, Sheet
from questionnaires.workbook.head_sheets import BY_NAME, UNCONFIRMED
from questionnaires.workbook.parts import Row, Spot
from questionnaires.workbook.spreadsheet import Cell, Grid, reference

NOTES = ("ghi chú", "note")
NOTHING: Mapping[int, Cell] = {}
EMPTY = Cell("")

type Complain = Callable[[Spot, str, str], None]  # the cell, the sentence, the id of what stands in its row


def rows(grids: tuple[Grid, ...], complain: Complain) -> dict[str, list[Row]]:
    """Return the rows of every sheet by its key; those of the head are one row, what is unconfirmed has its own."""
    found = dict(_known(grids, complain))
    read: dict[str, list[Row]] = {}
    for sheet in sheets.SHEETS:
        if sheet not in found:
            name = f"{sheet.title.vi} / {sheet.title.en}"
            complain(Spot(), gettext("The sheet “%(name)s” is missing.") % {"name": name}, "")
            continue
        reader = _SheetReader(found[sheet], complain)
        columns = reader.columns(sheet)
        read |= reader.head(columns) if sheet is sheets.HEAD else {sheet.key: list(reader.rows(sheet, columns))}
    return read


def _known(grids: tuple[Grid, ...], complain: Complain) -> Iterator[tuple[Sheet, Grid]]:
    """Tell which sheet is which by its title."""
    for grid in grids:
        title = _plain(grid.title)
        sheet = next((each for each in sheets.SHEETS if title in _titles(each.title)), None)
        if sheet:
            yield sheet, grid
        elif title not in _titles(sheets.HOW_TO) and not title.startswith(NOTES):
            told = gettext("nobody reads a sheet of this name; one with notes of your own is called “Notes”")
            complain(Spot(grid.title), told, "")


class _SheetReader:
    """Reads one sheet."""

    def __init__(self, grid: Grid, complain: Complain) -> None:
        self.grid, self.complain = grid, complain

    def columns(self, sheet: Sheet) -> dict[str, int]:
        """Tell which column is which by its heading in the first row."""
        known = {title: column.key for column in sheet.columns for title in _titles(column.title)}
        found: dict[str, int] = {}
        for place, cell in self.grid.rows.get(1, NOTHING).items():
            key = known.get(_plain(cell.text))
            if key is None or key in found:
                told = gettext("“%(name)s” is not a heading of this sheet, or stands there twice")
                self.complain(self._spot(1, place), told % {"name": cell.text}, "")
            else:
                found[key] = place
        for column in sheet.columns:
            if column.key not in found:
                name = f"{column.title.vi} / {column.title.en}"
                told = gettext("the column “%(name)s” is missing")
                self.complain(Spot(self.grid.title), told % {"name": name}, "")
        return found

    def rows(self, sheet: Sheet, columns: Mapping[str, int]) -> Iterator[Row]:
        """Yield the rows that hold something."""
        kinds = {column.key: column.kind for column in sheet.columns}
        named = set(columns.values())
        for number, cells in self._below():
            row = Row({}, {key: self._spot(number, place) for key, place in columns.items()})
            for key, place in columns.items():
                self._read(row, key, kinds[key], cells.get(place))
            for place in sorted(cells.keys() - named):
                self.complain(self._spot(number, place), gettext("stands in a column without a known heading"), "")
            yield row

    def head(self, columns: Mapping[str, int]) -> dict[str, list[Row]]:
        """Return the entries, which stand below each other, as one row; what is unconfirmed has rows of its own."""
        spots: dict[str, Spot] = {}
        whole, unconfirmed = Row({}, spots), list[Row]()
        values = (columns.get("value", 0), columns.get("value.en", 0))
        for number, cells in self._below():
            name = cells.get(columns.get("key", 0), EMPTY).text.strip()
            entry = BY_NAME.get(name)
            if entry is None or entry[0].key in spots:
                told = gettext("“%(name)s” is not an entry of this sheet, or stands there twice")
                self.complain(self._spot(number, columns.get("key", 1)), told % {"name": name}, "")
                continue
            row = Row({}, {}) if name == UNCONFIRMED else whole
            title = cells.get(columns.get("title", 0), EMPTY).text or name
            for column, place in zip(entry, values, strict=False):
                row.spots[column.key] = Spot(self.grid.title, reference(number, place), title)
                self._read(row, column.key, column.kind, cells.get(place))
            if len(entry) == 1 and values[1] in cells:
                self.complain(self._spot(number, values[1]), gettext("stays empty: this entry has one value"), "")
            unconfirmed += [row] if row is not whole and row.values else []
        return {sheets.HEAD.key: [whole], "unconfirmed": unconfirmed}

    def _below(self) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        return ((number, cells) for number, cells in sorted(self.grid.rows.items()) if number > 1)

    def _spot(self, row: int, column: int) -> Spot:
        heading = self.grid.rows.get(1, NOTHING).get(column, EMPTY)
        return Spot(self.grid.title, reference(row, column), heading.text)

    def _read(self, row: Row, key: str, kind: Kind, cell: Cell | None) -> None:
        """Put what a cell holds into its row; complain where it cannot be read."""
        if cell is None:
            return
        if cell.kind == "formula":
            self.complain(row.spots[key], gettext("holds a formula; put its value in its place"), _id(row))
            return
        try:
            row.values[key] = read_cell(kind, cell)
        except Refused as refusal:
            self.complain(row.spots[key], str(refusal), _id(row))


def _id(row: Row) -> str:
    """Return the id of a row whose cells up to here were read."""
    named = (row.values.get(key) for key in ("id", "item", "owner", "name"))
    return next((value for value in named if isinstance(value, str)), "")


def _plain(words: str) -> str:
    """Return a title for comparing: case, blanks and the way of writing accents do not matter."""
    return " ".join(unicodedata.normalize("NFC", words).split()).casefold()


def _titles(title: Text) -> set[str]:
    return {_plain(title.vi), _plain(title.en)}
