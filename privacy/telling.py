"""Letters about requests: to who asked, when one comes in and when it is done; to administrators, before it is due.

They say that there is something to read and where, never what was asked or answered.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts import letters
from accounts.models import User
from c4ir_assess.jobs import outbox
from privacy.models import DataRequest, Export

MORNING = time(8)
DAYS_BEFORE = 3  # that the answer is due


def queue_received(request: DataRequest) -> None:
    """Queue the letter that a request has come in, and a reminder for each of its two days."""
    outbox.enqueue(task="privacy.tell_received", **_about(request, "received"))
    morning = _morning(request.acknowledge_by)
    outbox.enqueue(task="privacy.remind_to_acknowledge", due_at=morning, **_about(request, "acknowledge"))
    morning = _morning(request.due_on - timedelta(days=DAYS_BEFORE))
    outbox.enqueue(task="privacy.remind_to_finish", due_at=morning, **_about(request, "finish"))


def queue_done(request: DataRequest) -> None:
    """Queue the letter that a request is done."""
    outbox.enqueue(task="privacy.tell_done", **_about(request, "done"))


def queue_copy(export: Export) -> None:
    """Queue the letter that a copy can be downloaded."""
    args = {"export": export.pk}
    outbox.enqueue(task="privacy.tell_copy_ready", args=args, dedup_key=f"tell_copy_ready:{export.pk}")


def tell_received(*, request: DataRequest) -> None:
    """Write to who asked, if they still have an account."""
    if reader := _reader(request):
        kind = request.kind_in(reader.language)
        letters.tell_request_received(reader=reader, kind=kind, due_on=request.due_on, link=_own_page())


def tell_done(*, request: DataRequest) -> None:
    """Write to who asked, if they still have an account; who erased it was told on the page."""
    if reader := _reader(request):
        letters.tell_request_done(reader=reader, kind=request.kind_in(reader.language), link=_own_page())


def tell_copy_ready(*, export: Export) -> None:
    """Write to who asked for the copy, unless it is gone again."""
    if export.person.is_active and export.expires_at > timezone.now():
        letters.tell_copy_ready(reader=export.person, until=export.expires_at, link=f"{_own_page()}#copy")


def remind_to_acknowledge(*, request: DataRequest) -> None:
    """Write to every administrator while nobody has said that the request came in."""
    if request.acknowledged_at is None:
        _remind(request, request.acknowledge_by)


def remind_to_finish(*, request: DataRequest) -> None:
    """Write to every administrator while the request is open."""
    if request.done_at is None:
        _remind(request, request.due_on)


def _remind(request: DataRequest, day: date) -> None:
    link = f"{settings.BASE_URL}{reverse('privacy:handle', args=[request.uuid])}"
    for reader in User.objects.filter(staff_role=User.StaffRole.ADMINISTRATOR, is_active=True).order_by("pk"):
        letters.remind_of_request(reader=reader, kind=request.kind_in(reader.language), day=day, link=link)


def _reader(request: DataRequest) -> User | None:
    return request.person if request.person and request.person.is_active else None


def _about(request: DataRequest, what: str) -> dict[str, Any]:
    return {"args": {"request": request.pk}, "dedup_key": f"data-request:{request.pk}:{what}"}


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))


def _own_page() -> str:
    return f"{settings.BASE_URL}{reverse('privacy:my_data')}"
