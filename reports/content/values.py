"""The values of every node, each on its own scale: what a framework says that measures and names no next steps."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext

from assessments import wording
from assessments.scoring.types import NodeResult
from questionnaires.document import Framework, Node
from questionnaires.words import Language
from reports.content.figures import plain
from reports.content.source import Source
from reports.content.standing import standing
from reports.content.subject import asked
from reports.content.types import ValueLine


def measures_only(framework: Framework) -> bool:
    """Whether the framework names no next step, so that there is neither a priority nor a report to print."""
    return not any(item.steps for item in framework.items())


def values(source: Source, language: Language) -> tuple[ValueLine, ...]:
    """Return the nodes below the whole, in the framework's order, with how deep each stands."""
    return tuple(_below(source, asked(source).root, language, 0))


def _below(source: Source, above: Node, language: Language, depth: int) -> Iterator[ValueLine]:
    for node in above.children:
        if node.id in source.card.nodes:
            yield _line(source, node, language, depth)
            yield from _below(source, node, language, depth + 1)


def _line(source: Source, node: Node, language: Language, depth: int) -> ValueLine:
    result = source.result(node)
    return ValueLine(
        standing=standing(source, node, language),
        depth=depth,
        is_scored=node.aggregate.method != "none",
        out_of_text="" if result.top is None or result.value is None else plain(result.top),
        share=_share(result),
        coverage_text="" if source.withheld_in(node) else _coverage(result),
    )


def _share(result: NodeResult) -> Fraction | None:
    """Return how far up its scale a value lies."""
    return result.value / result.top if result.value is not None and result.top else None


def _coverage(result: NodeResult) -> str:
    """Return how much is answered, rows of grids counted singly; nothing once it is all."""
    if result.coverage is None or result.coverage == 1:
        return ""
    return gettext("%(share)s answered") % {"share": wording.share(result.coverage)}


def scale_top(source: Source, result: NodeResult) -> str:
    """Return the end of a result's scale; older results did not keep it, and lie on the scale of the levels."""
    return wording.number(source.framework.levels[-1].value) if result.top is None else plain(result.top)
