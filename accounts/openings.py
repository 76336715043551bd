"""Who opened what of a firm: written for everybody who is not of the firm, read by the firm."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Opening, Organization, User

ONCE_IN = timedelta(hours=1)


def note(*, organization: Organization, by: User, what: Opening.What, subject: UUID) -> None:
    """Write that a person opened a thing of the firm; the same person and thing at most once an hour."""
    if _is_noted(organization, by, what, subject) or by.memberships.filter(organization=organization).exists():
        return
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # two tabs at once write one row
        if not _is_noted(organization, by, what, subject):
            organization.openings.create(
                by=by, name=str(by)[:120], what=what, subject=subject, opened_at=timezone.now()
            )


def of_firm(organization: Organization) -> QuerySet[Opening]:
    """Return who opened what of the firm, the newest first."""
    return organization.openings.select_related("by").order_by("-opened_at", "-pk")


def _is_noted(organization: Organization, by: User, what: Opening.What, subject: UUID) -> bool:
    lately = timezone.now() - ONCE_IN
    return organization.openings.filter(by=by, what=what, subject=subject, opened_at__gt=lately).exists()
