"""The shape of a framework document: every key it may have, and what may stand there.

A document is plain data: mappings, lists, text, booleans and None. The limits keep every text readable on a phone and
inside its column. Pure.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, get_args

from questionnaires.answer_shapes import ANSWER, APPLIES_WHEN, CONDITIONS, LADDER
from questionnaires.document import LessonPlace, Method
from questionnaires.faults import Complaint, Place
from questionnaires.shapes import (
    FLAG,
    Shape,
    both,
    either,
    identifier,
    is_mapping,
    is_text,
    list_of,
    matching,
    nullable,
    number,
    one_of,
    record,
    table,
    whole,
)
from questionnaires.text_shapes import label, languages, pair, text

DEEPEST = 5  # nodes above each other
TROUBLE_LIMIT = 40  # as the column that remembers an owner's choice
REASON_LIMIT = 300  # as the column that remembers why an item does not apply
MOST_POINTS = 1_000_000  # of any bound, weight or value of a framework
MOST_VARIANTS = 10
LONGEST_VALID = 60  # months
MOST_ROWS = 200  # of a decision table: more could neither be read nor worked through in time
METHODS: tuple[Method, ...] = get_args(Method.__value__)

VERSION = re.compile(r"(?!0\.0\.)(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
FRAMEWORK_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
ADDRESS = re.compile(r"(https?://[!#-;=?-~]+)?")  # printable ASCII without quotation marks and angle brackets


def _cost_rises(value: Any, place: Place) -> Iterator[Complaint]:
    if int(value[0]) > int(value[1]):
        yield place, f"must be [low, high], but {value[0]} is more than {value[1]}"


def _scale_rises(value: Any, place: Place) -> Iterator[Complaint]:
    if Fraction(value[0]) >= Fraction(value[1]):
        yield place, f"must rise from its low to its high end, not from {value[0]} to {value[1]}"


WEIGHT = number(0, 1000, above_low=True)
POINTS = number(0, MOST_POINTS)
POSITIVE = number(0, MOST_POINTS, above_low=True)
NAMES = list_of(identifier(), at_least=1)
MINUTES = record({"phone": whole(1, 600), "computer": whole(1, 600)}).named("minutes")

STEP = record(
    {
        **languages(260),
        "effort": one_of("free", "low", "project"),
        "cost_million_vnd": both(list_of(whole(0, 1_000_000), exactly=2), _cost_rises),
        "months": number(0, 60, above_low=True),
        "leads": pair(60),
        "learn": nullable(
            record({**languages(120), "hours": whole(1, 240)}, {"where": one_of(*get_args(LessonPlace.__value__))})
        ),
        "measure": pair(110),
    }
).named("step")

ITEM = record(
    {"id": identifier(), "ask": pair(140)},
    {
        "key": FLAG,
        "why": pair(180),
        "help": pair(400),
        "evidence": pair(200),
        "answer": either(is_text, identifier(), ANSWER),
        "levels": LADDER,
        "improve": record({"start": STEP, "build": STEP, "lead": STEP}),
        "maps": table(NAMES),
        "weight": WEIGHT,
        "scored": FLAG,
        "rung": whole(1, 20),
        "in_variants": NAMES,
        "applies_when": APPLIES_WHEN,
    },
).named("item")

NUMBERS = both(list_of(POINTS, exactly=2), _scale_rises)
AGGREGATE = record(
    {"method": one_of(*METHODS)},
    {
        "min_coverage": number(0, 1, above_low=True),
        "requires_all": FLAG,
        "out_of": POSITIVE,
        "met": number(0, 1, above_low=True),
        "at_least": POINTS,
        "table": list_of(record({"when": CONDITIONS, "value": POINTS}), at_least=1, at_most=MOST_ROWS),
        "rescale": record({"from": NUMBERS, "to": NUMBERS}),
    },
).named("aggregate")
BOUNDS = list_of(POINTS, at_least=1)
NODE_LEVELS = either(
    is_text, one_of("none"), record({"on": one_of("value", "share")}, {"from": BOUNDS, "above": BOUNDS})
).named("node_levels")


def _too_deep(_value: Any, place: Place) -> Iterator[Complaint]:
    yield place, f"lie too deep: at most {DEEPEST} nodes lie above each other"


def _node(levels_below: int) -> Shape:
    """Return the shape of a node: what it is called, and either nodes or items."""
    children = list_of(_node(levels_below - 1), at_least=1) if levels_below else Shape(_too_deep, {"not": {}})
    fields = record(
        {"id": identifier(), "name": label(60), "about": pair(320)},
        {
            "weight": either(is_mapping, table(WEIGHT, at_least=1), WEIGHT),
            "aggregate": AGGREGATE,
            "levels": NODE_LEVELS,
            "in_variants": NAMES,
            "children": children,
            "items": list_of(ITEM, at_least=1),
        },
    )

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        yield from fields(value, place)
        if isinstance(value, Mapping) and ("children" in value) == ("items" in value):
            yield place, "needs either items or nodes below it"

    either_part = [{"required": ["children"]}, {"required": ["items"]}]
    return Shape(check, {**fields.words, "oneOf": either_part}).named(f"node_{DEEPEST - levels_below}")


LEVEL = record(
    {"value": whole(0, 20), "id": identifier(), "name": label(40), "meaning": pair(320), "sentence": pair(200)},
    {
        "from": POINTS,
        "above": POINTS,
        "and": record({"count_at_least": record({"level": whole(1, 20), "n": whole(1, 100)})}),
    },
).named("level")

SOURCE = record(
    {
        "publisher": text(200, may_be_empty=True),
        "document": pair(200),
        "url": matching(ADDRESS, "empty or a web address", 300),
        "licence": text(60),
        "fidelity": one_of("own", "official", "indicative"),
    },
    {"unconfirmed": list_of(pair(300), at_least=1)},
).named("source")

RULES = record(
    {},
    {
        "caps": list_of(record({"node": identifier(), "lowest_of": NAMES, "plus": whole(0, 20)})),
        "requires": table(
            list_of(record({"node": identifier(), "from": POSITIVE, "reason": pair(200)}).named("need"), at_least=1)
        ),
        "priorities": record(
            {"most": whole(1, 10), "at_least_one_of": NAMES, "trouble_factor": number(1, 10)},
        ),
        "troubles": list_of(record({"id": identifier(TROUBLE_LIMIT), "name": pair(100), "nodes": NAMES})),
        "contradictions": list_of(record({"id": identifier(), "when": CONDITIONS, "ask": pair(320)})),
    },
).named("rules")

TERM = record(
    {"id": identifier(), "term": record({"vi": text(80), "en": text(80)}), "meaning": pair(320)},
).named("term")

TARGET = record(
    {"id": identifier(), "name": pair(100), "scale": both(list_of(whole(0, 1000), exactly=2), _scale_rises)},
    {"model": identifier()},
).named("target")

DRAFT_RULE = record({"when": CONDITIONS}, {"points": number(0, 1000), "tick": label(160)}).named("draft_rule")
DRAFT_ANSWER = record(
    {"id": identifier(), "items": list_of(identifier()), "open": FLAG, "note": pair(600)},
    {"draft": list_of(DRAFT_RULE, at_least=1)},
).named("draft_answer")

IDENTITY = {
    "framework": matching(FRAMEWORK_ID, "an id of lower-case letters, digits and hyphens"),
    "version": matching(VERSION, "a version such as 1.0.0", 30),
    "title": pair(120),
    "source": SOURCE,
}

FRAMEWORK = record(
    {
        **IDENTITY,
        "summary": pair(600),
        "minutes": MINUTES,
        "levels": list_of(LEVEL, at_least=2),
        "blocks": list_of(_node(DEEPEST - 1), at_least=1),
    },
    {
        "quick": record({"half_width": POSITIVE, "minutes": MINUTES}),
        "valid_months": whole(1, LONGEST_VALID),
        "rules": RULES,
        "na": table(list_of(pair(REASON_LIMIT), at_least=1)),
        "sensitive": list_of(identifier()),
        "crosswalks": table(list_of(TARGET, at_least=1)),
        "drafts": table(list_of(DRAFT_ANSWER, at_least=1)),
        "variants": list_of(record({"id": identifier(), "name": label(60)}), at_least=2, at_most=MOST_VARIANTS),
        "classes": list_of(
            record({"id": identifier(), "name": label(60), "levels": list_of(whole(0, 20), at_least=1)}), at_least=1
        ),
        "answers": table(ANSWER),
        "overall": record({"aggregate": AGGREGATE}),
        "glossary": list_of(TERM),
    },
).named("framework")

# A place kept for a framework whose official document is not there yet: nothing of its content is guessed.
SLOT = record({**IDENTITY, "awaits": pair(60)}).named("slot")
DOCUMENT = either(lambda value: isinstance(value, Mapping) and "awaits" in value, SLOT, FRAMEWORK)
