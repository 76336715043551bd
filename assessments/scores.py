"""The one bridge between rows and the engine: frozen answers in, a stored scorecard out, and back again for reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from assessments.answers import input_hash
from assessments.models import NodeScore, Scorecard, Submission, SubmittedAnswer
from assessments.scoring import applying, engine, stored_form, types
from assessments.scoring.priorities import day_one
from assessments.scoring.rounding import half_up
from assessments.signals import submission_scored
from questionnaires import library

DIGITS = 6  # of the numeric columns, which are for sorting and export


@dataclass(frozen=True, slots=True)
class Stored:
    """A scorecard as it was stored, exact again, with the priorities that were found from it."""

    scorecard: types.Scorecard
    priorities: tuple[types.Priority, ...]


def store_self(*, submission: Submission) -> Scorecard:
    """Score what the firm said and store it once."""
    return store(submission=submission, basis=Scorecard.Basis.SELF, answers=answers_of(submission))


def store(*, submission: Submission, basis: Scorecard.Basis, answers: Mapping[str, types.Answer]) -> Scorecard:
    """Score answers and store the card with its nodes; the same answers and engine a second time return that card.

    ``submission_scored`` is sent in the same transaction, when a card is stored and not when it is found.
    """
    framework_hash = _framework_hash(submission)
    with transaction.atomic():
        row, is_new = keep(
            submission=submission,
            basis=basis,
            answers=answers,
            framework_hash=framework_hash,
            named=submission.input_hash
            if basis == Scorecard.Basis.SELF
            else name_of(submission, answers, framework_hash),
        )
        if is_new:
            submission_scored.send(sender=Scorecard, scorecard=row)
        return row


def keep(
    *,
    submission: Submission,
    basis: Scorecard.Basis,
    answers: Mapping[str, types.Answer],
    framework_hash: str,
    named: str,
) -> tuple[Scorecard, bool]:
    """Score answers and store the card, in the caller's transaction; return it, and whether it is new. Tells nobody.

    ``named`` is the hash that stands for the answers: a card of the present engine that has it is returned as it is.
    """
    # A second worker on the same submission waits here, and then finds the first one's card.
    Submission.objects.select_for_update(no_key=True).get(pk=submission.pk)
    once = {"submission": submission, "basis": basis, "engine": engine.ENGINE, "input_hash": named}
    if found := Scorecard.objects.filter(**once).first():
        return found, False
    framework, scope = library.get(framework_hash), _scope(submission)
    variant, profile = submission.variant or None, submission.profile
    card = engine.score(framework, answers, scope=scope, basis=_basis(basis), variant=variant, profile=profile)
    asked = applying.asked(applying.for_firm(framework, variant=variant, profile=profile), answers, scope)
    priorities = day_one(asked, card, answers, _troubles(submission))
    row = Scorecard.objects.create(
        **once,
        scope=submission.scope,
        framework_hash=framework_hash,
        **_overall_columns(card.overall),
        explanation=stored_form.written(card, priorities),
    )
    NodeScore.objects.bulk_create(_node_row(row, result) for result in card.nodes.values())
    return row, True


def name_of(submission: Submission, answers: Mapping[str, types.Answer], framework_hash: str) -> str:
    """Return the hash that stands for other answers than the submission's own, or for them under another version."""
    return input_hash(
        framework_hash=framework_hash,
        scope=submission.scope,
        troubles=_troubles(submission),
        answers=[SubmittedAnswer(item=item, state=each.state, value=each.value) for item, each in answers.items()],
        variant=submission.variant,
        profile=submission.profile,
    )


def self_scorecard(submission: Submission) -> Scorecard | None:
    """Return the card that was first made of what the firm said, None while it is being worked out.

    Later engines and versions of the framework make cards of their own, which do not take its place: what a firm was
    shown stays what it is shown (docs/decisions/0009-rescored-cards-are-not-shown.md).
    """
    card = first_cards().filter(submission=submission).first()
    if card is not None:
        card.submission = submission  # which knows its assessment already, without the framework's whole document
    return card


def first_cards() -> QuerySet[Scorecard]:
    """Return cards of what firms said by the version that each was asked; of a submission the first is its own."""
    own = F("submission__assessment__framework_version__content_hash")
    return Scorecard.objects.filter(basis=Scorecard.Basis.SELF, framework_hash=own).order_by("pk")


def answers_of(submission: Submission) -> dict[str, types.Answer]:
    """Return the frozen answers as the engine takes them."""
    return {
        answer.item: types.Answer(state=answer.state, value=answer.value)  # type: ignore[arg-type]  # the model's choices are the engine's states
        for answer in submission.answers.all()
    }


def stored(row: Scorecard) -> Stored:
    """Return the exact scorecard and priorities of a stored row; nothing is scored again."""
    scope: types.Scope = "quick" if row.scope == "quick" else "full"
    card, priorities = stored_form.read(row.explanation, engine=row.engine, scope=scope)
    return Stored(card, priorities)


def _framework_hash(submission: Submission) -> str:
    """Return the hash alone: the row beside it holds the whole document, which the library already has."""
    hashes = Submission.objects.values_list("assessment__framework_version__content_hash", flat=True)
    return hashes.get(pk=submission.pk)


def _troubles(submission: Submission) -> list[str]:
    return [trouble for trouble in (submission.first_trouble, submission.second_trouble) if trouble]


def _scope(submission: Submission) -> types.Scope:
    return "quick" if submission.scope == "quick" else "full"


def _basis(basis: Scorecard.Basis) -> types.Basis:
    return "verified" if basis == Scorecard.Basis.VERIFIED else "self"


def _overall_columns(overall: types.NodeResult) -> dict[str, Any]:
    return {
        "overall_exact": "" if overall.value is None else str(overall.value),
        "overall_value": _rounded(overall.value),
        "overall_level": overall.level,
        "coverage": _rounded(overall.coverage),
    }


def _node_row(row: Scorecard, result: types.NodeResult) -> NodeScore:
    return NodeScore(
        scorecard=row,
        node=result.node,
        value_exact="" if result.value is None else str(result.value),
        value=_rounded(result.value),
        level=result.level,
        low=_rounded(result.low),
        high=_rounded(result.high),
        coverage=_rounded(result.coverage),
    )


def _rounded(value: Fraction | None) -> Any:
    return None if value is None else half_up(value, DIGITS)
