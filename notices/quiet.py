"""The hours in which no letter goes out, and when a letter collects what can wait."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

EVENING, MORNING = time(21), time(7, 30)
DAY_CLOSES = time(7)  # half an hour before the letter goes, so that nothing is written into it while it is sent
LATE_EVERY = timedelta(minutes=15)
LATE_CLOSES = timedelta(minutes=5)  # before a late letter goes, for the same reason


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


def is_late(day: date, now: datetime) -> bool:
    """Whether what is written down now for the letter of a day comes too late for its morning."""
    return day == timezone.localdate(now) and not is_day_open(now)


def late_letter(now: datetime) -> datetime:
    """Return when the next letter goes that waits for no morning: at a full quarter of an hour by day."""
    closing = timezone.localtime(now) + LATE_CLOSES
    past = timedelta(minutes=closing.minute, seconds=closing.second, microseconds=closing.microsecond) % LATE_EVERY
    return after_quiet(closing - past + LATE_EVERY)
