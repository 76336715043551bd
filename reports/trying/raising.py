"""Which single answer, one step further, raises a node most: worked out by the engine itself. Pure.

The engine scores the node once for each answer that can matter. Answers above the level at which a gate stopped cannot,
and of answers that bring the same to the same dimension one is enough.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile

from assessments.scoring import applying, engine, shares
from assessments.scoring.explaining import ADDING
from assessments.scoring.gates import GATES
from assessments.scoring.types import Answer, NodeResult, Scope, Scorecard
from questionnaires.document import Framework, Item, Node
from reports.trying.steps_up import one_up

type Answers = Mapping[str, Answer]
type Outcome = Callable[[Answers], NodeResult | None]


@dataclass(frozen=True, slots=True)
class Raise:
    """One answer one step further, and what the node would then be."""

    item: Item
    before: Answer
    after: Answer
    result: NodeResult

    @property
    def rank(self) -> tuple[int, Fraction]:
        """Return what is compared: the level first, then the value."""
        return _rank(self.result)


def open_items(framework: Framework, answers: Answers, node: Node, card: Scorecard) -> list[Item]:
    """Return the open items that keep the value of a node hidden, in the framework's order; none if it is shown.

    ``framework`` is what this firm is asked. Too many answers that do not apply hide a value too; nothing opens it.
    """
    result = card.nodes[node.id]
    if result.value is not None or result.coverage is None:
        return []
    if result.coverage >= node.aggregate.min_coverage:
        return [item for child in node.children for item in open_items(framework, answers, child, card)]
    dimensions = (each for each in node.walk() if each.items)
    return [item for each in dimensions for item in each.items if item.is_scored and _is_open(item, answers)]


def raises(framework: Framework, answers: Answers, node: Node, card: Scorecard) -> list[Raise]:
    """Return every single step that raises a node, the best first, equal ones in the framework's order.

    ``framework`` is the firm's with all that may come to be asked. A node without a value cannot be raised.
    """
    result = card.nodes[node.id]
    if result.value is None:
        return []
    deciding = deciding_items(framework)
    outcome = _outcome(framework, answers, node, card.scope)
    known: dict[Hashable, NodeResult | None] = {}
    found: dict[str, Raise] = {}
    for leaf, item, value in _steps(framework, answers, node, card):
        before, after = answers[item.id], Answer("answered", value)
        key = item.id if item.id in deciding else _sameness(leaf, item, before, after)
        if key not in known:
            known[key] = outcome({**answers, item.id: after})
        if (raised := known[key]) and _rank(raised) > _rank(result):
            made = Raise(item, before, after, raised)
            found[item.id] = max(found.get(item.id, made), made, key=lambda each: each.rank)
    return sorted(found.values(), key=lambda each: each.rank, reverse=True)


def deciding_items(framework: Framework) -> set[str]:
    """Return the items by whose answers others are asked or not."""
    asked_when = (item.applies_when.answers for item in framework.items() if item.applies_when)
    return {condition.item for conditions in asked_when for condition in conditions}


def _rank(result: NodeResult) -> tuple[int, Fraction]:
    return (-1 if result.level is None else result.level, result.value or Fraction(0))


def _is_open(item: Item, answers: Answers) -> bool:
    return shares.of_item(item, answers.get(item.id), "self").is_open


def _steps(framework: Framework, answers: Answers, node: Node, card: Scorecard) -> Iterator[tuple[Node, Item, object]]:
    """Yield each step of each answer that can matter to the node."""
    asked = applying.asked(framework, answers, card.scope)
    top = next(each for each in asked.root.walk() if each.id == node.id)
    deciding = deciding_items(framework)
    for path in _paths(top):
        stop = _stop(path, card)
        for item in path[-1].items:
            given = answers.get(item.id)
            is_idle = stop is not None and item.rung not in {None, stop} and item.id not in deciding
            if item.is_scored and given and given.state == "answered" and not is_idle:
                yield from ((path[-1], item, value) for value in one_up(item, given.value))


def _paths(node: Node, above: Sequence[Node] = ()) -> Iterator[list[Node]]:
    """Yield the way from a node down to each of its dimensions."""
    path = [*above, node]
    if node.items:
        yield path
    for child in node.children:
        yield from _paths(child, path)


def _stop(path: Sequence[Node], card: Scorecard) -> int | None:
    """Return the level at which the gates over a dimension stopped; no other level of theirs counts for more or less.

    Gates right above each other look at the same levels, so the highest of them decides. None without a gate, and where
    something is open: then the other levels still move the band, which holds the value.
    """
    gates = list(takewhile(lambda node: node.aggregate.method in GATES, reversed(path)))
    if not gates or card.nodes[gates[-1].id].coverage != 1:
        return None
    rungs = card.nodes[gates[-1].id].explanation.rungs
    return next((each.rung for each in rungs if not each.is_met), 0)


def _outcome(framework: Framework, answers: Answers, node: Node, scope: Scope) -> Outcome:
    """Return a function from answers to the node's result, scoring no more of the framework than decides it."""
    is_whole = node.id == "overall" or any(cap.node == node.id for cap in framework.caps)
    is_fixed = not deciding_items(framework)
    fixed = _cut(applying.asked(framework, answers, scope), node.id, is_whole=is_whole) if is_fixed else None

    def outcome(changed: Answers) -> NodeResult | None:
        part = fixed or _cut(applying.asked(framework, changed, scope), node.id, is_whole=is_whole)
        if part is None:
            return None
        card = engine.score_asked(part, changed, scope=scope, basis="self")
        return card.nodes.get(node.id if is_whole else "overall")

    return outcome


def _cut(asked: Framework, node_id: str, *, is_whole: bool) -> Framework | None:
    """Return the framework with a node in the place of its root, without what holds for the whole alone.

    That is exact where no cap comes from outside the node.
    """
    if is_whole:
        return asked
    node = next((each for each in asked.root.walk() if each.id == node_id), None)
    if node is None:
        return None
    bounds = tuple(replace(level, needs=None) for level in asked.levels)
    return replace(asked, root=replace(node, id="overall"), levels=bounds, caps=(), classes=())


def _sameness(leaf: Node, item: Item, before: Answer, after: Answer) -> Hashable:
    """Return what two steps share that bring the same to the same dimension, whichever of its items they are of."""
    if leaf.aggregate.method == "lookup":
        return leaf.id, item.id, repr(after.value)
    old, new = (shares.of_item(item, answer, "self") for answer in (before, after))
    is_plain = not old.rungs and old.coverage == new.coverage == 1
    if is_plain and leaf.aggregate.method in ADDING and old.raw is not None and new.raw is not None:
        return leaf.id, old.weight, new.raw - old.raw
    return leaf.id, _nameless(old), _nameless(new)


def _nameless(share: shares.Share) -> Hashable:
    return (*share[1:-1], tuple(share.rungs.items()))
