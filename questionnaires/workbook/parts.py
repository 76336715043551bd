"""Mappings that know the cells they were read from, so that whatever is wrong in a document can be pointed at. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from questionnaires.faults import Place


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell: the title of its sheet, its reference such as D14, and the title of its column."""

    sheet: str = ""
    cell: str = ""
    column: str = ""

    def __str__(self) -> str:
        """Return the place as people write it: Câu hỏi!D14."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One record of a sheet: its values by the keys of the columns, and the cell of every column."""

    values: dict[str, Any]
    spots: dict[str, Spot] = field(default_factory=dict)

    @property
    def anchor(self) -> Spot:
        """Return the cell that stands for the whole row: of its id, else the first."""
        return self.spots.get("id") or next(iter(self.spots.values()), Spot())

    def spot(self, key: str) -> Spot | None:
        """Return the cell of a value, of a record within the record its first one; None where it has no cell."""
        inside = (spot for name, spot in self.spots.items() if name.startswith(f"{key}."))
        return self.spots.get(key) or next(inside, None)

    def take(self, key: str, default: Any = None) -> Any:
        """Return a value and leave it out of the record: it says where the record belongs."""
        return self.values.pop(key, default)


class Part(dict[str, Any]):
    """A mapping of a document that stands in a row; ``prefix`` is where, within the row's record."""

    def __init__(self, row: Row, prefix: str = "") -> None:
        super().__init__()
        self.row, self.prefix = row, prefix

    def spot(self, step: str | int) -> Spot | None:
        """Return the cell of one value, whether it is there or missing; None where it has no cell."""
        return self.row.spot(f"{self.prefix}{step}")


def part(row: Row) -> Part:
    """Return a row's values as a mapping: ``ask.vi`` stands in a mapping of its own."""
    whole = Part(row)
    for key, value in row.values.items():
        put(whole, key, value)
    return whole


def put(holder: Part, key: str, value: Any) -> None:
    """Set a value below a part."""
    *outer, last = key.split(".")
    for step in outer:
        holder = holder.setdefault(step, Part(holder.row, f"{holder.prefix}{step}."))
    holder[last] = value


def locate(document: Part, place: Place) -> tuple[Spot, Place]:
    """Return the cell of a place in a document, and what of the place the cell does not say by itself.

    A place that has no cell is shown by that of its row's id, without a heading: it is not the id that is wrong.
    """
    value: Any = document
    held, found, rest = document, document.row.anchor, place
    for depth, step in enumerate(place, start=1):
        if isinstance(value, Part) and (spot := value.spot(step)):
            found, rest = spot, place[depth:]
        value = _child(value, step)
        if value is None:
            return found, rest
        if isinstance(value, Part) and value.row is not held.row:
            held, found, rest = value, replace(value.row.anchor, column=""), place[depth:]
    inside = next((part.row for part in _parts(value) if part.row is not held.row), None)
    return (replace(inside.anchor, column=""), ()) if inside else (found, rest)


def _child(value: Any, step: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(str(step))
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def _parts(value: Any) -> Iterator[Part]:
    """Yield the first parts of a group that has no row of its own."""
    if isinstance(value, Part):
        return
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for each in inside:
        if isinstance(each, Part):
            yield each
        else:
            yield from _parts(each)
