"""A valid document -> frozen values. Pure; relies on ``validation`` having found no fault."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from questionnaires import rule_parsing
from questionnaires.answer_parsing import answer_type
from questionnaires.document import (
    VALID_MONTHS,
    Aggregate,
    Bounds,
    ChildrenAtLevel,
    Framework,
    Item,
    Learning,
    Level,
    LevelClass,
    LookupRow,
    Method,
    Node,
    Quick,
    Rescale,
    Source,
    Step,
    StepName,
    Variant,
)
from questionnaires.paging import paged
from questionnaires.words import Text, text

STEPS: tuple[StepName, ...] = ("start", "build", "lead")
ROOT_NAME = Text(vi="Kết quả chung", en="Overall result")
NOTHING: Mapping[str, Any] = MappingProxyType({})
# What is worked out from part of its parts is shown from this coverage on; a lowest or a sum needs all of them.
FORGIVING: frozenset[Method] = frozenset({"mean", "weighted_mean", "share_of_maximum"})


@dataclass(frozen=True, slots=True)
class _Shared:
    """What items are told elsewhere in the document."""

    answers: Mapping[str, Any]
    reasons: Mapping[str, Any]
    sensitive: frozenset[str]


def parse(document: Mapping[str, Any]) -> Framework:
    """Build the framework that a valid document describes."""
    rules = document.get("rules", NOTHING)
    return Framework(
        id=document["framework"],
        version=document["version"],
        title=text(document["title"]),
        summary=text(document["summary"]),
        source=_source(document["source"]),
        minutes_phone=int(document["minutes"]["phone"]),
        minutes_computer=int(document["minutes"]["computer"]),
        quick=_quick(document["quick"]) if "quick" in document else None,
        levels=tuple(map(_level, document["levels"])),
        root=_root(document),
        caps=rule_parsing.caps(rules),
        requires=MappingProxyType(rule_parsing.requires(rules)),
        troubles=rule_parsing.troubles(rules),
        priorities=rule_parsing.priorities(rules),
        contradictions=rule_parsing.contradictions(rules),
        glossary=rule_parsing.terms(document),
        variants=tuple(Variant(each["id"], text(each["name"])) for each in document.get("variants", ())),
        classes=tuple(map(_class, document.get("classes", ()))),
        crosswalks=rule_parsing.crosswalks(document),
        drafts=rule_parsing.drafts(document),
        valid_months=int(document.get("valid_months", VALID_MONTHS)),
    )


def _source(source: Mapping[str, Any]) -> Source:
    unconfirmed = tuple(map(text, source.get("unconfirmed", ())))
    return Source(**{**source, "document": text(source["document"]), "unconfirmed": unconfirmed})


def _quick(quick: Mapping[str, Any]) -> Quick:
    minutes = quick["minutes"]
    return Quick(Fraction(quick["half_width"]), int(minutes["phone"]), int(minutes["computer"]))


def _level(level: Mapping[str, Any]) -> Level:
    bound = level.get("from", level.get("above"))
    needs = level.get("and", NOTHING).get("count_at_least")
    return Level(
        value=int(level["value"]),
        id=level["id"],
        lower=None if bound is None else Fraction(bound),
        name=text(level["name"]),
        meaning=text(level["meaning"]),
        sentence=text(level["sentence"]),
        is_above="above" in level,
        needs=ChildrenAtLevel(int(needs["level"]), int(needs["n"])) if needs else None,
    )


def _class(entry: Mapping[str, Any]) -> LevelClass:
    return LevelClass(entry["id"], text(entry["name"]), tuple(map(int, entry["levels"])))


def _root(document: Mapping[str, Any]) -> Node:
    """Return the node above the blocks: by default their weighted mean, rated when every one of them is."""
    shared = _Shared(
        document.get("answers", NOTHING), document.get("na", NOTHING), frozenset(document.get("sensitive", ()))
    )
    overall = document.get("overall", NOTHING)
    default = Aggregate(method="weighted_mean", requires_all=True)
    return Node(
        id="overall",
        name=ROOT_NAME,
        about=text(document["summary"]),
        weight=Fraction(1),
        aggregate=_aggregate(overall["aggregate"]) if "aggregate" in overall else default,
        children=tuple(paged(_node(block, shared)) for block in document["blocks"]),
    )


def _node(node: Mapping[str, Any], shared: _Shared) -> Node:
    weight = node.get("weight", "1")
    by_variant = isinstance(weight, Mapping)
    return Node(
        id=node["id"],
        name=text(node["name"]),
        about=text(node["about"]),
        weight=Fraction(1 if by_variant else weight),
        weights=MappingProxyType({name: Fraction(each) for name, each in weight.items()}) if by_variant else NOTHING,
        aggregate=_aggregate(node.get("aggregate", NOTHING)),
        bounds=_bounds(node["levels"]) if "levels" in node else None,
        in_variants=tuple(node.get("in_variants", ())),
        children=tuple(_node(child, shared) for child in node.get("children", ())),
        items=tuple(_item(item, shared) for item in node.get("items", ())),
    )


def _aggregate(aggregate: Mapping[str, Any]) -> Aggregate:
    default = Aggregate()
    method: Method = aggregate.get("method", default.method)
    return Aggregate(
        method=method,
        min_coverage=Fraction(aggregate.get("min_coverage", default.min_coverage if method in FORGIVING else 1)),
        requires_all=aggregate.get("requires_all", False),
        out_of=Fraction(aggregate["out_of"]) if "out_of" in aggregate else None,
        met=Fraction(aggregate.get("met", default.met)),
        at_least=Fraction(aggregate["at_least"]) if "at_least" in aggregate else None,
        table=tuple(
            LookupRow(rule_parsing.conditions(row["when"]), Fraction(row["value"]))
            for row in aggregate.get("table", ())
        ),
        rescale=_rescale(aggregate["rescale"]) if "rescale" in aggregate else None,
    )


def _rescale(rescale: Mapping[str, Any]) -> Rescale:
    (low, high), (to_low, to_high) = rescale["from"], rescale["to"]
    return Rescale((Fraction(low), Fraction(high)), (Fraction(to_low), Fraction(to_high)))


def _bounds(levels: Any) -> Bounds:
    """Read a node's own bounds; the word ``none`` stands for a node without levels."""
    if levels == "none":
        return Bounds()
    lowers = tuple(map(Fraction, levels.get("above") or levels["from"]))
    return Bounds(lowers, is_above="above" in levels, on=levels["on"])


def _item(item: Mapping[str, Any], shared: _Shared) -> Item:
    steps = item.get("improve", NOTHING)
    return Item(
        id=item["id"],
        ask=text(item["ask"]),
        answer=answer_type(item, shared.answers),
        key=item.get("key", False),
        why=_maybe(item, "why"),
        help=_maybe(item, "help"),
        evidence=_maybe(item, "evidence"),
        steps=MappingProxyType({name: _step(name, steps[name]) for name in STEPS if name in steps}),
        na_reasons=tuple(map(text, shared.reasons.get(item["id"], ()))),
        sensitive=item["id"] in shared.sensitive,
        maps=MappingProxyType({model: tuple(targets) for model, targets in sorted(item.get("maps", NOTHING).items())}),
        weight=Fraction(item.get("weight", 1)),
        is_scored=item.get("scored", True),
        rung=int(item["rung"]) if "rung" in item else None,
        in_variants=tuple(item.get("in_variants", ())),
        applies_when=rule_parsing.applies_when(item["applies_when"]) if "applies_when" in item else None,
    )


def _maybe(item: Mapping[str, Any], key: str) -> Text | None:
    return text(item[key]) if key in item else None


def _step(name: StepName, step: Mapping[str, Any]) -> Step:
    low, high = step["cost_million_vnd"]
    learn = step["learn"]
    return Step(
        name=name,
        text=text(step),
        effort=step["effort"],
        cost_million_vnd=(int(low), int(high)),
        months=Fraction(step["months"]),
        leads=text(step["leads"]),
        learn=Learning(text(learn), int(learn["hours"]), learn.get("where")) if learn else None,
        measure=text(step["measure"]),
    )
