"""Judging one answer of a firm: agreed, changed, or to be asked. What the firm said itself is never touched."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments import answer_fields, asked, audited, moves
from assessments.answers import Given, checked
from assessments.models import SubmittedAnswer
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import InvalidAnswer, StaleVersion, TransitionNotAllowed, UnknownItem
from evidence.models import EvidenceUse
from questionnaires.document import Item
from reviews.judged.judgements import Outcome, seen, submission_of
from reviews.models import ItemReview, Review

NEEDS_EVIDENCE = 3  # the least level whose agreement needs something that was looked at
LONGEST = {"reason": 1000, "note": 2000, "question": 1000}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an advisor makes of one answer. ``given`` is the verified answer; of an agreed one it is the firm's own.

    Without an outcome the answer alone says it: another one changes, the firm's own one agrees. ``note`` None leaves
    the private note as it is: on a page that the firm reads along it is put away. ``with_firm`` None leaves
    standing that the firm agreed on the spot, as long as what it agreed to is the same.
    """

    outcome: str
    given: Given | None = None
    ground: str = ""
    reason: str = ""
    note: str | None = ""
    question: str = ""
    with_firm: bool | None = False


@dataclass(frozen=True, slots=True)
class Sent:
    """An act as a device names it: sent again it is known, and what the device sent before is no stranger's."""

    mutation: UUID
    after: Collection[UUID] = ()


class Lack(StrEnum):
    """What keeps a judgement from being whole."""

    OUTCOME = "outcome"
    CHOICE = "choice"  # agreed, and another answer is marked beside
    ANSWER = "answer"  # nothing to agree with, or nothing put in its place
    DIFFERENCE = "difference"  # the verified answer is the firm's own
    REASON = "reason"
    EVIDENCE = "evidence"  # agreed at a high level without a file: what was seen instead
    QUESTION = "question"


class NotTheAdvisor(TransitionNotAllowed):
    """The review is no longer with the person who judges."""


class IncompleteJudgementError(InvalidAnswer):
    """A judgement lacks something that the advisor can still give."""

    def __init__(self, item: str, lacking: Lack) -> None:
        """Say what."""
        super().__init__(f"{item}: a judgement without {lacking}")
        self.lacking = lacking


def lack(item: Item, judgement: Judgement, answer: SubmittedAnswer | None, *, has_evidence: bool) -> Lack | None:
    """Return what a judgement still needs, None if it is whole."""
    match judgement.outcome:
        case Outcome.AGREED:
            return _lack_of_agreed(item, judgement, answer, has_evidence=has_evidence)
        case Outcome.CHANGED:
            return _lack_of_changed(judgement, answer)
        case Outcome.ASKED:
            return None if judgement.question.strip() else Lack.QUESTION
    return Lack.OUTCOME


@transaction.atomic
def judge(
    *, review: Review, item: str, judgement: Judgement, version: int, by: User, sent: Sent | None = None
) -> ItemReview:
    """Keep what an advisor verified of one answer, in place of an earlier judgement; what was ``sent`` is done once.

    Raises TransitionNotAllowed unless the submission is in review, NotTheAdvisor unless it is with this person now,
    StaleVersion if somebody else judged the item since the page showed ``version``, IncompleteJudgementError where
    something is still needed, UnknownItem and InvalidAnswer for what this framework or a judgement does not allow.
    """
    if sent and (done := review.items.filter(item=item, mutation=sent.mutation).first()):
        return done
    moves.move(review.assessment, "judge")
    wanted = item_of(review, item)
    row = ItemReview.objects.filter(review=review, item=item).first()
    if row and sent and row.mutation == sent.mutation:  # the same act came twice at once
        return row
    version = _checked_version(row, version, sent)
    answer = answer_to(review, item)
    judgement = _decided(wanted, judgement, answer)
    if lacking := lack(wanted, judgement, answer, has_evidence=_has_evidence(review, judgement, item)):
        raise IncompleteJudgementError(item, lacking)
    columns = _texts(item, judgement) | _verified(wanted, judgement, answer)
    if judgement.with_firm is None:
        columns["with_firm"] = row is not None and row.with_firm and _is_alike(row, columns)
    columns["seen_state"], columns["seen_value"] = seen(answer)
    columns |= {"version": version + 1, "by": by, "at": timezone.now(), "mutation": sent.mutation if sent else None}
    audited.record(
        review.assessment,
        Act.JUDGED,
        by=by,
        subject=review.uuid,
        item=item,
        outcome=judgement.outcome,
        version=version + 1,
    )
    if not Review.objects.filter(pk=review.pk, advisor=by).exists():  # who assigns waits for the firm's chain, too
        raise NotTheAdvisor("judge")
    _begin(review, columns["at"])
    return _written(row or ItemReview(review=review, item=item), columns)


def _checked_version(row: ItemReview | None, seen_version: int, sent: Sent | None) -> int:
    """Return the version that is judged anew; StaleVersion if it is neither what was seen nor the device's own."""
    present = row.version if row else 0
    is_own = row is not None and sent is not None and row.mutation in sent.after
    if seen_version != present and not is_own:
        raise StaleVersion
    return present


def item_of(review: Review, item: str) -> Item:
    """Return a question that this firm may come to be asked; UnknownItem for any other."""
    framework = asked.all_of_submission(submission_of(review))
    found = next((each for each in framework.items() if each.id == item), None)
    if found is None:
        raise UnknownItem(item)
    return found


def answer_to(review: Review, item: str) -> SubmittedAnswer | None:
    """Return the firm's answer as it is with the advisors now, None if it left the question open."""
    return SubmittedAnswer.objects.filter(submission__in_review_of=review.assessment_id, item=item).first()


def level_of(item: Item, state: str, value: Any) -> int | None:
    """Return the level that an answer gives on a ladder; None for other types of answer and special answers."""
    return value if item.levels and state == "answered" and isinstance(value, int) else None


def _decided(item: Item, judgement: Judgement, answer: SubmittedAnswer | None) -> Judgement:
    """Return the judgement with the outcome that its answer alone says, where none was named.

    Ticks and what is typed begin with the firm's own, so that leaving them is no word of anybody's.
    """
    if judgement.outcome or judgement.given is None:
        return judgement
    if _differs(judgement.given, answer):
        return replace(judgement, outcome=Outcome.CHANGED)
    return replace(judgement, outcome=Outcome.AGREED) if answer_fields.is_radio(item.answer) else judgement


def _differs(given: Given, answer: SubmittedAnswer | None) -> bool:
    return (given.state, given.value) != seen(answer)


def _lack_of_agreed(
    item: Item, judgement: Judgement, answer: SubmittedAnswer | None, *, has_evidence: bool
) -> Lack | None:
    if judgement.given and _differs(judgement.given, answer):
        return Lack.CHOICE
    if answer is None:
        return Lack.ANSWER
    level = level_of(item, answer.state, answer.value)
    if level is None or level < NEEDS_EVIDENCE or has_evidence:
        return None
    says = judgement.ground and (judgement.reason.strip() or (judgement.note or "").strip())
    return None if says else Lack.EVIDENCE


def _lack_of_changed(judgement: Judgement, answer: SubmittedAnswer | None) -> Lack | None:
    if judgement.given is None:
        return Lack.ANSWER
    if not _differs(judgement.given, answer):
        return Lack.DIFFERENCE
    return None if judgement.reason.strip() else Lack.REASON


def _has_evidence(review: Review, judgement: Judgement, item: str) -> bool:
    """Whether the firm showed something; asked only where it matters."""
    if judgement.outcome != Outcome.AGREED:
        return False
    return EvidenceUse.objects.filter(evidence__assessment=review.assessment_id, item=item).exists()


def _texts(item: str, judgement: Judgement) -> dict[str, Any]:
    given = {name: getattr(judgement, name) for name in LONGEST}
    texts = {name: text.strip() for name, text in given.items() if text is not None}
    if any(len(text) > LONGEST[name] for name, text in texts.items()):
        raise InvalidAnswer(f"{item}: a text of a judgement is too long")
    if judgement.ground not in {"", *ItemReview.Ground.values}:
        raise InvalidAnswer(f"{item}: no such ground")
    named = {"outcome": judgement.outcome, "ground": judgement.ground, "with_firm": judgement.with_firm}
    return {**texts, **named}


def _verified(item: Item, judgement: Judgement, answer: SubmittedAnswer | None) -> dict[str, Any]:
    """Return the verified answer: the firm's own where it was agreed, none where it is to be asked first."""
    if judgement.outcome == Outcome.AGREED and answer is not None:
        return {"state": answer.state, "value": answer.value}
    if judgement.given is None:
        return {"state": "", "value": None}
    kept = checked(item, judgement.given)
    return {"state": kept.state, "value": kept.value}


def _is_alike(row: ItemReview, columns: dict[str, Any]) -> bool:
    """Whether the firm reads the same in a judgement as before."""
    return all(getattr(row, name) == columns[name] for name in ("outcome", "state", "value", "reason"))


def _begin(review: Review, at: datetime) -> None:
    if review.begun_at is None:
        review.begun_at = at
        Review.objects.filter(pk=review.pk, begun_at=None).update(begun_at=review.begun_at)


def _written(row: ItemReview, columns: dict[str, Any]) -> ItemReview:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return row
