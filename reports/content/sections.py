"""Blocks, their dimensions, and every answer."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.answer_words import value_words
from assessments.answers import Given, is_proposal, reason_in
from assessments.scoring.priorities import step_name, weakest_item
from questionnaires.document import Item, Node
from questionnaires.words import Language
from reports.content import withholding
from reports.content.answers_in_words import is_on_levels
from reports.content.plan_types import StepText
from reports.content.planned import NextStep, block_steps
from reports.content.remarks import gaps, strengths
from reports.content.source import Source
from reports.content.standing import standing
from reports.content.steps import step_text
from reports.content.subject import asked
from reports.content.types import AnswerKind, AnswerText, BlockText, DimensionText
from reports.content.values import measures_only


def blocks(source: Source, language: Language) -> tuple[BlockText, ...]:
    """Return all blocks in the framework's order, with what was asked in them."""
    shown = asked(source).blocks
    whole = sum(block.weight for block in shown)
    told = tuple(
        BlockText(
            standing=standing(source, block, language),
            about=block.about[language],
            weight_text=wording.share(block.weight / whole),
            dimensions=tuple(_dimension(source, node, language) for node in block.walk() if node.items),
            withheld=_not_counted(source, block, language),
        )
        for block in shown
        if block.id in source.card.nodes
    )
    is_advised = not source.is_quick and not measures_only(source.framework)
    return _advised(source, told, language) if is_advised else told


def _not_counted(source: Source, block: Node, language: Language) -> str:
    """Say which answers a block's value does not count, and where it would lie with them; nothing if it counts all."""
    result = source.card.nodes[block.id]
    names = [node.name[language] for node in block.walk() if node.items and source.withheld_in(node)]
    if not names or result.value is None or result.low is None or result.high is None:
        return ""
    text = gettext(
        "Without the confidential answers in: %(names)s. With them the value lies between %(low)s and %(high)s; the "
        "result page shows it."
    )
    low, high = wording.bounds(result.low, result.high)
    return text % {"names": ", ".join(names), "low": low, "high": high}


def _advised(source: Source, told: tuple[BlockText, ...], language: Language) -> tuple[BlockText, ...]:
    """Return the blocks with what is strong, what is missing and what comes next."""
    nodes, steps = {block.id: block for block in asked(source).blocks}, block_steps(source)
    return tuple(_remarked(source, block, nodes[block.standing.node], steps, language) for block in told)


def _remarked(
    source: Source, told: BlockText, block: Node, steps: Mapping[str, NextStep], language: Language
) -> BlockText:
    step = steps.get(block.id)
    return replace(
        told,
        strengths=strengths(source, block, language),
        gaps=gaps(source, block, language),
        next_step=step_text(step.item, step.name, language) if step else None,
    )


def _dimension(source: Source, node: Node, language: Language) -> DimensionText:
    is_untold = source.card.nodes[node.id].value is None and source.withheld_in(node) > 0
    return DimensionText(
        standing=standing(source, node, language),
        about=node.about[language],
        answers=tuple(answer_text(source, item, language) for item in node.items),
        next_step=None if is_untold else _next_step(source, node, language),
        withheld=withholding.words_for_dimension() if is_untold else "",
    )


def _next_step(source: Source, node: Node, language: Language) -> StepText | None:
    """Return the step of the dimension's weakest item; none at the top of the ladder."""
    weakest = weakest_item(node, source.scored)
    name = step_name(weakest[1]) if weakest else None
    return step_text(weakest[0], name, language) if weakest and name else None


def answer_text(source: Source, item: Item, language: Language) -> AnswerText:
    """Return one question and what was said to it."""
    if item.id in source.withheld:
        text = withholding.words_for_answer()
        return AnswerText(item.id, item.ask[language], "withheld", None, "", text=text, sensitive=True)
    given = source.answers.get(item.id)
    kind: AnswerKind = given.state if given else "unanswered"
    is_level = kind == "answered" and is_on_levels(source.framework, item)
    level = given.value if given and is_level else None
    return AnswerText(
        item=item.id,
        ask=item.ask[language],
        kind=kind,
        level=level,
        level_text="" if level is None else wording.level_title(source.framework.levels, level, language),
        text=_text(item, given, language),
        sensitive=item.sensitive,
    )


def _text(item: Item, given: Given | None, language: Language) -> str:
    if given is None:
        return pgettext("answer", "Not answered")
    if given.state == "answered":
        return value_words(item, given.value, language)
    if given.state == "dont_know":
        return pgettext("answer", "Do not know")
    said = pgettext("answer", "Not applicable")
    if is_proposal(item, given.state):
        said = gettext("Proposed as not applicable, open until an advisor agrees")
    return f"{said}: {reason_in(item, given.reason, language)}"
