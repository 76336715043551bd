"""The valid rules, conditions and crosswalks of a document -> frozen values. Pure."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from questionnaires.conditions import AppliesWhen, Chosen, Condition
from questionnaires.crosswalks import Crosswalk, Draft, DraftAnswer, DraftRule, Target
from questionnaires.rules import Cap, Contradiction, PriorityRule, Requirement, Term, Trouble
from questionnaires.words import text

PROFILE = "profile."


def caps(rules: Mapping[str, Any]) -> tuple[Cap, ...]:
    """Read what holds levels down."""
    return tuple(Cap(cap["node"], tuple(cap["lowest_of"]), int(cap["plus"])) for cap in rules.get("caps", ()))


def requires(rules: Mapping[str, Any]) -> dict[str, tuple[Requirement, ...]]:
    """Read what should come first, by dimension."""
    return {node: tuple(map(_requirement, needs)) for node, needs in rules.get("requires", {}).items()}


def _requirement(need: Mapping[str, Any]) -> Requirement:
    return Requirement(node=need["node"], lower=Fraction(need["from"]), reason=text(need["reason"]))


def priorities(rules: Mapping[str, Any]) -> PriorityRule:
    """Read what the first things to do must look like."""
    if "priorities" not in rules:
        return PriorityRule()
    rule = rules["priorities"]
    return PriorityRule(int(rule["most"]), tuple(rule["at_least_one_of"]), Fraction(rule["trouble_factor"]))


def troubles(rules: Mapping[str, Any]) -> tuple[Trouble, ...]:
    """Read what an owner may say hurts most."""
    return tuple(Trouble(each["id"], text(each["name"]), tuple(each["nodes"])) for each in rules.get("troubles", ()))


def contradictions(rules: Mapping[str, Any]) -> tuple[Contradiction, ...]:
    """Read which answers rarely go together."""
    return tuple(
        Contradiction(each["id"], conditions(each["when"]), text(each["ask"]))
        for each in rules.get("contradictions", ())
    )


def terms(document: Mapping[str, Any]) -> tuple[Term, ...]:
    """Read the glossary."""
    return tuple(Term(each["id"], text(each["term"]), text(each["meaning"])) for each in document.get("glossary", ()))


def conditions(when: Mapping[str, str]) -> tuple[Condition, ...]:
    """Read conditions on levels, in the order of their items' ids."""
    return tuple(condition(item, words) for item, words in sorted(when.items()))


def condition(item: str, words: str) -> Condition:
    """Read ``>=3`` or ``<=1``."""
    return Condition(item=item, operator=">=" if words.startswith(">") else "<=", level=int(words[2:]))


def applies_when(when: Mapping[str, Any]) -> AppliesWhen:
    """Read when an item is asked."""
    return AppliesWhen(
        profile={key.removeprefix(PROFILE): tuple(values) for key, values in _of_profile(when)},
        answers=tuple(_of_answer(key, what) for key, what in sorted(when.items()) if not key.startswith(PROFILE)),
    )


def _of_profile(when: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((key, values) for key, values in sorted(when.items()) if key.startswith(PROFILE))


def _of_answer(item: str, what: Any) -> Condition | Chosen:
    return condition(item, what) if isinstance(what, str) else Chosen(item, tuple(what))


def crosswalks(document: Mapping[str, Any]) -> tuple[Crosswalk, ...]:
    """Read the other models in whose terms the answers can be read."""
    return tuple(_crosswalk(key, targets) for key, targets in sorted(document.get("crosswalks", {}).items()))


def _crosswalk(key: str, targets: Any) -> Crosswalk:
    return Crosswalk(
        key=key,
        framework=targets[0].get("model", key),
        targets=tuple(Target(each["id"], text(each["name"]), *map(Fraction, each["scale"])) for each in targets),
    )


def drafts(document: Mapping[str, Any]) -> tuple[Draft, ...]:
    """Read which other frameworks can be pre-filled, and how."""
    return tuple(
        Draft(framework, tuple(map(_draft_answer, answers)))
        for framework, answers in sorted(document.get("drafts", {}).items())
    )


def _draft_answer(answer: Mapping[str, Any]) -> DraftAnswer:
    return DraftAnswer(
        item=answer["id"],
        items=tuple(answer["items"]),
        is_open=answer["open"],
        note=text(answer["note"]),
        rules=tuple(map(_draft_rule, answer.get("draft", ()))),
    )


def _draft_rule(rule: Mapping[str, Any]) -> DraftRule:
    return DraftRule(
        when=conditions(rule["when"]),
        points=Fraction(rule["points"]) if "points" in rule else None,
        tick=text(rule["tick"]) if "tick" in rule else None,
    )
