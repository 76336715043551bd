"""The least and the largest value that each node can have, so that a bound nobody reaches is told to its author.

Worked out from the document itself, which may be broken elsewhere: what cannot be worked out is left out. Where a part
is asked of some firms only, the range is rather too wide than too narrow. Pure.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from questionnaires import answer_rules
from questionnaires.answer_reach import Reach, of_answer
from questionnaires.answer_types import Checklist
from questionnaires.faults import Place
from questionnaires.framework_shapes import AGGREGATE
from questionnaires.numbers import decimal, whole_number
from questionnaires.parts import Index, Placed, children_of, items_of

ZERO, ONE = Fraction(0), Fraction(1)
ROOT: Place = ("overall",)
PLAIN_MEAN: Mapping[str, Any] = {"method": "mean"}
MEAN_OF_BLOCKS: Mapping[str, Any] = {"method": "weighted_mean"}
GATES = frozenset({"gated_sum_of_levels", "sequential_gate"})


@dataclass(frozen=True, slots=True)
class Part:
    """What an item or a node brings to the node above: its reach (None: it never has a value), and its rungs.

    A part is not sure if some firms are not asked any of it.
    """

    weight: Fraction
    reach: Reach | None
    rungs: frozenset[int] = frozenset()
    is_sure: bool = True


def reaches(index: Index, variant: str | None) -> dict[Place, Reach | None]:
    """Return the reach of the whole and of every node that is asked in a variant, without those that are unknown."""
    return _Reading(index, variant).found


def of_item(item: Mapping[str, Any], index: Index) -> Reach | None:
    """Return what an answer to an item can earn, None where that is unknown."""
    answer = answer_rules.parsed(index.answer_of(item), item.get("levels"))
    return of_answer(answer) if answer else None


def is_read(part: Mapping[str, Any], variant: str | None) -> bool:
    """Whether a variant asks a part, as far as the part itself says."""
    wanted = part.get("in_variants")
    return variant is None or not isinstance(wanted, list) or variant in wanted


def is_scored(item: Mapping[str, Any]) -> bool:
    """Whether an item counts."""
    return item.get("scored") is not False


def is_sure(item: Mapping[str, Any], index: Index) -> bool:
    """Whether every firm of a variant is asked an item."""
    answer = index.answer_of(item)
    return "applies_when" not in item and not (isinstance(answer, Mapping) and "options_by" in answer)


def scored(items: Iterator[Placed], variant: str | None) -> Iterator[Placed]:
    """Yield the items that count in a variant."""
    return ((place, item) for place, item in items if is_scored(item) and is_read(item, variant))


class _Reading:
    """Works a document out for one variant, from its items up."""

    def __init__(self, index: Index, variant: str | None) -> None:
        self.index = index
        self.variant = variant
        self.found: dict[Place, Reach | None] = {}
        blocks = [self.node(place, node) for place, node in index.blocks if is_read(node, variant)]
        whole = combined(blocks, MEAN_OF_BLOCKS if index.overall is None else index.overall)
        if whole is not None:
            self.found[ROOT] = whole.reach

    def node(self, place: Place, node: Mapping[str, Any]) -> Part | None:
        """Return what a node brings, None if that is unknown; note the reach of it and of all below."""
        parts = [self.node(at, child) for at, child in children_of(place, node) if is_read(child, self.variant)]
        parts += [self.item(item) for _, item in scored(items_of(place, node), self.variant)]
        made = combined(parts, node.get("aggregate", PLAIN_MEAN))
        weight = node.get("weight", "1")
        number = decimal(weight.get(self.variant) if isinstance(weight, Mapping) else weight)
        if made is None or number is None:
            return None
        self.found[place] = made.reach
        return Part(number, made.reach, made.rungs, made.is_sure)

    def item(self, item: Mapping[str, Any]) -> Part | None:
        """Return what an item brings, None if that is unknown."""
        reach, weight = of_item(item, self.index), decimal(item.get("weight", "1"))
        if reach is None or weight is None:
            return None
        return Part(weight, reach, self.rungs(item), is_sure(item, self.index))

    def rungs(self, item: Mapping[str, Any]) -> frozenset[int]:
        """Return the levels of a gate that an item speaks about."""
        rung = whole_number(item.get("rung"))
        if rung is not None:
            return frozenset({rung})
        answer = answer_rules.parsed(self.index.answer_of(item), item.get("levels"))
        return frozenset(each.level for each in answer.levels) if isinstance(answer, Checklist) else frozenset()


def combined(given: Sequence[Part | None], aggregate: Any) -> Part | None:
    """Return what parts make together, None if that is unknown."""
    parts = [part for part in given if part is not None]
    if len(parts) < len(given) or any(AGGREGATE(aggregate, ())):
        return None
    rungs = frozenset(rung for part in parts for rung in part.rungs if rung)
    valued = [part for part in parts if part.reach is not None]
    if aggregate["method"] in GATES:
        reach = _gated(rungs, aggregate)
    else:
        reach = METHODS[aggregate["method"]](valued, aggregate) if valued else None
    return Part(ONE, _rescaled(reach, aggregate), rungs, any(part.is_sure for part in valued))


def before_rescale(reach: Reach, aggregate: Mapping[str, Any]) -> Reach:
    """Return the reach that a node would have without its rescale."""
    return _on_scale(reach, of=aggregate["rescale"]["to"], to=aggregate["rescale"]["from"])


def _rescaled(reach: Reach | None, aggregate: Mapping[str, Any]) -> Reach | None:
    if reach is None or "rescale" not in aggregate:
        return reach
    return _on_scale(reach, of=aggregate["rescale"]["from"], to=aggregate["rescale"]["to"])


def _on_scale(reach: Reach, *, of: Sequence[str], to: Sequence[str]) -> Reach:
    low, high, to_low, to_high = map(Fraction, (*of, *to))
    return Reach(*(to_low + (value - low) * (to_high - to_low) / (high - low) for value in reach))


def _gated(rungs: frozenset[int], aggregate: Mapping[str, Any]) -> Reach | None:
    if not rungs:
        return None
    return Reach(ZERO, Fraction(len(rungs) if aggregate["method"] == "gated_sum_of_levels" else max(rungs)))


def _lows(parts: Sequence[Part]) -> list[Fraction]:
    return [part.reach.low for part in parts if part.reach]


def _highs(parts: Sequence[Part]) -> list[Fraction]:
    return [part.reach.high for part in parts if part.reach]


def _widest(parts: Sequence[Part]) -> Reach:
    """Return the range where any part may be the only one that a firm is asked."""
    return Reach(min(_lows(parts)), max(_highs(parts)))


def _all_sure(parts: Sequence[Part]) -> bool:
    return all(part.is_sure for part in parts)


def _weighted(parts: Sequence[Part], numbers: Sequence[Fraction]) -> Fraction:
    return sum((part.weight * number for part, number in zip(parts, numbers, strict=True)), ZERO)


def _mean(parts: Sequence[Part], _aggregate: Mapping[str, Any]) -> Reach:
    if not _all_sure(parts):
        return _widest(parts)
    return Reach(sum(_lows(parts), ZERO) / len(parts), sum(_highs(parts), ZERO) / len(parts))


def _weighted_mean(parts: Sequence[Part], _aggregate: Mapping[str, Any]) -> Reach:
    if not _all_sure(parts):
        return _widest(parts)
    weights = sum((part.weight for part in parts), ZERO)
    return Reach(_weighted(parts, _lows(parts)) / weights, _weighted(parts, _highs(parts)) / weights)


def _sum(parts: Sequence[Part], _aggregate: Mapping[str, Any]) -> Reach:
    sure = [part for part in parts if part.is_sure]
    return Reach(_weighted(sure, _lows(sure)), _weighted(parts, _highs(parts)))


def _least(parts: Sequence[Part], _aggregate: Mapping[str, Any]) -> Reach:
    return Reach(min(_lows(parts)), min(_highs(parts))) if _all_sure(parts) else _widest(parts)


def _most(parts: Sequence[Part], _aggregate: Mapping[str, Any]) -> Reach:
    return Reach(max(_lows(parts)), max(_highs(parts))) if _all_sure(parts) else _widest(parts)


def _share(parts: Sequence[Part], aggregate: Mapping[str, Any]) -> Reach:
    total = _sum(parts, aggregate)
    if "out_of" in aggregate:
        return Reach(total.low / Fraction(aggregate["out_of"]), total.high / Fraction(aggregate["out_of"]))
    if not total.high:
        return Reach(ZERO, ZERO)
    return Reach(total.low / total.high if _all_sure(parts) else ZERO, ONE)


def _count(parts: Sequence[Part], aggregate: Mapping[str, Any]) -> Reach:
    least = Fraction(aggregate.get("at_least", 0))
    sure = [part for part in parts if part.is_sure]
    lows, highs = [low >= least for low in _lows(sure)], [high >= least for high in _highs(parts)]
    return Reach(Fraction(sum(lows)), Fraction(sum(highs)))


def _looked_up(_parts: Sequence[Part], aggregate: Mapping[str, Any]) -> Reach | None:
    values = [Fraction(row["value"]) for row in aggregate.get("table", ())]
    return Reach(min(values), max(values)) if values else None


def _alone(parts: Sequence[Part], _aggregate: Mapping[str, Any]) -> Reach:
    return _widest(parts)


def _nothing(_parts: Sequence[Part], _aggregate: Mapping[str, Any]) -> None:
    return None


METHODS: Mapping[str, Callable[[Sequence[Part], Mapping[str, Any]], Reach | None]] = {
    "mean": _mean,
    "weighted_mean": _weighted_mean,
    "sum": _sum,
    "min": _least,
    "max": _most,
    "share_of_maximum": _share,
    "lookup": _looked_up,
    "count_at_least": _count,
    "identity": _alone,
    "none": _nothing,
}
