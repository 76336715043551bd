"""Nodes that remember what they came to, for many assessments in a row. Pure and exact.

A node of items remembers its result by the cells of these items, any other node by what its parts came to. What is not
remembered is worked out by the functions of the engine. Means further up have too many different parts for that: they
are summed in whole numbers over one denominator, which is as exact, and the sums say which result it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import itemgetter
from typing import Any, NamedTuple

from assessments.scoring import levels
from assessments.scoring.engine import Run, all_rated, shown
from assessments.scoring.gates import NO_RUNGS
from assessments.scoring.methods import WEIGHTED, in_band
from assessments.scoring.shares import Combined, Share, combined, of_item, of_node
from assessments.scoring.types import Answer
from questionnaires.document import Item, Method, Node

type Cells = tuple[str, ...]
type Row = Sequence[str]
# Reads the cells of an item; what it raises for wrong ones goes to whoever asked for a row's result.
type Reader = Callable[[Item, Cells], Answer | None]

ADDED: frozenset[Method] = frozenset({"mean", "weighted_mean", "sum"})
ONE = Fraction(1)
ALWAYS = 800


class Numbers(NamedTuple):
    """A node's result without its explanation."""

    value: Fraction | None
    level: int | None
    low: Fraction | None
    high: Fraction | None
    coverage: Fraction | None


class Memories:
    """A limit on what many memories hold together: beyond it, one that holds more than its part begins anew.

    Each may hold ``ALWAYS``, or a node of three items with nine answers each would never be done.
    """

    def __init__(self, limit: int) -> None:
        self.limit, self.number, self.held = limit, 0, 0


class Memory[V](dict[Any, V]):
    """Remembers as long as there is room."""

    def __init__(self, shared: Memories) -> None:
        super().__init__()
        self.shared = shared
        shared.number += 1

    def keep(self, key: Any, value: V) -> V:
        """Remember a value, and return it."""
        shared = self.shared
        if shared.held >= shared.limit and len(self) >= max(ALWAYS, shared.limit // shared.number):
            shared.held -= len(self)
            self.clear()
        shared.held += 1
        self[key] = value
        return value


@dataclass(frozen=True, slots=True)
class Table:
    """Where the cells of each item are in a row, and how they are read."""

    columns: Mapping[str, Sequence[int]]
    read: Reader

    def taker(self, items: Sequence[Item]) -> Callable[[Row], Cells]:
        """Return what takes the cells of these items out of a row, always as a tuple."""
        places = [place for item in items for place in self.columns.get(item.id, ())]
        if len(places) > 1:
            return itemgetter(*places)
        return lambda row: tuple([row[place] for place in places])

    def reading(self, item: Item) -> Callable[[Row], Answer | None]:
        """Return what reads the answer to an item out of a row."""
        take = self.taker([item])
        return lambda row: self.read(item, take(row))


@dataclass(frozen=True, slots=True)
class Setting:
    """What all nodes of a framework that is asked in full have in common. ``places`` is their order in a result."""

    run: Run
    table: Table
    write: Callable[[Numbers], Any]
    places: Mapping[str, int]
    memories: Memories


class Part:
    """What an item or a node brings to the node above: as the engine has it, and in whole numbers over ``den``."""

    __slots__ = ("counts", "coverage", "den", "has_raw", "high", "low", "raw", "share", "top")

    def __init__(self, share: Share) -> None:
        self.share = share
        self.counts = share.coverage is not None and share.top is not None
        self.has_raw = self.counts and share.raw is not None
        counted = (share.raw, share.low, share.high, share.coverage, share.top) if self.counts else (None,) * 5
        self.den = lcm(*[number.denominator for number in counted if number is not None])
        self.raw, self.low, self.high, self.coverage, self.top = [
            0 if number is None else number.numerator * (self.den // number.denominator) for number in counted
        ]


class Found(Part):
    """A node's result, and what the caller writes of it."""

    __slots__ = ("numbers", "written")

    def __init__(self, share: Share, numbers: Numbers, written: Any) -> None:
        super().__init__(share)
        self.numbers, self.written = numbers, written


class Remembering:
    """A node, with the nodes or items below it. ``find`` puts its result and all below it in their places."""

    def __init__(self, setting: Setting, node: Node) -> None:
        self.setting, self.node, self.place = setting, node, setting.places[node.id]
        scored = [item for item in node.items if item.is_scored]
        self.children = [Remembering(setting, child) for child in node.children]
        self.items = [_Item(setting, item) for item in scored]
        self.take = setting.table.taker(scored)
        self.by_cells: Memory[Found] = Memory(setting.memories)
        self.by_parts: Memory[Found] = Memory(setting.memories)
        self.sums = _Sums(node, scored) if _is_added_up(setting, node) else None

    def find(self, row: Row, found: list[Found | None]) -> Found:
        """Return this row's result."""
        if self.children:
            result = self._of([child.find(row, found) for child in self.children])
        else:
            cells = self.take(row)
            result = self.by_cells.get(cells) or self.by_cells.keep(
                cells, self._of([each.find(row) for each in self.items])
            )
        found[self.place] = result
        return result

    def _of(self, parts: Sequence[Part]) -> Found:
        sums = self.sums.of(parts) if self.sums else None
        if not sums and not self.children:
            return self._made(parts, None)  # remembered by its cells
        key: tuple[Any, ...] = sums or tuple(parts)
        return self.by_parts.get(key) or self.by_parts.keep(key, self._made(parts, sums))

    def _made(self, parts: Sequence[Part], sums: tuple[int, ...] | None) -> Found:
        """Work out what is not remembered."""
        shares = [part.share for part in parts]
        if self.sums and sums:
            made = self.sums.combined(*sums)
        else:
            made = combined(self.setting.run.framework, self.node, shares)
        below = [part.numbers for part in parts if isinstance(part, Found)]
        value, reached = shown(self.setting.run, self.node, made, [] if below else shares, below)
        numbers = Numbers(value, reached.level if reached else None, made.low, made.high, made.coverage)
        return Found(of_node(self.node, made), numbers, self.setting.write(numbers))


class _Item:
    """An item, which remembers what each answer earns."""

    def __init__(self, setting: Setting, item: Item) -> None:
        self.item, self.basis, self.read = item, setting.run.basis, setting.table.read
        self.take = setting.table.taker([item])
        self.by_cells: Memory[Part] = Memory(setting.memories)

    def find(self, row: Row) -> Part:
        cells = self.take(row)
        return self.by_cells.get(cells) or self.by_cells.keep(cells, self._made(cells))

    def _made(self, cells: Cells) -> Part:
        return Part(of_item(self.item, self.read(self.item, cells), self.basis))


class _Sums:
    """Means and sums in whole numbers: ``of`` adds, ``combined`` divides and leaves the parts to explanations."""

    def __init__(self, node: Node, items: Sequence[Item]) -> None:
        self.node, self.aggregate = node, node.aggregate
        parts: list[Node | Item] = [*node.children, *items]
        weights = [part.weight if node.aggregate.method in WEIGHTED else ONE for part in parts]
        self.unit = lcm(*[weight.denominator for weight in weights])
        self.weights = [weight.numerator * (self.unit // weight.denominator) for weight in weights]

    def of(self, parts: Sequence[Part]) -> tuple[int, ...] | None:
        """Return the denominator, five sums, and the weights of the parts that have a raw value and that count.

        None if no part counts: then there is nothing to add.
        """
        den = lcm(*[part.den for part in parts])
        raw = low = high = coverage = top = raws = counts = 0
        for weight, part in zip(self.weights, parts, strict=True):
            factor = weight * (den // part.den)
            raw += factor * part.raw
            low += factor * part.low
            high += factor * part.high
            coverage += factor * part.coverage
            top += factor * part.top
            raws += weight * part.has_raw
            counts += weight * part.counts
        below = [each.numbers for each in parts if isinstance(each, Found)]
        is_rated = not self.node.aggregate.requires_all or all_rated(self.node, below)
        return (den, raw, low, high, coverage, top, raws, counts, is_rated) if counts else None

    def combined(self, den: int, raw: int, *others: int) -> Combined:
        """Return the node's numbers."""
        low, high, coverage, top, raws, counts, _ = others
        of_raw, of_all = (self.unit * bool(raws), self.unit) if self.aggregate.method == "sum" else (raws, counts)
        so_far = Fraction(raw, den * of_raw) if of_raw else None
        worst, best, most = (Fraction(total, den * of_all) for total in (low, high, top))
        is_inside = low * of_raw <= raw * of_all <= high * of_raw
        plain = so_far if is_inside else in_band(so_far, worst, best)
        return Combined(
            raw=self._rescaled(plain),
            low=self._rescaled(worst),
            high=self._rescaled(best),
            top=self._rescaled(most),
            coverage=Fraction(coverage, den * counts),
            plain=plain,
            is_cut=not is_inside,
            shares=(),
            rungs=NO_RUNGS,
        )

    def _rescaled(self, number: Fraction | None) -> Fraction | None:
        rescale = self.aggregate.rescale
        return number if number is None or rescale is None else rescale(number)


def _is_added_up(setting: Setting, node: Node) -> bool:
    """Whether the sums alone decide a node's result; on the self basis it also matters which items have left."""
    if node.items and setting.run.basis == "self":
        return False
    bounds = levels.bounded(setting.run.framework, node)
    return node.aggregate.method in ADDED and all(level.needs is None for level in bounds)
