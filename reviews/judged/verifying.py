"""What is verified of a submission: the verified answers, how much of each block they cover, what they come to.

Nothing is stored here. A question that is not judged, is out of date or waits for the firm is open, not the firm's own
answer: self and verified are kept apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments import progress, scores
from assessments.scoring import applying, engine
from assessments.scoring.levels import bounded
from assessments.scoring.types import Answer, NodeResult, Scope, Scorecard
from questionnaires import library
from questionnaires.document import Framework, Item, Node
from reviews.judged import judgements
from reviews.judged.judgements import SETTLED, Sheet
from reviews.judged.judging import level_of
from reviews.models import ItemReview, Review

LEAST_OF_BLOCK = Fraction(4, 5)  # of its questions, for a result that is verified in full
OPEN_STATES = ("", "dont_know")


@dataclass(frozen=True, slots=True)
class BlockShare:
    """How many of a block's questions are verified."""

    block: Node
    verified: int
    total: int

    @property
    def share(self) -> Fraction:
        """Return the part of the block that is verified; all of it where nothing is to be verified."""
        return Fraction(self.verified, self.total) if self.total else Fraction(1)

    @property
    def percent(self) -> int:
        """Return the share as a whole percentage, never rounded up to more than there is."""
        return int(self.share * 100)


@dataclass(frozen=True, slots=True)
class Difference:
    """A question whose verified answer is another than the firm's. ``levels``: by how many, where both have one."""

    item: Item
    judgement: ItemReview
    levels: int | None


@dataclass(frozen=True, slots=True)
class Verified:
    """The verified side of a review."""

    sheet: Sheet
    answers: Mapping[str, Answer]
    blocks: tuple[BlockShare, ...]
    keys_verified: int
    keys_total: int
    differences: tuple[Difference, ...]

    @property
    def items_verified(self) -> int:
        """Return how many questions are verified."""
        return sum(each.verified for each in self.blocks)

    @property
    def items_total(self) -> int:
        """Return of how many."""
        return sum(each.total for each in self.blocks)

    @property
    def is_full(self) -> bool:
        """Whether all key questions and enough of each block are verified; else the result is verified in part."""
        return self.keys_verified == self.keys_total and all(each.share >= LEAST_OF_BLOCK for each in self.blocks)


@dataclass(frozen=True, slots=True)
class Compared:
    """Where a node stands by the firm and by what is verified; either is None while it cannot be rated."""

    node: Node
    own: NodeResult | None
    verified: NodeResult | None


def verified_answers(review: Review) -> dict[str, Answer]:
    """Return the verified answers by item; what is not judged is absent, and open."""
    return answers_of(judgements.read(review))


def of_review(review: Review) -> Verified:
    """Return what is verified of a review so far."""
    return of_sheet(judgements.read(review))


def answers_of(sheet: Sheet) -> dict[str, Answer]:
    """Return the verified answers of a sheet to what is asked by them."""
    asked = {item.id for item in sheet.framework.items()}
    settled = (row for item, row in sheet.judged.items() if item in asked and sheet.mark(item) in SETTLED)
    return {row.item: Answer(row.state, row.value) for row in settled}  # type: ignore[arg-type]  # the model's choices are the engine's states


def of_sheet(sheet: Sheet) -> Verified:
    """Return what is verified of a sheet."""
    answers = answers_of(sheet)
    keys = [item for item in _to_verify(sheet.framework.root) if item.key]
    return Verified(
        sheet=sheet,
        answers=answers,
        blocks=tuple(_share(block, answers) for block in sheet.framework.blocks),
        keys_verified=sum(is_verified(item, answers) for item in keys),
        keys_total=len(keys),
        differences=tuple(_differences(sheet)),
    )


def is_verified(item: Item, answers: Mapping[str, Answer]) -> bool:
    """Whether a question is verified: an advisor found an answer, be it that the question does not apply."""
    return item.id in answers and answers[item.id].state not in OPEN_STATES


def preview(verified: Verified) -> Scorecard:
    """Return the scorecard that the engine makes of the verified answers now."""
    submission = verified.sheet.submission
    scope: Scope = "quick" if submission.scope == "quick" else "full"
    return engine.score(
        library.get(submission.assessment.framework_version.content_hash),
        verified.answers,
        scope=scope,
        basis="verified",
        variant=submission.variant or None,
        profile=submission.profile or applying.EVERYONE,
    )


def leads(verified: Verified) -> bool:
    """Whether a report of this leads with the verified result: enough is verified, and it has the level it leads with.

    Where nothing that has a level applies there is none, however much is verified; some frameworks have no levels.
    """
    if not verified.is_full:
        return False
    framework = library.get(verified.sheet.submission.assessment.framework_version.content_hash)
    return not bounded(framework, framework.root) or preview(verified).overall.level is not None


def compared(verified: Verified) -> list[Compared]:
    """Return the whole and every block with their dimensions, by the firm and as verified, in the framework's order."""
    row = scores.self_scorecard(verified.sheet.submission)
    own = scores.stored(row).scorecard.nodes if row else {}
    now = preview(verified).nodes if verified.answers else {}
    framework: Framework = verified.sheet.framework
    return [Compared(node, own.get(node.id), now.get(node.id)) for node in framework.root.walk()]


def _share(block: Node, answers: Mapping[str, Answer]) -> BlockShare:
    items = _to_verify(block)
    return BlockShare(block, sum(is_verified(item, answers) for item in items), len(items))


def _to_verify(node: Node) -> list[Item]:
    """Return the questions below a node that count; own words are read, not verified."""
    return [item for part in node.walk() for item in part.items if not progress.is_optional(item)]


def _differences(sheet: Sheet) -> list[Difference]:
    changed = [item for item in sheet.items if sheet.mark(item.id) == judgements.Mark.CHANGED]
    return [_difference(sheet, item) for item in changed]


def _difference(sheet: Sheet, item: Item) -> Difference:
    row, answer = sheet.judged[item.id], sheet.given.get(item.id)
    verified = level_of(item, row.state, row.value)
    own = level_of(item, answer.state, answer.value) if answer else None
    return Difference(item, row, None if verified is None or own is None else verified - own)
