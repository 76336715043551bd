"""Blocks, their dimensions, and every answer."""

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.answers import Given, is_proposal, reason_in
from assessments.scoring.priorities import step_name, weakest_item
from questionnaires.document import Item, Language, Node
from reports.content.source import Source
from reports.content.standing import standing
from reports.content.steps import step_text
from reports.content.types import AnswerKind, AnswerText, BlockText, DimensionText, StepText


def blocks(source: Source, language: Language) -> tuple[BlockText, ...]:
    """Return all blocks in the framework's order."""
    whole = sum(block.weight for block in source.framework.blocks)
    return tuple(
        BlockText(
            standing=standing(source, block, language),
            about=block.about[language],
            weight_text=wording.share(block.weight / whole),
            dimensions=tuple(_dimension(source, node, language) for node in block.walk() if source.asked(node)),
        )
        for block in source.framework.blocks
        if block.id in source.card.nodes
    )


def _dimension(source: Source, node: Node, language: Language) -> DimensionText:
    return DimensionText(
        standing=standing(source, node, language),
        about=node.about[language],
        answers=tuple(_answer(source, item, language) for item in source.asked(node)),
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
    level = given.value if given and kind == "answered" else None
    return AnswerText(
        item=item.id,
        ask=item.ask[language],
        kind=kind,
        level=level,
        level_text="" if level is None else wording.level_title(source.framework.levels, level, language),
        text=item.levels[level][language] if level is not None else _no_level(item, given, language),
        sensitive=item.sensitive,
    )


def _no_level(item: Item, given: Given | None, language: Language) -> str:
    if given is None:
        return pgettext("answer", "Not answered")
    if given.state == "dont_know":
        return pgettext("answer", "Do not know")
    said = pgettext("answer", "Not applicable")
    if is_proposal(item, given.state):
        said = gettext("Proposed as not applicable, open until an advisor agrees")
    return f"{said}: {reason_in(item, given.reason, language)}"
