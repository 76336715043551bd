"""The hours in which no letter goes out, and the day whose letter collects what can wait."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

EVENING, MORNING = time(21), time(7, 30)
DAY_CLOSES = time(7)  # half an hour before the letter goes, so that nothing is written into it while it is sent


def is_quiet(now: datetime) -> bool:
    """Whether it is night in Viet Nam."""
    return not MORNING <= timezone.localtime(now).time() < EVENING


def after_quiet(now: datetime) -> datetime:
    """Return the moment itself by day, by night the next morning."""
    local = timezone.localtime(now)
    if not is_quiet(now):
        return now
    return morning_of(local.date() + timedelta(days=1) if local.time() >= EVENING else local.date())


def morning_of(day: date) -> datetime:
    """Return when the letters of a day go out."""
    return timezone.make_aware(datetime.combine(day, MORNING))


def is_day_open(now: datetime) -> bool:
    """Whether today's letter still takes something in."""
    return timezone.localtime(now).time() < DAY_CLOSES


def digest_day(now: datetime) -> date:
    """Return the day whose letter tells of what is written down now."""
    today = timezone.localdate(now)
    return today if is_day_open(now) else today + timedelta(days=1)
