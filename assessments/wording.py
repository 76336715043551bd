"""How scores, levels and steps are written, on every page and in the PDF, in the active language."""

from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, pgettext

from assessments.scoring.levels import bounded, level_for
from assessments.scoring.rounding import half_up
from questionnaires.document import Framework, Level, Node, Step
from questionnaires.words import Language

_MOST_DIGITS = 4


def number(value: Decimal | int) -> str:
    """Return a number with the separators of the language, its digits as they are."""
    return str(number_format(value, use_l10n=True, force_grouping=True))


def score(value: Fraction, levels: tuple[Level, ...]) -> str:
    """Return a value with one decimal, with more where rounding would lift it over the bound of a level."""
    for digits in range(1, _MOST_DIGITS):
        rounded = half_up(value, digits)
        if level_for(levels, Fraction(rounded)) == level_for(levels, value):
            return number(rounded)
    return number(half_up(value, _MOST_DIGITS))


def weight(value: Fraction) -> str:
    """Return a weight as the document gives it, 20 or 12,5."""
    return number(int(value) if value.denominator == 1 else half_up(value, 1))


def weight_share(part: Fraction, whole: Fraction) -> str:
    """Return a weight as its share of all weights, with a decimal where it is not whole."""
    percent = part / whole * 100 if whole else Fraction(0)
    return f"{number(half_up(percent, 0 if percent.denominator == 1 else 1))}%"


def exact(value: Fraction) -> str:
    """Return a value with two decimals, for tables that show how it came about."""
    return number(half_up(value, 2))


def share(part: Fraction) -> str:
    """Return a share of one as whole percent; what is more than nothing never shows as 0%."""
    percent = half_up(part * 100, 0)
    return "<1%" if part and not percent else f"{number(percent)}%"


def level_words(levels: tuple[Level, ...], value: int, language: Language) -> str:
    """Return a level inside a sentence, "mức 2 · Có chuẩn chung": never the bare word, never the bare number."""
    name = level_name(levels, value, language)
    return pgettext("level in a sentence", "level %(number)s · %(name)s") % {"number": value, "name": name}


def level_title(levels: tuple[Level, ...], value: int, language: Language) -> str:
    """Return a level at the beginning of a line."""
    name = level_name(levels, value, language)
    return pgettext("level as a heading", "Level %(number)s · %(name)s") % {"number": value, "name": name}


def unrated() -> str:
    """Return what stands in the place of a value that is not shown."""
    return pgettext("score", "not enough answers")


def value_of(framework: Framework, node: Node, value: Fraction | None) -> str:
    """Return a node's value, or what stands in its place; no rounding lifts it over a bound of its own levels."""
    if node.aggregate.method == "none":
        return without_value()
    if value is None:
        return unrated()
    levels = bounded(framework, node) if node.bounds is None or node.bounds.on == "value" else ()
    return score(value, levels) if levels else distance(value)


def without_value() -> str:
    """Return what stands in the place of a value where the framework gives none."""
    return pgettext("score", "no score of its own")


def distance(value: Fraction) -> str:
    """Return how far something is, with one decimal."""
    return number(half_up(value, 1))


def bounds(low: Fraction, high: Fraction) -> tuple[str, str]:
    """Return the ends of the uncertainty band with one decimal, with more where both would read the same."""
    for digits in range(1, _MOST_DIGITS):
        if half_up(low, digits) != half_up(high, digits):
            break
    return number(half_up(low, digits)), number(half_up(high, digits))


def span(low: Fraction | None, high: Fraction | None) -> str:
    """Return the uncertainty band, "1,3–3,0"; empty when it has no width."""
    if low is None or high is None or low == high:
        return ""
    return "–".join(bounds(low, high))


def effort(step: Step) -> str:
    """Return the effort of a step in words."""
    words = {
        "free": pgettext("effort", "Almost free"),
        "low": pgettext("effort", "Low cost"),
        "project": pgettext("effort", "A project of its own"),
    }
    return words[step.effort]


def cost(step: Step) -> str:
    """Return the cost band of a step in million VND."""
    low, high = step.cost_million_vnd
    if not high:
        return gettext("no money needed")
    band = number(high) if low == high else f"{number(low)}–{number(high)}"
    return gettext("VND %(band)s million") % {"band": band}


def months(step: Step) -> str:
    """Return about how long a step takes."""
    shown = number(half_up(step.months, 0 if step.months.denominator == 1 else 1))
    whole = 1 if step.months == 1 else 2
    return ngettext("about %(months)s month", "about %(months)s months", whole) % {"months": shown}


def level_name(levels: tuple[Level, ...], value: int, language: Language) -> str:
    """Return the name of a level alone, for a column that says "level" already."""
    return next(level.name[language] for level in levels if level.value == value)
