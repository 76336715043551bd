"""The one place where a score is rounded, for display and export only. Pure."""

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, digits: int) -> Decimal:
    """Return a value, never negative, with this many decimals; halves go up: 2.25 with one decimal is 2.3."""
    scale = 10**digits
    units = (value.numerator * scale * 2 + value.denominator) // (value.denominator * 2)
    return Decimal(units).scaleb(-digits)
