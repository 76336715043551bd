"""Rows as anybody can read them: what a copy of the data holds of each table, and what it leaves out and why."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, Field, ForeignKey, Model, OuterRef
from django.utils import timezone

from accounts.models import Organization, User
from privacy.holdings import Table
from reviews.models import Proposal

# Tables that a copy leaves out, each with its reason; it stands in the copy, too.
LEFT_OUT = {
    "privacy.export": "The copies themselves; each is deleted after a day.",
    "evidence.upload": "Pieces of files that have not arrived whole yet.",
    "accounts.user_groups": "Rights come from roles; nobody is in a group.",
    "accounts.user_user_permissions": "Rights come from roles; nobody has a right of their own.",
    "reports.sealedcontent": "What issued reports say, word for word: as files in the folder files/issued.",
    "opinions.participant": "Colleagues gave their opinions in confidence; the firm sees where both sides differ.",
    "opinions.opinion": "Colleagues gave their opinions in confidence; the firm sees where both sides differ.",
    "mfa.authenticator": "Secrets that sign in; whether there is one stands on the page of two-step sign-in.",
    "reviews.conflict": "People of the staff who declared an interest keep out of a review; this is about them.",
    "reviews.secondopinion": "How far two advisors agree; it says nothing of the firm and changes no result.",
    "reviews.secondrating": "How far two advisors agree; it says nothing of the firm and changes no result.",
    "account.emailconfirmation": "Codes that were sent to prove an address; they expire within minutes.",
}
# Left out of a firm's copy alone, for the rows are its members' and the staff's own.
LEFT_OUT_OF_FIRMS = {
    "notices.notice": "Who was told what and when they read it is theirs: it is in the copy of each person's own data.",
}
# Columns, by table, of what advisors and approvers write to themselves and to each other, and of drafts. What is for
# the firm stands in other columns and is in the copy: reasons, questions that were sent back, answers to objections.
PRIVATE = {
    "assessments.event": ("reason",),
    "reviews.itemreview": ("note", "question"),
    "reviews.proposal": ("note", "reason"),
    "reviews.contradictionnote": ("note",),
    "reviews.handback": ("reason",),
    "reviews.sitevisit": ("items",),  # which answers they look at in the plant
}
# What advisors write while they judge is a draft until it is proposed: of these tables a copy holds what was since.
DRAFTED = {"reviews.itemreview", "reviews.finding"}
# Columns that open doors, or that repeat another column for the search.
SECRET = {"password", "token", "token_hash", "code_hash", "claim_hash", "search_key", "key"}


def tables(found: tuple[Table, ...], owner: Organization | User) -> dict[str, Any]:
    """Return every table that a copy holds, by name: what it is, and its rows."""
    left_out = LEFT_OUT | LEFT_OUT_OF_FIRMS if isinstance(owner, Organization) else LEFT_OUT
    return {
        table.label: {"about": _about(table.model), "rows": [record(row) for row in _read(table, owner)]}
        for table in found
        if table.label not in left_out
    }


def record(row: Model) -> dict[str, Any]:
    """Return a row's columns; people are named, other rows are pointed to by their number."""
    return dict(_columns(row))


def _read(table: Table, owner: Organization | User) -> Iterator[Model]:
    people = [field.name for field in table.model._meta.concrete_fields if _is_person(field)]
    rows = table.rows(owner)
    if table.label in DRAFTED:
        rows = rows.filter(Exists(Proposal.objects.filter(review=OuterRef("review"), proposed_at__gte=OuterRef("at"))))
    return (rows.select_related(*people) if people else rows).iterator()


def _columns(row: Model) -> Iterator[tuple[str, Any]]:
    left_out = SECRET.union(PRIVATE.get(row._meta.label_lower, ()))
    for field in row._meta.concrete_fields:
        if field.name in left_out:
            continue
        if _is_person(field):
            person = getattr(row, field.name)
            yield field.name, str(person) if person else None
        else:
            yield field.attname, _plain(field.value_from_object(row))


def _is_person(field: "Field[Any, Any]") -> bool:
    return isinstance(field, ForeignKey) and field.related_model is User


def _plain(value: Any) -> Any:
    """Return what JSON can say; moments in the time of Viet Nam."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, (UUID, Decimal)) else value


def _about(model: type[Model]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]
