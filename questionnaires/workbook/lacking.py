"""Which texts of a draft lack one of the two languages, in the terms of the workbook. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires.words import Text
from questionnaires.workbook import sheets
from questionnaires.workbook.columns import Column, Sheet, own
from questionnaires.workbook.head_sheets import ENTRIES
from questionnaires.workbook.other import all_records
from questionnaires.workbook.unfolding import Record

OTHER = {"vi": "en", "en": "vi"}


@dataclass(frozen=True, slots=True)
class Lacking:
    """A text to be written: on which sheet, of what, under which heading, and what the other language says."""

    sheet: Text
    owner: str
    column: Text
    other: str


def lacking(document: Mapping[str, Any]) -> tuple[Lacking, ...]:
    """Return what is missing, in the order of the sheets."""
    records = all_records(document)
    found = [_of(sheets.HEAD, ENTRIES, record) for record in records["head"]]
    found += [_of(sheets.HEAD, own("Điều chưa xác nhận", "Not confirmed"), record) for record in records["unconfirmed"]]
    found += [_of(sheet, sheet.columns, record) for sheet in sheets.SHEETS[1:] for record in records[sheet.key]]
    return tuple(each for part in found for each in part)


def _of(sheet: Sheet, columns: tuple[Column, ...], record: Record) -> Iterator[Lacking]:
    for column in columns:
        outer, _, language = column.key.rpartition(".")
        other = f"{outer}.{OTHER[language]}".removeprefix(".") if language in OTHER else ""
        if other in record and column.key not in record:
            owner = str(record.get("id") or next(iter(record.values())))
            yield Lacking(sheet.title, "" if sheet is sheets.HEAD else owner, column.title, record[other])
