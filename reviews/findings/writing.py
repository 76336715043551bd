"""What an advisor writes about a block for the report, and the ready texts to begin with.

Findings change only while the advisor has the submission, so what was proposed is what is issued. Ready texts are
written once for a framework and block; one that was used is a finding of its own from then on.
"""

from django.db import transaction
from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.utils import timezone

from accounts.models import User
from assessments import audited, moves
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import InvalidAnswer, LimitExceeded, TransitionNotAllowed
from questionnaires.document import Framework
from reviews.models import Finding, FindingBrick, Review

LONGEST = 600
MOST = 8  # of a block: a report's page has room for no more
_ORDER = Case(*(When(kind=kind, then=place) for place, kind in enumerate(Finding.Kind)), output_field=IntegerField())


def of_block(review: Review, node: str) -> QuerySet[Finding]:
    """Return the findings about a block: strengths, gaps, recommendations, each as they were written."""
    return review.findings.filter(node=node).order_by(_ORDER, "pk")


def bricks_for(framework: str, node: str) -> QuerySet[FindingBrick]:
    """Return the ready texts that fit a block of a framework, its own before those that fit every block."""
    fitting = FindingBrick.objects.filter(Q(node=node) | Q(node=""), framework=framework, is_active=True)
    return fitting.order_by(_ORDER, "-node", "pk")


@transaction.atomic
def write(
    *, review: Review, node: str, kind: str, text_vi: str, text_en: str, by: User, finding: Finding | None = None
) -> Finding:
    """Write a finding, or change one; the advisor alone may, while the submission is with them."""
    _lock(review, by)
    if kind not in Finding.Kind.values or not text_vi.strip():
        raise InvalidAnswer("a finding has a kind and a text in Vietnamese")
    if finding is None and of_block(review, node).count() >= MOST:
        raise LimitExceeded(f"at most {MOST} findings a block")
    told = finding or Finding(review=review, node=node)
    told.kind, told.by, told.at = kind, by, timezone.now()
    told.text_vi, told.text_en = text_vi.strip()[:LONGEST], text_en.strip()[:LONGEST]
    told.save()
    audited.record(review.assessment, Act.FINDING, by=by, subject=review.uuid, finding=told.pk, part=node, kind=kind)
    return told


@transaction.atomic
def remove(*, finding: Finding, by: User) -> None:
    """Take a finding away."""
    _lock(finding.review, by)
    review = finding.review
    audited.record(review.assessment, Act.FINDING, by=by, subject=review.uuid, finding=finding.pk, is_removed=True)
    finding.delete()


def use(*, review: Review, node: str, brick: FindingBrick, by: User) -> Finding:
    """Write a ready text as a finding, once for a block; it may be changed from then on."""
    used = of_block(review, node).filter(kind=brick.kind, text_vi=brick.text_vi).first()
    return used or write(review=review, node=node, kind=brick.kind, text_vi=brick.text_vi, text_en=brick.text_en, by=by)


def add_brick(*, framework: Framework, node: str, kind: str, text_vi: str, text_en: str, by: User) -> FindingBrick:
    """Add a ready text; ``node`` empty: for every block."""
    if node and node not in {block.id for block in framework.blocks}:
        raise InvalidAnswer(f"{node}: no such block")
    return FindingBrick.objects.create(
        framework=framework.id, node=node, kind=kind, text_vi=text_vi.strip(), text_en=text_en.strip(), by=by
    )


def retire_brick(*, brick: FindingBrick) -> None:
    """No longer offer a ready text; findings that were made of it stay."""
    FindingBrick.objects.filter(pk=brick.pk).update(is_active=False)


def _lock(review: Review, by: User) -> None:
    moves.move(review.assessment, "judge")
    if not Review.objects.filter(pk=review.pk, advisor=by).exists():
        raise TransitionNotAllowed("it is no longer assigned to this person")
