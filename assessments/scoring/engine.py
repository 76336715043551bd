"""From answers to values, levels, bands and why. Pure, exact, deterministic; docs/scoring.md has the method.

Every number is a rational. Two values exist for each node: the *raw* one over what is answered, which parents use, and
the one that is *shown*, which is absent while too little is answered. A child that is not shown still counts above:
left out there, it could push its parent's value out of its parent's own band.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from assessments.scoring import applying, levels
from assessments.scoring.answer_values import fault
from assessments.scoring.explaining import explanation
from assessments.scoring.shares import Combined, Share, combined, of_item, of_node
from assessments.scoring.types import Answer, Basis, NodeResult, Scope, Scorecard, ScoringInputError
from questionnaires.document import Framework, Item, Node, Profile
from questionnaires.rules import Cap

ENGINE = "1"
STATES = frozenset({"answered", "dont_know", "not_applicable"})
MOST_NOT_APPLICABLE = Fraction(1, 3)  # of a dimension's weight, on the self basis
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Run:
    """What one call of ``score`` was given."""

    framework: Framework
    answers: Mapping[str, Answer]
    scope: Scope
    basis: Basis


class Rated(Protocol):
    """What a node above looks at in one below: whether it is rated, and its level."""

    @property
    def value(self) -> Fraction | None:
        """The value that is shown."""

    @property
    def level(self) -> int | None:
        """Its level."""


def score(
    framework: Framework,
    answers: Mapping[str, Answer],
    *,
    scope: Scope = "full",
    basis: Basis = "self",
    variant: str | None = None,
    profile: Profile = applying.EVERYONE,
) -> Scorecard:
    """Return the scorecard of these answers; items without an entry are open.

    On the verified basis every "not applicable" counts as accepted. Answers to items that this variant, this profile
    or the other answers hide are left out. Raises ScoringInputError for an item that is not asked in this scope, for a
    value that the item does not allow, and for a variant that the framework does not have or is not given.
    """
    of_firm = applying.for_firm(framework, variant=variant, profile=profile)
    known = {item.id: item for item in framework.items(quick=scope == "quick")}
    known.update((item.id, item) for item in of_firm.items(quick=scope == "quick"))
    _refuse_wrong(known, answers)
    return score_asked(applying.asked(of_firm, answers, scope), answers, scope=scope, basis=basis)


def score_asked(framework: Framework, answers: Mapping[str, Answer], *, scope: Scope, basis: Basis) -> Scorecard:
    """Return the scorecard of checked answers to a framework of which everything is asked."""
    found: dict[str, NodeResult] = {}
    _visit(Run(framework, answers, scope, basis), framework.root, found)
    return card_of(framework, {node.id: found[node.id] for node in framework.root.walk()}, scope)


def card_of(framework: Framework, results: Mapping[str, NodeResult], scope: Scope) -> Scorecard:
    """Return the scorecard of what the nodes came to; what looks at several nodes at once, as caps do, comes last."""
    nodes = dict(results)
    if scope == "quick":
        return Scorecard(engine=ENGINE, scope=scope, nodes=nodes, range=_range(framework, nodes["overall"]))
    for cap in framework.caps:
        if result := nodes.get(cap.node):
            nodes[cap.node] = _capped(result, nodes, cap)
    return Scorecard(engine=ENGINE, scope=scope, nodes=nodes, level_class=_class(framework, nodes["overall"].level))


def _refuse_wrong(asked: Mapping[str, Item], answers: Mapping[str, Answer]) -> None:
    for id_, answer in answers.items():
        if id_ not in asked:
            raise ScoringInputError(f"{id_}: no such item is asked")
        if answer.state not in STATES or (answer.value is None) == (answer.state == "answered"):
            raise ScoringInputError(f"{id_}: a value belongs to an answered item, and to no other")
        wrong = fault(asked[id_].answer, answer.value) if answer.state == "answered" else None
        if wrong:
            raise ScoringInputError(f"{id_}: the answer {wrong}")


def _visit(run: Run, node: Node, found: dict[str, NodeResult]) -> Share:
    """Score a node after all below it."""
    below = [_visit(run, child, found) for child in node.children]
    scored = [item for item in node.items if item.is_scored]
    shares = below + [of_item(item, run.answers.get(item.id), run.basis) for item in scored]
    results = [found[child.id] for child in node.children]
    made = combined(run.framework, node, shares)
    found[node.id] = _result(run, node, made, made.shares[len(below) :], results)
    return of_node(node, made)


def _result(run: Run, node: Node, made: Combined, items: Sequence[Share], children: Sequence[NodeResult]) -> NodeResult:
    """Put a node's numbers, its level and its counts together."""
    value, reached = shown(run, node, made, items, children)
    return NodeResult(
        node=node.id,
        raw=made.raw,
        value=value,
        level=reached.level if reached else None,
        low=made.low,
        high=made.high,
        coverage=made.coverage,
        explanation=explanation(node, made, reached),
        items=len(items) + sum(child.items for child in children),
        open=sum(share.is_open for share in items) + sum(child.open for child in children),
        not_applicable=sum(share.coverage is None for share in items) + sum(child.not_applicable for child in children),
        top=made.top,
    )


def shown(
    run: Run, node: Node, made: Combined, items: Sequence[Share], children: Sequence[Rated]
) -> tuple[Fraction | None, levels.Reached | None]:
    """Return the value that is shown and its level; None and None while too little is answered."""
    value = made.raw if _is_rated(run, node, made, items, children) else None
    return value, _reached(run, node, value, made.top, children)


def _is_rated(run: Run, node: Node, made: Combined, items: Sequence[Share], children: Sequence[Rated]) -> bool:
    """Whether enough is answered to show the value; what is hidden still counts in the node above."""
    if made.coverage is None or made.coverage < node.aggregate.min_coverage:
        return False
    if node.aggregate.requires_all and not all_rated(node, children):
        return False
    gone = [share.weight for share in items if share.coverage is None]
    if gone and run.basis == "self":
        return sum(gone) <= sum(share.weight for share in items) * MOST_NOT_APPLICABLE
    return True


def all_rated(node: Node, children: Sequence[Rated]) -> bool:
    """Whether every node right below is rated, of those in which this firm is asked something that counts."""
    return all(
        result.value is not None or not any(item.is_scored for each in child.walk() for item in each.items)
        for child, result in zip(node.children, children, strict=True)
    )


def _reached(
    run: Run, node: Node, value: Fraction | None, top: Fraction | None, children: Sequence[Rated]
) -> levels.Reached | None:
    """Return the level of a value, None where there is no value or no level to have."""
    bounded = levels.bounded(run.framework, node) if value is not None and run.scope == "full" else ()
    if value is None or not bounded:
        return None
    below = [child.level for child in children if child.level is not None]
    return levels.reached(bounded, levels.measured(node, value, top), below)


def _capped(result: NodeResult, results: Mapping[str, NodeResult], cap: Cap) -> NodeResult:
    """Return the node's result with its level held at the lowest named level plus ``plus``; the value stays."""
    named = [results[name] for name in cap.lowest_of if name in results]
    found = {each.node: each.level for each in named if each.level is not None}
    if result.level is None or not found:
        return result
    holder = min(found, key=lambda name: found[name])
    most = found[holder] + cap.plus
    if result.level <= most:
        return result
    why = result.explanation
    before = result.level if why.level_before_cap is None else why.level_before_cap
    return replace(result, level=most, explanation=replace(why, capped_by=holder, level_before_cap=before))


def _class(framework: Framework, level: int | None) -> str | None:
    """Return the class that a level of the whole belongs to."""
    return next((each.id for each in framework.classes if level in each.levels), None)


def _range(framework: Framework, overall: NodeResult) -> tuple[Fraction, Fraction] | None:
    """Return the quick check's range: the value plus and minus half_width, cut to the scale; None if not rated."""
    if overall.value is None or framework.quick is None:
        return None
    half = framework.quick.half_width
    return max(ZERO, overall.value - half), min(overall.top or ZERO, overall.value + half)
