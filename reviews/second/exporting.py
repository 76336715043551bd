"""The agreement tables as files for a spreadsheet, which takes nothing in them for a formula."""

import csv
import io
from collections.abc import Iterator
from fractions import Fraction

import xlsxwriter
from django.utils.translation import gettext, pgettext

from reviews.second.figures import Figures, Line

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
DIGITS = 4
WIDTHS = (14, 10, 70, 10, 12, 12, 12, 12)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

type Cell = str | int | float | None


def as_csv(figures: Figures) -> bytes:
    """Return the table with decimal points; empty where there is no figure."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_head())
    writer.writerows([_plain(cell) for cell in row] for row in _rows(figures))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(figures: Figures) -> bytes:
    """Return the table as a workbook, its figures as numbers."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        sheet = book.add_worksheet(pgettext("sheet of a workbook", "Agreement"))
        head, words = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width, words)
        sheet.write_row(0, 0, _head(), head)
        rows = list(_rows(figures))
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(WIDTHS) - 1)
    return file.getvalue()


def _head() -> list[str]:
    return [
        gettext("By"),
        pgettext("of a question", "Number"),
        pgettext("agreement", "Question, part or advisor"),
        pgettext("agreement", "Compared"),
        pgettext("agreement", "Same"),
        pgettext("agreement", "Second above first"),
        pgettext("agreement", "Linear kappa"),
        pgettext("agreement", "Quadratic kappa"),
    ]


def _rows(figures: Figures) -> Iterator[list[Cell]]:
    yield [pgettext("agreement by", "everything"), *_cells(figures.overall)]
    parts = {
        pgettext("agreement by", "part"): figures.blocks,
        pgettext("agreement by", "question"): figures.items,
        pgettext("agreement by", "advisor"): figures.people,
        pgettext("agreement by", "two advisors"): figures.pairs,
    }
    for part, lines in parts.items():
        yield from ([part, *_cells(line)] for line in lines)


def _cells(line: Line) -> list[Cell]:
    found = line.found
    if found is None:
        return [line.id, line.name, line.n, None, None, None, None]
    figures = (found.exact, found.bias, found.kappa_linear, found.kappa_quadratic)
    return [line.id, line.name, line.n, *map(_number, figures)]


def _number(figure: Fraction | None) -> float | None:
    return None if figure is None else round(float(figure), DIGITS)


def _plain(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip()[:1] in FORMULA and cell.strip() else cell
