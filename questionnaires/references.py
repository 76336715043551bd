"""What must hold between the parts of a framework document: ids, weights, bounds, and names that lead somewhere.

A document may be broken in any way when it comes here, since an author wants all faults of one run. Pure.
"""

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from questionnaires import parts
from questionnaires.answer_shapes import WORDS_OF_CONDITION as CONDITION
from questionnaires.faults import LONGEST_ID, Complaint, Place
from questionnaires.parts import Index

ROOT = "overall"
PROFILE = "profile."
# The last words of the addresses of an assessment's own pages: a node of that name would have no page.
PAGES = frozenset(
    {"troubles", "check", "submit", "send", "take-back", "correct", "continue", "link", "newer", "drafts", "history"}
    | {"again", "returned", "support", "delegate", "paper", "unsent", "evidence", "opinions"}
)
TELLING = 6  # letters from which a name can be told to be a mistyped other one; O4.9 is like every number beside it
MANY = 300  # names among which none is looked for that was probably meant: it would take too long
# The columns of a batch file that are no answers.
COLUMNS = frozenset({"id", "variant", "scope"})


def check(index: Index) -> Iterator[Complaint]:
    """Yield every name that is used twice, means something else already, or leads nowhere."""
    for rule in (_ids_once, _names_free, _caps, _requires, _chains, _troubles, _priorities):
        yield from rule(index)
    for rule in (_contradictions, _special_items, _maps, _models, _drafts):
        yield from rule(index)


def unknown(name: Any, place: Place, kind: str, known: Collection[str]) -> Iterator[Complaint]:
    """Complain about a name that leads nowhere."""
    if isinstance(name, str) and name not in known:
        close = difflib.get_close_matches(name, sorted(known), n=1) if _can_be_told(name, known) else ()
        yield place, f"names the unknown {kind} {name}" + (f"; did you mean {close[0]}" if close else "")


def _can_be_told(name: str, known: Collection[str]) -> bool:
    return TELLING <= len(name) <= LONGEST_ID and len(known) <= MANY


def twice(names: Iterator[tuple[Place, Any]], what: str) -> Iterator[Complaint]:
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
        "the level": index.levels,
        "the trouble": tuple(parts.entries(*index.rules("troubles"))),
        "the contradiction": tuple(parts.entries(*index.rules("contradictions"))),
        "the term": tuple(parts.entries(index.document.get("glossary"), ("glossary",))),
        "the variant": tuple(parts.entries(index.document.get("variants"), ("variants",))),
        "the class": tuple(parts.entries(index.document.get("classes"), ("classes",))),
    }
    for place, answers in parts.fields(index.document.get("drafts"), ("drafts",)):
        lists[f"the {place[-1]} question"] = tuple(parts.entries(answers, place))
    for place, targets in parts.fields(index.document.get("crosswalks"), ("crosswalks",)):
        lists[f"the {place[-1]} target"] = tuple(parts.entries(targets, place))
    for what, entries in lists.items():
        yield from twice((((*place, "id"), entry.get("id")) for place, entry in entries), what)


def _names_free(index: Index) -> Iterator[Complaint]:
    """Keep names free that mean something already: pages, and columns of exchange files."""
    rows = _row_columns(index)
    for place, part in (*index.nodes, *index.items):
        name = part.get("id")
        if not isinstance(name, str):
            continue
        is_item = place[-2] == "items"
        if name == ROOT or (name in COLUMNS if is_item else name in PAGES):
            yield (*place, "id"), f"may not be {name}, which has a meaning of its own"
        elif is_item and name.startswith(PROFILE):
            yield (*place, "id"), f"may not begin with {PROFILE}, as facts of the firm do"
        elif is_item and name in rows:
            yield (*place, "id"), f"is the name of a column already: {rows[name]} has a part of that name"


def _row_columns(index: Index) -> dict[str, str]:
    """Return the columns that a batch file has for rows of grids and levels of checklists, with their items."""
    found: dict[str, str] = {}
    for _, item in index.items:
        answer = index.answer_of(item)
        if isinstance(answer, Mapping):
            rows = [row.get("id") for _, row in parts.entries(answer.get("rows"), ())]
            rows += [level.get("level") for _, level in parts.entries(answer.get("levels"), ())]
            found.update({f"{item.get('id')}.{row}": str(item.get("id")) for row in rows if isinstance(row, str)})
    return found


def _caps(index: Index) -> Iterator[Complaint]:
    known = index.node_ids | {ROOT}
    for place, cap in parts.entries(*index.rules("caps")):
        yield from unknown(cap.get("node"), (*place, "node"), "node", known)
        named = list(parts.names(cap.get("lowest_of"), (*place, "lowest_of")))
        yield from twice(iter(named), "the node")
        for at, name in named:
            yield from unknown(name, at, "node", index.node_ids)
            if name == cap.get("node"):
                yield at, f"names {name}, the node that is capped"


def _requires(index: Index) -> Iterator[Complaint]:
    for place, needs in parts.fields(*index.rules("requires")):
        yield from unknown(place[-1], place, "dimension", index.dimension_ids)
        named = [((*at, "node"), need.get("node")) for at, need in parts.entries(needs, place)]
        yield from twice(iter(named), "the dimension")
        for at, name in named:
            yield from unknown(name, at, "dimension", index.dimension_ids)


def _chains(index: Index) -> Iterator[Complaint]:
    """Let no chain of requirements come back to its start: the priorities follow these chains."""
    table, place = index.rules("requires")
    needs = {
        str(at[-1]): [name for _, need in parts.entries(value, at) if isinstance(name := need.get("node"), str)]
        for at, value in parts.fields(table, place)
        if at[-1] in index.dimension_ids
    }
    for start in needs:
        if start in _reached(start, needs):
            yield (*place, start), f"goes round in a circle back to {start}"


def _reached(start: str, needs: Mapping[str, list[str]]) -> set[str]:
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
    for place, trouble in parts.entries(*index.rules("troubles")):
        named = list(parts.names(trouble.get("nodes"), (*place, "nodes")))
        yield from twice(iter(named), "the dimension")
        for at, name in named:
            yield from unknown(name, at, "dimension", index.dimension_ids)


def _priorities(index: Index) -> Iterator[Complaint]:
    """Let the priorities name blocks, for they are told apart by block."""
    rule, place = index.rules("priorities")
    blocks = parts.ids(index.blocks)
    if isinstance(rule, Mapping):
        named = list(parts.names(rule.get("at_least_one_of"), (*place, "at_least_one_of")))
        yield from twice(iter(named), "the block")
        for at, name in named:
            yield from unknown(name, at, "block", blocks)


def _contradictions(index: Index) -> Iterator[Complaint]:
    for place, contradiction in parts.entries(*index.rules("contradictions")):
        yield from _conditions(contradiction, place, index)


def _conditions(holder: Mapping[str, Any], place: Place, index: Index) -> Iterator[Complaint]:
    when = holder.get("when")
    if isinstance(when, Mapping) and not when:
        yield (*place, "when"), "has no condition"
    for at, words in parts.fields(when, (*place, "when")):
        yield from unknown(at[-1], at, "item", index.item_by_id)
        yield from reachable(str(at[-1]), words, at, index)


def reachable(item: str, words: Any, place: Place, index: Index) -> Iterator[Complaint]:
    """Let a condition on a level be about a ladder that has the level."""
    _, found = index.item_by_id.get(item, ((), None))
    if found is None or not isinstance(words, str):
        return
    if not isinstance(found.get("levels"), list):
        yield place, f"asks for a level of {item}, which has none"
    elif CONDITION.fullmatch(words) and int(words[2:]) >= len(found["levels"]):
        yield place, f"asks for level {words[2:]} of {item}, whose ladder ends at {len(found['levels']) - 1}"


def _special_items(index: Index) -> Iterator[Complaint]:
    """Items that may be left out, and those that are confidential, exist."""
    for place, _ in parts.fields(index.document.get("na"), ("na",)):
        yield from unknown(place[-1], place, "item", index.item_by_id)
    named = list(parts.names(index.document.get("sensitive"), ("sensitive",)))
    yield from twice(iter(named), "the item")
    for place, name in named:
        yield from unknown(name, place, "item", index.item_by_id)


def _maps(index: Index) -> Iterator[Complaint]:
    """Every target that an item counts for in another model is one of that model's."""
    known = {
        str(place[-1]): parts.ids(parts.entries(targets, place))
        for place, targets in parts.fields(index.document.get("crosswalks"), ("crosswalks",))
    }
    for place, item in index.items:
        for at, targets in parts.fields(item.get("maps"), (*place, "maps")):
            model = str(at[-1])
            yield from unknown(model, at, "crosswalk", [name for name, ids in known.items() if ids])
            yield from twice(parts.names(targets, at), "the target")
            for where, name in parts.names(targets, at) if known.get(model) else ():
                yield from unknown(name, where, f"{model} target", known[model])


def _models(index: Index) -> Iterator[Complaint]:
    """Let all targets of a crosswalk name the same model."""
    for place, targets in parts.fields(index.document.get("crosswalks"), ("crosswalks",)):
        entries = list(parts.entries(targets, place))
        for at, target in entries[1:]:
            if target.get("model") != entries[0][1].get("model"):
                yield (*at, "model"), "differs from the model of the first target"


def _drafts(index: Index) -> Iterator[Complaint]:
    """Let pre-filled answers follow items that exist, and have rules exactly where something can be derived."""
    for place, answers in parts.fields(index.document.get("drafts"), ("drafts",)):
        for at, answer in parts.entries(answers, place):
            for where, name in parts.names(answer.get("items"), (*at, "items")):
                yield from unknown(name, where, "item", index.item_by_id)
            if answer.get("open") is True and "draft" in answer:
                yield (*at, "draft"), "is never used, as the answer stays open"
            if answer.get("open") is False and "draft" not in answer:
                yield (*at, "draft"), "is missing, while the answer does not stay open"
            yield from _draft_rules(answer, at, index)


def _draft_rules(answer: Mapping[str, Any], place: Place, index: Index) -> Iterator[Complaint]:
    listed = {name for _, name in parts.names(answer.get("items"), place)}
    for at, rule in parts.entries(answer.get("draft"), (*place, "draft")):
        yield from _conditions(rule, at, index)
        if ("points" in rule) == ("tick" in rule):
            yield at, "needs either points or a tick"
        for where, _ in parts.fields(rule.get("when"), (*at, "when")):
            if where[-1] in index.item_by_id and where[-1] not in listed:
                yield where, f"follows {where[-1]}, which items does not list"
