"""Proposing a verified result for issue, and what becomes of a proposal until it is issued.

The advisor proposes; the firm reads both results and agrees or objects; an approver issues or sends back. Issuing is
for the room above, which knows reports. Each act first locks the assessment, so of two at once one is refused.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from assessments import audited, moves, scores
from assessments.models import Assessment, Event, Scorecard
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import InvalidAnswer, NothingAnswered, TransitionNotAllowed
from reviews.due import add_working_days
from reviews.judged import verifying
from reviews.judged.judgements import seen
from reviews.models import ItemReview, Proposal, Review
from reviews.signals import Change, review_changed

LONGEST = 2000
WAYS = tuple(ItemReview.Ground)


@transaction.atomic
def propose(
    *, review: Review, how: Collection[str], verified_from: date, verified_until: date, note: str, by: User
) -> Proposal:
    """Score what is verified, keep it as it is now, and lay it before the firm and an approver.

    NothingAnswered while nothing is verified; InvalidAnswer without a way and days of verifying, and where an answer
    differs from the firm's without a reason; TransitionNotAllowed for anybody but the advisor to whom it is assigned.
    """
    _check_days(how, verified_from, verified_until)
    moves.lock(review.assessment, "propose")
    found = _found(review, by)
    submission = found.sheet.submission
    card = scores.store(submission=submission, basis=Scorecard.Basis.VERIFIED, answers=found.answers)
    proposal = Proposal.objects.create(
        review=review,
        submission=submission,
        scorecard=card,
        verified=as_proposed(found),
        how=[way for way in WAYS if way in how],
        verified_from=verified_from,
        verified_until=verified_until,
        items_verified=found.items_verified,
        items_total=found.items_total,
        is_partial=not verifying.leads(found),
        note=note.strip()[:LONGEST],
        proposed_by=by,
        proposed_at=timezone.now(),
        object_until=add_working_days(timezone.localdate(), settings.OPERATOR_OBJECTION_DAYS),
    )
    moves.write(review.assessment, "propose", by=by)
    return proposal


@transaction.atomic
def agree(*, proposal: Proposal, by: User, knows_objection: bool = True) -> None:
    """Keep that the firm agrees: the report may be issued at once. Also after an objection, and once is enough.

    TransitionNotAllowed where somebody objected meanwhile and who agrees has not seen it.
    """
    _lock_open(proposal, "object")
    if proposal.objected_at and not knows_objection:
        raise TransitionNotAllowed("somebody else objected meanwhile")
    if proposal.agreed_at is None:
        _record(proposal, "agree", by)
        _write(proposal, agreed_by=by, agreed_at=timezone.now())
        _tell(proposal, Change.AGREED, by)


@transaction.atomic
def object_to(*, proposal: Proposal, text: str, by: User) -> None:
    """Keep what the firm objects, once and until the last day for it; it is answered before anything is issued."""
    _lock_open(proposal, "object")
    if not may_object(proposal, timezone.localdate()):
        raise TransitionNotAllowed("the firm has agreed or objected already, or the last day for it is over")
    said = _said(text)
    _record(proposal, "object", by)
    _write(proposal, objection=said, objected_by=by, objected_at=timezone.now())
    _tell(proposal, Change.OBJECTED, by)


@transaction.atomic
def answer_objection(*, proposal: Proposal, text: str, by: User) -> None:
    """Answer the firm's objection; the firm reads the answer. The advisor alone may."""
    _lock_open(proposal, "object")
    if not is_unanswered(proposal) or not Review.objects.filter(pk=proposal.review_id, advisor=by).exists():
        raise TransitionNotAllowed("there is no objection that this person could answer")
    said = _said(text)
    _record(proposal, "answer", by)
    _write(proposal, answer=said, answered_at=timezone.now())
    _tell(proposal, Change.OBJECTION_ANSWERED, by)


@transaction.atomic
def send_back(*, proposal: Proposal, reason: str, by: User) -> None:
    """Give a proposal back with a reason: an approver does, or the advisor who wants to change something."""
    _lock_open(proposal, "send_back")
    if not may_send_back(proposal, by):
        raise TransitionNotAllowed("only an approver or the advisor sends a proposal back")
    said = _said(reason)
    _write(proposal, decision=Proposal.Decision.SENT_BACK, decided_by=by, decided_at=timezone.now(), reason=said)
    moves.write(proposal.review.assessment, "send_back", by=by, reason=said)


def close_taken_back(assessment: Assessment, event: Event) -> None:
    """Close what was proposed of an assessment that its firm has taken back."""
    Proposal.objects.filter(review__assessment=assessment, decision="").update(
        decision=Proposal.Decision.TAKEN_BACK, decided_by=event.by, decided_at=event.at
    )


def as_proposed(found: verifying.Verified) -> dict[str, dict[str, Any]]:
    """Return the verified answers by item with the reasons that the firm reads; no private note is among them.

    The reason of a question that does not apply is the firm's own, where the advisor agrees.
    """
    given, judged = found.sheet.given, found.sheet.judged
    kept = {}
    for item, answer in found.answers.items():
        own, reason = given.get(item), judged[item].reason
        if own is not None and own.state == answer.state == "not_applicable":
            reason = own.reason
        kept[item] = {"state": answer.state, "value": answer.value, "reason": reason}
    return kept


def open_proposal(review: Review) -> Proposal | None:
    """Return what is proposed of a review and not decided yet."""
    return _whole(review, review.proposals.filter(decision=""))


def newest(review: Review) -> Proposal | None:
    """Return what was proposed last of a review, decided or not."""
    return _whole(review, review.proposals.order_by("-proposed_at", "-pk"))


def required(review: Review) -> Proposal:
    """Return what is proposed of a review; TransitionNotAllowed where nothing is, not any more perhaps."""
    found = open_proposal(review)
    if found is None:
        raise TransitionNotAllowed("nothing is proposed")
    return found


def ways(proposal: Proposal) -> list[str]:
    """Return how it was verified, in words."""
    return [str(way.label) for way in ItemReview.Ground if way.value in proposal.how]


def may_object(proposal: Proposal, today: date) -> bool:
    """Whether the firm may still object: it did neither agree nor object, and the last day is not over."""
    return proposal.agreed_at is None and proposal.objected_at is None and today <= proposal.object_until


def is_unanswered(proposal: Proposal) -> bool:
    """Whether the firm objected, has had no answer and did not agree since."""
    return proposal.objected_at is not None and proposal.answered_at is None and proposal.agreed_at is None


def may_send_back(proposal: Proposal, by: User) -> bool:
    """Whether a person may return a proposal: an approver, or its advisor."""
    return by.staff_role == User.StaffRole.APPROVER or by.pk == proposal.review.advisor_id


def _whole(review: Review, proposals: QuerySet[Proposal]) -> Proposal | None:
    """Return the first with all that pages name of it."""
    related = ("scorecard", "submission__assessment", "proposed_by", "agreed_by", "objected_by", "decided_by")
    found = proposals.select_related(*related).first()
    if found is not None:
        found.review = review
    return found


def _check_days(how: Collection[str], verified_from: date, verified_until: date) -> None:
    if not how or not set(how) <= set(WAYS):
        raise InvalidAnswer("how: at least one of the ways to verify")
    if not verified_from <= verified_until <= timezone.localdate():
        raise InvalidAnswer("verified: from a day to the same or a later one, which is not ahead")


def _found(review: Review, by: User) -> verifying.Verified:
    """Return what is verified, if it may be proposed by this person now; asked under the lock."""
    if not Review.objects.filter(pk=review.pk, advisor=by).exists():
        raise TransitionNotAllowed("it is no longer assigned to this person")
    found = verifying.of_review(review)
    if not found.answers:
        raise NothingAnswered
    for item, said in as_proposed(found).items():
        if seen(found.sheet.given.get(item)) != (said["state"], said["value"]) and not said["reason"].strip():
            raise InvalidAnswer(f"{item}: differs from the firm's answer without a reason")
    if scores.self_scorecard(found.sheet.submission) is None:
        raise TransitionNotAllowed("the firm's own result is still being worked out")
    return found


def _lock_open(proposal: Proposal, act: str) -> None:
    """Lock the assessment for an act on a proposal, and read the proposal anew; refused once it is decided."""
    moves.lock(proposal.review.assessment, act)
    proposal.refresh_from_db()
    if proposal.decision:
        raise TransitionNotAllowed("this proposal is decided")


def _record(proposal: Proposal, act: str, by: User) -> None:
    """Write an act on a proposal into the audit log that leaves the assessment's state as it is."""
    assessment = proposal.review.assessment
    audited.record(assessment, Act.MOVED, by=by, subject=proposal.uuid, by_act=act, state=str(assessment.state))


def _tell(proposal: Proposal, change: Change, by: User) -> None:
    review_changed.send(sender=Review, review=proposal.review, change=change, subject=proposal.uuid, by=by)


def _write(proposal: Proposal, **columns: object) -> None:
    for name, value in columns.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(columns))


def _said(text: str) -> str:
    """Return what was typed; InvalidAnswer for nothing."""
    said = text.strip()[:LONGEST]
    if not said:
        raise InvalidAnswer("a text is needed")
    return said
