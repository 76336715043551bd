"""Submissions scored once more, by the present engine or by another version of their framework, into new cards.

Nothing that was stored changes, and nobody is told: what a firm was shown stays what it is shown
(docs/decisions/0009-rescored-cards-are-not-shown.md).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from assessments import scores
from assessments.models import Scorecard, Submission
from assessments.scoring import applying, engine
from assessments.scoring.answer_values import fault
from assessments.scoring.types import Answer, ScoringInputError
from questionnaires import library
from questionnaires.document import Framework
from questionnaires.models import FrameworkVersion

SELF = Scorecard.Basis.SELF


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one submission: whether a card was stored, how many answers did not fit, why it was refused."""

    submission: Submission
    is_stored: bool = False
    left_out: int = 0
    refusal: str = ""


def due(*, framework: str = "", version: str = "", to: FrameworkVersion | None = None) -> QuerySet[Submission]:
    """Return the submissions that have no card yet by the present engine and the version ``to``, or their own.

    Only those that were scored at all: the first card is the worker's to make, and is news.
    """
    own = "assessment__framework_version__content_hash"
    cards = Scorecard.objects.filter(submission=OuterRef("pk"), basis=SELF)
    wanted = cards.filter(engine=engine.ENGINE, framework_hash=to.content_hash if to else OuterRef(own))
    rows = Submission.objects.filter(Exists(cards.filter(framework_hash=OuterRef(own))), ~Exists(wanted))
    if framework:
        rows = rows.filter(assessment__framework_version__framework=framework)
    if version:
        rows = rows.filter(assessment__framework_version__version=version)
    if to:
        rows = rows.filter(assessment__framework_version__framework=to.framework).exclude(**{own: to.content_hash})
    return rows.order_by("pk")


def rescore_all(*, rows: QuerySet[Submission], to: FrameworkVersion | None, at_a_time: int) -> Iterator[Outcome]:
    """Rescore submissions in the order of their keys, each in a transaction of its own, and yield what became of them.

    Stopped anywhere and started again with what is then ``due``, it goes on where it was.
    """
    rows = rows.select_related("assessment__framework_version").defer("assessment__framework_version__document")
    last = 0
    while page := list(rows.filter(pk__gt=last).prefetch_related("answers")[:at_a_time]):
        for submission in page:
            yield rescore(submission=submission, to=to)
        last = page[-1].pk


def rescore(*, submission: Submission, to: FrameworkVersion | None = None) -> Outcome:
    """Score one submission by the present engine, under another version than its own or under that; old cards stay."""
    own = submission.assessment.framework_version.content_hash
    framework_hash = to.content_hash if to else own
    given = scores.answers_of(submission)
    try:
        kept = fitting(library.get(framework_hash), submission, given)
        with transaction.atomic():
            _, is_new = scores.keep(
                submission=submission,
                basis=SELF,
                answers=kept,
                framework_hash=framework_hash,
                named=submission.input_hash
                if framework_hash == own
                else scores.name_of(submission, kept, framework_hash),
            )
    except ScoringInputError as error:
        return Outcome(submission, refusal=str(error))
    except Submission.DoesNotExist:
        return Outcome(submission, refusal="it was deleted meanwhile")
    return Outcome(submission, is_stored=is_new, left_out=len(given) - len(kept))


def fitting(framework: Framework, submission: Submission, given: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the answers that this version knows and allows. Raises ScoringInputError for a scope it does not have."""
    is_quick = submission.scope == "quick"
    if is_quick and framework.quick is None:
        raise ScoringInputError(f"{framework.id}@{framework.version} has no quick scope")
    of_firm = applying.for_firm(framework, variant=submission.variant or None, profile=submission.profile)
    items = {item.id: item for each in (framework, of_firm) for item in each.items(quick=is_quick)}
    return {
        id_: answer
        for id_, answer in given.items()
        if id_ in items and (answer.state != "answered" or fault(items[id_].answer, answer.value) is None)
    }
