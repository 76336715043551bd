"""An .xlsx file -> a framework's document, with every fault named by its cell, all in one run."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.translation import gettext

from questionnaires import validation
from questionnaires.canonical import canonical_json
from questionnaires.faults import explain, written
from questionnaires.languages import is_gap
from questionnaires.workbook import other, sheets
from questionnaires.workbook.joining import join
from questionnaires.workbook.parts import Part, Row, Spot, locate
from questionnaires.workbook.records import rows
from questionnaires.workbook.spreadsheet import grids

CELL = re.compile(r"([A-Z]*)([0-9]*)")


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell. ``sentence`` completes the title of its column, or ``part`` where that names more.

    ``id`` names the nearest node, item, level or term around it, and is empty where there is none. Sentences of
    validation are English (``is_translated`` False), those of reading are in the reader's language.
    """

    spot: Spot
    sentence: str
    id: str = ""
    part: str = ""
    is_translated: bool = True

    def __str__(self) -> str:
        """Return the one line that a terminal shows."""
        return " ".join(filter(None, (f"{self.spot}:" if self.spot.sheet else "", self.id, self.part, self.sentence)))


@dataclass(frozen=True, slots=True)
class LoadedWorkbook:
    """A document, and all that is wrong with it; with any fault the document is not to be used.

    ``head`` holds the cells of the framework's own entries, such as its version.
    """

    document: dict[str, Any]
    faults: tuple[CellFault, ...]
    head: Mapping[str, Spot]


def read(content: bytes, *, version: str = "") -> LoadedWorkbook:
    """Read a workbook; ``version`` takes the place of the number in it. Texts may lack one of the two languages.

    Raises SpreadsheetRefused for a file that is no workbook, or more than a framework can need.
    """
    found = grids(content)
    faults: list[CellFault] = []

    def of_row(row: Row, key: str, sentence: str) -> None:
        faults.append(CellFault(row.spot(key) or row.anchor, sentence, str(row.values.get("id", ""))))

    read_rows = rows(found, lambda spot, sentence, id_: faults.append(CellFault(spot, sentence, id_)))
    document = join(read_rows, of_row)
    if version:
        document["version"] = version
    for row in read_rows.get(sheets.OTHER.key, []):
        place = row.values.get("place", "")
        if "value" in row.values and not other.apply(document, place, row.values["value"]):
            of_row(row, "place", gettext("names %(id)s, which does not exist") % {"id": place})
    faults += _told(document, {str(fault.spot) for fault in faults})
    order = [grid.title for grid in found]
    told = tuple(sorted(faults, key=lambda fault: _at(fault, order)))
    return LoadedWorkbook(json.loads(canonical_json(document)), told, document.row.spots)


def _told(document: Part, known: set[str]) -> Iterator[CellFault]:
    """Yield what validation says, but for texts in one language and for cells of which something was said already."""
    gaps_aside = (
        complaint
        for complaint in chain(validation.check_shape(document), validation.check_parts(document))
        if not is_gap(document, complaint)
    )
    for complaint in validation.limited(gaps_aside):
        spot, rest = locate(document, complaint[0])
        if str(spot) not in known:
            id_ = explain(document, complaint).id
            part = written(step for step in rest if isinstance(step, str))  # a cell names a list, not what is in it
            yield CellFault(spot, complaint[1], "" if id_ == "-" else id_, part, is_translated=False)


def _at(fault: CellFault, order: list[str]) -> tuple[int, int, int, str]:
    """Sort as people go through a workbook: by sheet, row and column."""
    match = CELL.fullmatch(fault.spot.cell)
    letters, row = match.groups() if match else ("", "")
    sheet = order.index(fault.spot.sheet) if fault.spot.sheet in order else -1
    return sheet, int(row or 0), len(letters), letters
