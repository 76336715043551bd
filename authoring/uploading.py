"""An uploaded workbook -> a document to store, or every cell that is to be corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from authoring import numbers
from authoring.sentences import translated
from questionnaires.models import FrameworkVersion
from questionnaires.workbook.package import LARGEST_FILE, SpreadsheetRefused
from questionnaires.workbook.parts import Spot
from questionnaires.workbook.reading import CellFault, LoadedWorkbook, read

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be done in one cell, in the reader's language."""

    place: str
    cell: str
    id: str
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is to be done on one sheet; the sheet is empty for what concerns the whole workbook."""

    sheet: str
    lines: tuple[Correction, ...]


def take(file: "UploadedFile[bytes]", *, version: str = "", into: FrameworkVersion | None = None) -> LoadedWorkbook:
    """Read a workbook as a new draft with this number, or as new content ``into`` a draft.

    Raises SpreadsheetRefused for a file that is not taken at all; the size is looked at before it is read.
    """
    name = (file.name or "").lower()
    if name.endswith((".xlsm", ".xltm", ".xlsb")):
        raise SpreadsheetRefused(gettext("The workbook has macros; save it as an Excel workbook (.xlsx)."))
    if not name.endswith(".xlsx"):
        raise SpreadsheetRefused(gettext("The file must be an Excel workbook, with a name ending in .xlsx."))
    if (file.size or 0) > LARGEST_FILE:
        raise SpreadsheetRefused(gettext("The file is larger than %(most)s MB.") % {"most": LARGEST_FILE // 1_000_000})
    loaded = read(file.read(), version=into.version if into else version)
    more = tuple(_of_identity(loaded, into, is_typed=bool(version)))
    return LoadedWorkbook(loaded.document, (*more, *loaded.faults), loaded.head)


def corrections(loaded: LoadedWorkbook) -> tuple[Corrections, ...]:
    """Return what is to be corrected, sheet by sheet, the first few hundred of it."""
    shown = loaded.faults[:MOST_SHOWN]
    by_sheet = groupby(shown, key=lambda fault: fault.spot.sheet)
    return tuple(Corrections(sheet, tuple(map(_correction, faults))) for sheet, faults in by_sheet)


def _correction(fault: CellFault) -> Correction:
    sentence = fault.sentence if fault.is_translated else translated(fault.sentence)
    return Correction(
        place=str(fault.spot) if fault.spot.sheet else "",
        cell=fault.spot.cell,
        id=fault.id,
        column=" · ".join(filter(None, (fault.spot.column, fault.part))),
        sentence=sentence,
    )


def _of_identity(loaded: LoadedWorkbook, into: FrameworkVersion | None, *, is_typed: bool) -> Iterator[CellFault]:
    """Yield what is wrong with the id of the framework, or with its number where that is taken from the workbook."""
    framework, version = loaded.document.get("framework"), loaded.document.get("version")
    if not isinstance(framework, str) or not isinstance(version, str):
        return
    if into and framework != into.framework:
        told = gettext("must be %(id)s, the framework of this draft")
        yield CellFault(loaded.head.get("framework", Spot()), told % {"id": into.framework})
    elif not into and not is_typed and (told := numbers.fault(framework, version)):
        yield CellFault(loaded.head.get("version", Spot()), told)
