"""The workbook of one assessment: a sheet that explains it, then one a block, set up to be printed on A4.

Heights are reckoned from the number of characters and pages are broken between questions, because a spreadsheet
program fits neither by itself. Cells for answers are the only ones that are not locked; there is no password.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from assessments.answers import Recorded
from assessments.paper import lines as paper_lines
from assessments.paper.guide import Cover, rules
from assessments.paper.lines import Line
from assessments.paper.marks import FIRST, Marks, coded
from questionnaires.document import Framework, Item, Node
from questionnaires.words import Language, Text

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTHS = (7, 62, 20, 9)  # number, words, answer, code (hidden); the first three are one page wide
A_LINE, PAGE = 13.5, 700  # points: a line of text, what fits on an A4 page between header and footer
LONGEST_LIST = 255  # characters of a closed list, by Excel's own limit
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
LONGEST_TITLE = 31
ANSWER_HEADING = Text("Trả lời", "Answer")
NUMBER_HEADING = Text("Câu", "No.")
QUESTION_HEADING = Text("Câu hỏi", "Question")
PAGE_OF = Text("Trang &P / &N", "Page &P of &N")
ONLY_X = Text("Chỉ ghi x, hoặc để trống.", "Write x, or leave it empty.")
ONLY_LISTED = Text("Chỉ ghi một trong các từ cho sẵn.", "Write one of the words given.")


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes into a workbook. ``recorded`` are the stored answers; they are shown only if ``is_filled``."""

    framework: Framework
    items: Collection[str]
    recorded: Mapping[str, Recorded]
    versions: Mapping[str, int]
    marks: Marks
    cover: Cover
    day: date
    is_filled: bool


def write(paper: Paper, language: Language) -> bytes:
    """Return the workbook in one language."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        _Writer(book, paper, language).write()
    return file.getvalue()


class _Writer:
    """Writes the sheets."""

    def __init__(self, book: Any, paper: Paper, language: Language) -> None:
        self.book, self.paper, self.language = book, paper, language
        base = {"valign": "top", "font_name": "Arial", "font_size": 10, "text_wrap": True}
        self.words = book.add_format(base)
        self.soft = book.add_format({**base, "italic": True, "font_color": "#4A5568"})
        self.title = book.add_format({**base, "bold": True, "font_size": 15, "text_wrap": False})
        self.node = book.add_format({**base, "bold": True, "font_size": 12, "font_color": "#084F50"})
        self.ask = book.add_format({**base, "bold": True, "top": 1})
        self.heading = book.add_format({**base, "bold": True, "bg_color": "#E6F1F0", "bottom": 1})
        box = {**base, "border": 1, "locked": False, "num_format": "@"}
        self.tick = book.add_format({**box, "align": "center", "bold": True})
        self.box = book.add_format({**box, "quote_prefix": True})
        self.titles: set[str] = set()

    def write(self) -> None:
        self._first()
        for block in self.paper.framework.blocks:
            if any(item.id in self.paper.items for node in block.walk() for item in node.items):
                self._block(block)

    def _first(self) -> None:
        page = self._page(FIRST[self.language])
        page.write_string(0, 0, self.paper.cover.title, self.title)
        for row, code in enumerate(coded(self.paper.marks)):
            page.write_string(row, 3, code)
        row = 2
        for left, right in rules(self.paper.cover, self.paper.day, self.language):
            page.write_string(row, 0, left, self.words)
            page.write_string(row, 1, right, self.words)
            page.set_row(row, self._height(right))
            row += 1

    def _page(self, title: str) -> Any:
        """Add a sheet for A4 in which only answers can be changed."""
        page = self.book.add_worksheet(self._sheet_title(title))
        for column, width in enumerate(WIDTHS):
            page.set_column(column, column, width, None, {"hidden": True} if column == 3 else {})  # noqa: PLR2004 -- the code
        page.hide_gridlines(2)
        page.set_paper(9)
        page.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        page.set_header(f"&L&8{_plain(self.paper.cover.title)}&R&8{_plain(self.paper.cover.place)}")
        page.set_footer(f"&L&8{_plain(title)}&R&8{PAGE_OF[self.language]}")
        page.protect("", {"format_rows": True, "format_columns": True})
        return page

    def _block(self, block: Node) -> None:
        page = self._page(block.name[self.language])
        sheet = _Sheet(page)
        page.write_string(0, 0, block.name[self.language], self.title)
        sheet.row, sheet.used = 1, 30.0
        for column, heading in enumerate((NUMBER_HEADING, QUESTION_HEADING, ANSWER_HEADING)):
            page.write_string(1, column, heading[self.language], self.heading)
        page.repeat_rows(1)
        page.freeze_panes(2, 0)
        sheet.row, sheet.used = 2, 46.0
        for node in block.walk():
            items = [item for item in node.items if item.id in self.paper.items]
            for place, item in enumerate(items):
                self._question(sheet, node if place == 0 else None, item)
        page.set_h_pagebreaks(sheet.breaks)

    def _question(self, sheet: "_Sheet", node: Node | None, item: Item) -> None:
        """Write one question, on a page of its own where it would be torn; the first of a dimension under its name."""
        shown = list(self._lines(item))
        heights = [self._height(item.ask[self.language]), self._height(self._hint(item))]
        heights += [self._height(line.text) for line, _ in shown]
        sheet.make_room(sum(heights) + (30 if node else 0))
        if node:
            sheet.skip(24)
            sheet.page.write_string(sheet.row - 1, 0, node.name[self.language], self.node)
        sheet.page.write_string(sheet.row, 0, item.id, self.ask)
        sheet.page.write_string(sheet.row, 1, item.ask[self.language], self.ask)
        sheet.page.write_blank(sheet.row, 2, None, self.ask)
        version = Line(item.id, paper_lines.VERSION, str(self.paper.versions.get(item.id, 0)), "")
        sheet.page.write_string(sheet.row, 3, version.code)
        sheet.skip(heights[0])
        sheet.page.write_string(sheet.row, 1, self._hint(item), self.soft)
        sheet.skip(heights[1])
        for (line, value), height in zip(shown, heights[2:], strict=True):
            self._line(sheet, item, line, value)
            sheet.skip(height)

    def _hint(self, item: Item) -> str:
        return paper_lines.hint(item, self.language)

    def _lines(self, item: Item) -> Iterator[tuple[Line, str]]:
        """Yield the lines of a question with what stands in their cells."""
        stored = self.paper.recorded.get(item.id) if self.paper.is_filled else None
        filled = paper_lines.filled(item, stored, self.language) if stored else {}
        found = paper_lines.lines(item, self.language)
        none = paper_lines.none_of(item.id, self.language)
        if none.code in filled and none not in found:  # an answer that the page shows only where it was given
            found = (*found[:-3], none, *found[-3:])
        return ((line, filled.get(line.code, "")) for line in found)

    def _line(self, sheet: "_Sheet", item: Item, line: Line, value: str) -> None:
        page, row = sheet.page, sheet.row
        page.write_string(row, 1, line.text, self.words)
        page.write_string(row, 2, value, self.tick if line.value or line.closed else self.box)
        page.write_string(row, 3, line.code)
        closed = ["x"] if line.value else list(line.closed)
        if closed and len(",".join(closed)) <= LONGEST_LIST and not any("," in word for word in closed):
            told = ONLY_X if line.value else ONLY_LISTED
            rule = {"validate": "list", "source": closed, "error_message": told[self.language], "error_title": item.id}
            page.data_validation(row, 2, row, 2, rule)

    def _height(self, text: str) -> float:
        """Return about how high a text stands in the column of words."""
        written = sum(max(1, ceil(len(line) / (WIDTHS[1] - 2))) for line in text.split("\n"))
        return A_LINE * written + 4

    def _sheet_title(self, name: str) -> str:
        """Return a title that a sheet may have, another one for each sheet."""
        plain = " ".join(name.translate(FORBIDDEN).split()).strip("'")[:LONGEST_TITLE].strip()
        title, number = plain, 2
        while title.casefold() in self.titles:
            title = f"{plain[: LONGEST_TITLE - 3]} {number}"
            number += 1
        self.titles.add(title.casefold())
        return title


class _Sheet:
    """Where on a sheet, and on its printed page, the writing is."""

    def __init__(self, page: Any) -> None:
        self.page, self.row, self.used = page, 0, 0.0
        self.breaks: list[int] = []

    def make_room(self, height: float) -> None:
        """Begin a page if this does not fit on the present one."""
        if self.used + height > PAGE and self.used > 100:  # noqa: PLR2004 -- a page that has hardly begun stays
            self.breaks.append(self.row)
            self.used = 20.0

    def skip(self, height: float) -> None:
        """Give the line its height and go on to the next one."""
        self.page.set_row(self.row, height)
        self.row += 1
        self.used += height


def _plain(text: str) -> str:
    """Return a text for headers and footers, where & begins a code."""
    return text.replace("&", "&&")[:100]
