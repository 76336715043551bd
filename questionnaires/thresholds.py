"""What must hold so that every value has its level, and every level some value: bounds, conditions, classes. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from questionnaires import parts
from questionnaires.faults import Complaint, Place
from questionnaires.numbers import decimal, rising, whole_number
from questionnaires.parts import Index
from questionnaires.references import twice, unknown


def check(index: Index) -> Iterator[Complaint]:
    """Yield levels and classes that leave gaps or do not rise."""
    for rule in (_levels, _needs, _node_levels, _classes, _steps):
        yield from rule(index)


def numbers_of_levels(index: Index) -> frozenset[str]:
    """Return the numbers of the levels of the whole, as they are written."""
    return frozenset(value for _, level in index.levels if isinstance(value := level.get("value"), str))


def kind_of_bounds(index: Index) -> str:
    """Return how the levels of the whole are bounded."""
    return "above" if any("above" in level for _, level in index.levels) else "from"


def _levels(index: Index) -> Iterator[Complaint]:
    """Let levels count from 0 or 1, and their bounds rise from 0, so that every value has its level."""
    kind, bound = kind_of_bounds(index), None
    for order, (place, level) in enumerate(index.levels):
        before = index.levels[order - 1][1] if order else {}
        yield from _level_number(level.get("value"), before.get("value"), (*place, "value"), first=not order)
        yield from _level_bound(level, kind, bound, place, first=not order)
        bound = level.get(kind)


def _level_number(value: Any, before: Any, place: Place, *, first: bool) -> Iterator[Complaint]:
    number, last = whole_number(value), whole_number(before)
    if number is None:
        return
    if first and number > 1:
        yield place, f"must be 0 or 1 for the lowest level, not {number}"
    if last is not None and number != last + 1:
        yield place, f"must be {last + 1}, one more than the level before, not {number}"


def _level_bound(level: Mapping[str, Any], kind: str, before: Any, place: Place, *, first: bool) -> Iterator[Complaint]:
    """One kind of bound in a list: the lowest level begins from 0, or has no bound where the others are above one."""
    other = "from" if kind == "above" else "above"
    if other in level:
        yield (*place, other), f"is another kind of bound than the others of this list, which have {kind}"
        return
    bound, lower = decimal(level.get(kind)), decimal(before)
    if first and kind == "above" and kind in level:
        yield (*place, kind), "has no meaning for the lowest level, which is reached by every value"
    elif first and kind == "from" and (kind not in level or bound not in {None, Fraction(0)}):
        yield (*place, kind), "must be 0 for the lowest level"
    elif not first and kind not in level:
        yield (*place, kind), "is missing"
    elif bound is not None and lower is not None and bound <= lower:
        yield (*place, kind), f"must rise: it is not above {before}, where the level before begins"


def _needs(index: Index) -> Iterator[Complaint]:
    """Let the condition of a level be about levels that exist, and not keep a firm from the lowest one."""
    known = numbers_of_levels(index)
    for order, (place, level) in enumerate(index.levels):
        condition = level.get("and")
        if condition is not None and not order:
            yield (*place, "and"), "has no meaning for the lowest level, which is reached by every value"
        needs = condition.get("count_at_least") if isinstance(condition, Mapping) else None
        if isinstance(needs, Mapping):
            yield from unknown(needs.get("level"), (*place, "and", "count_at_least", "level"), "level", known)


def _node_levels(index: Index) -> Iterator[Complaint]:
    """Let a node's own bounds be as many as the levels above the lowest, and rise from above 0."""
    wanted = len(index.levels) - 1
    for place, node in index.nodes:
        own, at = node.get("levels"), (*place, "levels")
        if not isinstance(own, Mapping):
            continue
        if ("from" in own) == ("above" in own):
            yield at, "needs either from or above"
            continue
        kind = "from" if "from" in own else "above"
        bounds = own[kind] if isinstance(own[kind], list) else []
        if len(bounds) != wanted:
            yield (*at, kind), f"must have {wanted} bounds, one for each level above the lowest, not {len(bounds)}"
        if kind == "from" and bounds and decimal(bounds[0]) == 0:
            yield (*at, kind, 0), "must be above 0, where the lowest level begins"
        yield from rising(bounds, (*at, kind))


def _classes(index: Index) -> Iterator[Complaint]:
    """Let every level of the whole belong to one class, and every class name levels that exist."""
    known = numbers_of_levels(index)
    classes = list(parts.entries(index.document.get("classes"), ("classes",)))
    named = [name for place, entry in classes for name in parts.names(entry.get("levels"), (*place, "levels"))]
    yield from twice(iter(named), "the level")
    for place, name in named:
        yield from unknown(name, place, "level", known)
    missing = sorted(known - {name for _, name in named}) if classes else []
    if missing:
        yield ("classes",), f"leave a gap: level {', '.join(missing)} belongs to no class"


def _steps(index: Index) -> Iterator[Complaint]:
    """Let steps stand where values are counted in levels: what comes first goes by the distance to the next level.

    Told of the first question alone: the levels of the whole are those of every node without its own.
    """
    for place, item in index.items:
        if "improve" in item and not _is_in_levels([*index.above(place)][-2], index):
            yield (*place, "improve"), "needs a node whose every level begins near its number, on the value"
            return


def _is_in_levels(node: Mapping[str, Any], index: Index) -> bool:
    """Whether no level of a node begins beyond the next number; a node without levels has no next one."""
    own, kind = node.get("levels"), kind_of_bounds(index)
    if not isinstance(own, Mapping):
        bounds = [decimal(level.get(kind)) for _, level in index.levels[1:]]
        return own == "none" or _none_beyond(bounds, index)
    given = own.get("from", own.get("above"))
    return own.get("on") != "share" and _none_beyond([*map(decimal, given if isinstance(given, list) else [])], index)


def _none_beyond(bounds: Iterable[Fraction | None], index: Index) -> bool:
    numbers = [whole_number(level.get("value")) for _, level in index.levels[1:]]
    pairs = zip(bounds, numbers, strict=False)
    return not any(bound is not None and number is not None and bound > number + 1 for bound, number in pairs)
