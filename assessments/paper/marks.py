"""Which assessment a workbook is of, written in its first sheet and read back. No request, no language but its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from assessments.models import Assessment
from questionnaires.words import Text
from questionnaires.workbook.package import SpreadsheetRefused
from questionnaires.workbook.spreadsheet import Grid

FIRST = Text("Hướng dẫn", "How to fill in")
PAPER = "c4ir-assess-paper-1"
WORDS, ANSWER, CODE = 2, 3, 4  # columns of every sheet, counted from 1; the first one has the number of the question


@dataclass(frozen=True, slots=True)
class Marks:
    """What the first sheet says for machines."""

    assessment: str
    firm: str
    content_hash: str


def marks_of(assessment: Assessment) -> Marks:
    """Return the marks that a workbook of this assessment has; a quick check without an account has no firm."""
    firm = str(assessment.site.organization.uuid) if assessment.site else ""
    return Marks(str(assessment.uuid), firm, assessment.framework_version.content_hash)


def coded(marks: Marks) -> Iterator[str]:
    """Yield the marks as they stand in the column of codes, one a line."""
    yield PAPER
    yield f"assessment={marks.assessment}"
    yield f"firm={marks.firm}"
    yield f"content={marks.content_hash}"


def check(grids: tuple[Grid, ...], ours: Marks) -> None:
    """Raise SpreadsheetRefused for a workbook that is not of this assessment, saying where it belongs."""
    found = _read(grids)
    if found.firm != ours.firm:
        raise SpreadsheetRefused(gettext("This workbook belongs to another firm, so nothing of it was read."))
    if found.content_hash != ours.content_hash:
        raise SpreadsheetRefused(
            gettext(
                "This workbook has the questions of another version or another question set. Please download the "
                "workbook of this assessment here and copy the answers into it."
            )
        )
    if found.assessment != ours.assessment:
        raise SpreadsheetRefused(
            gettext(
                "This workbook belongs to another assessment of your firm. Please upload it there, or download the "
                "workbook of this one."
            )
        )


def _read(grids: tuple[Grid, ...]) -> Marks:
    """Find the sheet that has the marks, wherever it was moved to."""
    for grid in grids:
        codes = [row[CODE].text.strip() for _, row in sorted(grid.rows.items()) if CODE in row]
        if PAPER in codes:
            told = dict(code.partition("=")[::2] for code in codes)
            return Marks(told.get("assessment", ""), told.get("firm", ""), told.get("content", ""))
    raise SpreadsheetRefused(
        gettext("This is not a workbook of an assessment. Please fill in the one that is downloaded on this page.")
    )
