"""On which pages the questions stand: a dimension is a part, in the quick check a block; a long part has several pages.

``framework`` is what an assessment asks (``asked``), so that a page without questions is not there. Which question
stands on which page the framework itself says (``questionnaires.paging``), whatever is asked of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil
from operator import attrgetter

from assessments.models import Scope
from c4ir_assess.exceptions import UnknownItem
from questionnaires.document import Framework, Item, Node
from questionnaires.words import Text

PAGE = "~"  # in an address, before the number of a part's second page and those after it


@dataclass(frozen=True, slots=True)
class Section:
    """One page of questions. ``id`` is its address: that of its part, with the page's number from the second one on.

    ``number`` and ``of`` count the parts, in a quick check the blocks, ``page`` and ``pages`` those of this part that
    are asked. ``above`` are the nodes over the part, the block first; it is empty where the part is a block.
    """

    id: str
    node: Node
    above: tuple[Node, ...]
    number: int
    of: int
    questions: tuple[tuple[Node, Item], ...]
    page: int = 1
    pages: int = 1

    @property
    def block(self) -> Node:
        """Return the block that the page is in."""
        return self.above[0] if self.above else self.node

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the items without their dimensions."""
        return tuple(item for _, item in self.questions)

    @property
    def is_looked_over(self) -> bool:
        """Whether a look over its block's answers follows; where the block is this one page, that is the look."""
        return bool(self.above) or self.pages > 1


def sections(framework: Framework, scope: str) -> tuple[Section, ...]:
    """Return all pages in the framework's order."""
    return tuple(page for part in _whole_parts(framework, scope) for page in _split(part, scope))


def parts(framework: Framework, scope: str) -> tuple[tuple[Section, ...], ...]:
    """Return the pages of each part."""
    by_part = groupby(sections(framework, scope), lambda page: page.node.id)
    return tuple(tuple(pages) for _, pages in by_part)


def get_section(framework: Framework, scope: str, address: str) -> Section:
    """Return one page, under its part's own address the first that is asked; UnknownItem if this scope has none."""
    found = next((page for page in sections(framework, scope) if address in {page.id, page.node.id}), None)
    if found is None:
        raise UnknownItem(address)
    return found


def page_with(framework: Framework, scope: str, item: str) -> Section:
    """Return the page on which a question stands; UnknownItem if it is not asked in this scope."""
    found = next((page for page in sections(framework, scope) if item in {one.id for one in page.items}), None)
    if found is None:
        raise UnknownItem(item)
    return found


def whole_part(framework: Framework, scope: str, address: str) -> Section:
    """Return all questions of a part as one page, found by the address of any of its pages; else UnknownItem."""
    name = address.partition(PAGE)[0]
    part = next((part for part in _whole_parts(framework, scope) if part.id == name), None)
    if part is None or address not in {name, *(page.id for page in _split(part, scope))}:
        raise UnknownItem(address)
    return part


def pages_of(framework: Framework, scope: str, part: str) -> tuple[Section, ...]:
    """Return the pages of one part, or of all parts of a block; none if it is not asked."""
    pages = sections(framework, scope)
    return tuple(page for page in pages if part in {page.node.id, *(node.id for node in page.above)})


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


def _whole_parts(framework: Framework, scope: str) -> Iterator[Section]:
    return _quick_parts(framework) if scope == Scope.QUICK else _parts_below(framework.root, ())


def _parts_below(parent: Node, above: tuple[Node, ...]) -> Iterator[Section]:
    with_items = [node.id for node in parent.children if node.items]
    for node in parent.children:
        if node.items:
            number, questions = with_items.index(node.id) + 1, tuple((node, item) for item in node.items)
            yield Section(node.id, node, above, number, len(with_items), questions)
        else:
            yield from _parts_below(node, (*above, node))


def _quick_parts(framework: Framework) -> Iterator[Section]:
    asked = [(block, _key_questions(block)) for block in framework.blocks]
    asked = [(block, questions) for block, questions in asked if questions]
    for number, (block, questions) in enumerate(asked, start=1):
        yield Section(block.id, block, (), number, len(asked), questions)


def _key_questions(block: Node) -> tuple[tuple[Node, Item], ...]:
    return tuple((node, item) for node in block.walk() for item in node.items if item.key)


def _split(part: Section, scope: str) -> Iterator[Section]:
    """Yield the pages of a part; the address of each counts those that are not asked as well."""
    page_of = attrgetter("quick_page" if scope == Scope.QUICK else "page")
    found = [(page, tuple(group)) for page, group in groupby(part.questions, lambda question: page_of(question[1]))]
    for order, (page, questions) in enumerate(found, start=1):
        address = part.id if page == 1 else f"{part.id}{PAGE}{page}"
        yield replace(part, id=address, questions=questions, page=order, pages=len(found))
