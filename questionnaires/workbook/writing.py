"""A framework's document -> an .xlsx file: one sheet a kind of part, headings in one language, content in both.

Text is written as text, whatever it begins with; the cells where new ids and texts go are set to Text beforehand, so
that Excel makes no dates and numbers of them. Only this module imports XlsxWriter.
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import xlsxwriter

from c4ir_assess.exceptions import FrameworkRefused
from questionnaires.words import Language
from questionnaires.workbook import sheets
from questionnaires.workbook.cells import YES_NO, written
from questionnaires.workbook.columns import Column, Sheet
from questionnaires.workbook.head_sheets import BY_NAME, UNCONFIRMED
from questionnaires.workbook.how_to import lines
from questionnaires.workbook.other import all_records
from questionnaires.workbook.spreadsheet import LONGEST_CELL, reference
from questionnaires.workbook.unfolding import Record, Records

READY_ROWS = 2000  # rows below the content that are set to Text and offer the words of closed lists
RISKY = ("=", "+", "-", "@")  # Excel takes what is typed with these for a formula
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(document: Mapping[str, Any], language: Language) -> bytes:
    """Return the workbook. Raises FrameworkRefused for a document that no workbook can hold."""
    records = all_records(document)
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        _Writer(book, language, document).write(records)
    return file.getvalue()


class _Writer:
    """Writes sheets in one language."""

    def __init__(self, book: Any, language: Language, document: Mapping[str, Any]) -> None:
        self.book, self.language, self.document = book, language, document
        base = {"valign": "top", "font_name": "Arial", "font_size": 10}
        self.heading = book.add_format({**base, "bold": True, "text_wrap": True, "bg_color": "#E6F1F0", "bottom": 1})
        self.title = book.add_format({**base, "bold": True, "font_size": 16})
        self.plain = book.add_format(base)
        self.name = book.add_format({**base, "num_format": "@"})
        self.words = book.add_format({**base, "num_format": "@", "text_wrap": True})
        self.risky = book.add_format({**base, "num_format": "@", "text_wrap": True, "quote_prefix": True})

    def write(self, records: Records) -> None:
        self._how_to()
        for sheet in sheets.SHEETS:
            page = self._page(sheet)
            if sheet is sheets.HEAD:
                self._head(page, records)
            else:
                self._rows(page, sheet, records[sheet.key])

    def _how_to(self) -> None:
        page = self.book.add_worksheet(sheets.HOW_TO[self.language])
        page.set_column(0, 0, 28, self.words)
        page.set_column(1, 1, 110, self.words)
        page.hide_gridlines(2)
        page.write_string(0, 0, self.document["title"].get(self.language) or self.document["framework"], self.title)
        for number, (left, right) in enumerate(lines(self.language), start=2):
            page.write_string(number, 0, left, self.heading if not right else self.words)
            page.write_string(number, 1, right, self.words)

    def _page(self, sheet: Sheet) -> Any:
        """Add a sheet with its headings, which stay in sight."""
        page = self.book.add_worksheet(sheet.title[self.language])
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width, self._format(column))
            page.write_string(0, number, column.title[self.language], self.heading)
            if sheet is not sheets.HEAD:
                self._offer(page, number, column)
        page.set_row(0, 44)
        page.freeze_panes(1, sheet.kept)
        return page

    def _format(self, column: Column) -> Any:
        if column.kind in {"number", "weight"}:
            return self.plain
        return self.words if column.kind == "text" and column.width > 20 else self.name  # noqa: PLR2004 -- sentences

    def _offer(self, page: Any, number: int, column: Column) -> None:
        """Let a cell of a closed list be chosen, and a name of another part be picked."""
        words: list[str] | str = self._closed(column)
        if column.of:
            target = next(sheet for sheet in sheets.SHEETS if sheet.key == column.of)
            place = next(order for order, each in enumerate(target.columns, start=1) if each.key == "id")
            letter = reference(0, place).removesuffix("0")
            words = f"='{target.title[self.language]}'!${letter}$2:${letter}${READY_ROWS}"
        if words:
            rule = {"validate": "list", "source": words, "error_type": "information" if column.of else "stop"}
            page.data_validation(1, number, READY_ROWS, number, rule)

    def _closed(self, column: Column) -> list[str]:
        """Return all that a cell may hold, nothing where that is open."""
        return list(YES_NO[self.language] if column.kind == "flag" else column.words)

    def _rows(self, page: Any, sheet: Sheet, records: Iterable[Record]) -> None:
        for row, record in enumerate(records, start=1):
            for number, column in enumerate(sheet.columns):
                if column.key in record:
                    self._cell(page, row, number, column, record[column.key])

    def _head(self, page: Any, records: Records) -> None:
        """Write the entries below each other, both languages of a text beside each other."""
        (record,) = records[sheets.HEAD.key]
        entries = [(name, columns, record) for name, columns in BY_NAME.items() if name != UNCONFIRMED]
        entries += [(UNCONFIRMED, BY_NAME[UNCONFIRMED], words) for words in records["unconfirmed"] or [{}]]
        for row, (name, columns, found) in enumerate(entries, start=1):
            page.write_string(row, 0, name, self.name)
            page.write_string(row, 1, _entry_title(columns, self.language), self.words)
            for place, column in enumerate(columns, start=2):
                if column.key in found:
                    self._cell(page, row, place, column, found[column.key])
                if words := self._closed(column):
                    page.data_validation(row, place, row, place, {"validate": "list", "source": words})

    def _cell(self, page: Any, row: int, number: int, column: Column, value: Any) -> None:
        shown = written(column.kind, value, self.language)
        if isinstance(shown, float):
            page.write_number(row, number, shown, self.plain)
            return
        if len(shown) > LONGEST_CELL:
            raise FrameworkRefused(f"{column.title.en}: {len(shown)} characters do not fit into one cell")
        page.write_string(row, number, shown, self.risky if shown.startswith(RISKY) else self._format(column))


def _entry_title(columns: tuple[Column, ...], language: Language) -> str:
    """Return what an entry is; of a text in both languages without the language."""
    title = columns[0].title[language]
    return title.rpartition(" (")[0] if len(columns) > 1 else title
