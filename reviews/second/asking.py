"""Asking for a second opinion: on a review that an approver or administrator chooses, or that chance has drawn.

The chance is drawn when a result is proposed: by then everything is judged, so nobody judges otherwise for knowing that
somebody else will look, and what both read stays as it is.
"""

import hashlib
from fractions import Fraction
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.models import User
from assessments import audited
from assessments.models import Assessment
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import TransitionNotAllowed
from reviews.access import advisors
from reviews.judged.judgements import submission_of
from reviews.models import Conflict, Review, SecondOpinion
from reviews.second.access import may_ask
from reviews.signals import Change, review_changed

ALL = 2**256  # how many SHA-256 there are


class Refusal(models.TextChoices):
    """Why somebody is not asked."""

    NO_ADVISOR = "no_advisor", pgettext_lazy("why no second opinion", "this person advises no more")
    FIRST = "first", pgettext_lazy("why no second opinion", "this person has judged or decided on this review")
    INTEREST = "interest", pgettext_lazy("why no second opinion", "this person has an interest in the firm")
    ASKED = "asked", pgettext_lazy("why no second opinion", "this person was asked already")


def is_drawn(uuid: UUID, share: Fraction) -> bool:
    """Whether a submission falls into the sample: by the hash of its uuid, so that anybody can check the draw."""
    return int.from_bytes(hashlib.sha256(uuid.bytes).digest()) < share * ALL


def draw(assessment: Assessment) -> None:
    """Note that what is being proposed wants a second opinion, if it is in the sample; once a submission."""
    review, submission = assessment.review, assessment.sent_submission
    if submission is None or not is_drawn(submission.uuid, settings.OPERATOR_SECOND_OPINION_SHARE):
        return
    if not SecondOpinion.objects.filter(submission=submission, is_sampled=True).exists():
        SecondOpinion.objects.create(review=review, submission=submission, is_sampled=True, asked_at=timezone.now())


def candidates(review: Review) -> QuerySet[User]:
    """Return who can be asked: advises, has had no part in the review, no interest in the firm, was not asked yet."""
    firm = _firm_of(review)
    return (
        advisors()
        .exclude(_had_a_part(review))
        .exclude(Q(conflicts__organization=firm) | Q(memberships__organization=firm))
        .exclude(second_opinions__submission=submission_of(review))
    )


@transaction.atomic
def ask(*, review: Review, rater: User, by: User) -> SecondOpinion:
    """Ask a second advisor; one that was drawn and waits for somebody is given to them.

    TransitionNotAllowed with a Refusal for who cannot be asked, and for anybody but an approver or administrator.
    """
    if not may_ask(by):
        raise TransitionNotAllowed("ask")
    User.objects.select_for_update(no_key=True).get(
        pk=rater.pk
    )  # a role taken away, an interest declared waits, or was before
    if refusal := _refusal(review, rater):
        raise TransitionNotAllowed(refusal)
    submission = submission_of(review)
    waiting = review.second_opinions.select_for_update(no_key=True).filter(
        submission=submission, rater=None, finished_at=None
    )
    opinion = waiting.order_by("pk").first() or SecondOpinion(review=review, submission=submission)
    opinion.rater, opinion.asked_by, opinion.asked_at = rater, by, timezone.now()
    opinion.save()
    opinion.ratings.all().delete()  # of somebody whose account is gone
    _record(opinion, rater, by)
    review_changed.send(sender=Review, review=review, change=Change.SECOND_ASKED, subject=opinion.uuid, by=by)
    return opinion


@transaction.atomic
def let_off(*, opinion: SecondOpinion, by: User) -> None:
    """Take an unfinished one from its rater, with what was rated: one that was drawn waits again, others are gone.

    TransitionNotAllowed once it is finished, and for anybody but an approver or administrator.
    """
    found = SecondOpinion.objects.select_for_update(no_key=True).filter(pk=opinion.pk, finished_at=None).first()
    if found is None or not may_ask(by):
        raise TransitionNotAllowed("let_off")
    _record(opinion, None, by)
    if not found.is_sampled:
        found.delete()
        return
    found.ratings.all().delete()
    found.rater = None
    found.save(update_fields=["rater"])


def _refusal(review: Review, rater: User) -> Refusal | None:
    if not advisors().filter(pk=rater.pk).exists():
        return Refusal.NO_ADVISOR
    if User.objects.filter(_had_a_part(review), pk=rater.pk).exists():
        return Refusal.FIRST
    firm = _firm_of(review)
    if Conflict.objects.filter(user=rater, organization=firm).exists() or rater.memberships.filter(organization=firm):
        return Refusal.INTEREST
    asked = SecondOpinion.objects.filter(submission=submission_of(review), rater=rater)
    return Refusal.ASKED if asked.exists() else None


def _had_a_part(review: Review) -> Q:
    """Match who judged something of a review or decided on it: they know what was verified."""
    judged = review.items.exclude(by=None).values("by")
    decided = review.proposals.exclude(decided_by=None).values("decided_by")
    return Q(pk=review.advisor_id) | Q(pk__in=judged) | Q(pk__in=decided)


def _firm_of(review: Review) -> int:
    assert review.assessment.site is not None  # noqa: S101 -- only what a plant completed is reviewed
    return review.assessment.site.organization_id


def _record(opinion: SecondOpinion, rater: User | None, by: User) -> None:
    audited.record(
        opinion.review.assessment,
        Act.ASSIGNED,
        by=by,
        subject=opinion.uuid,
        person=rater.pk if rater else None,
        is_second=True,
    )
