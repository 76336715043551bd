"""How numbers stand in explanations: whole ones bare, others with the decimals that tell them apart."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from assessments import wording
from assessments.scoring.levels import level_for
from assessments.scoring.rounding import half_up
from questionnaires.document import Level

MOST_DIGITS = 4
HUNDRED = 100


def plain(value: Fraction) -> str:
    """Return a bound, a weight or a count of points as a person would write it: 20, 2,8, 0,25."""
    if value.denominator == 1:
        return wording.number(int(value))
    digits = next((each for each in (1, 2) if half_up(value, each) == half_up(value, MOST_DIGITS)), 2)
    return wording.number(half_up(value, digits))


def points(values: Sequence[Fraction | None]) -> list[str]:
    """Return a column of points: without decimals where all of them are whole, else with two."""
    is_whole = all(value is None or value.denominator == 1 for value in values)
    return ["–" if value is None else plain(value) if is_whole else wording.exact(value) for value in values]


def percent(share: Fraction) -> str:
    """Return a share as percent, with a decimal where it is not whole."""
    hundredths = share * HUNDRED
    return f"{wording.number(half_up(hundredths, 0 if hundredths.denominator == 1 else 1))}%"


def coverage(share: Fraction, least: Fraction) -> str:
    """Return how much is answered, with a decimal where rounding would make enough of too little."""
    rounded = half_up(share * HUNDRED, 0)
    if share < least and rounded >= least * HUNDRED:
        tenths = Fraction(floor(share * HUNDRED * 10), 10)
        return f"{wording.number(half_up(tenths, 1))}%"
    return wording.share(share)


def change(before: Fraction, after: Fraction, levels: tuple[Level, ...], *, least: int = 1) -> tuple[str, str]:
    """Return two values that can be told apart, neither of which is rounded over the bound of a level.

    Whole ones have one decimal, as everywhere; others have at least ``least``.
    """
    least = 1 if before.denominator == after.denominator == 1 else least
    digits = next((each for each in range(least, MOST_DIGITS) if _tells(before, after, levels, each)), MOST_DIGITS)
    return wording.number(half_up(before, digits)), wording.number(half_up(after, digits))


def _tells(before: Fraction, after: Fraction, levels: tuple[Level, ...], digits: int) -> bool:
    rounded = [Fraction(half_up(value, digits)) for value in (before, after)]
    if rounded[0] == rounded[1] and before != after:
        return False
    return not levels or all(
        level_for(levels, shown) == level_for(levels, value)
        for shown, value in zip(rounded, (before, after), strict=True)
    )
