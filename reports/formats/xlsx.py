"""A report as a workbook: all that it says, one sheet a kind of content."""

from collections.abc import Iterator
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from reports.content.types import ReportContent
from reports.formats import cells, look, marks
from reports.formats.cleaning import cleaned
from reports.formats.sheet_types import Cell, Row, Sheet
from reports.formats.sheets import sheets

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST = 32767  # UTF-16 units that Excel takes in one cell
FACTS = 2  # columns of a sheet that is a list of facts, with nothing to filter or to keep in sight
WIDER = 0.98  # words are not broken, so lines are not filled to their end; letters are narrower than the digits counted
RIGHT = {"align": "right", "indent": 1}  # away from the words in the next column
MOST_IN_HEAD = 60
LINE, HIGHEST = 13.5, 409  # points: a line of text, and the highest row that there is


def written(content: ReportContent) -> bytes:
    """Return the workbook."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": cleaned(marks.title(content)), "subject": marks.subject(content), "author": ""})
        writer = _Writer(book, content)
        for sheet in sheets(content):
            writer.add(sheet)
    return file.getvalue()


class _Writer:
    """Writes sheets, all in one look."""

    def __init__(self, book: Any, content: ReportContent) -> None:
        self.book, self.content = book, content
        base = {"valign": "top", "font_name": look.FONT, "font_size": 10, "font_color": f"#{look.INK}"}
        row = {**base, "bottom": 1, "bottom_color": f"#{look.LINE}", "text_wrap": True}
        head = {**base, "bold": True, "text_wrap": True, "valign": "bottom", "font_color": "#FFFFFF"}
        part = {**row, "bold": True, "bg_color": f"#{look.WASH}"}
        self.mark = book.add_format({**base, "bold": True, "font_color": f"#{look.ACCENT}", "font_size": 9})
        self.head = book.add_format({**head, "bg_color": f"#{look.ACCENT}"})
        self.row, self.part = self._kinds(row), self._kinds(part)

    def _kinds(self, base: dict[str, Any]) -> dict[str, Any]:
        """Return the formats of a row: words, words that look like a formula, and two sorts of numbers."""
        return {
            "words": self.book.add_format(base),
            "risky": self.book.add_format({**base, "quote_prefix": True}),
            "whole": self.book.add_format({**base, **RIGHT, "num_format": "0"}),
            "fraction": self.book.add_format({**base, **RIGHT, "num_format": "0.00"}),
            "listed": self.book.add_format({**base, "num_format": "0.00", "align": "left"}),
        }

    def add(self, sheet: Sheet) -> None:
        """Add a sheet: the mark above all, the headings, then the rows."""
        page = self.book.add_worksheet(sheet.name)
        self._lay_out(page, sheet)
        page.write_string(0, 0, cleaned(f"{marks.mark(self.content)} · {self.content.firm}"), self.mark)
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
            page.write_string(1, number, cleaned(column.title), self.head)
        lines = [line for row in sheet.rows for line in unfolded(row)]
        for number, row in enumerate(lines, start=2):
            page.set_row(number, _height(row, sheet))
            self._write(page, number, row, is_list=len(sheet.columns) == FACTS)
        if len(sheet.columns) > FACTS:
            page.autofilter(1, 0, len(lines) + 1, len(sheet.columns) - 1)

    def _lay_out(self, page: Any, sheet: Sheet) -> None:
        """Make it read well on screen and on paper."""
        page.hide_gridlines(2)
        page.set_row(0, 22)
        page.set_row(1, 32 if len(sheet.columns) > FACTS else 20)
        page.freeze_panes(2, sheet.kept if len(sheet.columns) > FACTS else 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(1)
        page.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
        page.set_header(f"&L&8 {_escaped(self.content.firm)}&R&8 {_escaped(marks.mark(self.content))}")
        page.set_footer(f"&L&8 {_escaped(sheet.name)}&R&8 &P / &N")

    def _write(self, page: Any, number: int, row: Row, *, is_list: bool) -> None:
        formats = self.part if row.is_part else self.row
        if is_list:
            formats = {**formats, "fraction": formats["listed"]}
        for place, cell in enumerate(row.cells):
            cells.write(page, (number, place), cell, formats)


def _height(row: Row, sheet: Sheet) -> float:
    """Return how high a row has to be; programs other than Excel do not find it out by themselves."""
    lines = max(
        sum(ceil(max(1, len(part)) * WIDER / column.width) for part in str(cell or "").split("\n"))
        for cell, column in zip(row.cells, sheet.columns, strict=True)
    )
    return min(HIGHEST, lines * LINE + 4)


def unfolded(row: Row) -> Iterator[Row]:
    """Yield the row, and below it what did not fit into its cells."""
    columns = [_pieces(cell) for cell in row.cells]
    for number in range(max(len(column) for column in columns)):
        cells = tuple(column[number] if number < len(column) else None for column in columns)
        yield Row(cells, is_part=row.is_part)


def _pieces(cell: Cell) -> list[Cell]:
    """Return a text in pieces that a cell takes, cut between characters."""
    if not isinstance(cell, str):
        return [cell]
    text = cleaned(cell)
    if len(text.encode("utf-16-le")) <= 2 * LONGEST:
        return [text]
    half = LONGEST // 2  # characters outside the first plane take two units
    return [text[start : start + half] for start in range(0, len(text), half)]


def _escaped(text: str) -> str:
    """Return a text for the head of a page, where & begins a command; Excel takes 255 characters of both sides."""
    return cleaned(text).replace("\n", " ")[:MOST_IN_HEAD].replace("&", "&&")
