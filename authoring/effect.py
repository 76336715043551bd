"""What a draft would do to the levels that firms have, worked out by a worker from their stored answers.

Of each full assessment the newest submission counts. Nothing is stored but counts; the answers stay where they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, cast

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from assessments import rescoring, scores
from assessments.models import NodeScore, Scope, Submission, SubmittedAnswer
from assessments.scoring import engine
from assessments.scoring.types import Answer, AnswerState, ScoringInputError
from authoring.models import Effect
from authoring.previewing import framework_of
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from questionnaires.document import Framework
from questionnaires.models import FrameworkVersion

TASK = "authoring.measure_effect"
BATCH = 100
PATIENCE = 40.0  # seconds of one job; what is left then is another job
FEWEST = 5  # submissions below which no count is shown
ROOT = "overall"


@dataclass(slots=True)
class Counts:
    """What was found: moves of levels by node, and what could not be taken along.

    ``moves`` counts ``(from, to)`` by node; None is "not rated". ``answers`` are those to items that are gone or that
    the draft does not allow any more, ``touched`` the submissions that had some, ``unscored`` those without a card to
    compare with or for a variant that the draft does not have.
    """

    moves: dict[str, Counter[tuple[int | None, int | None]]] = field(default_factory=dict)
    answers: int = 0
    touched: int = 0
    unscored: int = 0

    def stored(self) -> dict[str, Any]:
        """Return plain data for the row."""
        moves = {
            node: [[old, new, number] for (old, new), number in counter.items()] for node, counter in self.moves.items()
        }
        return {"moves": moves, "answers": self.answers, "touched": self.touched, "unscored": self.unscored}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Counts":
        """Return what ``stored`` wrote."""
        moves = {
            node: Counter({(old, new): number for old, new, number in rows})
            for node, rows in data.get("moves", {}).items()
        }
        return cls(moves, data.get("answers", 0), data.get("touched", 0), data.get("unscored", 0))


@transaction.atomic
def ask(*, version: FrameworkVersion, by: User) -> Effect:
    """Queue the work for a draft's present content, or return the row for which it is under way."""
    found = newest(version)
    if found and not found.finished_at and not is_failed(found):
        return found
    past = _past(version.framework)
    last = past.order_by("-pk").values_list("pk", flat=True).first() or 0
    effect = Effect.objects.create(
        version=version, content_hash=version.content_hash, total=past.count(), last=last, asked_by=by
    )
    outbox.enqueue(task=TASK, args={"effect": effect.pk}, dedup_key=_key(effect))
    return effect


def newest(version: FrameworkVersion) -> Effect | None:
    """Return the newest row for a version's present content."""
    return Effect.objects.filter(content_hash=version.content_hash, version=version).order_by("-pk").first()


def is_failed(effect: Effect) -> bool:
    """Whether the work was given up."""
    return not effect.finished_at and outbox.progress(_key(effect)) == Job.State.FAILED


def has_past(framework: str) -> bool:
    """Whether there is any submission that could change."""
    return _past(framework).exists()


def measure(*, effect_id: int) -> None:
    """Work through the submissions, batch by batch; a second worker, or a second run, goes on where this one stood."""
    deadline = monotonic() + PATIENCE
    effect = Effect.objects.select_related("version").filter(pk=effect_id).first()
    if effect is None or effect.content_hash != effect.version.content_hash:
        return  # the draft is gone or has other content; nobody waits for this any more
    framework = framework_of(effect.version)
    while not effect.finished_at:
        _advance(effect, framework)
        effect.refresh_from_db()
        if not effect.finished_at and monotonic() > deadline:
            _go_on(effect)
            return


@transaction.atomic
def _go_on(effect: Effect) -> None:
    """Leave the rest to another job, queued once however many workers come here."""
    if Effect.objects.filter(pk=effect.pk, jobs=effect.jobs).update(jobs=effect.jobs + 1):
        effect.refresh_from_db()
        outbox.enqueue(task=TASK, args={"effect": effect.pk}, dedup_key=_key(effect))


def _advance(effect: Effect, framework: Framework) -> None:
    """Take one batch along; of two workers at the same place the second one's work counts for nothing."""
    past = _past(effect.version.framework).filter(pk__gt=effect.cursor, pk__lte=effect.last)
    batch = list(past.order_by("pk")[:BATCH])
    counts = Counts.read(effect.counts)
    _count(counts, batch, framework)
    values: dict[str, Any] = {"counts": counts.stored(), "done": effect.done + len(batch)}
    values |= {"cursor": batch[-1].pk} if batch else {"finished_at": timezone.now()}
    Effect.objects.filter(pk=effect.pk, cursor=effect.cursor).update(**values)


def _count(counts: Counts, batch: Iterable[Submission], framework: Framework) -> None:
    keys = [submission.pk for submission in batch]
    answers, levels = _answers(keys), _levels(keys, framework)
    for submission in batch:
        given = answers.get(submission.pk, {})
        try:
            fitting = rescoring.fitting(framework, submission, given)
        except ScoringInputError:
            fitting = None
        if fitting is None or submission.pk not in levels:
            counts.unscored += 1
        else:
            counts.answers += len(given) - len(fitting)
            counts.touched += len(given) > len(fitting)
            _count_moves(counts, submission, framework, fitting, levels[submission.pk])


def _count_moves(
    counts: Counts,
    submission: Submission,
    framework: Framework,
    answers: Mapping[str, Answer],
    levels: Mapping[str, int | None],
) -> None:
    """Score a submission under the draft and count from which level to which each node goes."""
    card = engine.score(framework, answers, variant=submission.variant or None, profile=submission.profile)
    for node in (ROOT, *(block.id for block in framework.blocks)):
        new = card.nodes[node].level if node in card.nodes else None
        counts.moves.setdefault(node, Counter())[levels.get(node), new] += 1


def _answers(keys: Iterable[int]) -> dict[int, dict[str, Answer]]:
    found: dict[int, dict[str, Answer]] = {}
    rows = SubmittedAnswer.objects.filter(submission__in=keys).values_list("submission", "item", "state", "value")
    for submission, item, state, value in rows:
        found.setdefault(submission, {})[item] = Answer(cast("AnswerState", state), value)
    return found


def _levels(keys: Iterable[int], framework: Framework) -> dict[int, dict[str, int | None]]:
    """Return the levels that firms were told, by submission and node; nothing of one that has no result yet."""
    cards = scores.first_cards().filter(submission__in=keys).values_list("submission", "pk")
    told = dict(reversed(cards))  # of several the first
    rows = NodeScore.objects.filter(
        scorecard__in=told.values(), node__in=[ROOT, *(block.id for block in framework.blocks)]
    )
    found: dict[int, dict[str, int | None]] = {submission: {} for submission in told}
    for submission, node, level in rows.values_list("scorecard__submission", "node", "level"):
        found[submission][node] = level
    return found


def _past(framework: str) -> QuerySet[Submission]:
    """Return the newest submission of each full assessment with any version of this framework."""
    later = Submission.objects.filter(assessment=OuterRef("assessment"), number__gt=OuterRef("number"))
    mine = Submission.objects.filter(scope=Scope.FULL, assessment__framework_version__framework=framework)
    return mine.filter(~Exists(later))


def _key(effect: Effect) -> str:
    return f"{TASK}:{effect.pk}:{effect.jobs}"
