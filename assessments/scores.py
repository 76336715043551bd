"""The one bridge between rows and the engine: frozen answers in, a stored scorecard out, and back again for reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import transaction

from assessments.answers import input_hash
from assessments.models import NodeScore, Scorecard, Submission, SubmittedAnswer
from assessments.scoring import engine, types
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
    with transaction.atomic():
        # A second worker on the same submission waits here, and then finds the first one's card.
        Submission.objects.select_for_update().get(pk=submission.pk)
        framework_hash = _framework_hash(submission)
        once = {
            "submission": submission,
            "basis": basis,
            "engine": engine.ENGINE,
            "input_hash": _input_hash(submission, basis, answers, framework_hash),
        }
        if found := Scorecard.objects.filter(**once).first():
            return found
        framework = library.get(framework_hash)
        card = engine.score(framework, answers, scope=_scope(submission), basis=_basis(basis))
        priorities = day_one(framework, card, answers, _troubles(submission))
        row = Scorecard.objects.create(
            **once,
            scope=submission.scope,
            framework_hash=framework_hash,
            **_overall_columns(card.overall),
            explanation=_written(Stored(card, priorities)),
        )
        NodeScore.objects.bulk_create(_node_row(row, result) for result in card.nodes.values())
        submission_scored.send(sender=Scorecard, scorecard=row)
        return row


def self_scorecard(submission: Submission) -> Scorecard | None:
    """Return the newest card of what the firm said, None while it is being worked out."""
    return submission.scorecards.filter(basis=Scorecard.Basis.SELF).order_by("-pk").first()


def answers_of(submission: Submission) -> dict[str, types.Answer]:
    """Return the frozen answers as the engine takes them."""
    return {
        answer.item: types.Answer(state=answer.state, value=answer.value)  # type: ignore[arg-type]  # the model's choices are the engine's states
        for answer in submission.answers.all()
    }


def stored(row: Scorecard) -> Stored:
    """Return the exact scorecard and priorities of a stored row; nothing is scored again."""
    written = row.explanation
    return Stored(
        scorecard=types.Scorecard(
            engine=row.engine,
            scope="quick" if row.scope == "quick" else "full",
            nodes={node["node"]: _node_read(node) for node in written["nodes"]},
            range=None if written["range"] is None else (Fraction(written["range"][0]), Fraction(written["range"][1])),
        ),
        priorities=tuple(_priority_read(priority) for priority in written["priorities"]),
    )


def _framework_hash(submission: Submission) -> str:
    """Return the hash alone: the row beside it holds the whole document, which the library already has."""
    hashes = Submission.objects.values_list("assessment__framework_version__content_hash", flat=True)
    return hashes.get(pk=submission.pk)


def _input_hash(
    submission: Submission, basis: Scorecard.Basis, answers: Mapping[str, types.Answer], framework_hash: str
) -> str:
    """Return what names the answers: the submission's own hash for what the firm said, else theirs."""
    if basis == Scorecard.Basis.SELF:
        return submission.input_hash
    return input_hash(
        framework_hash=framework_hash,
        scope=submission.scope,
        troubles=_troubles(submission),
        answers=[SubmittedAnswer(item=item, state=each.state, value=each.value) for item, each in answers.items()],
    )


def _troubles(submission: Submission) -> list[str]:
    return [trouble for trouble in (submission.first_trouble, submission.second_trouble) if trouble]


def _scope(submission: Submission) -> types.Scope:
    return "quick" if submission.scope == "quick" else "full"


def _basis(basis: Scorecard.Basis) -> types.Basis:
    return "verified" if basis == Scorecard.Basis.VERIFIED else "self"


def _overall_columns(overall: types.NodeResult) -> dict[str, Any]:
    return {
        "overall_exact": _text(overall.value) or "",
        "overall_value": _rounded(overall.value),
        "overall_level": overall.level,
        "coverage": _rounded(overall.coverage),
    }


def _node_row(row: Scorecard, result: types.NodeResult) -> NodeScore:
    return NodeScore(
        scorecard=row,
        node=result.node,
        value_exact=_text(result.value) or "",
        value=_rounded(result.value),
        level=result.level,
        low=_rounded(result.low),
        high=_rounded(result.high),
        coverage=_rounded(result.coverage),
    )


def _rounded(value: Fraction | None) -> Any:
    return None if value is None else half_up(value, DIGITS)


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _written(what: Stored) -> dict[str, Any]:
    """Return everything as JSON with rationals as text, "9/5"."""
    card = what.scorecard
    return {
        "nodes": [_node_written(result) for result in card.nodes.values()],
        "range": None if card.range is None else [str(bound) for bound in card.range],
        "priorities": [_priority_written(priority) for priority in what.priorities],
    }


def _node_written(result: types.NodeResult) -> dict[str, Any]:
    why = result.explanation
    return {
        "node": result.node,
        "raw": _text(result.raw),
        "value": _text(result.value),
        "level": result.level,
        "low": _text(result.low),
        "high": _text(result.high),
        "coverage": _text(result.coverage),
        "items": result.items,
        "open": result.open,
        "not_applicable": result.not_applicable,
        "method": why.method,
        "min_coverage": str(why.min_coverage),
        "lower_bound": _text(why.lower_bound),
        "capped_by": why.capped_by,
        "level_before_cap": why.level_before_cap,
        "parts": [
            [part.id, str(part.weight), _text(part.value), _text(part.contribution), _text(part.coverage)]
            for part in why.parts
        ],
    }


def _node_read(node: Mapping[str, Any]) -> types.NodeResult:
    return types.NodeResult(
        node=node["node"],
        raw=_fraction(node["raw"]),
        value=_fraction(node["value"]),
        level=node["level"],
        low=_fraction(node["low"]),
        high=_fraction(node["high"]),
        coverage=_fraction(node["coverage"]),
        explanation=types.Explanation(
            method=node["method"],
            min_coverage=Fraction(node["min_coverage"]),
            parts=tuple(
                types.Part(id_, Fraction(weight), _fraction(value), _fraction(contribution), _fraction(coverage))
                for id_, weight, value, contribution, coverage in node["parts"]
            ),
            lower_bound=_fraction(node["lower_bound"]),
            capped_by=node["capped_by"],
            level_before_cap=node["level_before_cap"],
        ),
        items=node["items"],
        open=node["open"],
        not_applicable=node["not_applicable"],
    )


def _priority_written(priority: types.Priority) -> dict[str, Any]:
    return {
        "dimension": priority.dimension,
        "item": priority.item,
        "step": priority.step,
        "weight": str(priority.weight),
        "gap": str(priority.gap),
        "score": str(priority.score),
        "trouble": priority.trouble,
        "instead_of": priority.instead_of,
        "required_by": priority.required_by,
    }


def _priority_read(written: Mapping[str, Any]) -> types.Priority:
    rationals = {name: Fraction(written[name]) for name in ("weight", "gap", "score")}
    return types.Priority(**{**written, **rationals})
