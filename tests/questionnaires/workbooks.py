"""Workbooks as an author would change them, in another program than the one that wrote them."""

import copy
import functools
from io import BytesIO

import openpyxl

from questionnaires.loading import load_folder
from tests.questionnaires.editing import EVERYTHING


@functools.cache
def _everything():
    loaded = load_folder(EVERYTHING)
    assert not loaded.faults, "\n".join(map(str, loaded.faults))
    return loaded.document


def everything():
    """A document with every part that a framework can have, of one's own to change."""
    return copy.deepcopy(_everything())


def changed(content, change=None):
    """Open a workbook, change it, save it."""
    book = openpyxl.load_workbook(BytesIO(content))
    if change:
        change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def cell(book, sheet, heading, **where):
    """Return the cell under a heading in the row where other headings hold these values; ``_`` stands for a blank."""
    page = book[sheet]
    columns = {each.value: each.column for each in page[1]}
    wanted = {columns[name.replace("_", " ")]: value for name, value in where.items()}
    for row in range(2, page.max_row + 1):
        if all(page.cell(row, column).value == value for column, value in wanted.items()):
            return page.cell(row, columns[heading])
    raise AssertionError(f"{sheet} has no row with {where}")


def without(book, sheet, column, value):
    """Delete the rows of a sheet in which a column holds a value."""
    page = book[sheet]
    for row in range(page.max_row, 1, -1):
        if page.cell(row, column).value == value:
            page.delete_rows(row)
