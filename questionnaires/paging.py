"""On which page of its part each question stands. Pure; worked out from a framework, never part of its document.

A phone shows a few questions a page. The pages follow from all that the document asks, so that a question keeps its
page whatever an answer or the firm's profile hides: its address stays, and so does what waits for it on a device.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from questionnaires.document import Item, Node

MOST = 6
LEAST = 3  # where a part has several pages

type Cost = tuple[int, int, int]


def paged(block: Node) -> Node:
    """Return a block whose items know their page, in their dimension and among the block's key items."""
    pages = {id_: page for node in block.walk() for id_, page in _pages(node.items)}
    quick = dict(_pages([item for node in block.walk() for item in node.items if item.key]))
    return _told(block, pages, quick)


def _told(node: Node, pages: Mapping[str, int], quick: Mapping[str, int]) -> Node:
    return replace(
        node,
        children=tuple(_told(child, pages, quick) for child in node.children),
        items=tuple(replace(item, page=pages[item.id], quick_page=quick.get(item.id, 1)) for item in node.items),
    )


def _pages(items: Sequence[Item]) -> Iterator[tuple[str, int]]:
    """Yield each item's id with its page, from 1."""
    page, ends = 1, set(_ends(items))
    for place, item in enumerate(items):
        page += place in ends
        yield item.id, page


def _ends(items: Sequence[Item]) -> tuple[int, ...]:
    """Return after how many items each page ends.

    First as few questions as possible stand apart from one that decides whether they are asked, then the pages are as
    few as possible, then as equal as possible, the longer ones first.
    """
    if len(items) <= MOST:
        return ()
    ties = _ties(items)
    best: dict[int, tuple[Cost, tuple[int, ...]]] = {0: ((0, 0, 0), ())}
    for end in range(LEAST, len(items) + 1):
        found = [
            (_dearer(best[start][0], start, end, ties), (*best[start][1], end))
            for start in range(max(0, end - MOST), end - LEAST + 1)
            if start in best
        ]
        if found:
            best[end] = min(found, key=lambda way: (way[0], [-each for each in way[1]]))
    return best[len(items)][1]


def _dearer(cost: Cost, start: int, end: int, ties: Sequence[tuple[int, int]]) -> Cost:
    """Return the cost with one more page: from ``start`` up to, not including, ``end``."""
    torn = sum(start <= earlier < end <= later for earlier, later in ties)
    return cost[0] + torn, cost[1] + 1, cost[2] + (end - start) ** 2


def _ties(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Return the places of each question and of one of this part that decides whether it is asked, in order."""
    places = {item.id: place for place, item in enumerate(items)}
    found = [
        sorted((places[condition.item], place))
        for place, item in enumerate(items)
        for condition in (item.applies_when.answers if item.applies_when else ())
        if condition.item in places
    ]
    return [(earlier, later) for earlier, later in found]
