"""By when the operator answers: working days from the day a firm sent its submission, Monday to Friday.

Public holidays are not known to the product: a due date that falls on one is kept by hand.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy

SATURDAY = 5
SOON_AFTER = 0.7  # of the working days: early enough to still be in time


class DueState(models.TextChoices):
    """How the clock of a waiting submission stands."""

    IN_TIME = "in_time", pgettext_lazy("state of a due date", "In time")
    DUE_SOON = "due_soon", pgettext_lazy("state of a due date", "Due soon")
    OVERDUE = "overdue", pgettext_lazy("state of a due date", "Overdue")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Sent before ``overdue``: overdue now. Sent before ``soon`` and not overdue: due soon."""

    overdue: datetime
    soon: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """One submission's clock, in the reader's language."""

    day: date
    state: DueState
    age: str
    words: str


def add_working_days(day: date, days: int) -> date:
    """Return the working day that lies ``days`` working days after ``day``; day 1 is the first working day after it."""
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day


def working_days_between(day: date, other: date) -> int:
    """Return how many working days after ``day`` the other day lies; below 0 where it lies before."""
    if other < day:
        return -working_days_between(other, day)
    return sum((day + timedelta(days=each)).weekday() < SATURDAY for each in range(1, (other - day).days + 1))


def bounds(today: date, days: int | None = None) -> Bounds:
    """Return the moments of sending that part the three states, as seen on ``today``."""
    days = settings.OPERATOR_REVIEW_DAYS if days is None else days
    return Bounds(
        overdue=_midnight(_first_day_due_after(today - timedelta(days=1), today, days)),
        soon=_midnight(_first_day_due_after(today, today, ceil(days * SOON_AFTER))),
    )


def due(sent_at: datetime, today: date, days: int | None = None) -> Due:
    """Return the clock of what was sent at ``sent_at``, as seen on ``today``."""
    days = settings.OPERATOR_REVIEW_DAYS if days is None else days
    sent = timezone.localdate(sent_at)
    day = add_working_days(sent, days)
    if day < today:
        state = DueState.OVERDUE
    else:
        state = DueState.DUE_SOON if add_working_days(sent, ceil(days * SOON_AFTER)) <= today else DueState.IN_TIME
    return Due(day=day, state=state, age=_age((today - sent).days), words=_words((day - today).days))


def _first_day_due_after(limit: date, today: date, days: int) -> date:
    """Return the first day of sending whose due date, ``days`` working days on, lies after ``limit``."""
    day = today
    while add_working_days(day - timedelta(days=1), days) > limit:
        day -= timedelta(days=1)
    return day


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _age(days: int) -> str:
    if days <= 0:
        return gettext("today")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}


def _words(days: int) -> str:
    if days < 0:
        return ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": -days}
    if days == 0:
        return gettext("due today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
