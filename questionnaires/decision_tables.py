"""What must hold in a decision table: its parts have levels, and it says something about all of them. Pure."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from questionnaires import parts, reach
from questionnaires.answer_shapes import CONDITIONS
from questionnaires.conditions import Condition
from questionnaires.faults import Complaint, Place
from questionnaires.numbers import whole_number
from questionnaires.parts import Index
from questionnaires.references import unknown
from questionnaires.roll_up import Family, families, is_item
from questionnaires.rule_parsing import condition

MOST_COMBINATIONS = 5000  # of levels: more could not be read, nor worked through

type Rows = list[tuple[Place, list[Condition]]]
type Levels = Mapping[str, int | None]


def check(index: Index) -> Iterator[Complaint]:
    """Yield what a table leaves open, and what it says in vain."""
    for family in families(index):
        if family.method == "lookup" and "table" in family.aggregate:
            place = (*family.place, "table")
            complaints = [*_parts(family, place, index)]
            yield from complaints or _rows(family, place, index)


def _in_each_variant(family: Family, index: Index) -> Iterator[list[str]]:
    """Yield the ids of the parts that each variant has."""
    for variant in index.readings:
        names = [str(part.get("id")) for _, part in family.parts if reach.is_read(part, variant)]
        if names:
            yield names


def _parts(family: Family, place: Place, index: Index) -> Iterator[Complaint]:
    """Let every condition be about a part of the node that has levels and counts."""
    known = parts.ids(family.parts)
    for at, row in parts.entries(family.aggregate["table"], place):
        for where, _ in parts.fields(row.get("when"), (*at, "when")):
            yield from unknown(where[-1], where, "part", known)
    for at, part in family.parts:
        if not is_item(at):
            for what, said in (("levels", part.get("levels")), ("aggregate", _method(part))):
                if said == "none":
                    yield (*at, what), "may not be none: the node above looks its level up in a table"
        elif reach.is_scored(part) and index.kind_of(part) is not None and not _has_levels(part, index):
            yield (*at, "answer"), "must be a ladder without a scale: the node above looks its level up in a table"


def _method(node: Mapping[str, Any]) -> Any:
    aggregate = node.get("aggregate")
    return aggregate.get("method") if isinstance(aggregate, Mapping) else None


def _has_levels(item: Mapping[str, Any], index: Index) -> bool:
    answer = index.answer_of(item)
    return isinstance(answer, Mapping) and answer.get("type") == "ladder" and "scale" not in answer


def _rows(family: Family, place: Place, index: Index) -> Iterator[Complaint]:
    """Name the first combination of levels for which no row holds, and every row that never is the first to hold."""
    rows = [(at, row) for at, row in parts.entries(family.aggregate["table"], place)]
    known = {str(part.get("id")): _levels(at, part, index) for at, part in family.parts if reach.is_scored(part)}
    if any(any(CONDITIONS(row.get("when"), ())) for _, row in rows) or not all(known.values()):
        return  # its shape is wrong, which is told elsewhere
    if prod(len(levels) + 1 for levels in known.values()) > MOST_COMBINATIONS:
        yield place, "is about more combinations of levels than anybody can read; put nodes between"
        return
    read = [(at, [condition(name, words) for name, words in row["when"].items()]) for at, row in rows]
    gaps = (
        _gap(read, {name: known[name] for name in names if name in known}) for names in _in_each_variant(family, index)
    )
    yield from ((place, gap) for gap in [gap for gap in gaps if gap][:1])
    used = {_first(read, levels) for levels in _combinations({name: [*each, None] for name, each in known.items()})}
    yield from ((at, "never is the first row that holds") for order, (at, _) in enumerate(read) if order not in used)


def _levels(place: Place, part: Mapping[str, Any], index: Index) -> list[int]:
    """Return the levels that a part can have."""
    if is_item(place):
        ladder = part.get("levels")
        return list(range(len(ladder))) if isinstance(ladder, list) else []
    found = [whole_number(level.get("value")) for _, level in index.levels]
    return [value for value in found if value is not None]


def _gap(rows: Rows, known: Mapping[str, list[int]]) -> str | None:
    """Name the first combination of levels without a row."""
    for levels in _combinations(known):
        if _first(rows, levels) is None:
            return f"has no row for {', '.join(f'{name} {level}' for name, level in levels.items())}"
    return None


def _combinations(known: Mapping[str, list[Any]]) -> Iterator[Levels]:
    """Yield every combination of levels; None stands for a part that a firm is not asked."""
    return (dict(zip(known, levels, strict=True)) for levels in product(*known.values()))


def _first(rows: Rows, levels: Levels) -> int | None:
    """Return which row holds first."""
    return next((order for order, (_, row) in enumerate(rows) if all(_holds(each, levels) for each in row)), None)


def _holds(wanted: Condition, levels: Levels) -> bool:
    level = levels.get(wanted.item)
    return level is not None and (level >= wanted.level if wanted.operator == ">=" else level <= wanted.level)
