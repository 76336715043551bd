"""From a value to a level. Pure."""

from collections.abc import Sequence
from fractions import Fraction

from questionnaires.document import Level


def level_for(levels: Sequence[Level], value: Fraction) -> int:
    """Return the highest level whose lower bound (included) the value reaches; levels rise from 0."""
    return next(level.value for level in reversed(levels) if value >= level.lower)


def lower_bound(levels: Sequence[Level], level: int) -> Fraction:
    """Return where a level begins."""
    return next(entry.lower for entry in levels if entry.value == level)


def next_level(levels: Sequence[Level], value: Fraction) -> int | None:
    """Return the level above the one that the value has, None at the top."""
    return next((level.value for level in levels if value < level.lower), None)
