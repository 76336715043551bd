"""Blocks, their dimensions, and every answer."""

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.answer_words import value_words
from assessments.answers import Given, is_proposal, reason_in
from assessments.scoring.priorities import step_name, weakest_item
from questionnaires.document import Item, Node
from questionnaires.words import Language
from reports.content.answers_in_words import is_on_levels
from reports.content.source import Source
from reports.content.standing import standing
from reports.content.steps import step_text
from reports.content.subject import asked
from reports.content.types import AnswerKind, AnswerText, BlockText, DimensionText, StepText


def blocks(source: Source, language: Language) -> tuple[BlockText, ...]:
    """Return all blocks in the framework's order, with what was asked in them."""
    shown = asked(source).blocks
    whole = sum(block.weight for block in shown)
    return tuple(
        BlockText(
            standing=standing(source, block, language),
            about=block.about[language],
            weight_text=wording.share(block.weight / whole),
            dimensions=tuple(_dimension(source, node, language) for node in block.walk() if node.items),
        )
        for block in shown
        if block.id in source.card.nodes
    )


def _dimension(source: Source, node: Node, language: Language) -> DimensionText:
    return DimensionText(
        standing=standing(source, node, language),
        about=node.about[language],
        answers=tuple(_answer(source, item, language) for item in node.items),
        next_step=_next_step(source, node, language),
    )


def _next_step(source: Source, node: Node, language: Language) -> StepText | None:
    """Return the step of the dimension's weakest item; none at the top of the ladder."""
    weakest = weakest_item(node, source.scored)
    name = step_name(weakest[1]) if weakest else None
    return step_text(weakest[0], name, language) if weakest and name else None


def _answer(source: Source, item: Item, language: Language) -> AnswerText:
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
