"""A scorecard as the JSON that is stored, rationals as text ("9/5"), and back again. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from fractions import Fraction
from typing import Any

from assessments.scoring import types


def written(card: types.Scorecard, priorities: Iterable[types.Priority]) -> dict[str, Any]:
    """Return everything as JSON."""
    return {
        "nodes": [_node_written(result) for result in card.nodes.values()],
        "range": None if card.range is None else [str(bound) for bound in card.range],
        "level_class": card.level_class,
        "priorities": [_priority_written(priority) for priority in priorities],
    }


def read(
    written: Mapping[str, Any], *, engine: str, scope: types.Scope
) -> tuple[types.Scorecard, tuple[types.Priority, ...]]:
    """Return the scorecard and its priorities, exact again."""
    card = types.Scorecard(
        engine=engine,
        scope=scope,
        nodes={node["node"]: _node_read(node) for node in written["nodes"]},
        range=None if written["range"] is None else (Fraction(written["range"][0]), Fraction(written["range"][1])),
        level_class=written.get("level_class"),
    )
    return card, tuple(_priority_read(priority) for priority in written["priorities"])


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _node_written(result: types.NodeResult) -> dict[str, Any]:
    why = result.explanation
    return {
        "node": result.node,
        "raw": _text(result.raw),
        "value": _text(result.value),
        "level": result.level,
        "low": _text(result.low),
        "high": _text(result.high),
        "coverage": _text(result.coverage),
        "items": result.items,
        "open": result.open,
        "not_applicable": result.not_applicable,
        "method": why.method,
        "min_coverage": str(why.min_coverage),
        "lower_bound": _text(why.lower_bound),
        "capped_by": why.capped_by,
        "level_before_cap": why.level_before_cap,
        "held": None if why.held is None else list(astuple(why.held)),
        "out_of": _text(why.out_of),
        "before_rescale": _text(why.before_rescale),
        "rungs": [[each.rung, _text(each.raw), each.is_met] for each in why.rungs],
        "top": _text(result.top),
        "parts": [
            [part.id, str(part.weight), _text(part.value), _text(part.contribution), _text(part.coverage)]
            for part in why.parts
        ],
    }


def _node_read(node: Mapping[str, Any]) -> types.NodeResult:
    return types.NodeResult(
        node=node["node"],
        raw=_fraction(node["raw"]),
        value=_fraction(node["value"]),
        level=node["level"],
        low=_fraction(node["low"]),
        high=_fraction(node["high"]),
        coverage=_fraction(node["coverage"]),
        explanation=_explanation_read(node),
        items=node["items"],
        open=node["open"],
        not_applicable=node["not_applicable"],
        top=_fraction(node.get("top")),
    )


def _explanation_read(node: Mapping[str, Any]) -> types.Explanation:
    """Read why; what older cards do not have belongs to methods that they did not know."""
    return types.Explanation(
        method=node["method"],
        min_coverage=Fraction(node["min_coverage"]),
        parts=tuple(
            types.Part(id_, Fraction(weight), _fraction(value), _fraction(contribution), _fraction(coverage))
            for id_, weight, value, contribution, coverage in node["parts"]
        ),
        lower_bound=_fraction(node["lower_bound"]),
        capped_by=node["capped_by"],
        level_before_cap=node["level_before_cap"],
        held=types.Held(*node["held"]) if node.get("held") else None,
        out_of=_fraction(node.get("out_of")),
        before_rescale=_fraction(node.get("before_rescale")),
        rungs=tuple(types.RungResult(rung, _fraction(raw), is_met) for rung, raw, is_met in node.get("rungs", ())),
    )


def _priority_written(priority: types.Priority) -> dict[str, Any]:
    return {
        "dimension": priority.dimension,
        "item": priority.item,
        "step": priority.step,
        "weight": str(priority.weight),
        "gap": str(priority.gap),
        "score": str(priority.score),
        "trouble": priority.trouble,
        "instead_of": priority.instead_of,
        "required_by": priority.required_by,
    }


def _priority_read(written: Mapping[str, Any]) -> types.Priority:
    rationals = {name: Fraction(written[name]) for name in ("weight", "gap", "score")}
    return types.Priority(**{**written, **rationals})
