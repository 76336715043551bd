"""What goes into a file that will be passed on: nothing that tells the answer to a sensitive question."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils import translation
from django.utils.translation import gettext, pgettext

from assessments.scoring.rounding import half_up
from reports.content.learning import gathered
from reports.content.plan_types import PlanPhase, StepText
from reports.content.since_last import told_of
from reports.content.types import (
    AnswerText,
    BlockText,
    DimensionText,
    OtherModel,
    PriorityText,
    ReportContent,
    Standing,
    ValueLine,
)
from reports.content.verified_types import NOTHING_TO_COMPARE, SinceLast


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said in place of what is left out, in the content's language."""

    answer: str
    dimension: str
    value: str
    step: str


def printable(content: ReportContent) -> ReportContent:
    """Return the content without sensitive answers and without levels and steps that give them away.

    The values of whole blocks stay: they are means of many answers. All values are as exact as they are printed, so
    that no file for other programs tells more than the paper.
    """
    withheld = sum(1 for answer in content.answers if answer.sensitive)
    if not withheld:
        return content
    with translation.override(content.language):
        words, note = _words(), _note(withheld)
        taught = gathered(line for line in content.learning.lines if not line.sensitive) if content.learning else None
        blocks = tuple(_block(block, words) for block in content.blocks)
        hidden = {each.standing.node for block in blocks for each in block.dimensions if each.withheld}
        changed = told_of(content.since_last, hidden) if content.since_last else None
    return replace(
        content,
        blocks=blocks,
        priorities=tuple(_priority(priority, words) for priority in content.priorities),
        others=tuple(_other(other, words) for other in content.others),
        withheld_note=note,
        since_last=changed and _rounded_changes(changed),
        overall=replace(content.overall, standing=_rounded(content.overall.standing)),
        values=tuple(_value_line(line, hidden, words) for line in content.values),
        plan=tuple(filter(None, map(_phase, content.plan))),
        learning=taught,
        investments=tuple(sheet for sheet in content.investments if not sheet.step.sensitive),
    )


def _words() -> _Words:
    return _Words(
        answer=gettext("Left out: a sensitive matter"),
        dimension=gettext("Confidential: not printed here; see the result page."),
        value=pgettext("in place of a value", "not printed"),
        step=gettext("See the result page."),
    )


def _note(withheld: int) -> str:
    text = gettext(
        "The answers to %(count)s questions on sensitive matters are left out here; the firm sees them on its result "
        "page."
    )
    return text % {"count": withheld}


def _block(block: BlockText, words: _Words) -> BlockText:
    step = block.next_step
    return replace(
        block,
        standing=_rounded(block.standing),
        dimensions=tuple(_dimension(each, words) for each in block.dimensions),
        strengths=tuple(text for text in block.strengths if text not in block.private),
        gaps=tuple(text for text in block.gaps if text not in block.private),
        next_step=_step(words) if step and step.sensitive else step,
        private=(),
    )


def _phase(phase: PlanPhase) -> PlanPhase | None:
    """Return a phase without sensitive steps, because the phase alone tells how far a matter is; None if none is left.

    The priorities still name whose they are.
    """
    lines = tuple(line for line in phase.lines if not line.step.sensitive)
    return replace(phase, lines=lines) if lines else None


def _value_line(line: ValueLine, hidden: Collection[str], words: _Words) -> ValueLine:
    """Return a value on its own scale; none of a node whose every answer is sensitive."""
    if line.standing.node in hidden:
        return replace(line, standing=_standing(line.standing, words), share=None, is_scored=False, coverage_text="")
    return replace(line, standing=_rounded(line.standing), share=_near(line.share, 3))


def _rounded_changes(since_last: SinceLast) -> SinceLast:
    lines = (replace(each, before=_near(each.before), now=_near(each.now)) for each in since_last.lines)
    whole = since_last.overall
    overall = replace(whole, before=_near(whole.before), now=_near(whole.now))
    return replace(since_last, overall=overall, lines=tuple(lines))


def _rounded(standing: Standing) -> Standing:
    """Return where a node stands, its values as exact as they are printed."""
    known = standing.compared
    return replace(
        standing,
        value=_near(standing.value),
        low=_near(standing.low),
        high=_near(standing.high),
        compared=replace(known, verified=_near(known.verified)),
    )


def _near(value: Fraction | None, digits: int = 1) -> Fraction | None:
    return None if value is None else Fraction(half_up(value, digits))


def _dimension(dimension: DimensionText, words: _Words) -> DimensionText:
    answers = tuple(_answer(answer, words) for answer in dimension.answers)
    if all(answer.sensitive for answer in answers):
        standing = _standing(dimension.standing, words)
        return replace(dimension, standing=standing, answers=answers, next_step=None, withheld=words.dimension)
    step = dimension.next_step
    return replace(
        dimension,
        standing=_rounded(dimension.standing),
        answers=answers,
        next_step=_step(words) if step and step.sensitive else step,
    )


def _answer(answer: AnswerText, words: _Words) -> AnswerText:
    return (
        AnswerText(answer.item, answer.ask, "withheld", level=None, level_text="", text=words.answer, sensitive=True)
        if answer.sensitive
        else answer
    )


def _standing(standing: Standing, words: _Words) -> Standing:
    return replace(
        standing,
        value=None,
        value_text=words.value,
        level=None,
        level_text="",
        low=None,
        high=None,
        band_text="",
        coverage_text="",
        compared=NOTHING_TO_COMPARE,
    )


def _priority(priority: PriorityText, words: _Words) -> PriorityText:
    """Return the priority; of a sensitive one only whose it is, because step and reasons follow from the level."""
    return replace(priority, step=_step(words), why=()) if priority.step.sensitive else priority


def _other(other: OtherModel, words: _Words) -> OtherModel:
    """Return another model without the lines that give sensitive answers away."""
    lines = tuple(replace(each, value_text=words.value, share=None) if each.sensitive else each for each in other.lines)
    drafts = tuple(replace(each, text=words.answer) if each.sensitive else each for each in other.drafts)
    return replace(other, lines=lines, drafts=drafts)


def _step(words: _Words) -> StepText:
    return StepText(text=words.step, effort="", cost="", months="", leads="", learn="", measure="", sensitive=True)
