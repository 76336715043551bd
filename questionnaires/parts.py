"""The parts of a framework document and their places, whatever shape it has.

What has the wrong shape is passed over in silence: ``validation`` speaks about it. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires.faults import Place

MAX_STEPS = 40  # no place in a document that can be published is further from its root

type Placed = tuple[Place, dict[str, Any]]


@dataclass(frozen=True)
class Index:
    """The parts of a document that others name."""

    document: Mapping[str, Any]
    nodes: tuple[Placed, ...]
    items: tuple[Placed, ...]

    @property
    def node_ids(self) -> set[str]:
        """Return the ids of all nodes."""
        return ids(self.nodes)

    @property
    def dimension_ids(self) -> set[str]:
        """Return the ids of the nodes that hold items."""
        return ids(placed for placed in self.nodes if "items" in placed[1])

    @property
    def item_ids(self) -> set[str]:
        """Return the ids of all items."""
        return ids(self.items)


def index_of(document: Mapping[str, Any]) -> Index:
    """Find the nodes and items of a document."""
    found = tuple(nodes(document.get("blocks"), ("blocks",)))
    items = tuple(entry for place, node in found for entry in entries(node.get("items"), (*place, "items")))
    return Index(document, found, items)


def entries(value: Any, place: Place) -> Iterator[Placed]:
    """Yield the mappings of a list with their places."""
    if isinstance(value, list):
        yield from (((*place, index), entry) for index, entry in enumerate(value) if isinstance(entry, dict))


def fields(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Yield the values of a mapping with their places, the key last."""
    if isinstance(value, Mapping):
        yield from (((*place, key), part) for key, part in value.items() if isinstance(key, str))


def names(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Yield the texts of a list with their places."""
    if isinstance(value, list):
        yield from (((*place, index), entry) for index, entry in enumerate(value) if isinstance(entry, str))


def nodes(value: Any, place: Place) -> Iterator[Placed]:
    """Yield nodes in document order."""
    for at, node in entries(value, place):
        yield at, node
        if len(at) < MAX_STEPS:
            yield from nodes(node.get("children"), (*at, "children"))


def ids(placed: Iterable[Placed]) -> set[str]:
    """Return the ids of some mappings."""
    return {entry["id"] for _, entry in placed if isinstance(entry.get("id"), str)}


def rules(index: Index, name: str) -> tuple[Any, Place]:
    """Return one of the rules and its place."""
    rules = index.document.get("rules")
    return (rules.get(name) if isinstance(rules, Mapping) else None), ("rules", name)
