"""A valid document -> frozen values. Pure; relies on ``validation`` having found no fault."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from questionnaires.document import (
    Aggregate,
    Cap,
    Condition,
    Contradiction,
    Framework,
    Item,
    Learning,
    Level,
    Node,
    PriorityRule,
    Quick,
    Requirement,
    Source,
    Step,
    StepName,
    Term,
    Text,
    Trouble,
)

STEPS: tuple[StepName, ...] = ("start", "build", "lead")
ROOT_NAME = Text(vi="Kết quả chung", en="Overall result")
NOTHING: Mapping[str, Any] = MappingProxyType({})


def parse(document: Mapping[str, Any]) -> Framework:
    """Build the framework that a valid document describes."""
    rules = document.get("rules", NOTHING)
    return Framework(
        id=document["framework"],
        version=document["version"],
        title=_text(document["title"]),
        summary=_text(document["summary"]),
        source=_source(document["source"]),
        minutes_phone=int(document["minutes"]["phone"]),
        minutes_computer=int(document["minutes"]["computer"]),
        quick=_quick(document["quick"]) if "quick" in document else None,
        levels=tuple(map(_level, document["levels"])),
        root=_root(document),
        caps=tuple(map(_cap, rules.get("caps", ()))),
        requires=MappingProxyType(
            {node: tuple(map(_requirement, needs)) for node, needs in rules.get("requires", NOTHING).items()}
        ),
        troubles=tuple(map(_trouble, rules.get("troubles", ()))),
        priorities=_priorities(rules["priorities"]) if "priorities" in rules else PriorityRule(),
        contradictions=tuple(map(_contradiction, rules.get("contradictions", ()))),
        glossary=tuple(map(_term, document.get("glossary", ()))),
    )


def _text(pair: Mapping[str, str]) -> Text:
    return Text(vi=pair["vi"], en=pair["en"])


def _source(source: Mapping[str, Any]) -> Source:
    return Source(**{**source, "document": _text(source["document"])})


def _quick(quick: Mapping[str, Any]) -> Quick:
    minutes = quick["minutes"]
    return Quick(Fraction(quick["half_width"]), int(minutes["phone"]), int(minutes["computer"]))


def _level(level: Mapping[str, Any]) -> Level:
    return Level(
        value=int(level["value"]),
        id=level["id"],
        lower=Fraction(level["from"]),
        name=_text(level["name"]),
        meaning=_text(level["meaning"]),
        sentence=_text(level["sentence"]),
    )


def _root(document: Mapping[str, Any]) -> Node:
    """Return the node above the blocks: their weighted mean, rated when every one of them is."""
    sensitive = frozenset(document.get("sensitive", ()))
    reasons = document.get("na", NOTHING)
    return Node(
        id="overall",
        name=ROOT_NAME,
        about=_text(document["summary"]),
        weight=Fraction(1),
        aggregate=Aggregate(method="weighted_mean", requires_all=True),
        children=tuple(_node(block, reasons, sensitive) for block in document["blocks"]),
    )


def _node(node: Mapping[str, Any], reasons: Mapping[str, Any], sensitive: frozenset[str]) -> Node:
    return Node(
        id=node["id"],
        name=_text(node["name"]),
        about=_text(node["about"]),
        weight=Fraction(node.get("weight", "1")),
        aggregate=_aggregate(node.get("aggregate", NOTHING)),
        children=tuple(_node(child, reasons, sensitive) for child in node.get("children", ())),
        items=tuple(_item(item, reasons, sensitive) for item in node.get("items", ())),
    )


def _aggregate(aggregate: Mapping[str, Any]) -> Aggregate:
    default = Aggregate()
    return Aggregate(
        method=aggregate.get("method", default.method),
        min_coverage=Fraction(aggregate.get("min_coverage", default.min_coverage)),
    )


def _item(item: Mapping[str, Any], reasons: Mapping[str, Any], sensitive: frozenset[str]) -> Item:
    return Item(
        id=item["id"],
        key=item.get("key", False),
        ask=_text(item["ask"]),
        why=_text(item["why"]),
        help=_text(item["help"]),
        evidence=_text(item["evidence"]),
        levels=tuple(map(_text, item["levels"])),
        steps=MappingProxyType({name: _step(name, item["improve"][name]) for name in STEPS}),
        na_reasons=tuple(map(_text, reasons.get(item["id"], ()))),
        sensitive=item["id"] in sensitive,
        maps=MappingProxyType({model: tuple(targets) for model, targets in sorted(item.get("maps", NOTHING).items())}),
    )


def _step(name: StepName, step: Mapping[str, Any]) -> Step:
    low, high = step["cost_million_vnd"]
    learn = step["learn"]
    return Step(
        name=name,
        text=_text(step),
        effort=step["effort"],
        cost_million_vnd=(int(low), int(high)),
        months=Fraction(step["months"]),
        leads=_text(step["leads"]),
        learn=Learning(_text(learn), int(learn["hours"])) if learn else None,
        measure=_text(step["measure"]),
    )


def _cap(cap: Mapping[str, Any]) -> Cap:
    return Cap(node=cap["node"], lowest_of=tuple(cap["lowest_of"]), plus=int(cap["plus"]))


def _requirement(need: Mapping[str, Any]) -> Requirement:
    return Requirement(node=need["node"], lower=Fraction(need["from"]), reason=_text(need["reason"]))


def _priorities(rule: Mapping[str, Any]) -> PriorityRule:
    return PriorityRule(
        most=int(rule["most"]),
        at_least_one_of=tuple(rule["at_least_one_of"]),
        trouble_factor=Fraction(rule["trouble_factor"]),
    )


def _trouble(trouble: Mapping[str, Any]) -> Trouble:
    return Trouble(id=trouble["id"], name=_text(trouble["name"]), nodes=tuple(trouble["nodes"]))


def _contradiction(contradiction: Mapping[str, Any]) -> Contradiction:
    when = tuple(_condition(item, words) for item, words in sorted(contradiction["when"].items()))
    return Contradiction(id=contradiction["id"], when=when, ask=_text(contradiction["ask"]))


def _condition(item: str, words: str) -> Condition:
    return Condition(item=item, operator=">=" if words.startswith(">") else "<=", level=int(words[2:]))


def _term(term: Mapping[str, Any]) -> Term:
    return Term(id=term["id"], term=_text(term["term"]), meaning=_text(term["meaning"]))
