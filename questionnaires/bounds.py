"""What nobody can reach: levels beyond the largest value, counts never met, parts without any points. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from questionnaires import parts, reach
from questionnaires.answer_reach import Reach
from questionnaires.faults import Complaint, Place
from questionnaires.framework_shapes import AGGREGATE
from questionnaires.numbers import decimal, plain, whole_number
from questionnaires.parts import Index, Placed, children_of, items_of
from questionnaires.roll_up import Family, families, is_item
from questionnaires.thresholds import kind_of_bounds

type Reaches = Mapping[Place, Reach | None]

AS_THEIR_PARTS = frozenset({"mean", "weighted_mean", "min", "max", "identity"})  # on the scale of what is below


def check(index: Index) -> Iterator[Complaint]:
    """Yield what is out of reach, once, however many variants cannot reach it; fewer than all of them are named."""
    told: dict[Place, dict[str | None, str]] = {}
    for variant in index.readings:
        for place, predicate in _in_variant(index, variant):
            told.setdefault(place, {}).setdefault(variant, predicate)
    for place, by_variant in told.items():
        where = "" if len(by_variant) == len(index.readings) else f", in the variant {', '.join(map(str, by_variant))}"
        yield place, next(iter(by_variant.values())) + where


def _in_variant(index: Index, variant: str | None) -> Iterator[Complaint]:
    found = reach.reaches(index, variant)
    if index.blocks and not any(reach.is_read(block, variant) for _, block in index.blocks):
        yield ("variants",), "ask nothing"
    yield from _items(index, variant)
    for family in families(index, variant):
        yield from _family(family, index, found)
    yield from _level_bounds(index, found)
    yield from _node_levels(index, found, variant)
    yield from _level_needs(index, found, variant)
    for rule in (_quick, _caps, _requires):
        yield from rule(index, found)


def _items(index: Index, variant: str | None) -> Iterator[Complaint]:
    """Let an item that counts, here or in another model, earn something: a share of nothing cannot be worked out."""
    for place, item in index.items:
        found = reach.of_item(item, index)
        if found is None or found.high or not reach.is_read(item, variant):
            continue
        if reach.is_scored(item) and index.kind_of(item) != "text":
            yield (*place, "answer"), "earns nothing whatever is answered; give it points, or say scored: false"
        elif "maps" in item:
            yield (*place, "maps"), "has no effect, as the answer earns no points"


def _family(family: Family, index: Index, found: Reaches) -> Iterator[Complaint]:
    """Let a node be able to have a value, and be told only what its parts can meet."""
    place = family.place if family.place[0] == "overall" else family.place[:-1]
    at = reach.ROOT if place == family.place else place
    if at not in found or not family.parts:
        return
    known = found[at]
    if known is None and family.method not in {"none", "lookup"}:
        yield place, "never has a value, as nothing in it counts; say aggregate: {method: none}"
    yield from _waits(family, index, found)
    if known is not None and isinstance(family.aggregate, Mapping):
        complaints = [*_count(family, index, found), *_rescale(family, index, known)]
        yield from complaints
        if known.high <= 0 and not complaints and any(_highs(family, index, found)):
            yield place, "has the value 0 whatever is answered"


def _highs(family: Family, index: Index, found: Reaches) -> list[Fraction]:
    """Return the most that each part brings."""
    known = [reach.of_item(part, index) if is_item(at) else found.get(at) for at, part in family.parts]
    return [each.high for each in known if each]


def _count(family: Family, index: Index, found: Reaches) -> Iterator[Complaint]:
    least = decimal(family.aggregate.get("at_least"))
    if family.method != "count_at_least" or least is None:
        return
    highs = _highs(family, index, found)
    if highs and max(highs) < least:
        yield (*family.place, "at_least"), f"is out of reach: no part gets beyond {plain(max(highs))}"


def _waits(family: Family, index: Index, found: Reaches) -> Iterator[Complaint]:
    """Let a node that is shown once all below it are not wait for one that never is; by default the whole waits.

    One in which nothing counts is not waited for.
    """
    told = family.aggregate if isinstance(family.aggregate, Mapping) else {"requires_all": family.place[0] == "overall"}
    if told.get("requires_all") is True and family.method != "none":
        for at, _ in family.parts:
            if found.get(at, ()) is None and any(reach.is_scored(item) for _, item in _within([at], index)):
                yield at, "never has a value, while the node above is shown only when all nodes below it are"


def _rescale(family: Family, index: Index, known: Reach) -> Iterator[Complaint]:
    """Let a rescale begin and end where the parts do: else a value leaves the new scale, or never gets to its end.

    Where some firms are not asked everything, the parts may reach less far than is known here.
    """
    if "rescale" not in family.aggregate:
        return
    begin, end = (Fraction(number) for number in family.aggregate["rescale"]["from"])
    least, most = reach.before_rescale(known, family.aggregate)
    counting = (item for _, item in _within([at for at, _ in family.parts], index) if reach.is_scored(item))
    is_certain = all(reach.is_sure(item, index) for item in counting)
    place = (*family.place, "rescale", "from")
    if known.low < 0 or (is_certain and least < begin):
        yield (*place, 0), f"must not be above {plain(least)}, the least value of the parts"
    furthest = max(most, _end(family.method, family.parts, index) or most)
    if is_certain and most > end:
        yield (*place, 1), f"must not be below {plain(most)}, the largest value of the parts"
    elif end > furthest:
        yield (*place, 1), f"is out of reach: the parts get no further than {plain(furthest)}"


def _within(starts: Sequence[Place], index: Index) -> Iterator[Placed]:
    """Yield the items at these places and below them."""
    return ((at, item) for at, item in index.items if any(at[: len(start)] == start for start in starts))


def _end(method: str, placed: Iterable[Placed], index: Index) -> Fraction | None:
    """Return where the scale ends that a node of these parts is on by itself, None if that is not said.

    A question that is scaled to 10 may earn 9 at most, and is on a scale to 10 all the same.
    """
    if method == "share_of_maximum":
        return Fraction(1)
    found = [(part, _end_of_item(part, index) if is_item(at) else _end_of_node(at, part, index)) for at, part in placed]
    ends = [(part, end) for part, end in found if end is not None]
    if method == "sum":
        return sum((_most_weight(part) * end for part, end in ends), Fraction(0))
    return max((end for _, end in ends), default=None) if method in AS_THEIR_PARTS else None


def _most_weight(part: Mapping[str, Any]) -> Fraction:
    weight = part.get("weight", "1")
    return max(decimal(each) or Fraction(1) for each in (weight.values() if isinstance(weight, Mapping) else (weight,)))


def _end_of_item(item: Mapping[str, Any], index: Index) -> Fraction | None:
    answer, known = index.answer_of(item), reach.of_item(item, index)
    if known is None or not reach.is_scored(item):
        return None
    return max(known.high, Fraction(answer["scale"]["to"])) if "scale" in answer else known.high


def _end_of_node(place: Place, node: Mapping[str, Any], index: Index) -> Fraction | None:
    aggregate = node.get("aggregate", reach.PLAIN_MEAN)
    if any(AGGREGATE(aggregate, ())):
        return None
    if "rescale" in aggregate:
        return Fraction(aggregate["rescale"]["to"][1])
    return _end(aggregate["method"], [*children_of(place, node), *items_of(place, node)], index)


def _beyond(bound: Fraction, kind: str, highest: Fraction) -> bool:
    return bound > highest if kind == "from" else bound >= highest


def _level_bounds(index: Index, found: Reaches) -> Iterator[Complaint]:
    known, kind = found.get(reach.ROOT), kind_of_bounds(index)
    for place, level in index.levels if known else ():
        bound = decimal(level.get(kind))
        if known and bound is not None and _beyond(bound, kind, known.high):
            yield (*place, kind), f"is out of reach: the whole gets no further than {plain(known.high)}"


def _node_levels(index: Index, found: Reaches, variant: str | None) -> Iterator[Complaint]:
    """Let a node be able to reach all its levels: its own ones, or those of the whole."""
    for place, node in index.nodes:
        own, known = node.get("levels"), found.get(place)
        if known is None or own == "none" or not reach.is_read(node, variant):
            continue
        if isinstance(own, Mapping):
            yield from _own_levels(own, known, (*place, "levels"))
        else:
            yield from _shared_levels(index, known, found.get(reach.ROOT), place)


def _own_levels(own: Mapping[str, Any], known: Reach, place: Place) -> Iterator[Complaint]:
    highest = Fraction(1) if own.get("on") == "share" else known.high
    for kind in ("from", "above"):
        for at, bound in parts.names(own.get(kind), (*place, kind)):
            number = decimal(bound)
            if number is not None and _beyond(number, kind, highest):
                yield at, f"is out of reach: the node gets no further than {plain(highest)}"


def _shared_levels(index: Index, known: Reach, whole: Reach | None, place: Place) -> Iterator[Complaint]:
    """Let a node reach the levels that the whole can reach; about the others their own bounds complain."""
    kind = kind_of_bounds(index)
    for _, level in index.levels:
        bound, number = decimal(level.get(kind)), whole_number(level.get("value"))
        if bound is None or number is None or (whole and _beyond(bound, kind, whole.high)):
            continue
        if _beyond(bound, kind, known.high):
            begins = f"level {number} of the whole begins {kind} {plain(bound)}"
            words = f"gets no further than {plain(known.high)}, while {begins}"
            yield place, f"{words}; give it levels of its own, or levels: none"
            return


def _level_needs(index: Index, found: Reaches, variant: str | None) -> Iterator[Complaint]:
    """Let a condition on a level ask for no more nodes than can have a level."""
    having = [
        place for place, block in index.blocks if reach.is_read(block, variant) and _has_level(place, block, found)
    ]
    for place, level in index.levels:
        condition = level.get("and")
        needs = condition.get("count_at_least") if isinstance(condition, Mapping) else None
        wanted = whole_number(needs.get("n")) if isinstance(needs, Mapping) else None
        if wanted is not None and wanted > len(having):
            yield (
                (*place, "and", "count_at_least", "n"),
                f"is out of reach: {len(having)} nodes right below the whole have a level",
            )


def _has_level(place: Place, node: Mapping[str, Any], found: Reaches) -> bool:
    """Whether a node can have a level, as far as is known."""
    return node.get("levels") != "none" and found.get(place, Reach(Fraction(0), Fraction(0))) is not None


def _without_value(found: Reaches) -> bool:
    return found.get(reach.ROOT, ()) is None


def _quick(index: Index, found: Reaches) -> Iterator[Complaint]:
    if "quick" in index.document and _without_value(found):
        yield ("quick",), "gives no range, as the whole has no value"


def _caps(index: Index, found: Reaches) -> Iterator[Complaint]:
    """Let a cap be about levels that are there."""
    for place, cap in parts.entries(*index.rules("caps")):
        if cap.get("node") == "overall" and _without_value(found):
            yield (*place, "node"), "names the whole, which has no level"
        named = [((*place, "node"), cap.get("node")), *parts.names(cap.get("lowest_of"), (*place, "lowest_of"))]
        for at, name in named:
            where, node = index.node_by_id.get(name, ((), None)) if isinstance(name, str) else ((), None)
            if node is not None and not _has_level(where, node, found):
                yield at, f"names {name}, which has no level"


def _requires(index: Index, found: Reaches) -> Iterator[Complaint]:
    """Let a requirement be one that can be met."""
    for place, needs in parts.fields(*index.rules("requires")):
        for at, need in parts.entries(needs, place):
            name, lower = need.get("node"), decimal(need.get("from"))
            where, _ = index.node_by_id.get(name, ((), None)) if isinstance(name, str) else ((), None)
            known = found.get(where)
            if lower is not None and known and lower > known.high:
                yield (*at, "from"), f"is out of reach: {name} gets no further than {plain(known.high)}"
