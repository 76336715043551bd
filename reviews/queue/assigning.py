"""To whom a review is assigned. Only here and where an interest is declared is a review's advisor written.

Approvers and administrators assign and re-assign; an advisor takes what nobody has, and hands back what they have. A
person who advises no more, or has an interest in the firm, loses what is open: it is unassigned again, and nothing of
it is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.models import User
from assessments import audited
from assessments.models import Assessment
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from reviews.access import SEES_ALL, advisors
from reviews.due import DueState, conditions
from reviews.models import Conflict, HandBack, Review
from reviews.signals import Change, review_changed, review_lost

LONGEST = 1000


class Refusal(models.TextChoices):
    """Why a review was not assigned."""

    NOT_AN_ADVISOR = "not_an_advisor", pgettext_lazy("why it was not assigned", "this person advises no more")
    CONFLICT = "conflict", pgettext_lazy("why it was not assigned", "this person declared an interest in the firm")
    CHANGED = "changed", pgettext_lazy("why it was not assigned", "somebody assigned it meanwhile")
    CLOSED = "closed", pgettext_lazy("why it was not assigned", "it is closed")
    TAKEN = "taken", pgettext_lazy("why it was not assigned", "it has an advisor already")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A review, and who had it when it was chosen."""

    review: Review
    held_by: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many were assigned, and which were not."""

    done: int
    refused: tuple[tuple[Review, Refusal], ...]


@dataclass(frozen=True, slots=True)
class Load:
    """What a person has to do now."""

    advisor: User
    open: int
    overdue: int
    returned: int


def may_assign(user: User) -> bool:
    """Whether a person assigns to others; other advisors only take what nobody has."""
    return user.staff_role in SEES_ALL


@transaction.atomic
def assign(*, chosen: Iterable[Chosen], to: User | None, by: User) -> Outcome:
    """Assign each review to a person, or to nobody; those that cannot be are named, the others are done."""
    if to is not None:
        User.objects.select_for_update(no_key=True).get(pk=to.pk)  # a role taken away waits, or was before
    chosen = tuple(chosen)
    trail.hold(each.review.assessment.site.organization.uuid for each in chosen if each.review.assessment.site)
    advises = to is None or advisors().filter(pk=to.pk).exists()
    refused: list[tuple[Review, Refusal]] = []
    done = 0
    for each in chosen:
        refusal = _refusal(each, to, by) if advises else Refusal.NOT_AN_ADVISOR
        if refusal is None and not _write(Review.objects.filter(pk=each.review.pk, advisor=each.held_by), to, by):
            refusal = Refusal.CHANGED
        if refusal is None:
            _record(each.review, to, by)
            _tell(each, to, by)
            done += 1
        else:
            refused.append((each.review, refusal))
    return Outcome(done, tuple(refused))


@transaction.atomic
def hand_back(*, review: Review, reason: str, by: User) -> None:
    """Give up a review that is assigned to oneself, and say why to those who assign; what was judged stays.

    InvalidAnswer without a reason; TransitionNotAllowed where it is closed, or another's by now.
    """
    said = reason.replace("\r\n", "\n").strip()
    if not 0 < len(said) <= LONGEST:
        raise InvalidAnswer("reason: nobody can assign it well without one, and nobody reads a very long one")
    if site := review.assessment.site:
        trail.hold([site.organization.uuid])  # before the row, as all that assigns does: two acts wait for each other
    if not _write(Review.objects.filter(pk=review.pk, advisor=by), None, by):
        raise TransitionNotAllowed("hand_back")
    HandBack.objects.create(review=review, by=by, reason=said, at=timezone.now())
    _record(review, None, by)
    review_changed.send(sender=Review, review=review, change=Change.HANDED_BACK, subject=review.uuid, by=by)


def let_go(*, user: User) -> int:
    """Unassign what is open with a person who advises no more; return how many reviews."""
    return unassign(Review.objects.filter(advisor=user))


@transaction.atomic
def unassign(held: QuerySet[Review]) -> int:
    """Take open reviews from who had them, by nobody's act; return how many."""
    lost = (
        held.filter(closed_at__isnull=True)
        .select_related("assessment__site__organization")
        .order_by("arrived_at", "pk")
    )
    for review in lost:
        _record(review, None, None)
    return _write(held.filter(pk__in=[review.pk for review in lost]), None, None) if lost else 0


def free(*, assessment: Assessment) -> None:
    """Unassign a review that was opened again after its advisor left, or declared an interest in the firm."""
    held = Review.objects.filter(assessment=assessment, advisor__isnull=False)
    interest = Conflict.objects.filter(
        user=OuterRef("advisor"), organization__sites__assessments=OuterRef("assessment")
    )
    unassign(held.filter(~Q(advisor__in=advisors().order_by()) | Exists(interest)))


def interests(chosen: Iterable[Chosen]) -> dict[int, list[str]]:
    """Return who declared an interest in the firms of these reviews, by the key of the person: the firms' names."""
    sites = [each.review.site_id for each in chosen]
    declared = Conflict.objects.filter(organization__sites__in=sites).order_by("organization__name").distinct()
    found: dict[int, list[str]] = {}
    for user, firm in declared.values_list("user", "organization__name"):
        found.setdefault(user, []).append(firm)
    return found


def loads(today: date) -> list[Load]:
    """Return the work of everybody who advises."""
    held = Review.objects.filter(closed_at__isnull=True, advisor__isnull=False).order_by().values("advisor")
    counted = held.annotate(
        open=Count("advisor"),  # of a column outside the index the rows would be read
        overdue=Count("advisor", filter=conditions(today)[DueState.OVERDUE]),
        returned=Count("advisor", filter=Q(state=Assessment.State.RETURNED)),
    )
    counts = {advisor: of_each for advisor, *of_each in counted.values_list("advisor", "open", "overdue", "returned")}
    return [Load(each, *counts.get(each.pk, (0, 0, 0))) for each in advisors()]


def _refusal(each: Chosen, to: User | None, by: User) -> Refusal | None:
    if each.review.closed_at is not None:
        return Refusal.CLOSED
    if not may_assign(by) and each.held_by is not None:
        return Refusal.TAKEN
    organization = each.review.assessment.site.organization_id if each.review.assessment.site else None
    if to and Conflict.objects.filter(user=to, organization=organization).exists():
        return Refusal.CONFLICT
    return None


def _record(review: Review, to: User | None, by: User | None) -> None:
    to_whom = to.pk if to else None
    audited.record(review.assessment, Act.ASSIGNED, by=by, subject=review.uuid, person=to_whom)


def _tell(each: Chosen, to: User | None, by: User) -> None:
    review = each.review
    if each.held_by not in {None, by.pk, to.pk if to else None}:
        review_lost.send(sender=Review, review=review, person=User.objects.get(pk=each.held_by))
    if to is not None:
        review_changed.send(sender=Review, review=review, change=Change.ASSIGNED, subject=review.uuid, by=by)


def _write(reviews: QuerySet[Review], to: User | None, by: User | None) -> int:
    """Write who has open reviews, in one update; return how many."""
    when = timezone.now() if to else None
    return reviews.filter(closed_at__isnull=True).update(advisor=to, assigned_by=by, assigned_at=when)
