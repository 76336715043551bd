"""One submission as an advisor reads it: whose it is, how it stands, what to ask, each answer. It judges nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from django.utils.translation import get_language, gettext

from assessments import answers, asked, scores, wording
from assessments.answer_words import value_lines
from assessments.models import Assessment, Response, Scorecard, Submission, SubmittedAnswer
from assessments.scoring import types as scoring
from questionnaires.conditions import Condition
from questionnaires.document import Framework, Item, Node, Step
from questionnaires.words import Language
from reviews.due import Due, due
from reviews.submission.reporting import Pdf, pdfs
from reviews.submission.signs import signs

PROPOSED = "proposed"
UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a node stands, in numbers for the chart and in words; ``level`` None = not rated."""

    result: scoring.NodeResult
    value: str
    level: int | None
    level_name: str
    band: str
    coverage: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question and what was said. ``text`` is what was chosen, or the reason; ``lines`` has each thing chosen.

    A ladder's answer has its level, and the descriptors below and above it. ``kind`` is a response's state, or
    UNANSWERED, or PROPOSED: not applicable where the framework does not foresee it, which counts as open until an
    advisor accepts it. ``is_partial`` when rows of it are open.
    """

    id: str
    ask: str
    kind: str
    is_sensitive: bool
    level: int | None = None
    text: str = ""
    below: str = ""
    above: str = ""
    lines: tuple[str, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class DimensionPart:
    """A dimension with its answers; no standing while the result is being worked out."""

    id: str
    name: str
    standing: Standing | None
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class BlockPart:
    """A block with its dimensions, in the framework's order."""

    id: str
    name: str
    standing: Standing | None
    dimensions: tuple[DimensionPart, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Answers that rarely go together, and what may be asked."""

    ask: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """One of the first things to do, as the firm reads it in its report."""

    dimension: str
    name: str
    step: str
    takes: str


@dataclass(frozen=True, slots=True)
class Result:
    """How the plant stands; ``headline`` is the level in words, ``capped_by`` the block that holds it down."""

    scorecard: Scorecard
    standing: Standing
    headline: str
    capped_by: BlockPart | None
    priorities: tuple[PriorityLine, ...]
    pdfs: tuple[Pdf, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything on the page. ``result`` is None while it is being worked out."""

    submission: Submission
    assessment: Assessment
    framework: Framework
    language: Language
    due: Due
    troubles: tuple[str, ...]
    result: Result | None
    blocks: tuple[BlockPart, ...]
    questions: tuple[Question, ...]
    signs: tuple[str, ...]  # that questions may not have been read, for the advisor alone

    @property
    def dimensions(self) -> tuple[DimensionPart, ...]:
        """Return all dimensions in the framework's order."""
        return tuple(part for block in self.blocks for part in block.dimensions)

    @property
    def answers(self) -> tuple[AnswerLine, ...]:
        """Return all answers in the framework's order."""
        return tuple(line for part in self.dimensions for line in part.answers)

    @property
    def left_open(self) -> tuple[AnswerLine, ...]:
        """Return what the firm left open or aside: where an advisor looks first."""
        return tuple(line for line in self.answers if line.kind != Response.State.ANSWERED or line.is_partial)

    @property
    def has_levels(self) -> bool:
        """Whether answers have levels, whose neighbours can be shown."""
        return any(line.level is not None for line in self.answers)

    @property
    def highest_level(self) -> int:
        """Return the top of the levels."""
        return self.framework.levels[-1].value


def read(submission: Submission, *, today: date) -> Dossier:
    """Read a submission that was sent for review, in the reader's language."""
    assessment = submission.assessment
    row = scores.self_scorecard(submission)
    stored = scores.stored(row) if row else None
    given = {answer.item: answer for answer in submission.answers.all()}
    reader = _Reader(
        framework=asked.of_submission(submission, given.values()),
        card=stored.scorecard if stored else None,
        given=given,
        language="en" if get_language() == "en" else "vi",
    )
    return Dossier(
        submission=submission,
        assessment=assessment,
        framework=reader.framework,
        language=reader.language,
        due=due(assessment.review, today),
        troubles=reader.troubles(submission.first_trouble, submission.second_trouble),
        result=reader.result(row, stored) if row and stored else None,
        blocks=tuple(reader.blocks()),
        questions=tuple(reader.questions()),
        signs=signs(submission, reader.framework, given),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """What every part of the page is read from."""

    framework: Framework
    card: scoring.Scorecard | None
    given: Mapping[str, SubmittedAnswer]
    language: Language

    def troubles(self, *named: str) -> tuple[str, ...]:
        return tuple(trouble.name[self.language] for trouble in self.framework.troubles if trouble.id in named)

    def result(self, row: Scorecard, stored: scores.Stored) -> Result:
        overall = stored.scorecard.overall
        capped_by = overall.explanation.capped_by
        return Result(
            scorecard=row,
            standing=self._standing(self.framework.root, overall),
            headline=self._headline(overall),
            capped_by=next((part for part in self.blocks() if part.id == capped_by), None),
            priorities=tuple(map(self._priority, stored.priorities)),
            pdfs=tuple(pdfs(row)),
        )

    def _headline(self, overall: scoring.NodeResult) -> str:
        if self.framework.root.aggregate.method == "none":
            return gettext("Results part by part")
        sentences = {level.value: level.sentence for level in self.framework.levels}
        return "" if overall.level is None else sentences[overall.level][self.language]

    def blocks(self) -> Iterator[BlockPart]:
        for block in self.framework.blocks:
            parts = tuple(self._dimension(node) for node in block.walk() if node.items)
            shown = tuple(part for part in parts if part.answers)
            yield BlockPart(block.id, block.name[self.language], self._stands(block), shown)

    def questions(self) -> Iterator[Question]:
        for contradiction in self.framework.contradictions:
            if all(map(self._holds, contradiction.when)):
                yield Question(contradiction.ask[self.language], tuple(each.item for each in contradiction.when))

    def _holds(self, condition: Condition) -> bool:
        """Whether it holds; a condition on an item without a level does not."""
        answer = self.given.get(condition.item)
        if answer is None or answer.value is None:
            return False
        level: int = answer.value
        return level >= condition.level if condition.operator == ">=" else level <= condition.level

    def _priority(self, priority: scoring.Priority) -> PriorityLine:
        dimension = next(node for node in self.framework.dimensions() if node.id == priority.dimension)
        item = next(item for item in dimension.items if item.id == priority.item)
        step = next(step for name, step in item.steps.items() if name == priority.step)
        return PriorityLine(dimension.id, dimension.name[self.language], step.text[self.language], _takes(step))

    def _dimension(self, node: Node) -> DimensionPart:
        answers_given = tuple(map(self._answer, node.items))
        return DimensionPart(node.id, node.name[self.language], self._stands(node), answers_given)

    def _stands(self, node: Node) -> Standing | None:
        return self._standing(node, self.card.nodes[node.id]) if self.card and node.id in self.card.nodes else None

    def _standing(self, node: Node, result: scoring.NodeResult) -> Standing:
        levels = self.framework.levels
        return Standing(
            result=result,
            value=wording.value_of(self.framework, node, result.value),
            level=result.level,
            level_name="" if result.level is None else wording.level_name(levels, result.level, self.language),
            band=wording.span(result.low, result.high),
            coverage="" if result.coverage is None else wording.share(result.coverage),
        )

    def _answer(self, item: Item) -> AnswerLine:
        line = AnswerLine(item.id, item.ask[self.language], UNANSWERED, item.sensitive)
        answer = self.given.get(item.id)
        if answer is None:
            return line
        if answer.state != Response.State.ANSWERED:
            kind = PROPOSED if answers.is_proposal(item, answer.state) else answer.state
            return replace(line, kind=kind, text=answers.reason_in(item, answer.reason, self.language))
        lines = tuple(value_lines(item, answer.value, self.language))
        partial = answers.is_partial(item.answer, answer.value)
        said = replace(line, kind=answer.state, text="; ".join(lines), lines=lines, is_partial=partial)
        if not item.levels:
            return said
        texts = ("", *(level[self.language] for level in item.levels), "")
        level = cast("int", answer.value)  # an answered ladder has one
        return replace(said, level=level, below=texts[level], above=texts[level + 2])


def _takes(step: Step) -> str:
    """Return what a step costs and how long it takes, in one line."""
    return " · ".join((wording.cost(step), wording.months(step)))
