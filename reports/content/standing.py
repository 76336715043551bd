"""Where nodes stand, in words."""

from django.utils.translation import gettext

from assessments import wording
from assessments.scoring.types import NodeResult
from questionnaires.document import Node
from questionnaires.words import Language
from reports.content.source import Source
from reports.content.types import Standing


def standing(source: Source, node: Node, language: Language) -> Standing:
    """Say where one node stands."""
    result, levels = source.card.nodes[node.id], source.framework.levels
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
        coverage_text=_answered(result),
    )


def _answered(result: NodeResult) -> str:
    asked = result.items - result.not_applicable
    if not result.items:
        return ""
    if not asked:
        return gettext("no question applies")
    counts = {"answered": asked - result.open, "asked": asked}
    return gettext("%(answered)s of %(asked)s questions answered") % counts
