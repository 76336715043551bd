"""What must hold so that an item is asked, of some firm and in every scope that needs it, and counts. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires import answer_rules, parts, reach
from questionnaires.faults import Complaint, Place
from questionnaires.parts import Index
from questionnaires.references import PROFILE, reachable, unknown

LADDER_WITH_STEPS = 6  # steps lead from level to level of 0 to 5


def check(index: Index) -> Iterator[Complaint]:
    """Yield every item that could not be asked, or whose answer could not be read."""
    for place, answer in parts.fields(index.document.get("answers"), ("answers",)):
        yield from answer_rules.check(answer, place)
        if isinstance(answer, Mapping) and answer.get("type") == "ladder":
            yield place, "is a ladder, whose descriptors stand at the item itself"
    order = {place: number for number, (place, _) in enumerate(index.items)}
    for place, item in index.items:
        yield from _answer(item, place, index)
        yield from _conditions(item, place, index, order)
    for rule in (_counting, _variants, _quick):
        yield from rule(index)


def _answer(item: Mapping[str, Any], place: Place, index: Index) -> Iterator[Complaint]:
    """Let an item have descriptors exactly when it is a ladder, and steps only on a ladder that they fit."""
    answer, kind = item.get("answer"), index.kind_of(item)
    if isinstance(answer, str):
        yield from unknown(answer, (*place, "answer"), "answer type", index.answers)
    else:
        yield from answer_rules.check(answer, (*place, "answer"))
    if kind == "ladder" and "levels" not in item:
        yield (*place, "levels"), "is missing"
    elif kind not in {"ladder", None} and "levels" in item:
        yield (*place, "levels"), f"belongs to a ladder, while the answer is {kind}"
    levels = item.get("levels")
    has_six = isinstance(levels, list) and len(levels) == LADDER_WITH_STEPS
    if "improve" in item and kind is not None and not (kind == "ladder" and has_six):
        yield (*place, "improve"), "belongs to a ladder from 0 to 5"


def _counting(index: Index) -> Iterator[Complaint]:
    """Let an item count only where its answer has points, and let the options of one that counts have them."""
    choices: dict[Place, Any] = {}
    for place, item in index.items:
        kind, own = index.kind_of(item), item.get("answer")
        if reach.is_scored(item) and kind == "text":
            yield (*place, "scored"), "must be false, as own words earn no points"
        elif reach.is_scored(item) and kind == "choice":
            choices[("answers", own) if isinstance(own, str) else (*place, "answer")] = index.answer_of(item)
    for place, answer in choices.items():
        for at, option in parts.entries(answer.get("options"), (*place, "options")):
            if "points" not in option:
                yield (*at, "points"), "is missing, while an item that counts has this answer"


def _conditions(item: Mapping[str, Any], place: Place, index: Index, order: Mapping[Place, int]) -> Iterator[Complaint]:
    """Let a condition be about something asked before, always asked, and possible."""
    for at, wanted in parts.fields(item.get("applies_when"), (*place, "applies_when")):
        name = str(at[-1])
        if name.startswith(PROFILE):
            yield from _fact(name, wanted, at)
            continue
        where, found = index.item_by_id.get(name, ((), None))
        if found is None or order[where] >= order[place]:
            yield at, f"must name an item that is asked before this one, which {name} is not"
        elif not reach.is_sure(found, index):
            yield at, f"depends on {name}, which is itself asked only under a condition"
        elif isinstance(wanted, list):
            yield from _options(found, wanted, at, index)
        else:
            yield from reachable(name, wanted, at, index)
        if found is not None:
            yield from _asked_together(item, place, found, where, at, index)


def _fact(name: str, wanted: Any, place: Place) -> Iterator[Complaint]:
    yield from answer_rules.fact(name, place)
    if not isinstance(wanted, list):
        yield place, "must be a list of values of the profile"
    for at, value in parts.names(wanted, place):
        yield from answer_rules.value_of_fact(name, value, at)


def _options(found: Mapping[str, Any], wanted: list[Any], place: Place, index: Index) -> Iterator[Complaint]:
    answer = index.answer_of(found)
    options = answer.get("options") if isinstance(answer, Mapping) else None
    known = parts.ids(parts.entries(options, ()))
    for order, name in enumerate(wanted):
        yield from unknown(name, (*place, order), "option", known)


def _asked_together(
    item: Mapping[str, Any], place: Place, earlier: Mapping[str, Any], where: Place, at: Place, index: Index
) -> Iterator[Complaint]:
    """Let an item depend on one that the same variants ask, and in the quick check on one that is asked there."""
    if "quick" in index.document and item.get("key") is True and earlier.get("key") is not True:
        yield at, f"depends on {earlier.get('id')}, which the quick check does not ask"
    if index.variants and not _variants_of(place, index) & _variants_of(where, index):
        yield at, f"depends on {earlier.get('id')}, which no variant asks together with this item"


def _variants_of(place: Place, index: Index) -> set[str]:
    """Return the variants that ask what stands at a place."""
    above = [*index.above(place)]
    return {variant for variant in index.variants if all(reach.is_read(part, variant) for part in above)}


def _variants(index: Index) -> Iterator[Complaint]:
    """Let weights and parts by variant name variants that exist, all of them where a weight differs."""
    known = frozenset(index.variants)
    for place, part in (*index.nodes, *index.items):
        for at, name in parts.names(part.get("in_variants"), (*place, "in_variants")):
            yield from unknown(name, at, "variant", known)
        weight = part.get("weight")
        if isinstance(weight, Mapping):
            for at, _ in parts.fields(weight, (*place, "weight")):
                yield from unknown(at[-1], at, "variant", known)
            wanted = {variant for variant in known if weight and reach.is_read(part, variant)}
            yield from (((*place, "weight", name), "is missing") for name in sorted(wanted - set(weight)))
    yield from _hidden(index)


def _hidden(index: Index) -> Iterator[Complaint]:
    """Complain about what no variant ever reaches, because what lies above it is in other variants."""
    scope: dict[Place, set[str]] = {
        place: set(_names(part)) for place, part in (*index.nodes, *index.items) if _names(part)
    }
    for place, own in scope.items():
        above = [scope[place[:end]] for end in range(len(place)) if place[:end] in scope]
        if above and not own.intersection(*above):
            yield (*place, "in_variants"), "is never reached: what lies above it is in other variants"


def _names(part: Mapping[str, Any]) -> list[str]:
    return [name for _, name in parts.names(part.get("in_variants"), ())]


def _quick(index: Index) -> Iterator[Complaint]:
    """Have the quick check ask every firm something that counts in every block, or the whole would not be rated."""
    if "quick" not in index.document:
        return
    for place, block in index.blocks:
        keys = [(at, item) for at, item in index.items if at[: len(place)] == place and item.get("key") is True]
        counting = [at for at, item in keys if reach.is_scored(item) and reach.is_sure(item, index)]
        for variant in index.readings:
            if not reach.is_read(block, variant):
                continue
            if not any(variant is None or variant in _variants_of(at, index) for at in counting):
                yield place, f"has no key item, so that the quick check would ask nothing about {block.get('id')}"
                break
