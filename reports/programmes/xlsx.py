"""A programme's figures as a workbook: what the page says, one sheet a part; what can be reckoned with is no text."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext, pgettext

from reports.formats import cells, look
from reports.formats.cleaning import cleaned
from reports.formats.sheet_types import NAME, WORDS, Cell, Column, Row, Sheet
from reports.formats.xlsx import OPTIONS
from reports.programmes import notes
from reports.programmes.figures import CountLine, Figures, Grouping

STEP = 14  # characters a column of counts is wide
# A fraction is a share here, a decimal a number of days.
FORMS = (("whole", "#,##0"), ("decimal", "0.0"), ("fraction", "0%"), ("date", "dd/mm/yyyy"))
LONG_TEXT = 60


def written(figures: Figures) -> bytes:
    """Return the workbook, in the language of the figures."""
    file = BytesIO()
    with translation.override(figures.language), xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": cleaned(figures.title), "author": ""})
        formats = _formats(book)
        for sheet in sheets(figures):
            _add(book, formats, sheet, figures)
    return file.getvalue()


def sheets(figures: Figures) -> Iterable[Sheet]:
    """Yield the sheets; texts in the active language."""
    yield _steps(figures)
    yield _ways(figures)
    firms = pgettext("column", "Firms")
    yield Sheet(
        pgettext("name of a sheet", "Now"),
        (Column(pgettext("column", "Where firms stand"), WORDS), Column(firms, STEP)),
        _lines(figures.standings),
    )
    names = tuple(Column(name, STEP) for name in figures.step_names)
    yield Sheet(
        pgettext("name of a sheet", "Groups"),
        (Column(pgettext("column", "Group"), WORDS), *names),
        tuple(row for each in figures.groupings for row in _group_rows(each)),
    )
    if figures.together:
        yield Sheet(
            pgettext("name of a sheet", "Levels"),
            (Column(gettext("Level"), WORDS), Column(firms, STEP)),
            _lines(figures.together.levels),
        )
        gaps = (Column(pgettext("column", "Dimension"), WORDS), Column(pgettext("column", "Part"), NAME))
        rows = tuple(Row((line.label, line.below, line.count)) for line in figures.together.gaps)
        yield Sheet(pgettext("name of a sheet", "Gaps"), (*gaps, Column(firms, STEP)), rows)
    if figures.stops:
        rows = tuple(Row((line.label, line.below, line.count)) for line in figures.stops)
        columns = (Column(gettext("Where firms stop"), WORDS), Column(gettext("Last question answered"), WORDS))
        yield Sheet(pgettext("name of a sheet", "Stops"), (*columns, Column(firms, STEP)), rows)
    rows = tuple(Row((note,)) for note in notes.all_of(figures))
    yield Sheet(pgettext("name of a sheet", "Notes"), (Column(gettext("How it is counted"), 2 * LONG_TEXT),), rows)


def _steps(figures: Figures) -> Sheet:
    columns = (
        Column(pgettext("programme", "Step"), WORDS),
        Column(pgettext("column", "Firms"), STEP),
        Column(gettext("Share of those that joined"), STEP),
        Column(gettext("First on"), STEP),
        Column(gettext("Latest on"), STEP),
    )
    rows = tuple(
        Row((each.label, _number(each.firms), each.share if each.percent else None, each.first, each.latest))
        for each in figures.steps
    )
    return Sheet(pgettext("name of a sheet", "Steps"), columns, rows)


def _ways(figures: Figures) -> Sheet:
    columns = (
        Column(pgettext("column", "From a step to another"), WORDS),
        Column(gettext("Days between steps, median"), STEP),
        Column(pgettext("column", "Assessments"), STEP),
    )
    rows = tuple(Row((each.label, each.median, each.counted)) for each in figures.ways)
    return Sheet(pgettext("name of a sheet", "Days"), columns, rows)


def _lines(lines: Iterable[CountLine]) -> tuple[Row, ...]:
    return tuple(Row((line.label, _number(line.count))) for line in lines)


def _group_rows(grouping: Grouping) -> Iterable[Row]:
    blank: tuple[Cell, ...] = (None,) * len(grouping.rows[0][1])
    yield Row((grouping.title, *blank), is_part=True)
    for name, counts in grouping.rows:
        yield Row((name, *counts))


def _number(text: str) -> Cell:
    """Return a count as a number; a range of counts and a word stay texts."""
    digits = text.replace(".", "").replace(",", "")
    return int(digits) if digits.isdecimal() else text


def _formats(book: Any) -> dict[str, Any]:
    base = {"valign": "top", "font_name": look.FONT, "font_size": 10, "font_color": f"#{look.INK}", "text_wrap": True}
    row = {**base, "bottom": 1, "bottom_color": f"#{look.LINE}"}
    head = {**base, "bold": True, "valign": "bottom", "font_color": "#FFFFFF", "bg_color": f"#{look.ACCENT}"}
    return {
        "mark": book.add_format({**base, "text_wrap": False, "bold": True, "font_color": f"#{look.ACCENT}"}),
        "head": book.add_format(head),
        "part": book.add_format({**row, "bold": True, "bg_color": f"#{look.WASH}"}),
        "words": book.add_format(row),
        "risky": book.add_format({**row, "quote_prefix": True}),
        **{name: book.add_format({**row, "align": "right", "indent": 1, "num_format": form}) for name, form in FORMS},
    }


def _add(book: Any, formats: dict[str, Any], sheet: Sheet, figures: Figures) -> None:
    page = book.add_worksheet(sheet.name)
    page.hide_gridlines(2)
    page.freeze_panes(2, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, cleaned(" · ".join(notes.marks(figures))), formats["mark"])
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        page.write_string(1, number, cleaned(column.title), formats["head"])
    for number, row in enumerate(sheet.rows, start=2):
        for place, cell in enumerate(row.cells):
            said = cleaned(cell) if isinstance(cell, str) else cell
            cells.write(page, (number, place), said, formats | {"words": formats["part" if row.is_part else "words"]})
