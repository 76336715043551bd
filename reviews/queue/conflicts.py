"""Interests in firms: who has one does not review the firm, and does not see it on the bench."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Organization, User
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import TransitionNotAllowed
from reviews.access import SEES_ALL
from reviews.models import Conflict, Review
from reviews.queue import assigning

LONGEST = 300


def of(organization: Organization) -> list[Conflict]:
    """Return who declared an interest in a firm, the first one first."""
    return list(Conflict.objects.filter(organization=organization).select_related("user").order_by("pk"))


def known_to(user: User) -> QuerySet[Conflict]:
    """Return the interests that a person may read of: all for those who assign, else their own."""
    found = Conflict.objects.select_related("organization", "user", "declared_by").order_by("-declared_at", "-pk")
    found = found.filter(organization__restriction__isnull=True)
    return found if user.staff_role in SEES_ALL else found.filter(user=user)


def may_declare_for_others(user: User) -> bool:
    """Whether a person declares for others, and lifts what they declared."""
    return user.staff_role == User.StaffRole.ADMINISTRATOR


def may_remove(conflict: Conflict, user: User) -> bool:
    """Whether a person lifts this interest: nobody lifts their own."""
    return may_declare_for_others(user) and conflict.user_id != user.pk


@transaction.atomic
def declare(*, organization: Organization, user: User, reason: str, by: User) -> Conflict:
    """Keep that a person has an interest in a firm, and unassign the firm's open reviews from them.

    TransitionNotAllowed for another person's interest unless an administrator declares it. The first reason stays.
    """
    if user.pk != by.pk and not may_declare_for_others(by):
        raise TransitionNotAllowed("declare")
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # an assignment under way waits, or was before
    declared, is_new = Conflict.objects.get_or_create(
        organization=organization,
        user=user,
        defaults={"reason": reason, "declared_by": by, "declared_at": timezone.now()},
    )
    if is_new:
        trail.record(chain=organization.uuid, by=by, act=Act.CONFLICT, person=user.pk, is_declared=True)
    assigning.unassign(Review.objects.filter(advisor=user, assessment__site__organization=organization))
    return declared


@transaction.atomic
def remove(*, conflict: Conflict, by: User) -> None:
    """Lift a declared interest. TransitionNotAllowed unless an administrator lifts another person's."""
    if not may_remove(conflict, by):
        raise TransitionNotAllowed("remove")
    chain = conflict.organization.uuid
    trail.record(chain=chain, by=by, act=Act.CONFLICT, person=conflict.user_id, is_declared=False)
    conflict.delete()
