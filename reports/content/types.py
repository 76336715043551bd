"""What a report says: ready texts and numbers, no HTML. Result page, explain page and PDF all read these. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from reports.content.plan_types import InvestmentSheet, Learning, PlanPhase, StepText, Term
from reports.content.verified_types import NOTHING_TO_COMPARE, Compared, Finding, SinceLast, Verification

type AnswerKind = Literal["answered", "dont_know", "not_applicable", "unanswered", "withheld"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a node stands. Texts are empty where there is nothing to say; ``value`` None = not rated."""

    node: str
    name: str
    value: Fraction | None
    value_text: str
    level: int | None
    level_text: str
    low: Fraction | None
    high: Fraction | None
    band_text: str
    coverage_text: str
    compared: Compared = NOTHING_TO_COMPARE


@dataclass(frozen=True, slots=True)
class Overall:
    """The result, words first: ``headline`` names the level or the range, ``sentence`` says what it means."""

    standing: Standing
    headline: str
    sentence: str
    value_line: str
    detail: str
    blocks_line: str
    certainty: str
    disc_value: str
    disc_caption: str
    range: tuple[Fraction, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class PriorityText:
    """One of the things to do first; ``why`` says why it comes before others, one sentence each."""

    number: int
    node: str
    name: str
    block: str
    step: StepText
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerText:
    """One question and what was said. ``text`` is the chosen descriptor, or why there is none."""

    item: str
    ask: str
    kind: AnswerKind
    level: int | None
    level_text: str
    text: str
    sensitive: bool
    verified_level: int | None = None
    verified_text: str = ""
    verified_reason: str = ""


@dataclass(frozen=True, slots=True)
class DimensionText:
    """A dimension: where it stands, its answers, its next step (None where there is none to name).

    ``withheld`` says, where too little of it is left to be told, why.
    """

    standing: Standing
    about: str
    answers: tuple[AnswerText, ...]
    next_step: StepText | None
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block with its dimensions in the framework's order; ``withheld`` says what its value does not count."""

    standing: Standing
    about: str
    weight_text: str
    dimensions: tuple[DimensionText, ...]
    strengths: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    next_step: StepText | None = None
    findings: tuple[Finding, ...] = ()
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class LevelText:
    """A level of the framework, for axes and for the page on the method."""

    value: int
    name: str
    from_text: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading and what is under it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A node with its value on its own scale; ``share`` is how far up that it lies, None while not rated.

    ``coverage_text`` says how much is answered where it is not all, ``is_scored`` whether there is a value to explain.
    """

    standing: Standing
    depth: int
    is_scored: bool
    out_of_text: str
    share: Fraction | None
    coverage_text: str


@dataclass(frozen=True, slots=True)
class ModelLine:
    """One dimension of another model: ``share`` is how far up its scale it lies, None with too few answers.

    ``items`` names the questions it was taken from, ``counted`` how many of them are answered.
    """

    name: str
    value_text: str
    share: Fraction | None
    items: str
    counted: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One question of another framework: what the answers suggest, or that it stays open."""

    item: str
    ask: str
    text: str
    items: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class OtherModel:
    """What the answers say in the terms of another model, line by line and never as a whole.

    ``framework`` is its id where a pre-filled draft of it can be opened; then it has ``drafts`` instead of ``lines``.
    """

    key: str
    title: str
    note: str
    lines: tuple[ModelLine, ...] = ()
    drafts: tuple[DraftLine, ...] = ()
    framework: str = ""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a report says, in one language."""

    language: str
    scope: str
    title: str
    short_mark: str
    mark: str
    demo_mark: str
    trial_mark: str
    firm: str
    place: str
    date: str
    iso_date: str
    framework: str
    overall: Overall
    counts: tuple[str, ...]
    troubles: tuple[str, ...]
    priorities: tuple[PriorityText, ...]
    blocks: tuple[BlockText, ...]
    levels: tuple[LevelText, ...]
    method: tuple[Paragraph, ...]
    others: tuple[OtherModel, ...] = ()
    # Of a framework without next steps: the values of its nodes, in place of priorities and pictures.
    values: tuple[ValueLine, ...] = ()
    framework_title: str = ""
    # How the questions relate to where they come from, and what of them is not confirmed; nothing for our own.
    fidelity: str = ""
    unconfirmed: tuple[str, ...] = ()
    withheld_note: str = ""
    # Sections that are left out while there is nothing to say in them.
    since_last: SinceLast | None = None
    plan: tuple[PlanPhase, ...] = ()
    learning: Learning | None = None
    investments: tuple[InvestmentSheet, ...] = ()
    # All terms of the framework; a document prints those that it uses.
    glossary: tuple[Term, ...] = ()
    verification: Verification | None = None
    # What every document says of itself: no certificate, no credit rating, no valuation.
    disclaimer: str = ""
    # Says the same as it may be passed on (``withholding.printable``); no part of what is said, so of no file either.
    outward: Callable[[], "ReportContent"] | None = field(default=None, repr=False, compare=False)

    @property
    def dimension_count(self) -> int:
        """Return how many dimensions were asked."""
        return sum(len(block.dimensions) for block in self.blocks)

    @property
    def answers(self) -> tuple[AnswerText, ...]:
        """Return all answers in the framework's order."""
        return tuple(answer for block in self.blocks for dimension in block.dimensions for answer in dimension.answers)
