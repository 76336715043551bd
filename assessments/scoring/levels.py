"""From a value to a level. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessments.scoring.types import Held
from questionnaires.document import Bounds, Framework, Level, Node

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Reached:
    """A level, where it begins, and what kept the next ones back."""

    level: int
    lower: Fraction | None
    held: Held | None = None


def level_for(levels: Sequence[Level], value: Fraction) -> int:
    """Return the highest level whose bound the value reaches; the lowest one is always reached."""
    return next((level.value for level in reversed(levels[1:]) if _reaches(value, level)), levels[0].value)


def next_level(levels: Sequence[Level], value: Fraction) -> int | None:
    """Return the level above the one that the value has, None at the top."""
    return next((level.value for level in levels[1:] if not _reaches(value, level)), None)


def bounded(framework: Framework, node: Node) -> tuple[Level, ...]:
    """Return the levels with the bounds that hold at this node; none where it has no level.

    Conditions are about the whole: no other node has them.
    """
    if node.bounds is not None:
        return _with_bounds(framework.levels, node.bounds)
    if node.id == framework.root.id or not any(level.needs for level in framework.levels):
        return framework.levels
    return tuple(replace(level, needs=None) for level in framework.levels)


def measured(node: Node, value: Fraction, top: Fraction | None) -> Fraction:
    """Return what the node's bounds lie on: its value, or the share that this is of the largest it could have."""
    if node.bounds is None or node.bounds.on == "value":
        return value
    return value / top if top else ZERO


def in_table(framework: Framework, node: Node | None, value: Fraction, top: Fraction | None) -> int:
    """Return what a decision table calls a part's level: a node's, or else the whole of its value."""
    levels = bounded(framework, node) if node else ()
    return level_for(levels, measured(node, value, top)) if node and levels else int(value)


def reached(levels: Sequence[Level], value: Fraction, children: Sequence[int]) -> Reached:
    """Return the highest level whose bound and condition hold. ``children`` are the levels right below the node."""
    held = None
    for level in reversed(levels[1:]):
        if not _reaches(value, level):
            continue
        missing = _missing(level, children)
        if missing is None:
            return Reached(level.value, level.lower, held)
        held = held or missing
    return Reached(levels[0].value, levels[0].lower, held)


def _missing(level: Level, children: Sequence[int]) -> Held | None:
    """Return what a level's condition still wants, None where it holds or there is none."""
    if level.needs is None:
        return None
    has = sum(each >= level.needs.level for each in children)
    return None if has >= level.needs.n else Held(level.value, level.needs.level, level.needs.n, has)


def _reaches(value: Fraction, level: Level) -> bool:
    return level.lower is None or (value > level.lower if level.is_above else value >= level.lower)


def _with_bounds(levels: Sequence[Level], bounds: Bounds) -> tuple[Level, ...]:
    """Put a node's own bounds in place of the framework's."""
    if not bounds.lowers:
        return ()
    lowers = (None if bounds.is_above else ZERO, *bounds.lowers)
    return tuple(
        Level(each.value, each.id, lower, each.name, each.meaning, each.sentence, bounds.is_above)
        for each, lower in zip(levels, lowers, strict=True)
    )
