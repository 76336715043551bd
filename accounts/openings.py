"""Who opened what of a firm: written for everybody who is not of the firm, read by the firm."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Opening, Organization, User
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act

ONCE_IN = timedelta(hours=1)


def note(*, organization: Organization, by: User, what: Opening.What, subject: UUID) -> None:
    """Write that a person opened a thing of the firm; the same person and thing at most once an hour.

    So it stands in the firm's own list, and in the audit log by the same rule.
    """
    if _is_noted(organization, by, what, subject) or by.memberships.filter(organization=organization).exists():
        return
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two tabs at once write one row
        if not _is_noted(organization, by, what, subject):
            organization.openings.create(
                by=by, name=str(by)[:120], what=what, subject=subject, opened_at=timezone.now()
            )
            trail.record(chain=organization.uuid, by=by, act=Act.OPENED, subject=subject, what=str(what))


@transaction.atomic
def note_export(*, organization: Organization, by: User, file: str, subject: UUID) -> None:
    """Write into the audit log that a person of the staff took a file of the firm's away; ``file`` is its kind."""
    trail.record(chain=organization.uuid, by=by, act=Act.EXPORTED, subject=subject, file=file)


@transaction.atomic
def note_figures(*, by: User, file: str, subject: UUID) -> None:
    """Write into the audit log that a person of the staff took figures of many firms away; they name none of them."""
    trail.record(chain=trail.OPERATOR, by=by, act=Act.EXPORTED, subject=subject, file=file)


@transaction.atomic
def note_order(*, organization: Organization, by: User, subject: UUID) -> None:
    """Write into the audit log that a person of the staff had a report of the firm's made."""
    trail.record(chain=organization.uuid, by=by, act=Act.ORDERED, subject=subject)


@transaction.atomic
def note_orders(*, by: User, wanted: Iterable[UUID]) -> None:
    """Write into the audit log that a person of the staff had the reports of these submissions made at once."""
    trail.record(chain=trail.OPERATOR, by=by, act=Act.ORDERED, wanted=list(wanted))


@transaction.atomic
def note_list(*, by: User, where: str, shown: Iterable[UUID]) -> None:
    """Write into the audit log which rows a page of a list showed to a person of the staff; one entry a request."""
    trail.record(chain=trail.OPERATOR, by=by, act=Act.LISTED, where=where, shown=list(shown))


@transaction.atomic
def note_log(*, chain: UUID, by: User) -> None:
    """Write into a chain of the audit log that an administrator read it; one entry a request."""
    trail.record(chain=chain, by=by, act=Act.OPENED, subject=chain, what="audit_log")


@transaction.atomic
def note_log_export(*, chain: UUID, by: User) -> None:
    """Write into a chain of the audit log that an administrator took it away; the file ends with this entry."""
    trail.record(chain=chain, by=by, act=Act.EXPORTED, subject=chain, file="audit_log")


def of_firm(organization: Organization) -> QuerySet[Opening]:
    """Return who opened what of the firm, the newest first."""
    return organization.openings.select_related("by").order_by("-opened_at", "-pk")


def _is_noted(organization: Organization, by: User, what: Opening.What, subject: UUID) -> bool:
    lately = timezone.now() - ONCE_IN
    return organization.openings.filter(by=by, what=what, subject=subject, opened_at__gt=lately).exists()
