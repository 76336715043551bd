"""Where nodes stand, in words."""

from dataclasses import replace

from django.utils.translation import gettext, ngettext

from assessments import wording
from assessments.scoring.types import NodeResult
from questionnaires.document import Node
from questionnaires.words import Language
from reports.content import withholding
from reports.content.source import Source
from reports.content.types import Standing


def standing(source: Source, node: Node, language: Language) -> Standing:
    """Say where one node stands."""
    told = source.result(node)
    if told is source.whole:
        return _whole(source, node, told, language)
    if told.value is None and source.withheld_in(node):
        return _untold(node, language)
    return _of(source, node, told, language)


def _of(source: Source, node: Node, result: NodeResult, language: Language) -> Standing:
    levels = source.framework.levels
    return Standing(
        node=node.id,
        name=node.name[language],
        value=result.value,
        value_text=wording.value_of(source.framework, node, result.value),
        level=result.level,
        level_text="" if result.level is None else wording.level_words(levels, result.level, language),
        low=result.low,
        high=result.high,
        band_text=wording.span(result.low, result.high),
        coverage_text=_answered(source.card.nodes[node.id], source.withheld_in(node)),
    )


def _whole(source: Source, node: Node, result: NodeResult, language: Language) -> Standing:
    """Say where the whole stands by all answers; its band tells what printed questions leave open, if they do."""
    told = source.card.nodes[node.id]
    low, high = (told.low, told.high) if told.open > source.withheld_in(node) else (None, None)
    made = _of(source, node, replace(result, low=low, high=high), language)
    return replace(made, value=withholding.near(result.value)) if result.value is not None else made


def _untold(node: Node, language: Language) -> Standing:
    """Say that too little is left to be told of a node."""
    return Standing(
        node=node.id,
        name=node.name[language],
        value=None,
        value_text=withholding.words_for_value(),
        level=None,
        level_text="",
        low=None,
        high=None,
        band_text="",
        coverage_text="",
    )


def _answered(result: NodeResult, withheld: int) -> str:
    asked = result.items - result.not_applicable - withheld
    if not result.items:
        return ""
    if not asked:
        return gettext("no question applies")
    counts = {"answered": asked - (result.open - withheld), "asked": asked}
    text = gettext("%(answered)s of %(asked)s questions answered") % counts
    more = ngettext("%(count)s confidential one not counted", "%(count)s confidential ones not counted", withheld)
    return f"{text}, {more % {'count': withheld}}" if withheld else text
