"""On which pages the questions stand: a dimension a page, in the quick check a block a page.

``framework`` is what an assessment asks (``asked``), so that a part without questions has no page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from assessments.models import Scope
from c4ir_assess.exceptions import UnknownItem
from questionnaires.document import Framework, Item, Node
from questionnaires.words import Text


@dataclass(frozen=True, slots=True)
class Section:
    """One page of questions; ``number`` and ``of`` count the dimensions beside it, in a quick check the blocks.

    ``above`` are the nodes over it, the block first; it is empty where the page is a block.
    """

    node: Node
    above: tuple[Node, ...]
    number: int
    of: int
    questions: tuple[tuple[Node, Item], ...]

    @property
    def id(self) -> str:
        """Return the node's id, which is the page's address."""
        return self.node.id

    @property
    def block(self) -> Node:
        """Return the block that the page is in, or is."""
        return self.above[0] if self.above else self.node

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the items without their dimensions."""
        return tuple(item for _, item in self.questions)


def sections(framework: Framework, scope: str) -> tuple[Section, ...]:
    """Return all pages in the framework's order."""
    return tuple(_quick_sections(framework) if scope == Scope.QUICK else _pages_below(framework.root, ()))


def get_section(framework: Framework, scope: str, node: str) -> Section:
    """Return one page; raise UnknownItem if this scope has none of that name."""
    found = next((section for section in sections(framework, scope) if section.id == node), None)
    if found is None:
        raise UnknownItem(node)
    return found


def pages_of(framework: Framework, scope: str, part: str) -> tuple[Section, ...]:
    """Return the pages of one part: of a page the page alone, of a block all that it holds; none if it is not asked."""
    return tuple(page for page in sections(framework, scope) if part in {page.id, *(node.id for node in page.above)})


def part_name(framework: Framework, part: str) -> Text:
    """Return what a part is called."""
    return next(node.name for node in framework.root.walk() if node.id == part)


def get_item(framework: Framework, scope: str, item: str) -> Item:
    """Return one item; raise UnknownItem if it is not asked in this scope."""
    asked = framework.items(quick=scope == Scope.QUICK)
    found = next((one for one in asked if one.id == item), None)
    if found is None:
        raise UnknownItem(item)
    return found


def minutes(framework: Framework, scope: str, *, items: int | None = None) -> int:
    """Return about how many minutes the whole framework, or that many items of it, take on a phone."""
    quick = scope == Scope.QUICK
    whole = framework.quick.minutes_phone if quick and framework.quick else framework.minutes_phone
    if items is None:
        return whole
    return max(1, ceil(whole * items / len(list(framework.items(quick=quick)))))


def _pages_below(parent: Node, above: tuple[Node, ...]) -> Iterator[Section]:
    pages = [node for node in parent.children if node.items]
    numbers = {node.id: number for number, node in enumerate(pages, start=1)}
    for node in parent.children:
        if node.items:
            yield Section(node, above, numbers[node.id], len(pages), tuple((node, item) for item in node.items))
        else:
            yield from _pages_below(node, (*above, node))


def _quick_sections(framework: Framework) -> Iterator[Section]:
    asked = [(block, _key_questions(block)) for block in framework.blocks]
    asked = [(block, questions) for block, questions in asked if questions]
    for number, (block, questions) in enumerate(asked, start=1):
        yield Section(block, (), number, len(asked), questions)


def _key_questions(block: Node) -> tuple[tuple[Node, Item], ...]:
    return tuple((node, item) for node in block.walk() for item in node.items if item.key)
