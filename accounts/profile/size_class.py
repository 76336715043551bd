"""Size of a firm in industry by Decree 80/2021/ND-CP, Article 5: headcount AND (revenue OR capital)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HeadcountBand(models.TextChoices):
    """Employees in social insurance, yearly average; the limits are those of the decree."""

    UP_TO_10 = "1-10", _("Up to 10 people")
    UP_TO_50 = "11-50", _("11 to 50 people")
    UP_TO_100 = "51-100", _("51 to 100 people")
    UP_TO_200 = "101-200", _("101 to 200 people")
    OVER_200 = "over-200", _("More than 200 people")


class MoneyBand(models.TextChoices):
    """Yearly revenue or total capital in billion VND; the limits serve both columns of the decree."""

    UP_TO_3 = "0-3", _("Up to 3 billion VND")
    UP_TO_20 = "3-20", _("Over 3 to 20 billion VND")
    UP_TO_50 = "20-50", _("Over 20 to 50 billion VND")
    UP_TO_100 = "50-100", _("Over 50 to 100 billion VND")
    UP_TO_200 = "100-200", _("Over 100 to 200 billion VND")
    OVER_200 = "over-200", _("Over 200 billion VND")
    NOT_SAID = "not-said", _("Prefer not to say")


class SizeClass(models.TextChoices):
    """The classes of the decree, smallest first."""

    MICRO = "micro", pgettext_lazy("size of a firm", "Micro")
    SMALL = "small", pgettext_lazy("size of a firm", "Small")
    MEDIUM = "medium", pgettext_lazy("size of a firm", "Medium")
    LARGE = "large", pgettext_lazy("size of a firm", "Large")


# class, most employees, most revenue, most capital (billion VND): industry and construction column, limits included.
_LIMITS = (
    (SizeClass.MICRO, 10, 3, 3),
    (SizeClass.SMALL, 100, 50, 20),
    (SizeClass.MEDIUM, 200, 200, 100),
)
_MOST_PEOPLE = {"1-10": 10, "11-50": 50, "51-100": 100, "101-200": 200}
_MOST_MONEY = {"0-3": 3, "3-20": 20, "20-50": 50, "50-100": 100, "100-200": 200}
_UNSAID = {"", MoneyBand.NOT_SAID.value}
_MANY = 10**9


def size_class(
    *, headcount_band: str, revenue_band: str, capital_band: str, headcount: int | None = None
) -> SizeClass | None:
    """Return the class, or None while neither revenue nor capital is told and headcount alone does not settle it.

    The exact headcount counts before its band. A band is taken at its upper limit, which is where the decree's limits
    lie. One unsaid amount is left out: the decree asks for one of the two.
    """
    people = headcount if headcount is not None else _MOST_PEOPLE.get(headcount_band, _MANY)
    if people > _LIMITS[-1][1]:
        return SizeClass.LARGE
    if revenue_band in _UNSAID and capital_band in _UNSAID:
        return None
    for name, most_people, most_revenue, most_capital in _LIMITS:
        is_small_enough = _within(revenue_band, most_revenue) or _within(capital_band, most_capital)
        if people <= most_people and is_small_enough:
            return name
    # With one amount unsaid the other may still be within a limit, so "large" is not settled.
    return None if _UNSAID & {revenue_band, capital_band} else SizeClass.LARGE


def fits(headcount: int, band: str) -> bool:
    """Whether an exact number of employees lies in a band."""
    highest = _MOST_PEOPLE.get(band, _MANY)
    lower = max((most for most in _MOST_PEOPLE.values() if most < highest), default=0)
    return lower < headcount <= highest


def _within(band: str, most: int) -> bool:
    return band not in _UNSAID and _MOST_MONEY.get(band, _MANY) <= most
