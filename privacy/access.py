"""The only ways to a firm's data pages and to a copy: members of the firm, and the person who asked for the copy."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.models import Membership, Organization, User
from privacy import copies
from privacy.models import DataRequest, Export


def get_person(request: HttpRequest) -> User:
    """Return who is signed in; the views ask for that first."""
    assert isinstance(request.user, User)  # noqa: S101 -- login_required
    return request.user


def get_firm(request: HttpRequest, wanted: str) -> Organization:
    """Return a firm of this person by its uuid, the oldest if none is named; else 404."""
    mine = Organization.objects.filter(memberships__user=request.user.pk).order_by("memberships__pk")
    found = mine.filter(uuid=_uuid(wanted)).first() if wanted else mine.first()
    if found is None:
        raise Http404
    return found


def get_own_firm(request: HttpRequest, wanted: str) -> Organization:
    """Return a firm that this person owns; 403 for its other members, 404 for everybody else."""
    found = get_firm(request, wanted)
    if not found.memberships.filter(user=request.user.pk, role=Membership.Role.OWNER).exists():
        raise PermissionDenied
    return found


def get_copy(request: HttpRequest, uuid: UUID) -> Export:
    """Return a copy that this person asked for less than a day ago; else 404, for colleagues and staff, too.

    That of a firm is for an owner as long as they own it.
    """
    asked = Export.objects.filter(uuid=uuid, person=request.user.pk, expires_at__gt=timezone.now())
    found = asked.filter(Q(organization=None) | Q(pk__in=copies.still_owned(asked))).first()
    if found is None:
        raise Http404
    return found


def get_data_request(request: HttpRequest, uuid: UUID) -> DataRequest:
    """Return a request, for administrators alone; else 404."""
    found = DataRequest.objects.filter(uuid=uuid).select_related("person", "organization").first()
    if found is None or not is_administrator(request):
        raise Http404
    return found


def is_administrator(request: HttpRequest) -> bool:
    """Whether an administrator asks."""
    return isinstance(request.user, User) and request.user.staff_role == User.StaffRole.ADMINISTRATOR


def _uuid(wanted: str) -> UUID:
    try:
        return UUID(wanted)
    except ValueError as fault:
        raise Http404 from fault
