"""The only way to a notice from a request: it is the reader's own, and they may still open what it is about."""

from uuid import UUID

from django.http import Http404, HttpRequest

from accounts.gates import person
from notices import reading
from notices.models import Notice


def get_notice(request: HttpRequest, uuid: UUID) -> Notice:
    """Return a notice of this person; one of anybody else is as absent as one that never was (404)."""
    found = reading.whole(reading.of(person(request))).filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found
