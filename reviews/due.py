"""By when the operator answers: Vietnam's working days from the day a firm sent its submission."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from holidays import country_holidays

if TYPE_CHECKING:
    from holidays import HolidayBase

    from reviews.models import Review

SOON_AFTER = 0.7  # of the working days: early enough to still be in time


class DueState(models.TextChoices):
    """How the clock of a review stands."""

    IN_TIME = "in_time", pgettext_lazy("state of a due date", "In time")
    DUE_SOON = "due_soon", pgettext_lazy("state of a due date", "Due soon")
    OVERDUE = "overdue", pgettext_lazy("state of a due date", "Overdue")
    PAUSED = "paused", pgettext_lazy("state of a due date", "Clock stands still")
    CLOSED = "closed", pgettext_lazy("state of a due date", "Closed")


@dataclass(frozen=True, slots=True)
class Due:
    """One review's clock, in the reader's language. ``day`` is None while it stands still, and the last one at its end.

    ``age``: since when it was last put with the advisors.
    """

    day: date | None
    state: DueState
    age: str
    words: str


@cache
def _days_off(year: int) -> "HolidayBase":
    """Return a year's public holidays and the weekends worked for them (Labour Code 45/2019/QH14, art. 112; decrees).

    Whole from the start and never added to, so that no thread meets a half-filled one.
    """
    return country_holidays("VN", years=year, expand=False)


def is_working_day(day: date) -> bool:
    """Return whether offices in Vietnam work on ``day``."""
    return _days_off(day.year).is_working_day(day)


def add_working_days(day: date, days: int) -> date:
    """Return the working day that lies ``days`` working days after ``day``; day 1 is the first working day after it."""
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_days_between(day: date, other: date) -> int:
    """Return how many working days after ``day`` the other day lies; below 0 where it lies before."""
    if other < day:
        return -working_days_between(other, day)
    return sum(is_working_day(day + timedelta(days=each)) for each in range(1, (other - day).days + 1))


def last_day_due_soon(today: date, days: int | None = None) -> date:
    """Return the last due date that counts as soon: so many working days are left when 70 % of them have passed."""
    days = settings.OPERATOR_REVIEW_DAYS if days is None else days
    return add_working_days(today, days - ceil(days * SOON_AFTER))


def conditions(today: date) -> dict[DueState, Q]:
    """Return for each state which reviews stand so, as seen on ``today``."""
    soon = last_day_due_soon(today)
    is_open = Q(closed_at__isnull=True)  # said each time, since the index by clock begins with it
    return {
        DueState.IN_TIME: is_open & Q(due_on__gt=soon),
        DueState.DUE_SOON: is_open & Q(due_on__gte=today, due_on__lte=soon),
        DueState.OVERDUE: is_open & Q(due_on__lt=today),
        DueState.PAUSED: is_open & Q(due_on__isnull=True),
        DueState.CLOSED: Q(closed_at__isnull=False),
    }


def due(review: "Review", today: date, days: int | None = None) -> Due:
    """Return the clock of a review, as seen on ``today``."""
    age = _age((today - timezone.localdate(review.arrived_at)).days)
    if review.closed_at is not None:
        closed = pgettext("state of a due date", "closed")
        return Due(timezone.localdate(review.closed_at), DueState.CLOSED, age, closed)
    if review.due_on is None:
        return Due(None, DueState.PAUSED, age, _words_of_rest(review.days_left or 0))
    return Due(review.due_on, _running(review.due_on, today, days), age, _words(review.due_on, today))


def _running(due_on: date, today: date, days: int | None) -> DueState:
    if due_on < today:
        return DueState.OVERDUE
    return DueState.DUE_SOON if due_on <= last_day_due_soon(today, days) else DueState.IN_TIME


def _age(days: int) -> str:
    if days <= 0:
        return gettext("today")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}


def _words(due_on: date, today: date) -> str:
    if due_on == today:
        return gettext("due today")
    days = working_days_between(today, due_on)
    if due_on < today:
        days = max(-days, 1)  # on the days off after it, too, it is overdue
        return ngettext("%(days)s working day overdue", "%(days)s working days overdue", days) % {"days": days}
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}


def _words_of_rest(days: int) -> str:
    """Return what remains while the clock stands still."""
    if days < 0:
        said = ngettext(
            "stands still, %(days)s working day overdue", "stands still, %(days)s working days overdue", -days
        )
        return said % {"days": -days}
    said = ngettext("stands still, %(days)s working day left", "stands still, %(days)s working days left", days)
    return said % {"days": days}
