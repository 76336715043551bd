"""Moments as people say them, in Vietnamese time."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext


def moment(at: datetime) -> str:
    """Return when it was: "today 14:10", "yesterday 16:05", else the date."""
    local = timezone.localtime(at)
    today = timezone.localdate()
    time = clock(at)
    if local.date() == today:
        return gettext("today %(time)s") % {"time": time}
    if local.date() == today - timedelta(days=1):
        return gettext("yesterday %(time)s") % {"time": time}
    return date_format(local, "SHORT_DATE_FORMAT")


def clock(at: datetime) -> str:
    """Return the time of day."""
    return date_format(timezone.localtime(at), "TIME_FORMAT")
