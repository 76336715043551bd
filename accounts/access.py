"""The only way to a firm's profile from a request."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest

from accounts.models import Membership, Site


def get_site(request: HttpRequest, wanted: str = "") -> Site:
    """Return one of the person's plants with its firm, the oldest if none is named; 404 for anybody else's.

    ``site.member_role`` is the role of this person in the firm.
    """
    found = get_sites(request).filter(_named(wanted)).annotate(member_role=F("organization__memberships__role")).first()
    if found is None:
        raise Http404
    return found


def get_sites(request: HttpRequest) -> QuerySet[Site]:
    """Return the plants of all firms that this person belongs to, with their firms, the oldest first."""
    mine = Site.objects.filter(organization__memberships__user=request.user.pk)
    return mine.select_related("organization").order_by("pk")


def get_own_site(request: HttpRequest, wanted: str = "") -> Site:
    """Return a plant whose firm this person may change: owners alone, 403 for other members."""
    site = get_site(request, wanted)
    if site.member_role != Membership.Role.OWNER:  # type: ignore[attr-defined]  # annotated above
        raise PermissionDenied
    return site


def has_firm(request: HttpRequest) -> bool:
    """Whether this person belongs to any firm."""
    return Membership.objects.filter(user=request.user.pk).exists()


def _named(wanted: str) -> Q:
    if not wanted:
        return Q()
    try:
        return Q(uuid=UUID(wanted))
    except ValueError as fault:
        raise Http404 from fault
