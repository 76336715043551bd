"""How the bench writes scores and levels, in the active language."""

from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, pgettext

from assessments.scoring.levels import level_for
from assessments.scoring.rounding import half_up
from questionnaires.document import Level, Step

MOST_DIGITS = 4


def number(value: Decimal | int) -> str:
    """Return a number with the separators of the language, its digits as they are."""
    return str(number_format(value, use_l10n=True, force_grouping=True))


def score(value: Fraction | None, levels: tuple[Level, ...]) -> str:
    """Return a value with one decimal, with more where rounding would lift it over the bound of a level."""
    if value is None:
        return pgettext("score", "not enough answers")
    for digits in range(1, MOST_DIGITS):
        rounded = half_up(value, digits)
        if level_for(levels, Fraction(rounded)) == level_for(levels, value):
            return number(rounded)
    return number(half_up(value, MOST_DIGITS))


def span(low: Fraction | None, high: Fraction | None, levels: tuple[Level, ...]) -> str:
    """Return the uncertainty band, "1,3–3,0"; empty when it has no width."""
    if low is None or high is None or low == high:
        return ""
    return f"{score(low, levels)}–{score(high, levels)}"


def share(part: Fraction | None) -> str:
    """Return a share of one as whole percent; empty where nothing is applicable."""
    return "" if part is None else f"{number(half_up(part * 100, 0))}%"


def level_name(levels: tuple[Level, ...], value: int | None, language: str) -> str:
    """Return the name of a level, empty for none."""
    return next((level.name[language] for level in levels if level.value == value), "")


def takes(step: Step) -> str:
    """Return what a step costs and how long it takes, in one line."""
    low, high = step.cost_million_vnd
    cost = gettext("VND %(band)s million") % {"band": f"{number(low)}–{number(high)}"}
    months = number(half_up(step.months, 0 if step.months.denominator == 1 else 1))
    whole = 1 if step.months == 1 else 2
    time = ngettext("about %(months)s month", "about %(months)s months", whole) % {"months": months}
    return " · ".join((cost if high else gettext("no money needed"), time))
