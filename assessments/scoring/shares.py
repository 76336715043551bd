"""What each part brings to the node above it, and what the node makes of them. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from assessments.scoring import gates, levels, lookup, points
from assessments.scoring.gates import GATES, NO_RUNGS, Rungs
from assessments.scoring.methods import WEIGHTED, Numbers, Weighed, combine, in_band, weighted_mean
from assessments.scoring.types import Answer, Basis
from questionnaires.document import Aggregate, Framework, Item, Node

ZERO, ONE = Fraction(0), Fraction(1)


class Share(NamedTuple):
    """One part of a node, an item or another node.

    ``raw`` is its value over what is answered, ``low`` and ``high`` take what is open as worst and best, ``top`` is the
    largest it could have. ``coverage`` None = not applicable: such a part has left the score, and its other numbers are
    None too. ``rungs`` holds its share at each level of a gate.
    """

    id: str
    weight: Fraction
    raw: Fraction | None
    low: Fraction | None
    high: Fraction | None
    coverage: Fraction | None
    top: Fraction | None
    rungs: Rungs = NO_RUNGS

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to be answered."""
        return self.coverage is not None and self.coverage < ONE


@dataclass(frozen=True, slots=True)
class Combined:
    """The numbers of a node, and the parts and levels of a gate that they were made of.

    ``plain`` is the raw value before it was rescaled. ``is_cut``: the parts so far come to another value, which lies
    outside the band.
    """

    raw: Fraction | None
    low: Fraction | None
    high: Fraction | None
    top: Fraction | None
    coverage: Fraction | None
    plain: Fraction | None
    is_cut: bool
    shares: tuple[Share, ...]
    rungs: Rungs


def of_node(node: Node, made: Combined) -> Share:
    """Return what a node brings to the one above it."""
    return Share(node.id, node.weight, made.raw, made.low, made.high, made.coverage, made.top, made.rungs)


def of_item(item: Item, answer: Answer | None, basis: Basis) -> Share:
    """Return an item's share: its points, or all that they may yet become, or nothing if it left the score."""
    if answer is not None and answer.state == "not_applicable" and (item.na_reasons or basis == "verified"):
        return Share(item.id, item.weight, None, None, None, None, None)
    value = answer.value if answer is not None and answer.state == "answered" else None
    earned = points.open_points(item) if value is None else points.earned(item, value)
    top = points.most(item)
    return Share(item.id, item.weight, *earned, top, gates.of_item(item, value, earned, top))


def combined(framework: Framework, node: Node, shares: Sequence[Share]) -> Combined:
    """Return a node's numbers by its own method."""
    aggregate = node.aggregate
    if aggregate.method not in WEIGHTED:
        shares = [share if share.weight == ONE else share._replace(weight=ONE) for share in shares]
    counted = _counted(aggregate, shares)
    coverage = weighted_mean([(share.weight, share.coverage) for share in counted if share.coverage is not None])
    rungs = gates.of_node([(share.weight, share.rungs) for share in counted]) if aggregate.method in GATES else NO_RUNGS
    numbers = _numbers(framework, node, counted, rungs)
    plain = in_band(numbers.raw, numbers.low, numbers.high)
    raw, low, high, top = (_rescaled(aggregate, number) for number in (plain, *numbers[1:]))
    return Combined(raw, low, high, top, coverage, plain, plain != numbers.raw, tuple(shares), rungs)


def _counted(aggregate: Aggregate, shares: Sequence[Share]) -> list[Share]:
    """Return the parts that take part: those that have a value of their own, or else all that are applicable."""
    applicable = [share for share in shares if share.coverage is not None]
    if aggregate.method == "none":
        return applicable
    return [share for share in applicable if share.top is not None] or applicable


def _numbers(framework: Framework, node: Node, shares: Sequence[Share], rungs: Rungs) -> Numbers:
    if node.aggregate.method in GATES:
        return gates.through(node.aggregate, rungs)
    if node.aggregate.method == "lookup":
        return _looked_up(framework, node, shares)
    return _by_method(node.aggregate, shares)


def _by_method(aggregate: Aggregate, shares: Sequence[Share]) -> Numbers:
    """Combine the parts' numbers; what is answered in full needs one calculation instead of three."""
    top = combine(aggregate, _weighed(shares, lambda share: share.top))
    raw = combine(aggregate, _weighed(shares, lambda share: share.raw))
    # The same object and not only equal: comparing rationals takes time, and the longer way comes to the same.
    if all(share.low is share.raw is share.high for share in shares):
        return Numbers(raw, raw, raw, top)
    low = combine(aggregate, _weighed(shares, lambda share: share.low))
    high = combine(aggregate, _weighed(shares, lambda share: share.high))
    return Numbers(raw, low, high, top)


def _weighed(shares: Sequence[Share], number: Callable[[Share], Fraction | None]) -> list[Weighed]:
    return [Weighed(share.weight, value, share.top or ZERO) for share in shares if (value := number(share)) is not None]


def _looked_up(framework: Framework, node: Node, shares: Sequence[Share]) -> Numbers:
    """Return what the table says about the levels of the parts."""
    children = {child.id: child for child in node.children}

    def level(share: Share, value: Fraction) -> int:
        return levels.in_table(framework, children.get(share.id), value, share.top)

    answered = {share.id: level(share, share.raw) for share in shares if share.raw is not None}
    possible = {
        share.id: range(level(share, share.low or ZERO), level(share, share.high or ZERO) + 1)
        for share in shares
        if share.top is not None
    }
    return lookup.numbers(node.aggregate.table, answered, possible)


def _rescaled(aggregate: Aggregate, number: Fraction | None) -> Fraction | None:
    """Put a number on the node's own scale."""
    return number if number is None or aggregate.rescale is None else aggregate.rescale(number)
