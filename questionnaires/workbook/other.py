"""What no sheet has a column for: empty lists, keys that were added to the format later. Written as place and JSON.

A place names entries by their ids, ``blocks/S/children/S1/items/S1.1/maps``, so that it holds when rows are added.
"""

from collections.abc import Mapping
from typing import Any

from c4ir_assess.exceptions import FrameworkRefused
from questionnaires.canonical import ABSENT, content_hash, differing
from questionnaires.workbook import sheets
from questionnaires.workbook.joining import join
from questionnaires.workbook.parts import Row
from questionnaires.workbook.unfolding import Record, Records, unfold


def all_records(document: Mapping[str, Any]) -> Records:
    """Return the records of all sheets, which joined again are the document. Raises FrameworkRefused if not."""
    records = unfold(document)
    joined = join(_rows(records), _refuse)
    records[sheets.OTHER.key] = [_record(each.place, each.new) for each in differing(joined, document)]
    for record in records[sheets.OTHER.key]:
        apply(joined, record["place"], record["value"])
    if content_hash(joined) != content_hash(document):
        raise FrameworkRefused("this framework holds something that a workbook cannot")
    return records


def apply(document: Any, place: str, value: Any) -> bool:
    """Set the value of a place; return whether there is such a place."""
    *outer, last = place.split("/")
    holder = document
    for step in outer:
        holder = holder.get(step) if isinstance(holder, Mapping) else _entry(holder, step)
    if isinstance(holder, dict):
        holder[last] = value
    return isinstance(holder, dict)


def _entry(holder: Any, step: str) -> Any:
    entries = holder if isinstance(holder, list) else []
    return next((each for each in entries if isinstance(each, Mapping) and each.get("id") == step), None)


def _record(place: tuple[str | int, ...], value: Any) -> Record:
    if value is ABSENT:
        raise FrameworkRefused("this framework lacks something that every workbook has")
    return {"place": "/".join(map(str, place)), "value": value}


def _rows(records: Records) -> dict[str, list[Row]]:
    return {key: [Row(dict(record)) for record in listed] for key, listed in records.items()}


def _refuse(_row: Row, _key: str, sentence: str) -> None:
    raise FrameworkRefused(sentence)
