"""Which items an assessment asks, and on which pages: a dimension a page, in the quick check a block a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from assessments.models import Assessment, Scope
from c4ir_assess.exceptions import UnknownItem
from questionnaires import library
from questionnaires.document import Framework, Item, Node


@dataclass(frozen=True, slots=True)
class Section:
    """One page of questions; ``number`` and ``of`` count the dimensions in its block, in a quick check the blocks."""

    node: Node
    block: Node
    number: int
    of: int
    questions: tuple[tuple[Node, Item], ...]

    @property
    def id(self) -> str:
        """Return the node's id, which is the page's address."""
        return self.node.id

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the items without their dimensions."""
        return tuple(item for _, item in self.questions)


def framework_of(assessment: Assessment) -> Framework:
    """Return the framework version that the assessment was started with."""
    return library.get(assessment.framework_version.content_hash)


def sections(framework: Framework, scope: str) -> tuple[Section, ...]:
    """Return all pages in the framework's order."""
    return tuple(_quick_sections(framework) if scope == Scope.QUICK else _full_sections(framework))


def get_section(framework: Framework, scope: str, node: str) -> Section:
    """Return one page; raise UnknownItem if this scope has none of that name."""
    found = next((section for section in sections(framework, scope) if section.id == node), None)
    if found is None:
        raise UnknownItem(node)
    return found


def get_item(framework: Framework, scope: str, item: str) -> Item:
    """Return one item; raise UnknownItem if it is not asked in this scope."""
    asked = framework.items(quick=scope == Scope.QUICK)
    found = next((one for one in asked if one.id == item), None)
    if found is None:
        raise UnknownItem(item)
    return found


def minutes(framework: Framework, scope: str, *, items: int | None = None) -> int:
    """Return about how many minutes the whole, or that many items of it, take on a phone."""
    quick = scope == Scope.QUICK
    whole = framework.quick.minutes_phone if quick and framework.quick else framework.minutes_phone
    if items is None:
        return whole
    return max(1, ceil(whole * items / len(list(framework.items(quick=quick)))))


def _full_sections(framework: Framework) -> Iterator[Section]:
    for block in framework.blocks:
        dimensions = [node for node in block.walk() if node.items]
        for number, node in enumerate(dimensions, start=1):
            yield Section(node, block, number, len(dimensions), tuple((node, item) for item in node.items))


def _quick_sections(framework: Framework) -> Iterator[Section]:
    asked = [(block, _key_questions(block)) for block in framework.blocks]
    asked = [(block, questions) for block, questions in asked if questions]
    for number, (block, questions) in enumerate(asked, start=1):
        yield Section(block, block, number, len(asked), questions)


def _key_questions(block: Node) -> tuple[tuple[Node, Item], ...]:
    return tuple((node, item) for node in block.walk() for item in node.items if item.key)
