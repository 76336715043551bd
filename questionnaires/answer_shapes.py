"""The shapes of what can be answered to an item, and of conditions on answers. Pure."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from questionnaires.faults import Complaint, Place
from questionnaires.shapes import (
    FLAG,
    Shape,
    both,
    either,
    identifier,
    is_list,
    list_of,
    matching,
    number,
    one_of,
    record,
    table,
    tagged,
    whole,
)
from questionnaires.text_shapes import label, pair

MOST_POINTS = 1_000_000  # or a measured value
MOST_LEVELS = 11  # of a ladder: 0 to 10
LONGEST = 4000  # characters of an answer in own words
WORDS_OF_CONDITION = re.compile(r"(>=|<=)(10|[0-9])")
OPTION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
FACT = re.compile(r"profile\.[a-z][a-z_]*")

CONDITION = matching(WORDS_OF_CONDITION, "a condition such as >=3 or <=1 with a level").named("condition")
CONDITIONS = table(CONDITION).named("conditions")
APPLIES_WHEN = table(either(is_list, list_of(identifier(), at_least=1), CONDITION), at_least=1).named("applies_when")
OPTION_NAME = matching(OPTION_ID, "an id of letters, digits, hyphens and underscores", 40).named("option_id")


def _descriptors_differ(value: Any, place: Place) -> Iterator[Complaint]:
    for (lower, one), (higher, other) in combinations(enumerate(value), 2):
        for language in ("vi", "en"):
            if one[language] == other[language]:
                yield (*place, higher, language), f"says the same as level {lower}"


LADDER = both(list_of(pair(160), at_least=2, at_most=MOST_LEVELS), _descriptors_differ)

POINTS = number(0, MOST_POINTS)
POSITIVE = number(0, MOST_POINTS, above_low=True)
NAMED = {"id": OPTION_NAME, "name": label(160)}
OPTIONS = list_of(record(NAMED, {"points": POINTS}).named("option"), at_least=2)
TICKED = list_of(record(NAMED, {"points": POINTS, "exclusive": FLAG}).named("tick"), at_least=1)
ROWS = list_of(record(NAMED).named("row"), at_least=1)
COLUMNS = list_of(record({**NAMED, "points": POINTS}).named("column"), at_least=2)
BOUNDS = list_of(POINTS, at_least=1)
LISTS = table(record({"options": TICKED}, {"out_of": POSITIVE}), at_least=1)
BY_PROFILE = table(LISTS, keys=matching(FACT, "profile. and a fact, such as profile.industry"), at_least=1)
ATTRIBUTES = record({"level": whole(0, 20), "attributes": ROWS}).named("checklist_level")
SCALE = {"scale": record({"to": POSITIVE}, {"out_of": POSITIVE}).named("scale")}
MEASURED = {
    "unit": label(40),
    "low": POINTS,
    "high": POSITIVE,
    "decimals": whole(0, 4),
    "bins": record({"points": list_of(POINTS, at_least=2)}, {"from": BOUNDS, "above": BOUNDS}),
}

# Required and optional fields of each type.
KINDS: Mapping[str, tuple[Mapping[str, Shape], Mapping[str, Shape]]] = {
    "ladder": ({}, SCALE),
    "choice": ({"options": OPTIONS}, SCALE),
    "multi": ({}, {"options": TICKED, "options_by": BY_PROFILE, "cap": POSITIVE, **SCALE}),
    "grid": ({"rows": ROWS, "columns": COLUMNS}, {"combine": one_of("mean", "sum"), **SCALE}),
    "number": (MEASURED, SCALE),
    "checklist": ({"levels": list_of(ATTRIBUTES, at_least=2)}, SCALE),
    "text": ({"limit": whole(1, LONGEST)}, {}),
}
ANSWER = tagged("type", KINDS).named("answer")
