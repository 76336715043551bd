"""What an uploaded workbook would change, in words for the person who uploads it; or every cell to correct."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from assessments.cards import answer_lines
from assessments.models import Assessment
from assessments.paper.comparing import Change, Wanted, changes
from assessments.paper.marks import marks_of
from assessments.paper.reading import CellFault, Sheets, read
from assessments.paper.workbook import questions
from assessments.progress import responses_of
from questionnaires.words import Language
from questionnaires.workbook.package import LARGEST_FILE, SpreadsheetRefused

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change as the preview shows it."""

    id: str
    kind: str
    ask: str
    old: list[str]
    new: list[str]
    by: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change, and how many answers would not; or the cells to correct, sheet by sheet."""

    changes: tuple[Change, ...]
    lines: tuple[ChangeLine, ...]
    unchanged: int
    corrections: tuple[tuple[str, tuple[CellFault, ...]], ...] = ()
    faults: int = 0

    @property
    def counts(self) -> Counter[str]:
        """Return how many changes there are of each kind."""
        return Counter({"new": 0, "changed": 0, "confirmed": 0, "contested": 0} | Counter(c.kind for c in self.changes))


def of_file(assessment: Assessment, file: "UploadedFile[bytes]", language: Language) -> Preview:
    """Read an uploaded workbook of this assessment. Raises SpreadsheetRefused; the size is looked at before reading."""
    name = (file.name or "").lower()
    if not name.endswith(".xlsx"):
        raise SpreadsheetRefused(gettext("The file must be an Excel workbook, with a name ending in .xlsx."))
    if (file.size or 0) > LARGEST_FILE:
        raise SpreadsheetRefused(gettext("The file is larger than %(most)s MB.") % {"most": LARGEST_FILE // 1_000_000})
    sheets = read(file.read(), questions(assessment), marks_of(assessment))
    if sheets.faults:
        shown = groupby(sheets.faults[:MOST_SHOWN], key=lambda fault: fault.spot.sheet)
        corrections = tuple((sheet, tuple(faults)) for sheet, faults in shown)
        return Preview((), (), 0, corrections, len(sheets.faults))
    return _preview(assessment, sheets, language)


def of_wanted(assessment: Assessment, wanted: list[Wanted], language: Language) -> Preview:
    """Show changes again that somebody else's answers came before; all of them are to be chosen."""
    answers = {each.item: each.given for each in wanted}
    return _preview(assessment, Sheets(answers, dict.fromkeys(answers, -1), ()), language)


def _preview(assessment: Assessment, sheets: Sheets, language: Language) -> Preview:
    found = changes(sheets, questions(assessment), responses_of(assessment))
    lines = tuple(_line(change, language) for change in found)
    return Preview(tuple(found), lines, len(sheets.answers) - len(found))


def _line(change: Change, language: Language) -> ChangeLine:
    stored = change.stored
    return ChangeLine(
        id=change.item.id,
        kind=change.kind,
        ask=change.item.ask[language],
        old=answer_lines(change.item, stored, language) if stored else [],
        new=answer_lines(change.item, change.given, language),
        by=str(stored.answered_as or stored.answered_by or "") if stored else "",
    )
