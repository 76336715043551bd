"""A sheet for each larger step of the plan, with the firm's own figures and what follows from them alone."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext, ngettext, pgettext

from assessments import wording
from assessments.scoring.rounding import half_up
from questionnaires.words import Language
from reports.content.plan_types import InvestmentSheet
from reports.content.planned import NextStep, Planned
from reports.content.source import Figures, Source
from reports.content.steps import step_text

LARGE = 50  # million VND: above it a step has a sheet
LONGEST = 120  # months: a payback beyond them says that a figure needs a second look
FEW = 3  # sheets that a report prints in any case, if there are so many
NOTHING = Figures()


def larger(steps: tuple[Planned, ...]) -> list[NextStep]:
    """Return the steps of the plan that may cost more than what a firm decides on without a bank."""
    return [each.next for each in steps if each.next.step.cost_million_vnd[1] > LARGE]


def investments(source: Source, steps: tuple[Planned, ...], language: Language) -> tuple[InvestmentSheet, ...]:
    """Return the sheets of all larger steps, in the plan's order."""
    return tuple(_sheet(one, source.figures.get(one.item.id, NOTHING), language) for one in larger(steps))


def amount(value: Decimal | None) -> str:
    """Return a figure as a person would write it, without zeros at its end."""
    if value is None:
        return ""
    return wording.number(int(value) if value == value.to_integral_value() else value.normalize())


def printed(source: Source, steps: tuple[Planned, ...], language: Language) -> tuple[InvestmentSheet, ...]:
    """Return the sheets that a report prints, a page each: of priorities, of steps with figures, and a few at least."""
    named = {one.item.id for one in larger(steps) if one.is_priority}
    named |= {item for item, figures in source.figures.items() if figures != NOTHING}
    sheets = investments(source, steps, language)
    spare = [sheet.item for sheet in sheets if sheet.item not in named]
    named |= set(spare[: max(0, FEW - sum(sheet.item in named for sheet in sheets))])
    return tuple(sheet for sheet in sheets if sheet.item in named)


def _sheet(one: NextStep, figures: Figures, language: Language) -> InvestmentSheet:
    lacking = _lacking(figures) or _doubt(figures)
    return InvestmentSheet(
        item=one.item.id,
        node=one.node.id,
        name=one.node.name[language],
        step=step_text(one.item, one.name, language),
        unit=figures.unit,
        today_text=amount(figures.today),
        goal_text=amount(figures.goal),
        worth_text=_money(figures.worth),
        price_text=_money(figures.price),
        formula="" if lacking else _formula(),
        worked_out="" if lacking else _worked_out(figures),
        payback_text="" if lacking else _payback_text(payback(figures)),
        lacking=lacking,
    )


def payback(figures: Figures) -> Fraction:
    """Return after how many months the price has come back; all figures are there and the goal differs from today."""
    assert figures.price is not None  # noqa: S101 -- for the type checker
    return Fraction(figures.price) / _gain(figures)


def _gain(figures: Figures) -> Fraction:
    """Return what the difference is worth in a month."""
    values = (figures.today, figures.goal, figures.worth)
    today, goal, worth = (Fraction(value or 0) for value in values)
    return abs(today - goal) * worth


def _lacking(figures: Figures) -> str:
    """Name the figures that are still missing; nothing if all are there."""
    names = (
        (figures.today, gettext("the figure today")),
        (figures.goal, gettext("the goal")),
        (figures.worth, gettext("what one unit is worth in a month")),
        (figures.price, gettext("the price offered")),
    )
    missing = [name for value, name in names if value is None]
    text = gettext("Still to be filled in by the firm: %(names)s.")
    return text % {"names": ", ".join(missing)} if missing else ""


def _doubt(figures: Figures) -> str:
    """Say why nothing can be worked out from figures that are all there; nothing if it can."""
    if figures.today == figures.goal:
        return gettext("The goal is the same as the figure today, so there is nothing to gain yet.")
    if not figures.worth:
        return gettext("With a unit worth nothing, no payback can be worked out.")
    if not figures.price:
        return gettext("With a price of nothing, there is nothing to pay back.")
    return ""


def _formula() -> str:
    return gettext(
        "Months to pay back = price ÷ (difference between today and the goal × what one unit of it is worth in a month)"
    )


def _worked_out(figures: Figures) -> str:
    """Return the formula with the firm's figures in it."""
    text = gettext("%(price)s ÷ ((%(high)s − %(low)s) × %(worth)s) = %(price)s ÷ %(gain)s = %(months)s months")
    ends = sorted(value for value in (figures.today, figures.goal) if value is not None)
    return text % {
        "price": _money(figures.price),
        "high": amount(ends[-1]),
        "low": amount(ends[0]),
        "worth": _money(figures.worth),
        "gain": _money_of(_gain(figures)),
        "months": _months(payback(figures)),
    }


def _payback_text(months: Fraction) -> str:
    if months > LONGEST:
        return gettext(
            "By these figures the money comes back after more than ten years (%(months)s months). Please look at the "
            "figures again, or at a smaller step."
        ) % {"months": _months(months)}
    if months < 1:
        return gettext("By these figures the money comes back in less than a month.")
    text = ngettext(
        "By these figures the money comes back after about %(months)s month.",
        "By these figures the money comes back after about %(months)s months.",
        1 if months == 1 else 2,
    )
    return text % {"months": _months(months)}


def _months(months: Fraction) -> str:
    """Return months with one decimal, small ones with as many as it takes not to read 0."""
    digits = next((each for each in range(1, 6) if half_up(months, each)), 1)
    return wording.number(half_up(months, 0 if months.denominator == 1 else digits))


def _money(value: Decimal | None) -> str:
    if value is None:
        return ""
    return pgettext("money", "VND %(amount)s") % {"amount": amount(value)}


def _money_of(value: Fraction) -> str:
    return _money(half_up(value, 0 if value.denominator == 1 else 2))
