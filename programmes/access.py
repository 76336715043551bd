"""The only ways to a programme from a request, and from staff to the firms of their programmes.

Administrators see every programme, other staff those that they work for. A visitor sees the one whose link they hold.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from accounts.gates import is_administrator, person
from accounts.models import Membership, Organization, User
from programmes.models import Participation, Programme
from programmes.querysets import ParticipationQuerySet, ProgrammeQuerySet


def programmes_of(user: User) -> ProgrammeQuerySet:
    """Return the programmes that a person of the staff sees."""
    found = Programme.objects.with_version()
    return found if is_administrator(user) else found.of_staff(user.pk)


def get_programme(request: HttpRequest, uuid: UUID) -> Programme:
    """Return a programme of a person of the staff, with its counts; else 404."""
    return _first(programmes_of(person(request)).with_counts().filter(uuid=uuid))


def get_invitation(token: str) -> Programme:
    """Return the programme to which an invitation link leads; else 404."""
    if "\x00" in token:  # PostgreSQL takes no such text
        raise Http404
    return _first(Programme.objects.with_version().filter(token=token))


def places_of_staff(user: User) -> ParticipationQuerySet:
    """Return the places of firms in the programmes a person of the staff works for, whether these have ended or not.

    What was sent on a programme's last day must still reach its advisors. A firm that leaves is out of it at once, and
    so are all firms for a person who is no longer staff.
    """
    if not user.is_reviewer:
        return Participation.objects.none()
    return Participation.objects.open().filter(programme__in=user.assignments.values("programme"))


def own_places(request: HttpRequest, programme: Programme | None = None) -> ParticipationQuerySet:
    """Return the open places of the firms a person belongs to, in one programme or in all."""
    places = Participation.objects.open().of_member(request.user.pk).select_related("organization", "programme")
    return places.filter(programme=programme) if programme else places


def owned_firms(request: HttpRequest) -> QuerySet[Organization]:
    """Return the firms for which a person may join and leave."""
    roles = {"memberships__user": request.user.pk, "memberships__role": Membership.Role.OWNER}
    return Organization.objects.filter(**roles).order_by("pk")


def get_owned_firm(request: HttpRequest, wanted: str) -> Organization:
    """Return a firm of an owner by its uuid; 404 for any other, 403 for a member who is no owner of it."""
    try:
        uuid = UUID(wanted)
    except ValueError as fault:
        raise Http404 from fault
    firm = owned_firms(request).filter(uuid=uuid).first()
    if firm is not None:
        return firm
    if Membership.objects.filter(user=request.user.pk, organization__uuid=uuid).exists():
        raise PermissionDenied
    raise Http404


def _first(found: ProgrammeQuerySet) -> Programme:
    programme = found.first()
    if programme is None:
        raise Http404
    return programme
