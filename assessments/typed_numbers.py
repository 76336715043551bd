"""Numbers as people type them, with the separators of either language, and never a thousand times too small.

"12,5" and "12.5" are the same. "1.500" is 1500 where the number has no such decimals or the other reading is out of
bounds; where both readings are possible, it is not guessed.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from questionnaires.answer_types import Number

SPACES = re.compile(r"\s+")
GROUP = 3  # digits between the marks of thousands
MOST_TYPED = 60


class AmbiguousNumberError(ValueError):
    """What was typed may be either of two numbers."""

    def __init__(self, readings: list[Decimal]) -> None:
        super().__init__(readings)
        self.readings = readings


def read(typed: str, number: Number) -> Decimal | None:
    """Return the number that was typed, None if it is none or out of bounds; raise AmbiguousNumberError for two."""
    readings = _readings(_bare(typed, number), number.decimals) if len(typed) <= MOST_TYPED else ()
    found = sorted({value for value in readings if _fits(value, number)})
    if len(found) > 1:
        raise AmbiguousNumberError(found)
    return found[0] if found else None


def _bare(typed: str, number: Number) -> str:
    """Take away the unit, if it was typed too, and the spaces around."""
    text = SPACES.sub(" ", typed).strip().replace("−", "-")
    for unit in (number.unit.vi, number.unit.en, "%" if "%" in number.unit.vi else ""):
        text = text.removesuffix(unit).strip() if unit else text
    return text


def _readings(text: str, decimals: int) -> Iterator[Decimal]:
    """Yield what the text can mean: point or comma may be the mark of decimals, the other one that of thousands."""
    for point, thousands in ((",", "."), (".", ",")):
        whole, _, rest = text.partition(point)
        grouped = _ungrouped(whole, thousands)
        # Zeros at the end say nothing, unless three digits after the mark look like thousands.
        counting = rest if len(rest) == GROUP else rest.rstrip("0")
        if grouped is not None and (not rest or _are_digits(rest)) and len(counting) <= decimals:
            yield Decimal(f"{grouped}.{rest or 0}")


def _ungrouped(whole: str, thousands: str) -> str | None:
    """Return the digits without the marks of thousands, which stand before each three of them or nowhere."""
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    first, *groups = re.split(rf"[{re.escape(thousands)} ]", digits)
    if not _are_digits(first) or any(not _are_digits(group) or len(group) != GROUP for group in groups):
        return None
    if groups and (len(first) > GROUP or first.startswith("0")):
        return None
    return sign + first + "".join(groups)


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _fits(value: Decimal, number: Number) -> bool:
    return number.low <= Fraction(value) <= number.high
