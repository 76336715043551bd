"""One review at a glance: how far it is by block, what comes first, and what is verified beside what the firm said."""

from dataclasses import dataclass
from itertools import islice

from accounts.models import User
from assessments import returned, wording
from assessments.cards import answer_lines, reader_language
from assessments.models import Assessment, Return, SubmittedAnswer
from assessments.scoring.types import NodeResult
from questionnaires.document import Framework
from questionnaires.words import Language
from reviews import history
from reviews.access import SEES_ALL
from reviews.history import History
from reviews.judged import board, came_back, contradictions, verifying
from reviews.judged.came_back import CameBack
from reviews.judged.contradictions import Held
from reviews.judged.item_list import BY_FRAMEWORK, Line, Place
from reviews.judged.judgements import Mark
from reviews.judged.judging import level_of
from reviews.judged.verifying import BlockShare, Compared, Difference, Verified
from reviews.models import Review, SecondOpinion
from reviews.submission.signs import signs

FIRST = 12  # of what comes first; the others are in the list of every question


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a node stands, in words; ``level`` None = not rated."""

    value: str
    level: int | None


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A block or dimension by the firm and as verified; ``depth`` 0 is the whole, 1 a block."""

    name: str
    depth: int
    own: Stands | None
    verified: Stands | None


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A question that was changed: from what to what, why, and whether by two levels or more."""

    line: Line
    own: list[str]
    verified: list[str]
    reason: str
    levels: int | None
    own_level: int | None
    verified_level: int | None

    @property
    def is_far(self) -> bool:
        """Whether both have a level, two or more apart."""
        return self.levels is not None and abs(self.levels) > 1


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block by its name, with how much of it is verified."""

    name: str
    share: BlockShare


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page shows."""

    place: Place
    verified: Verified
    leads: bool  # a report of this leads with what is verified
    blocks: tuple[BlockLine, ...]
    came_back: CameBack | None
    first: tuple[Line, ...]
    others: int
    scores: tuple[ScoreLine, ...]
    differences: tuple[DifferenceLine, ...]
    signs: tuple[str, ...]
    asked: int
    may_judge: bool
    back: Return | None  # what is with the firm now
    history: History
    contradictions: tuple[Held, ...]
    to_reconcile: tuple[SecondOpinion, ...]  # finished, and not talked over yet

    @property
    def go_on_url(self) -> str:
        """Return the next question to judge; nothing once all are judged."""
        found = self.place.board.next_open()
        return self.place.url(found) if found else ""

    @property
    def start_url(self) -> str:
        """Return the first question in the list."""
        return self.place.url(self.place.board.order[0])

    @property
    def judged(self) -> int:
        """Return how many questions are judged."""
        return self.place.board.judged_count

    @property
    def total(self) -> int:
        """Return how many there are."""
        return len(self.place.board.order)

    @property
    def is_by_framework(self) -> bool:
        """Whether the questions stand in the framework's order."""
        return self.place.order == BY_FRAMEWORK


def read(review: Review, *, order: str, by: User) -> Overview:
    """Read a review for its overview, in the reader's language."""
    found = board.read(review, by_framework=order == BY_FRAMEWORK)
    place, language = Place(found, order), reader_language()
    verified = verifying.of_sheet(found.sheet)
    lines = {line.id: line for line in place.lines()}
    early = [line for line in lines.values() if line.mark == Mark.NONE and line.id in found.signs]
    return Overview(
        place=place,
        verified=verified,
        leads=verifying.leads(verified),
        blocks=tuple(BlockLine(each.block.name[language], each) for each in verified.blocks),
        came_back=came_back.read(found, lines, language),
        first=tuple(islice(early, FIRST)),
        others=max(len(early) - FIRST, 0),
        scores=_scores(verified, language),
        differences=tuple(_difference(each, verified, lines, language) for each in verified.differences),
        signs=signs(found.sheet.submission, found.sheet.framework, found.sheet.given),
        asked=sum(found.sheet.mark(item) == Mark.ASKED for item in found.order),
        may_judge=review.advisor_id == by.pk and review.assessment.state == Assessment.State.IN_REVIEW,
        back=returned.open_return(review.assessment),
        history=history.of(review.assessment),
        contradictions=contradictions.of_verified(verified),
        to_reconcile=_to_reconcile(review, by),
    )


def _to_reconcile(review: Review, by: User) -> tuple[SecondOpinion, ...]:
    """Return the second opinions that lie open; to whoever reads along from a programme they are none."""
    if by.pk != review.advisor_id and by.staff_role not in SEES_ALL:
        return ()
    return tuple(review.second_opinions.filter(finished_at__isnull=False, reconciled_at=None).order_by("finished_at"))


def of_blocks(review: Review) -> dict[str, ScoreLine]:
    """Return where each block stands by the firm and as verified, by the block's id, in the reader's language."""
    verified, language = verifying.of_review(review), reader_language()
    blocks = {block.id for block in verified.sheet.framework.blocks}
    compared = (each for each in verifying.compared(verified) if each.node.id in blocks)
    return {each.node.id: _score(verified.sheet.framework, each, 1, language) for each in compared}


def _scores(verified: Verified, language: Language) -> tuple[ScoreLine, ...]:
    framework = verified.sheet.framework
    depths = {framework.root.id: 0} | {block.id: 1 for block in framework.blocks}
    return tuple(
        _score(framework, each, depths.get(each.node.id, 2), language) for each in verifying.compared(verified)
    )


def _score(framework: Framework, compared: Compared, depth: int, language: Language) -> ScoreLine:
    return ScoreLine(
        name=compared.node.name[language],
        depth=depth,
        own=_stands(framework, compared, compared.own),
        verified=_stands(framework, compared, compared.verified),
    )


def _stands(framework: Framework, compared: Compared, result: NodeResult | None) -> Stands | None:
    if result is None:
        return None
    return Stands(wording.value_of(framework, compared.node, result.value), result.level)


def _difference(each: Difference, verified: Verified, lines: dict[str, Line], language: Language) -> DifferenceLine:
    row, own = each.judgement, verified.sheet.given.get(each.item.id)
    now = SubmittedAnswer(item=row.item, state=row.state, value=row.value)
    return DifferenceLine(
        line=lines[each.item.id],
        own=answer_lines(each.item, own, language) if own else [],
        verified=answer_lines(each.item, now, language),
        reason=row.reason,
        levels=each.levels,
        own_level=level_of(each.item, own.state, own.value) if own else None,
        verified_level=level_of(each.item, row.state, row.value),
    )
