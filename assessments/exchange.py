"""Answers and results as files hold them (docs/command-line.md): JSON, and one rule for single values. Pure.

What a file says is never trusted: whatever is wrong becomes one ``ExchangeError`` that names the place.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from typing import Any, NoReturn

from assessments.scoring import applying
from assessments.scoring.answer_values import fault, shown
from assessments.scoring.batch import facts
from assessments.scoring.types import Answer, Basis, NodeResult, Scope, Scorecard, ScoringInputError
from questionnaires.answer_types import AnswerType, Checklist, Grid, Number
from questionnaires.document import Framework, Item

LARGEST = 5_000_000  # bytes of one file of answers
DEEPEST = 6  # values inside each other; answers need four
LONGEST_WHOLE = 18  # digits
DONT_KNOW, NOT_APPLICABLE = "dk", "na"
BASIS: Basis = "verified"  # in files "not applicable" is accepted, as it is when an advisor has looked
PARTS = ("variant", "scope", "profile", "answers")
FACTS = frozenset({"size", "industry"})  # of a profile, whether a framework asks for them or not


class ExchangeError(ValueError):
    """Something in a file is wrong. ``str()`` is one line: the place, if there is one, and what is wrong there."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.message, self.place = message, place


@dataclass(frozen=True, slots=True)
class Given:
    """What one file, or one row of a table, says: plain values, of which the answers are still to be checked."""

    variant: str | None = None
    scope: Scope = "full"
    profile: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers as the engine takes them, and the ids of those that were given and are not asked."""

    answers: Mapping[str, Answer]
    ignored: tuple[str, ...]


def read(content: bytes) -> Given:
    """Read a file of answers in JSON. Raises ExchangeError for anything but the few parts that it may have."""
    document = _parsed(_text(content))
    if not isinstance(document, dict):
        raise ExchangeError(f"the file must hold a mapping, not {shown(document)}")
    for name in document:
        if name not in PARTS:
            raise ExchangeError(f"no such part; a file has {', '.join(PARTS)}", shown(name))
    if not isinstance(document.get("answers"), dict):
        raise ExchangeError("must be there and be a mapping", "answers")
    return Given(
        variant=variant(document.get("variant")),
        scope=scope(document.get("scope")),
        profile=_profile(document.get("profile")),
        answers=document["answers"],
    )


def variant(word: Any) -> str | None:
    """Return a variant's id as it is written, None where there is none."""
    if word is None or isinstance(word, str):
        return word or None
    raise ExchangeError(f"must be the id of a variant, not {shown(word)}", "variant")


def scope(word: Any) -> Scope:
    """Return the scope, full where none is written."""
    if word in (None, "", "full"):
        return "full"
    if word == "quick":
        return "quick"
    raise ExchangeError(f"must be full or quick, not {shown(word)}", "scope")


def for_firm(framework: Framework, given: Given) -> Framework:
    """Return the framework as this firm is asked it; refuse a variant or a scope that it does not have."""
    if given.scope == "quick" and framework.quick is None:
        raise ExchangeError(f"{framework.id} has no quick scope", "scope")
    try:
        return applying.for_firm(framework, variant=given.variant, profile=given.profile)
    except ScoringInputError as error:
        raise ExchangeError(str(error), "variant") from error


def checked(framework: Framework, given: Given) -> Checked:
    """Return the answers to what is asked of this firm; raise ExchangeError for the first one that is not valid."""
    of_firm = for_firm(framework, given)
    items = {item.id: item for item in chain(framework.items(), of_firm.items())}
    answers = {}
    for id_, raw in given.answers.items():
        if id_ not in items:
            raise ExchangeError(f"{framework.id}@{framework.version} has no such item", f"answers, {shown(id_)}")
        if answer := answer_of(items[id_], raw, place=f"answers.{id_}"):
            answers[id_] = answer
    asked = asked_ids(of_firm, answers, given.scope)
    return Checked(
        answers={id_: answer for id_, answer in answers.items() if id_ in asked},
        ignored=tuple(id_ for id_ in answers if id_ not in asked),
    )


def asked_ids(of_firm: Framework, answers: Mapping[str, Answer], scope: Scope) -> set[str]:
    """Return the items that are asked, given these answers; answers to what a firm is not asked decide nothing."""
    within = {item.id for item in of_firm.items(quick=scope == "quick")}
    deciding = {id_: answer for id_, answer in answers.items() if id_ in within}
    return {item.id for item in applying.asked(of_firm, deciding, scope).items()}


def unused_facts(framework: Framework, profile: Iterable[str]) -> list[str]:
    """Return the facts of a profile that are not known and that nothing in the framework depends on."""
    return sorted(set(profile) - FACTS - facts(framework))


def answer_of(item: Item, raw: Any, *, place: str = "") -> Answer | None:
    """Return one value of a file as an answer, None if it leaves the item unanswered."""
    rows = rows_of(item.answer)
    value = _of_rows(rows, raw, place) if rows and isinstance(raw, Mapping) else raw
    if value is None:
        return None
    if isinstance(value, str) and value in {DONT_KNOW, NOT_APPLICABLE}:
        return Answer("dont_know" if value == DONT_KNOW else "not_applicable")
    value = _decimal(value) if isinstance(item.answer, Number) else value
    if wrong := fault(item.answer, value):
        raise ExchangeError(f"the answer {wrong}", place)
    return Answer("answered", value)


def rows_of(answer: AnswerType) -> tuple[str, ...]:
    """Return the rows of which each is an answer of its own: those of a grid, the levels of a checklist."""
    match answer:
        case Grid():
            return tuple(row.id for row in answer.rows)
        case Checklist():
            return tuple(str(level.level) for level in answer.levels)
        case _:
            return ()


def result(framework: Framework, card: Scorecard) -> dict[str, Any]:
    """Return a scorecard as plain JSON. Values are the nearest floating-point numbers, None for what is not rated.

    The whole also names its level by id and, in a framework with classes, its class.
    """
    nodes = {id_: _numbers(each) for id_, each in card.nodes.items()}
    overall = nodes.pop(framework.root.id)
    overall["level_id"] = next((level.id for level in framework.levels if level.value == overall["level"]), None)
    if framework.classes:
        overall["class"] = card.level_class
    return {
        "framework": f"{framework.id}@{framework.version}",
        "engine": card.engine,
        "overall": overall,
        "nodes": nodes,
    }


def plain(value: Fraction | None) -> float | None:
    """Return the floating-point number that is nearest to a value; nothing is computed with it."""
    return None if value is None else float(value)


def _numbers(node: NodeResult) -> dict[str, Any]:
    return {
        "value": plain(node.value),
        "level": node.level,
        "low": plain(node.low),
        "high": plain(node.high),
        "coverage": plain(node.coverage),
    }


class _Literal:
    """A number of a file that is not a short whole one, as it was written."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __repr__(self) -> str:
        return self.words


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise ExchangeError(f"the file is larger than {LARGEST // 1_000_000} MB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ExchangeError("the file is not in UTF-8", f"line {line}") from error


def _parsed(words: str) -> Any:
    try:
        document = json.loads(
            words,
            object_pairs_hook=_mapping,
            parse_float=_Literal,
            parse_int=lambda digits: int(digits) if len(digits) <= LONGEST_WHOLE else _Literal(digits),
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise ExchangeError(f"not JSON: {error.msg}", f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise ExchangeError("the values lie too deep inside each other") from error
    _refuse_deep(document)
    return document


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for name, value in pairs:
        if name in mapping:
            raise ExchangeError("is written twice in the same mapping", shown(name))
        mapping[name] = value
    return mapping


def _refuse_constant(word: str) -> NoReturn:
    raise ExchangeError(f"{word} is no number of JSON")


def _refuse_deep(document: Any) -> None:
    """Walk level by level: a function that calls itself would end where such a file wants it to."""
    level: list[Any] = [document]
    for _ in range(DEEPEST):
        level = [part for value in level for part in _parts(value)]
    if level:
        raise ExchangeError("the values lie too deep inside each other")


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _profile(facts: Any) -> dict[str, str]:
    if facts is None:
        return {}
    if not isinstance(facts, dict):
        raise ExchangeError(f"must be a mapping, not {shown(facts)}", "profile")
    for name, value in facts.items():
        if value is not None and not isinstance(value, str):
            raise ExchangeError(f"must be text, not {shown(value)}", f"profile, {shown(name)}")
    return {name: value for name, value in facts.items() if value}


def _of_rows(names: Sequence[str], rows: Mapping[str, Any], place: str) -> Any:
    """Return a mapping without its open rows; None if none is left, and the special answer that all rows have."""
    left = {row: value for row, value in rows.items() if value is not None and value != DONT_KNOW}
    if all(value != NOT_APPLICABLE for value in left.values()):
        return left or (DONT_KNOW if rows and None not in rows.values() else None)
    if left == dict.fromkeys(names, NOT_APPLICABLE):
        return NOT_APPLICABLE
    raise ExchangeError("na must stand in every row of the question or in none", place)


def _decimal(value: Any) -> Any:
    """Return a number as decimal text, without zeros at its end that say nothing."""
    if type(value) is int or isinstance(value, _Literal):
        value = repr(value)
    if not isinstance(value, str) or "." not in value:
        return value
    return value.rstrip("0").removesuffix(".")
