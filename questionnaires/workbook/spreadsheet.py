"""An .xlsx file -> what stands in its cells, and nothing else of it: no style, picture or link is followed.

A formula is told apart, so that it can be refused by its cell; so is a number that people see as a date.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal

from django.utils.translation import gettext

from questionnaires.workbook.package import (
    BROKEN,
    Package,
    Quiet,
    SpreadsheetRefused,
    check_directory,
    check_file,
    refuse_size,
)

MOST_CELLS = 40_000
MOST_ROWS = 5_000
MOST_COLUMNS = 80
LONGEST_CELL = 32_767  # characters, by Excel's own limit
ESCAPED = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")  # but halves of a character, which are no text
PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
BUILT_IN_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
DAY_FORMAT = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^dmyhs"\\\[])*[dmyhs]', re.IGNORECASE)

type CellKind = Literal["text", "number", "date", "error", "formula"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell holds."""

    text: str
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: the cells that hold something, by row and column, both counted from 1."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]]


def grids(content: bytes) -> tuple[Grid, ...]:
    """Return the sheets of a workbook in their order. Raises SpreadsheetRefused."""
    check_file(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            check_directory(archive)
            return tuple(_grids(Package(archive)))
    except BROKEN as error:
        raise SpreadsheetRefused(gettext("The file is not an Excel workbook (.xlsx) that can be read.")) from error


def reference(row: int, column: int) -> str:
    """Return a place as people write it: D14."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _grids(package: Package) -> Iterator[Grid]:
    """Read the sheets that the workbook lists."""
    main = package.targets("")["officeDocument"][0][1]
    targets = package.targets(main)
    names = dict(targets["worksheet"])
    strings, styles, listing = _Strings(), _Styles(), _Listing()
    for _, name in targets.get("sharedStrings", []):
        package.parse(name, strings)
    for _, name in targets.get("styles", []):
        package.parse(name, styles)
    package.parse(main, listing)
    count = 0
    for title, id_ in listing.sheets:
        if id_ in names:
            sheet = _Sheet(strings.found, styles.days, count)
            package.parse(names[id_], sheet)
            count = sheet.count
            yield Grid(title, sheet.rows)


@dataclass(slots=True)
class _Listing(Quiet):
    """Titles of sheets with the ids of their relations."""

    sheets: list[tuple[str, str]] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            ids = [value for key, value in attributes.items() if key.endswith("}id")]
            self.sheets.append((attributes["name"], ids[0]))


class _Words(Quiet):
    """The text of ``t`` elements, without the phonetic hints beside it."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.is_text = self.is_hint = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 -- as every reader
        self.is_hint = self.is_hint or tag == "rPh"
        self.is_text = tag == "t" and not self.is_hint

    def end(self, tag: str) -> None:
        self.is_hint = self.is_hint and tag != "rPh"
        self.is_text = False

    def words(self, words: str) -> None:
        if self.is_text:
            self.told.append(words)

    def taken(self) -> str:
        """Return the text and forget it."""
        text = _unescaped("".join(self.told))
        self.told.clear()
        return text


class _Strings(_Words):
    """The texts that cells refer to by number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "si":
            self.found.append(self.taken())


class _Styles(Quiet):
    """Which styles of cells show a number as a date."""

    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.cells: list[int] = []
        self.is_cells = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt":
            self.formats[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif tag == "cellXfs":
            self.is_cells = True
        elif tag == "xf" and self.is_cells:
            self.cells.append(int(attributes.get("numFmtId", "0")))

    def end(self, tag: str) -> None:
        self.is_cells = self.is_cells and tag != "cellXfs"

    @property
    def days(self) -> frozenset[int]:
        """Return the numbers of such styles."""
        shown = {number for number, code in self.formats.items() if DAY_FORMAT.match(code)} | BUILT_IN_DAYS
        return frozenset(style for style, number in enumerate(self.cells) if number in shown)


class _Sheet(Quiet):
    """The cells of one sheet; ``count`` goes on from the sheets before."""

    def __init__(self, strings: list[str], days: frozenset[int], count: int) -> None:
        self.strings, self.days, self.count = strings, days, count
        self.rows: dict[int, dict[int, Cell]] = {}
        self.row = self.column = self.style = 0
        self.type = "n"
        self.is_formula = self.is_value = False
        self.value: list[str] = []
        self.inline = _Words()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "c":
            self._begin(attributes)
        elif tag == "f":
            self.is_formula = True
        self.is_value = tag == "v"
        self.inline.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.is_value = False
        self.inline.end(tag)
        if tag == "c":
            self._keep(self._cell())

    def words(self, words: str) -> None:
        if self.is_value:
            self.value.append(words)
        self.inline.words(words)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self.column += 1
        if place := PLACE.fullmatch(attributes.get("r", "")):
            self.row, self.column = int(place[2]), _column(place[1])
        self.type, self.style = attributes.get("t", "n"), int(attributes.get("s", "0"))
        self.is_formula = False
        self.value.clear()
        self.inline.taken()

    def _keep(self, cell: Cell) -> None:
        if cell.kind != "formula" and not cell.text.strip():
            return
        self.count += 1
        is_outside = self.row > MOST_ROWS or self.column > MOST_COLUMNS or self.count > MOST_CELLS
        if is_outside or len(cell.text) > LONGEST_CELL:
            refuse_size()
        self.rows.setdefault(self.row, {})[self.column] = cell

    def _cell(self) -> Cell:  # noqa: PLR0911 -- one line a type
        value, inline = "".join(self.value), self.inline.taken()
        if self.is_formula:
            return Cell(value, "formula")
        match self.type:
            case "s":
                return Cell(self.strings[int(value)] if value else "")
            case "str" | "inlineStr":
                return Cell(inline or _unescaped(value))
            case "b":
                return Cell("true" if value == "1" else "false")
            case "e":
                return Cell(value, "error")
            case "d":
                return Cell(value, "date")
        if value:
            float(value)  # in a sound file this is a number
        return Cell(value, "date" if self.style in self.days else "number")


def _column(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _unescaped(text: str) -> str:
    """Return a text as it was typed: ``_x005F_`` stands for a line below."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
