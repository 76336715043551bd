"""Sending letters: who gets one, and that nobody gets one twice or about what is over.

A letter's row is marked after it went. A worker that dies in between sends it once more, under the same Message-ID.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notices import letters, preferences, quiet, reading
from notices.models import Notice
from notices.rules import rule
from notices.writing import queue_digest, queue_letter

SLACK = timedelta(minutes=5)


def send_letter(*, notice: int) -> None:
    """Write to a person of one notice, unless it is night, was written of, or is nothing to write of any more."""
    row = Notice.objects.select_related("person").filter(pk=notice, mailed_at=None).first()
    now = timezone.now()
    if row is None:
        return
    if _is_night(now):
        with transaction.atomic():
            queue_letter(row, now)
        return
    _send(row.person, Notice.objects.filter(pk=row.pk), name=f"{row.uuid}")


def send_digest(*, person: int, day: date) -> None:
    """Write to a person, in one letter, of all that could wait for this day."""
    reader, now = User.objects.filter(pk=person).first(), timezone.now()
    if reader is None:
        return
    if _is_night(now):
        with transaction.atomic():
            queue_digest(person, day, quiet.after_quiet(now))
        return
    waiting = list(Notice.objects.filter(person=reader, digest_on=day, mailed_at=None).order_by("pk"))
    if waiting:  # a day has a late letter, too, and mail programs hide a second one of the same name
        _send(reader, waiting, name=f"digest-{reader.pk}-{day:%Y-%m-%d}-{waiting[0].pk}")


def _is_night(now: datetime) -> bool:
    """Whether to wait for the morning. It is there for a worker whose clock is a little behind the one that woke it."""
    return quiet.is_quiet(now) and quiet.is_quiet(now + SLACK)


def _send(reader: User, waiting: Iterable[Notice], *, name: str) -> None:
    """Send one letter about what is still worth telling, and keep that it went."""
    keys = [each.pk for each in waiting]
    readable = reading.whole(reading.of(reader).filter(pk__in=keys, organization__restriction__isnull=True))
    has_reminders = preferences.of(reader).reminders
    told = [each for each in readable if (has_reminders or not rule(each).is_reminder) and rule(each).holds(each)]
    if told:
        letters.send(reader=reader, notices=told, name=name)
        Notice.objects.filter(pk__in=[each.pk for each in told]).update(mailed_at=timezone.now())
