"""The parts of a framework document and their places, whatever shape it has.

What has the wrong shape is passed over in silence: ``validation`` speaks about it. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from questionnaires.answer_shapes import KINDS
from questionnaires.faults import Place

MAX_STEPS = 40  # no place in a document that can be published is further from its root

type Placed = tuple[Place, Mapping[str, Any]]


@dataclass(frozen=True)
class Index:
    """The parts of a document that others name. Of two with the same id, the first is the one that is named."""

    document: Mapping[str, Any]
    nodes: tuple[Placed, ...]
    items: tuple[Placed, ...]

    @cached_property
    def node_ids(self) -> frozenset[str]:
        """Return the ids of all nodes."""
        return ids(self.nodes)

    @cached_property
    def dimension_ids(self) -> frozenset[str]:
        """Return the ids of the nodes that hold items."""
        return ids(placed for placed in self.nodes if "items" in placed[1])

    @cached_property
    def node_by_id(self) -> Mapping[str, Placed]:
        """Return the nodes by their ids."""
        return _by_id(self.nodes)

    @cached_property
    def item_by_id(self) -> Mapping[str, Placed]:
        """Return the items by their ids."""
        return _by_id(self.items)

    @cached_property
    def _part_at(self) -> Mapping[Place, Mapping[str, Any]]:
        return dict((*self.nodes, *self.items))

    def above(self, place: Place) -> Iterator[Mapping[str, Any]]:
        """Yield the node or item at a place and all nodes above it."""
        ends = range(1, len(place) + 1)
        return (self._part_at[place[:end]] for end in ends if place[:end] in self._part_at)

    @cached_property
    def levels(self) -> tuple[Placed, ...]:
        """Return the levels of the whole."""
        return tuple(entries(self.document.get("levels"), ("levels",)))

    @cached_property
    def blocks(self) -> tuple[Placed, ...]:
        """Return the nodes right below the whole."""
        return tuple(entries(self.document.get("blocks"), ("blocks",)))

    @cached_property
    def variants(self) -> tuple[str, ...]:
        """Return the ids of the variants."""
        found = entries(self.document.get("variants"), ("variants",))
        return tuple(dict.fromkeys(entry["id"] for _, entry in found if isinstance(entry.get("id"), str)))

    @property
    def readings(self) -> tuple[str | None, ...]:
        """Return what the document is read for: each of its variants, or everybody where it has none."""
        return self.variants or (None,)

    @cached_property
    def answers(self) -> Mapping[str, Any]:
        """Return the answer types that items share by name."""
        shared = _mapping(self.document.get("answers"))
        return {name: answer for name, answer in shared.items() if isinstance(name, str)}

    @property
    def overall(self) -> Any:
        """Return how the whole is made from the blocks, None where the document leaves that to the default."""
        return _mapping(self.document.get("overall")).get("aggregate")

    def answer_of(self, item: Mapping[str, Any]) -> Any:
        """Return the answer type of an item, its own or the shared one that it names; None where that is unknown."""
        answer = item.get("answer", {"type": "ladder"})
        return self.answers.get(answer) if isinstance(answer, str) else answer

    def kind_of(self, item: Mapping[str, Any]) -> str | None:
        """Return the word for the answer type of an item, None for one that is not known."""
        kind = _mapping(self.answer_of(item)).get("type")
        return kind if isinstance(kind, str) and kind in KINDS else None

    def rules(self, name: str) -> tuple[Any, Place]:
        """Return one of the rules and its place."""
        return _mapping(self.document.get("rules")).get(name), ("rules", name)


def index_of(document: Mapping[str, Any]) -> Index:
    """Find the nodes and items of a document."""
    found = tuple(nodes(document.get("blocks"), ("blocks",)))
    items = tuple(entry for place, node in found for entry in items_of(place, node))
    return Index(document, found, items)


def entries(value: Any, place: Place) -> Iterator[Placed]:
    """Yield the mappings of a list with their places."""
    if isinstance(value, list):
        yield from (((*place, index), entry) for index, entry in enumerate(value) if isinstance(entry, Mapping))


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


def children_of(place: Place, node: Mapping[str, Any]) -> Iterator[Placed]:
    """Yield the nodes right below a node."""
    return entries(node.get("children"), (*place, "children"))


def items_of(place: Place, node: Mapping[str, Any]) -> Iterator[Placed]:
    """Yield the items of a node."""
    return entries(node.get("items"), (*place, "items"))


def ids(placed: Iterable[Placed]) -> frozenset[str]:
    """Return the ids of some mappings."""
    return frozenset(entry["id"] for _, entry in placed if isinstance(entry.get("id"), str))


def _by_id(placed: Iterable[Placed]) -> dict[str, Placed]:
    found: dict[str, Placed] = {}
    for place, entry in placed:
        if isinstance(entry.get("id"), str):
            found.setdefault(entry["id"], (place, entry))
    return found


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
