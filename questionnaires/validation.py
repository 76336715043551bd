"""The shape of a framework document, and all that is wrong with one.

A document is plain data: mappings, lists, text, booleans and None. The limits keep every text readable on a phone and
inside its column. Pure.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from questionnaires import references
from questionnaires.faults import Complaint, Fault, Place, explain
from questionnaires.shapes import (
    Shape,
    both,
    flag,
    identifier,
    list_of,
    matching,
    nullable,
    number,
    one_of,
    pair,
    record,
    table,
    text,
    whole,
)

LADDER = 6  # descriptors of an item: levels 0 to 5, which are also its points
DEEPEST = 5  # nodes above each other
TROUBLE_LIMIT = 40  # as the column that remembers an owner's choice
REASON_LIMIT = 300  # as the column that remembers why an item does not apply

VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
FRAMEWORK_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
ADDRESS = re.compile(r"https?://[^\s<>\"]+|")
CONDITION = re.compile(r"(>=|<=)[0-5]")


def validate(document: Any) -> tuple[Fault, ...]:
    """Return every fault of a document, in its order; none means that it can be parsed and published."""
    complaints = [*check_shape(document), *references.check(document)]
    return tuple(explain(document, complaint) for complaint in complaints)


def check_shape(document: Any) -> Iterator[Complaint]:
    """Yield what is missing, unknown, of the wrong kind or out of bounds."""
    yield from FRAMEWORK(document, ())


def _cost_rises(value: Any, place: Place) -> Iterator[Complaint]:
    if int(value[0]) > int(value[1]):
        yield place, f"must be [low, high], but {value[0]} is more than {value[1]}"


def _scale_rises(value: Any, place: Place) -> Iterator[Complaint]:
    if int(value[0]) >= int(value[1]):
        yield place, f"must rise from its low to its high end, not from {value[0]} to {value[1]}"


def _descriptors_differ(value: Any, place: Place) -> Iterator[Complaint]:
    for (lower, one), (higher, other) in combinations(enumerate(value), 2):
        for language in ("vi", "en"):
            if one[language] == other[language]:
                yield (*place, higher, language), f"says the same as level {lower}"


MINUTES = record({"phone": whole(1, 600), "computer": whole(1, 600)})

STEP = record(
    {
        **pair(260),
        "effort": one_of("free", "low", "project"),
        "cost_million_vnd": both(list_of(whole(0, 1_000_000), exactly=2), _cost_rises),
        "months": number(0, 60, above_low=True),
        "leads": record(pair(60)),
        "learn": nullable(record({**pair(120), "hours": whole(1, 240)})),
        "measure": record(pair(110)),
    }
)

ITEM = record(
    {
        "id": identifier(),
        "ask": record(pair(140)),
        "why": record(pair(180)),
        "help": record(pair(400)),
        "evidence": record(pair(200)),
        "levels": both(list_of(record(pair(160)), exactly=LADDER), _descriptors_differ),
        "improve": record({"start": STEP, "build": STEP, "lead": STEP}),
    },
    {
        "key": flag,
        "maps": table(list_of(identifier(), at_least=1)),
    },
)

AGGREGATE = record({"method": one_of("weighted_mean", "mean")}, {"min_coverage": number(0, 1, above_low=True)})


def _too_deep(_value: Any, place: Place) -> Iterator[Complaint]:
    yield place, f"lie too deep: at most {DEEPEST} nodes lie above each other"


def _node(levels_below: int) -> Shape:
    """Return the shape of a node: what it is called, and either nodes or items."""
    children = list_of(_node(levels_below - 1), at_least=1) if levels_below else _too_deep
    fields = record(
        {"id": identifier(), "name": record(pair(60)), "about": record(pair(320))},
        {
            "weight": number(0, 1000, above_low=True),
            "aggregate": AGGREGATE,
            "children": children,
            "items": list_of(ITEM, at_least=1),
        },
    )

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        yield from fields(value, place)
        if isinstance(value, dict) and ("children" in value) == ("items" in value):
            yield place, "needs either items or nodes below it"

    return check


LEVEL = record(
    {
        "value": whole(0, 20),
        "id": identifier(),
        "from": number(0, LADDER - 1),
        "name": record(pair(40)),
        "meaning": record(pair(320)),
        "sentence": record(pair(200)),
    }
)

SOURCE = record(
    {
        "publisher": text(200, may_be_empty=True),
        "document": record(pair(200)),
        "url": matching(ADDRESS, "empty or a web address", 300),
        "licence": text(60),
        "fidelity": one_of("own", "official", "indicative"),
    }
)

WHEN = table(matching(CONDITION, "a condition such as >=3 or <=1 with a level from 0 to 5"))

RULES = record(
    {},
    {
        "caps": list_of(
            record(
                {
                    "node": identifier(),
                    "lowest_of": list_of(identifier(), at_least=1),
                    "plus": whole(0, LADDER - 1),
                }
            )
        ),
        "requires": table(
            list_of(
                record(
                    {"node": identifier(), "from": number(0, LADDER - 1, above_low=True), "reason": record(pair(200))}
                ),
                at_least=1,
            )
        ),
        "priorities": record(
            {
                "most": whole(1, 10),
                "at_least_one_of": list_of(identifier(), at_least=1),
                "trouble_factor": number(1, 10),
            }
        ),
        "troubles": list_of(
            record(
                {
                    "id": identifier(TROUBLE_LIMIT),
                    "name": record(pair(100)),
                    "nodes": list_of(identifier(), at_least=1),
                }
            )
        ),
        "contradictions": list_of(record({"id": identifier(), "when": WHEN, "ask": record(pair(320))})),
    },
)

TERM = record({"id": identifier(), "term": record({"vi": text(80), "en": text(80)}), "meaning": record(pair(320))})

TARGET = record(
    {
        "id": identifier(),
        "name": record(pair(100)),
        "scale": both(list_of(whole(0, 1000), exactly=2), _scale_rises),
    },
    {"model": identifier()},
)

DRAFT_ANSWER = record(
    {
        "id": identifier(),
        "items": list_of(identifier()),
        "open": flag,
        "note": record(pair(600)),
    },
    {"draft": list_of(record({"when": WHEN}, {"points": number(0, 1000), "tick": record(pair(120))}), at_least=1)},
)

FRAMEWORK = record(
    {
        "framework": matching(FRAMEWORK_ID, "an id of lower-case letters, digits and hyphens"),
        "version": matching(VERSION, "a version such as 1.0.0", 30),
        "title": record(pair(120)),
        "summary": record(pair(600)),
        "source": SOURCE,
        "minutes": MINUTES,
        "levels": list_of(LEVEL, at_least=2),
        "blocks": list_of(_node(DEEPEST - 1), at_least=1),
    },
    {
        "quick": record({"half_width": number(0, LADDER - 1, above_low=True), "minutes": MINUTES}),
        "rules": RULES,
        "na": table(list_of(record(pair(REASON_LIMIT)), at_least=1)),
        "sensitive": list_of(identifier()),
        "crosswalks": table(list_of(TARGET, at_least=1)),
        "qd1567": list_of(DRAFT_ANSWER),
        "glossary": list_of(TERM),
    },
)
