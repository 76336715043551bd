"""What must hold between the parts of a framework document: ids, weights, bounds, and names that lead somewhere.

A document may be broken in any way when it comes here, since an author wants all faults of one run. Pure.
"""

import difflib
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any

from questionnaires import parts
from questionnaires.faults import Complaint, Place
from questionnaires.parts import Index
from questionnaires.shapes import DECIMAL, WHOLE

ROOT = "overall"
# The last words of the addresses of an assessment's own pages: a node of that name would have no page.
PAGES = frozenset({"troubles", "check", "submit", "send", "take-back", "correct", "continue", "link"})
TELLING = 6  # letters from which a name can be told to be a mistyped other one; O4.9 is like every number beside it


def check(document: Any) -> Iterator[Complaint]:
    """Yield every place where two parts of a document do not fit together."""
    if not isinstance(document, Mapping):
        return
    index = parts.index_of(document)
    for rule in (_ids_once, _names_free, _weights, _levels, _quick, _caps, _requires, _chains, _troubles, _priorities):
        yield from rule(index)
    for rule in (_contradictions, _special_items, _maps, _draft_answers):
        yield from rule(index)


def _decimal(value: Any) -> Fraction | None:
    return Fraction(value) if isinstance(value, str) and DECIMAL.fullmatch(value) else None


def _unknown(name: Any, place: Place, kind: str, known: Collection[str]) -> Iterator[Complaint]:
    """Complain about a name that leads nowhere."""
    if isinstance(name, str) and name not in known:
        close = difflib.get_close_matches(name, sorted(known), n=1) if len(name) >= TELLING else ()
        yield place, f"names the unknown {kind} {name}" + (f"; did you mean {close[0]}" if close else "")


def _twice(names: Iterator[tuple[Place, Any]], what: str) -> Iterator[Complaint]:
    """Complain about every name but the first of its kind."""
    seen: set[str] = set()
    for place, name in names:
        if isinstance(name, str) and name in seen:
            yield place, f"is used twice: {what} {name} is there already"
        elif isinstance(name, str):
            seen.add(name)


def _ids_once(index: Index) -> Iterator[Complaint]:
    """Ids are used once: nodes and items share one name space, every list of its own has one."""
    lists = {
        "the node or item": (*index.nodes, *index.items),
        "the level": tuple(parts.entries(index.document.get("levels"), ("levels",))),
        "the trouble": tuple(parts.entries(*parts.rules(index, "troubles"))),
        "the contradiction": tuple(parts.entries(*parts.rules(index, "contradictions"))),
        "the term": tuple(parts.entries(index.document.get("glossary"), ("glossary",))),
        "the question": tuple(parts.entries(index.document.get("qd1567"), ("qd1567",))),
    }
    for place, targets in parts.fields(index.document.get("crosswalks"), ("crosswalks",)):
        lists[f"the {place[-1]} target"] = tuple(parts.entries(targets, place))
    for what, entries in lists.items():
        yield from _twice((((*place, "id"), entry.get("id")) for place, entry in entries), what)


def _names_free(index: Index) -> Iterator[Complaint]:
    """Keep names free that mean something already."""
    for place, node in index.nodes:
        name = node.get("id")
        if isinstance(name, str) and (name == ROOT or name in PAGES):
            yield (*place, "id"), f"may not be {name}, which has a meaning of its own"


def _weights(index: Index) -> Iterator[Complaint]:
    """Weights are among siblings: all of them or none; and only a weighted mean looks at them."""
    families: list[tuple[Place, Any, Any]] = [(("blocks",), index.document.get("blocks"), "weighted_mean")]
    families += [((*place, "children"), node.get("children"), _method(node)) for place, node in index.nodes]
    for place, children, method in families:
        siblings = list(parts.entries(children, place))
        weighted = [at for at, node in siblings if "weight" in node]
        if weighted and len(weighted) < len(siblings):
            bare = (at for at, node in siblings if "weight" not in node)
            yield from (((*at, "weight"), "is missing, while other nodes beside it have one") for at in bare)
        if weighted and method == "mean":
            yield from (((*at, "weight"), "has no effect, as the node above takes the plain mean") for at in weighted)


def _method(node: Mapping[str, Any]) -> Any:
    aggregate = node.get("aggregate")
    return aggregate.get("method") if isinstance(aggregate, Mapping) else "mean"


def _levels(index: Index) -> Iterator[Complaint]:
    """Let levels count from 0 or 1, and their bounds rise from 0, so that every value has its level."""
    levels = list(parts.entries(index.document.get("levels"), ("levels",)))
    for order, (place, level) in enumerate(levels):
        before = levels[order - 1][1] if order else {}
        yield from _level_number(level.get("value"), before.get("value"), (*place, "value"), first=not order)
        yield from _level_bound(_decimal(level.get("from")), before.get("from"), (*place, "from"), first=not order)


def _level_number(value: Any, before: Any, place: Place, *, first: bool) -> Iterator[Complaint]:
    if not isinstance(value, str) or not WHOLE.fullmatch(value):
        return
    if first and int(value) > 1:
        yield place, f"must be 0 or 1 for the lowest level, not {value}"
    if isinstance(before, str) and WHOLE.fullmatch(before) and int(value) != int(before) + 1:
        yield place, f"must be {int(before) + 1}, one more than the level before, not {value}"


def _level_bound(bound: Fraction | None, before: Any, place: Place, *, first: bool) -> Iterator[Complaint]:
    lower = _decimal(before)
    if bound is None:
        return
    if first and bound != 0:
        yield place, "must be 0 for the lowest level"
    if lower is not None and bound <= lower:
        yield place, f"must rise: it is not above {before}, where the level before begins"


def _quick(index: Index) -> Iterator[Complaint]:
    """Have the quick check ask something in every block, as the whole is rated when every block is."""
    if "quick" not in index.document:
        return
    for place, block in parts.entries(index.document.get("blocks"), ("blocks",)):
        if not any(item.get("key") is True for at, item in index.items if at[: len(place)] == place):
            yield place, f"has no key item, so that the quick check would ask nothing about {block.get('id')}"


def _caps(index: Index) -> Iterator[Complaint]:
    known = index.node_ids | {ROOT}
    for place, cap in parts.entries(*parts.rules(index, "caps")):
        yield from _unknown(cap.get("node"), (*place, "node"), "node", known)
        named = list(parts.names(cap.get("lowest_of"), (*place, "lowest_of")))
        yield from _twice(iter(named), "the node")
        for at, name in named:
            yield from _unknown(name, at, "node", index.node_ids)
            if name == cap.get("node"):
                yield at, f"names {name}, the node that is capped"


def _requires(index: Index) -> Iterator[Complaint]:
    for place, needs in parts.fields(*parts.rules(index, "requires")):
        yield from _unknown(place[-1], place, "dimension", index.dimension_ids)
        named = [((*at, "node"), need.get("node")) for at, need in parts.entries(needs, place)]
        yield from _twice(iter(named), "the dimension")
        for at, name in named:
            yield from _unknown(name, at, "dimension", index.dimension_ids)


def _chains(index: Index) -> Iterator[Complaint]:
    """Let no chain of requirements come back to its start: the priorities follow these chains."""
    table, place = parts.rules(index, "requires")
    needs = {
        at[-1]: [name for _, need in parts.entries(value, at) if isinstance(name := need.get("node"), str)]
        for at, value in parts.fields(table, place)
    }
    for start in needs:
        if start in _reached(start, needs):
            yield (*place, start), f"goes round in a circle back to {start}"


def _reached(start: str | int, needs: Mapping[str | int, list[str]]) -> set[str]:
    """Return all that one dimension requires, directly or not."""
    reached: set[str] = set()
    waiting = list(needs[start])
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += needs.get(name, [])
    return reached


def _troubles(index: Index) -> Iterator[Complaint]:
    for place, trouble in parts.entries(*parts.rules(index, "troubles")):
        named = list(parts.names(trouble.get("nodes"), (*place, "nodes")))
        yield from _twice(iter(named), "the dimension")
        for at, name in named:
            yield from _unknown(name, at, "dimension", index.dimension_ids)


def _priorities(index: Index) -> Iterator[Complaint]:
    """Let the priorities name blocks, for they are told apart by block."""
    rule, place = parts.rules(index, "priorities")
    blocks = {str(block.get("id")) for _, block in parts.entries(index.document.get("blocks"), ("blocks",))}
    if isinstance(rule, Mapping):
        named = list(parts.names(rule.get("at_least_one_of"), (*place, "at_least_one_of")))
        yield from _twice(iter(named), "the block")
        for at, name in named:
            yield from _unknown(name, at, "block", blocks)


def _contradictions(index: Index) -> Iterator[Complaint]:
    for place, contradiction in parts.entries(*parts.rules(index, "contradictions")):
        yield from _conditions(contradiction, place, index)


def _conditions(holder: Mapping[str, Any], place: Place, index: Index) -> Iterator[Complaint]:
    when = holder.get("when")
    if isinstance(when, Mapping) and not when:
        yield (*place, "when"), "has no condition"
    for at, _ in parts.fields(when, (*place, "when")):
        yield from _unknown(at[-1], at, "item", index.item_ids)


def _special_items(index: Index) -> Iterator[Complaint]:
    """Items that may be left out, and those that are confidential, exist."""
    for place, _ in parts.fields(index.document.get("na"), ("na",)):
        yield from _unknown(place[-1], place, "item", index.item_ids)
    named = list(parts.names(index.document.get("sensitive"), ("sensitive",)))
    yield from _twice(iter(named), "the item")
    for place, name in named:
        yield from _unknown(name, place, "item", index.item_ids)


def _maps(index: Index) -> Iterator[Complaint]:
    """Every target that an item counts for in another model is one of that model's."""
    known = {
        str(place[-1]): parts.ids(parts.entries(targets, place))
        for place, targets in parts.fields(index.document.get("crosswalks"), ("crosswalks",))
    }
    known["qd1567"] = parts.ids(parts.entries(index.document.get("qd1567"), ("qd1567",)))
    for place, item in index.items:
        for at, targets in parts.fields(item.get("maps"), (*place, "maps")):
            model = str(at[-1])
            yield from _unknown(model, at, "crosswalk", [name for name, ids in known.items() if ids])
            yield from _twice(parts.names(targets, at), "the target")
            for where, name in parts.names(targets, at) if known.get(model) else ():
                yield from _unknown(name, where, f"{model} target", known[model])


def _draft_answers(index: Index) -> Iterator[Complaint]:
    """Let pre-filled answers follow items that exist."""
    for place, answer in parts.entries(index.document.get("qd1567"), ("qd1567",)):
        for at, name in parts.names(answer.get("items"), (*place, "items")):
            yield from _unknown(name, at, "item", index.item_ids)
        for at, rule in parts.entries(answer.get("draft"), (*place, "draft")):
            yield from _conditions(rule, at, index)
