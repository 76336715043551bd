"""From answers to values, levels, bands and why. Pure, exact, deterministic; docs/scoring.md has the method.

Every number is a rational. Two values exist for each node: the *raw* one over what is answered, which parents use, and
the one that is *shown*, which is absent while too little is answered. So leaving a question open can hide a value, but
never lift its parent's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from assessments.scoring.levels import level_for, lower_bound
from assessments.scoring.types import Answer, Basis, Explanation, NodeResult, Part, Scope, Scorecard, ScoringInputError
from questionnaires.document import Cap, Framework, Item, Node

ENGINE = "1"
METHODS = frozenset({"mean", "weighted_mean"})
MOST_NOT_APPLICABLE = Fraction(1, 3)  # of a dimension's weight, on the self basis
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class _Child:
    """One part of a node, an item or another node: its share, and its value if nothing, the worst, the best is added.

    ``coverage`` None = not applicable: such a part has left the score.
    """

    id: str
    weight: Fraction
    raw: Fraction | None
    low: Fraction | None
    high: Fraction | None
    coverage: Fraction | None


def score(
    framework: Framework, answers: Mapping[str, Answer], *, scope: Scope = "full", basis: Basis = "self"
) -> Scorecard:
    """Return the scorecard of these answers; items without an entry are open.

    Raises ScoringInputError for an item that is not asked in this scope and for a level that the item does not have.
    """
    asked = {item.id: item for item in framework.items(quick=scope == "quick")}
    _refuse_wrong(asked, answers)
    scoring = _Scoring(framework, answers, asked, scope, basis)
    results = {result.node: result for result in scoring.results()}
    ordered = {node.id: results[node.id] for node in framework.root.walk() if node.id in results}
    if scope == "quick":
        return Scorecard(engine=ENGINE, scope=scope, nodes=ordered, range=_range(framework, ordered["overall"]))
    for cap in framework.caps:
        ordered[cap.node] = _capped(ordered, cap)
    return Scorecard(engine=ENGINE, scope=scope, nodes=ordered)


def _refuse_wrong(asked: Mapping[str, Item], answers: Mapping[str, Answer]) -> None:
    for id_, answer in answers.items():
        if id_ not in asked:
            raise ScoringInputError(f"{id_}: no such item is asked")
        if (answer.value is None) == (answer.state == "answered"):
            raise ScoringInputError(f"{id_}: a level belongs to an answered item, and to no other")
        if answer.value is not None and not 0 <= answer.value < len(asked[id_].levels):
            raise ScoringInputError(f"{id_}: level {answer.value} is not one of 0 to {len(asked[id_].levels) - 1}")


@dataclass(slots=True)
class _Scoring:
    """One run over the tree, children before parents."""

    framework: Framework
    answers: Mapping[str, Answer]
    asked: Mapping[str, Item]
    scope: Scope
    basis: Basis

    def results(self) -> list[NodeResult]:
        """Return every node's result, children first."""
        found: list[NodeResult] = []
        self._visit(self.framework.root, found)
        return found

    def _visit(self, node: Node, found: list[NodeResult]) -> NodeResult | None:
        """Score a node and all below it; a node in which nothing is asked under this scope has no result."""
        below = [(child, self._visit(child, found)) for child in node.children]
        nodes = [(child, result) for child, result in below if result is not None]
        items = [item for item in node.items if item.id in self.asked]
        if not nodes and not items:
            return None
        parts = [_of_node(child, result) for child, result in nodes] + [self._of_item(item) for item in items]
        result = self._result(node, parts, [result for _, result in nodes], items)
        found.append(result)
        return result

    def _of_item(self, item: Item) -> _Child:
        answer = self.answers.get(item.id)
        if answer is not None and answer.state == "not_applicable" and item.na_reasons:
            return _Child(item.id, ONE, None, None, None, None)
        if answer is None or answer.value is None:
            return _Child(item.id, ONE, None, ZERO, Fraction(len(item.levels) - 1), ZERO)
        value = Fraction(answer.value)
        return _Child(item.id, ONE, value, value, value, ONE)

    def _result(self, node: Node, parts: list[_Child], children: list[NodeResult], items: list[Item]) -> NodeResult:
        if node.aggregate.method not in METHODS:
            raise ScoringInputError(f"{node.id}: the method {node.aggregate.method} is not known")
        if node.aggregate.method == "mean":
            parts = [replace(part, weight=ONE) for part in parts]
        in_score = [part for part in parts if part.coverage is not None]
        raw = _mean((part.weight, part.raw) for part in in_score)
        coverage = _mean((part.weight, part.coverage) for part in in_score)
        value = raw if self._is_rated(node, parts, children, coverage) else None
        level = level_for(self.framework.levels, value) if value is not None and self.scope == "full" else None
        own = parts[len(children) :]
        return NodeResult(
            node=node.id,
            raw=raw,
            value=value,
            level=level,
            low=_mean((part.weight, part.low) for part in in_score),
            high=_mean((part.weight, part.high) for part in in_score),
            coverage=coverage,
            explanation=Explanation(
                method=node.aggregate.method,
                min_coverage=node.aggregate.min_coverage,
                parts=_explained(parts),
                lower_bound=None if level is None else lower_bound(self.framework.levels, level),
            ),
            items=len(items) + sum(child.items for child in children),
            open=sum(part.coverage == 0 for part in own) + sum(child.open for child in children),
            not_applicable=sum(part.coverage is None for part in own) + sum(child.not_applicable for child in children),
        )

    def _is_rated(self, node: Node, parts: list[_Child], children: list[NodeResult], coverage: Fraction | None) -> bool:
        if coverage is None or coverage < node.aggregate.min_coverage or coverage == 0:
            return False
        if node.aggregate.requires_all and any(child.value is None for child in children):
            return False
        if node.items and self.basis == "self":
            total = sum((part.weight for part in parts), ZERO)
            left = sum((part.weight for part in parts if part.coverage is None), ZERO)
            return left <= total * MOST_NOT_APPLICABLE
        return True


def _of_node(node: Node, result: NodeResult) -> _Child:
    return _Child(node.id, node.weight, result.raw, result.low, result.high, result.coverage)


def _mean(weighted: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """Return the weighted mean of what has a value, None if nothing has."""
    total = weights = ZERO
    for weight, value in weighted:
        if value is not None:
            total += weight * value
            weights += weight
    return total / weights if weights else None


def _explained(parts: list[_Child]) -> tuple[Part, ...]:
    """Return each part's declared weight and what it adds to the raw value."""
    weights = sum((part.weight for part in parts if part.raw is not None), ZERO)
    return tuple(
        Part(
            id=part.id,
            weight=part.weight,
            value=part.raw,
            contribution=None if part.raw is None else part.weight * part.raw / weights,
            coverage=part.coverage,
        )
        for part in parts
    )


def _capped(results: Mapping[str, NodeResult], cap: Cap) -> NodeResult:
    """Return the node's result with its level held at the lowest named level plus ``plus``; the value stays."""
    result = results[cap.node]
    held_by = [(level, name) for name in cap.lowest_of if (level := results[name].level) is not None]
    if result.level is None or not held_by:
        return result
    lowest = min(level for level, _ in held_by)
    if result.level <= lowest + cap.plus:
        return result
    name = next(name for level, name in held_by if level == lowest)
    explanation = replace(result.explanation, capped_by=name, level_before_cap=result.level)
    return replace(result, level=lowest + cap.plus, explanation=explanation)


def _range(framework: Framework, overall: NodeResult) -> tuple[Fraction, Fraction] | None:
    """Return the quick check's range: the value plus and minus half_width, cut to the scale."""
    if overall.value is None or framework.quick is None:
        return None
    top = Fraction(framework.levels[-1].value)
    half = framework.quick.half_width
    return max(ZERO, overall.value - half), min(top, overall.value + half)
