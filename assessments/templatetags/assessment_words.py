"""Words of a framework, and moments as people say them."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from assessments.cards import reader_language
from questionnaires.document import Text

register = template.Library()


@register.filter
def words(text: Text) -> str:
    """Return a framework's text in the reader's language."""
    return text[reader_language()]


@register.filter
def moment(at: datetime) -> str:
    """Return when it was, in Vietnamese time: "today 14:10", "yesterday 16:05", else the date."""
    local = timezone.localtime(at)
    today = timezone.localdate()
    time = date_format(local, "TIME_FORMAT")
    if local.date() == today:
        return gettext("today %(time)s") % {"time": time}
    if local.date() == today - timedelta(days=1):
        return gettext("yesterday %(time)s") % {"time": time}
    return date_format(local, "SHORT_DATE_FORMAT")
