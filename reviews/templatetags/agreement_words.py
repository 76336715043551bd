"""Figures of agreement as people read them."""

from fractions import Fraction

from django import template

from assessments import wording
from assessments.scoring.rounding import half_up

MINUS = "\N{MINUS SIGN}"
NOTHING = "\N{EN DASH}"

register = template.Library()


@register.filter
def share(part: Fraction) -> str:
    """Return a share of one as whole percent."""
    return wording.share(part)


@register.filter
def figure(value: Fraction | None) -> str:
    """Return a figure with two decimals, a dash for none."""
    if value is None:
        return NOTHING
    rounded = half_up(abs(value), 2)
    return f"{MINUS if value < 0 and rounded else ''}{wording.number(rounded)}"


@register.filter
def signed(value: Fraction) -> str:
    """Return a difference with its sign, 0 without one."""
    text = figure(value)
    return f"+{text}" if half_up(abs(value), 2) and value > 0 else text
