"""What must hold so that the parts of a node make its value: weights, methods and what they are told, rungs. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from questionnaires import reach
from questionnaires.faults import Complaint, Place
from questionnaires.framework_shapes import METHODS
from questionnaires.parts import Index, Placed, children_of, items_of

WEIGHTED = frozenset({"weighted_mean", "sum", "share_of_maximum", "gated_sum_of_levels", "sequential_gate"})
# What each method may be told beside its name; whoever writes it elsewhere expects something that does not happen.
OWN: Mapping[str, frozenset[str]] = {
    "share_of_maximum": frozenset({"out_of"}),
    "gated_sum_of_levels": frozenset({"met"}),
    "sequential_gate": frozenset({"met"}),
    "count_at_least": frozenset({"at_least"}),
    "lookup": frozenset({"table"}),
}
TOLD = frozenset({"out_of", "met", "at_least", "table"})
VALUED = ("min_coverage", "requires_all", "rescale")  # what is about a value that shows
NEEDED = {"count_at_least": "at_least", "lookup": "table"}


class Family(NamedTuple):
    """A node's parts, items that count and nodes, with its aggregate and the place where that stands."""

    place: Place
    parts: tuple[Placed, ...]
    aggregate: Any
    method: str


def check(index: Index) -> Iterator[Complaint]:
    """Yield every place where values could not roll up as the author expects."""
    for family in families(index):
        for rule in (_weights, _told, _requires_all, _one_part, _rungs):
            yield from rule(family, index)


def families(index: Index, variant: str | None = None) -> Iterator[Family]:
    """Yield the families of a document, as a variant has them; without one, with all parts."""
    yield _family(("overall", "aggregate"), [*index.blocks], index.overall, "weighted_mean", variant)
    for place, node in index.nodes:
        below = [*children_of(place, node), *items_of(place, node)]
        yield _family((*place, "aggregate"), below, node.get("aggregate"), "mean", variant)


def _family(place: Place, below: list[Placed], aggregate: Any, default: str, variant: str | None) -> Family:
    method = aggregate.get("method") if isinstance(aggregate, Mapping) else default
    in_variant = [(at, part) for at, part in below if reach.is_read(part, variant)]
    return Family(place, tuple(in_variant), aggregate, method if isinstance(method, str) else "")


def is_item(place: Place) -> bool:
    """Whether the part at a place is an item, and not a node."""
    return place[-2] == "items"


def _weights(family: Family, _index: Index) -> Iterator[Complaint]:
    """Weights are among siblings: all nodes or none; and only some methods look at them."""
    weighted = [at for at, part in family.parts if "weight" in part]
    bare = [at for at, part in family.parts if "weight" not in part and not is_item(at)]
    if weighted and not is_item(weighted[0]):
        yield from (((*at, "weight"), "is missing, while other nodes beside it have one") for at in bare)
    if family.method in METHODS and family.method not in WEIGHTED:
        how = "the plain mean" if family.method == "mean" else family.method
        yield from (((*at, "weight"), f"has no effect, as the node above takes {how}") for at in weighted)


def _told(family: Family, _index: Index) -> Iterator[Complaint]:
    """Let every method be told what it needs and nothing that it does not look at."""
    if not isinstance(family.aggregate, Mapping):
        return
    superfluous = (family.aggregate.keys() & TOLD) - OWN.get(family.method, frozenset())
    yield from (((*family.place, key), f"means nothing to {family.method}") for key in sorted(superfluous))
    if family.method == "none":
        in_vain = [key for key in VALUED if key in family.aggregate]
        yield from (((*family.place, key), "means nothing to none") for key in in_vain)
    if family.method in NEEDED and NEEDED[family.method] not in family.aggregate:
        yield (*family.place, NEEDED[family.method]), "is missing"


def _requires_all(family: Family, _index: Index) -> Iterator[Complaint]:
    """Let a node of items not wait for nodes below it, of which it has none."""
    told = isinstance(family.aggregate, Mapping) and family.aggregate.get("requires_all") is True
    if told and family.method != "none" and all(is_item(at) for at, _ in family.parts):
        yield (*family.place, "requires_all"), "has no effect without nodes below"


def _one_part(family: Family, index: Index) -> Iterator[Complaint]:
    """Let identity have one part to take, whatever the variant."""
    counted = [part for at, part in family.parts if not is_item(at) or reach.is_scored(part)]
    most = max(sum(reach.is_read(part, variant) for part in counted) for variant in index.readings)
    if family.method == "identity" and most > 1:
        yield family.place, f"is identity, which takes one part, not {most}"


def _rungs(family: Family, index: Index) -> Iterator[Complaint]:
    """Let gates have levels to pass: rungs on their items, or a checklist; and rungs lie under gates alone."""
    for at, part in family.parts:
        if not is_item(at):
            yield from _gate_below(family, at, part)
        elif family.method not in reach.GATES:
            if "rung" in part and family.method in METHODS:
                yield (*at, "rung"), "has no effect, as the node above is no gate"
        elif reach.is_scored(part) and "rung" not in part and index.kind_of(part) not in {"checklist", None}:
            yield at, "needs a rung, as the node above is a gate"


def _gate_below(family: Family, place: Place, node: Mapping[str, Any]) -> Iterator[Complaint]:
    aggregate = node.get("aggregate")
    method = aggregate.get("method") if isinstance(aggregate, Mapping) else "mean"
    if family.method in reach.GATES and method not in tuple(reach.GATES):
        yield place, "needs a gate of its own, as the node above is one"
