"""What a person may read of their notices, and what they have read. Only here is ``read_at`` written.

A notice is shown as long as its reader may open what it is about: to members of the firm, to staff within their reach.
That something left their reach is shown as long as they could be given it again.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from notices.models import Kind, Notice
from notices.rules import TO_FIRMS, TO_STAFF, TOLD_AFTERWARDS
from reviews.access import reviews_within_reach
from reviews.second.access import opinions_within_reach

RELATED = ("organization", "assessment__site__organization", "assessment__review", "submission", "programme", "who")


ON_BENCH = tuple(kind for kind in TO_STAFF if kind not in (Kind.SECOND_ASKED, *TOLD_AFTERWARDS))
MOST_COUNTED = 500  # unread ones: each page counts them, and nobody works off more


def of(person: User, *, unread: bool = False, among: Collection[int] | None = None) -> QuerySet[Notice]:
    """Return what a person may read, the newest first. What the staff may open is asked of their own rows alone."""
    if not person.is_active:
        return Notice.objects.none()
    own = Notice.objects.filter(person=person)
    if among is not None:
        own = own.filter(pk__in=among)
    if unread:
        own = own.filter(read_at=None)
    # Not by a join: beside what the staff may open, it would give a row for each member of the firm.
    found = Q(kind__in=list(TO_FIRMS), organization__in=person.memberships.values("organization"))
    if person.is_reviewer:
        found |= _of_staff(person, own)
    return own.filter(found).order_by("-created_at", "-pk")


def whole(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Fetch along all that words and links name."""
    return notices.select_related(*RELATED)


def unread_count(person: User) -> int:
    """Return how many of the newest a person has not read; each page asks it, and mostly there is nothing."""
    newest = Notice.objects.filter(person=person, read_at=None).order_by("-created_at", "-pk")
    among = list(newest.values_list("pk", flat=True)[:MOST_COUNTED])
    return of(person, unread=True, among=among).count() if among else 0


def mark_read(notices: QuerySet[Notice]) -> None:
    """Keep when these were first read."""
    Notice.objects.filter(pk__in=list(notices.values_list("pk", flat=True)), read_at=None).update(
        read_at=timezone.now()
    )


def _of_staff(person: User, own: QuerySet[Notice]) -> Q:
    rows = own.filter(kind__in=list(TO_STAFF)).values_list("kind", "assessment", "subject")
    asked = {subject for kind, _, subject in rows if kind == Kind.SECOND_ASKED and subject}
    on_bench = {assessment for kind, assessment, _ in rows if kind in ON_BENCH}
    return _on_bench(person, on_bench) | _asked(person, asked) | _afterwards(person)


def _on_bench(person: User, assessments: Collection[int | None]) -> Q:
    if not assessments:
        return Q(pk__in=[])
    reached = reviews_within_reach(person).filter(assessment__in=assessments).values_list("assessment", flat=True)
    return Q(kind__in=ON_BENCH, assessment__in=list(reached))


def _afterwards(person: User) -> Q:
    of_interest = person.conflicts.values("organization")
    told = Q(kind__in=TOLD_AFTERWARDS, organization__restriction__isnull=True)
    return told & ~Q(organization__in=of_interest)


def _asked(person: User, subjects: Collection[UUID]) -> Q:
    if not subjects:
        return Q(pk__in=[])
    reached = opinions_within_reach(person).filter(uuid__in=subjects).values_list("uuid", flat=True)
    return Q(kind=Kind.SECOND_ASKED, subject__in=list(reached))
