"""From answers to values, levels, bands and why. Pure, exact, deterministic; docs/scoring.md has the method.

Every number is a rational. Two values exist for each node: the *raw* one over what is answered, which parents use, and
the one that is *shown*, which is absent while too little is answered. A child that is not shown still counts above:
left out there, it could push its parent's value out of its parent's own band.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import lcm
from typing import NamedTuple

from assessments.scoring.levels import level_for, lower_bound
from assessments.scoring.types import Answer, Basis, Explanation, NodeResult, Part, Scope, Scorecard, ScoringInputError
from questionnaires.document import Cap, Framework, Item, Node

ENGINE = "1"
METHODS = frozenset({"mean", "weighted_mean"})
STATES = frozenset({"answered", "dont_know", "not_applicable"})
MOST_NOT_APPLICABLE = Fraction(1, 3)  # of a dimension's weight, on the self basis
ZERO, ONE = Fraction(0), Fraction(1)


class _Share(NamedTuple):
    """What one part of a node, an item or another node, brings to it.

    ``raw`` is its value over what is answered, ``low`` and ``high`` take what is open as worst and best.
    ``coverage`` None = not applicable: such a part has left the score, and its other numbers are None too.
    """

    id: str
    weight: Fraction
    raw: Fraction | None
    low: Fraction | None
    high: Fraction | None
    coverage: Fraction | None


@dataclass(frozen=True, slots=True)
class _Run:
    """What one call of ``score`` was given."""

    framework: Framework
    answers: Mapping[str, Answer]
    scope: Scope
    basis: Basis


def score(
    framework: Framework, answers: Mapping[str, Answer], *, scope: Scope = "full", basis: Basis = "self"
) -> Scorecard:
    """Return the scorecard of these answers; items without an entry are open.

    On the verified basis every "not applicable" counts as accepted. Raises ScoringInputError for an item that is not
    asked in this scope, for a level that the item does not have, and for a method that the engine does not know.
    """
    _refuse_wrong({item.id: item for item in framework.items(quick=scope == "quick")}, answers)
    found: dict[str, NodeResult] = {}
    _visit(_Run(framework, answers, scope, basis), framework.root, found)
    nodes = {node.id: found[node.id] for node in framework.root.walk() if node.id in found}
    if scope == "quick":
        return Scorecard(engine=ENGINE, scope=scope, nodes=nodes, range=_range(framework, nodes["overall"]))
    for cap in framework.caps:
        if result := nodes.get(cap.node):
            nodes[cap.node] = _capped(result, nodes, cap)
    return Scorecard(engine=ENGINE, scope=scope, nodes=nodes)


def _refuse_wrong(asked: Mapping[str, Item], answers: Mapping[str, Answer]) -> None:
    for id_, answer in answers.items():
        if id_ not in asked:
            raise ScoringInputError(f"{id_}: no such item is asked")
        if answer.state not in STATES or (answer.value is None) == (answer.state == "answered"):
            raise ScoringInputError(f"{id_}: a level belongs to an answered item, and to no other")
        top = len(asked[id_].levels) - 1
        # ``type``, because True is an int too and would be taken for level 1.
        if answer.value is not None and (type(answer.value) is not int or not 0 <= answer.value <= top):
            raise ScoringInputError(f"{id_}: level {answer.value!r} is not one of 0 to {top}")


def _visit(run: _Run, node: Node, found: dict[str, NodeResult]) -> NodeResult | None:
    """Score a node after all below it; a node in which nothing is asked under this scope has no result."""
    if node.aggregate.method not in METHODS:
        raise ScoringInputError(f"{node.id}: the method {node.aggregate.method} is not known")
    below = [(child, _visit(run, child, found)) for child in node.children]
    children = [(child, result) for child, result in below if result is not None]
    items = [item for item in node.items if item.key or run.scope == "full"]
    if not children and not items:
        return None
    is_weighted = node.aggregate.method == "weighted_mean"
    shares = [_of_node(child.weight if is_weighted else ONE, result) for child, result in children]
    shares += [_of_item(run, item) for item in items]
    found[node.id] = _result(run, node, shares, [result for _, result in children])
    return found[node.id]


def _of_node(weight: Fraction, result: NodeResult) -> _Share:
    return _Share(result.node, weight, result.raw, result.low, result.high, result.coverage)


def _of_item(run: _Run, item: Item) -> _Share:
    """Return an item's share: its level, or all that its level may yet become, or nothing if it left the score."""
    answer = run.answers.get(item.id)
    if answer is not None and answer.value is not None:
        value = _whole(answer.value)
        return _Share(item.id, ONE, value, value, value, ONE)
    is_accepted = bool(item.na_reasons) or run.basis == "verified"
    if answer is not None and answer.state == "not_applicable" and is_accepted:
        return _Share(item.id, ONE, None, None, None, None)
    return _Share(item.id, ONE, None, ZERO, _whole(len(item.levels) - 1), ZERO)


@cache
def _whole(number: int) -> Fraction:
    """Return a whole number as a rational, made once: every answer needs one."""
    return Fraction(number)


def _result(run: _Run, node: Node, shares: Sequence[_Share], children: Sequence[NodeResult]) -> NodeResult:
    """Put a node's shares together. ``children`` are the results behind the first of them; the others are items."""
    in_score = [share for share in shares if share.coverage is not None]
    raw = _mean((share.weight, share.raw) for share in in_score)
    coverage = _mean((share.weight, share.coverage) for share in in_score)
    value = raw if _is_rated(run, node, shares, children, coverage) else None
    level = level_for(run.framework.levels, value) if value is not None and run.scope == "full" else None
    items = shares[len(children) :]
    return NodeResult(
        node=node.id,
        raw=raw,
        value=value,
        level=level,
        low=_mean((share.weight, share.low) for share in in_score),
        high=_mean((share.weight, share.high) for share in in_score),
        coverage=coverage,
        explanation=Explanation(
            method=node.aggregate.method,
            min_coverage=node.aggregate.min_coverage,
            parts=_parts(shares),
            lower_bound=None if level is None else lower_bound(run.framework.levels, level),
        ),
        items=len(items) + sum(child.items for child in children),
        open=sum(share.coverage == ZERO for share in items) + sum(child.open for child in children),
        not_applicable=sum(share.coverage is None for share in items) + sum(child.not_applicable for child in children),
    )


def _is_rated(
    run: _Run, node: Node, shares: Sequence[_Share], children: Sequence[NodeResult], coverage: Fraction | None
) -> bool:
    """Whether enough is answered to show the value; what is hidden still counts in the node above."""
    if coverage is None or coverage < node.aggregate.min_coverage:
        return False
    if node.aggregate.requires_all and any(child.value is None for child in children):
        return False
    if node.items and run.basis == "self":
        left = sum(share.coverage is None for share in shares)  # items weigh the same
        return left <= len(shares) * MOST_NOT_APPLICABLE
    return True


def _mean(weighted: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """Return the weighted mean of what has a value, None if nothing has.

    Sums over one common denominator in whole numbers: as exact as adding fractions, and faster.
    """
    known = [(weight, value) for weight, value in weighted if value is not None]
    if not known:
        return None
    of_weights = lcm(*(weight.denominator for weight, _ in known))
    of_values = lcm(*(value.denominator for _, value in known))
    total = weights = 0
    for weight, value in known:
        share = weight.numerator * (of_weights // weight.denominator)
        weights += share
        total += share * value.numerator * (of_values // value.denominator)
    return Fraction(total, weights * of_values)


def _parts(shares: Sequence[_Share]) -> tuple[Part, ...]:
    """Return each part's declared weight and what it adds to the raw value: the contributions sum to it."""
    whole = sum((share.weight for share in shares if share.raw is not None), ZERO)
    return tuple(
        Part(share.id, share.weight, share.raw, _contribution(share, whole), share.coverage) for share in shares
    )


def _contribution(share: _Share, whole: Fraction) -> Fraction | None:
    """Return weight / whole x raw, made as one fraction, which is faster than three operations on fractions."""
    if share.raw is None:
        return None
    return Fraction(
        share.weight.numerator * share.raw.numerator * whole.denominator,
        share.weight.denominator * share.raw.denominator * whole.numerator,
    )


def _capped(result: NodeResult, results: Mapping[str, NodeResult], cap: Cap) -> NodeResult:
    """Return the node's result with its level held at the lowest named level plus ``plus``; the value stays."""
    named = [results[name] for name in cap.lowest_of if name in results]
    levels = {each.node: each.level for each in named if each.level is not None}
    if result.level is None or not levels:
        return result
    holder = min(levels, key=lambda name: levels[name])
    most = levels[holder] + cap.plus
    if result.level <= most:
        return result
    explanation = replace(result.explanation, capped_by=holder, level_before_cap=result.level)
    return replace(result, level=most, explanation=explanation)


def _range(framework: Framework, overall: NodeResult) -> tuple[Fraction, Fraction] | None:
    """Return the quick check's range: the value plus and minus half_width, cut to the scale; None if not rated."""
    if overall.value is None or framework.quick is None:
        return None
    top = Fraction(framework.levels[-1].value)
    half = framework.quick.half_width
    return max(ZERO, overall.value - half), min(top, overall.value + half)
