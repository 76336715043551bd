"""What must hold inside an answer type: ids used once, bins that leave no gap, points that can be scaled. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires import parts
from questionnaires.answer_parsing import answer_type
from questionnaires.answer_reach import of_answer
from questionnaires.answer_shapes import ANSWER, LADDER
from questionnaires.answer_types import AnswerType
from questionnaires.faults import Complaint, Place
from questionnaires.numbers import decimal, decimals, rising, whole_number
from questionnaires.references import twice

RESERVED = frozenset({"dk", "na"})  # what exchange files write for the two special answers
FACTS: Mapping[str, tuple[str, ...]] = {"profile.size": ("micro", "small", "medium", "large"), "profile.industry": ()}


def check(answer: Any, place: Place) -> Iterator[Complaint]:
    """Yield what does not hold within one answer type."""
    if not isinstance(answer, Mapping):
        return
    for rule in (_lists, _multi, _by_profile, _grid, _number, _bins, _checklist):
        yield from rule(answer, place)
    yield from _scale(answer, place)


def parsed(answer: Any, levels: Any = None) -> AnswerType | None:
    """Return an answer type, for a ladder with its levels; None if anything is wrong with it."""
    if any(ANSWER(answer, ())) or any(_without_scale(answer)):
        return None
    if answer["type"] == "ladder" and any(LADDER(levels, ())):
        return None
    return answer_type({"answer": answer, "levels": levels}, {})


def _without_scale(answer: Mapping[str, Any]) -> Iterator[Complaint]:
    for rule in (_lists, _multi, _by_profile, _grid, _number, _bins, _checklist):
        yield from rule(answer, ())


def _lists(answer: Mapping[str, Any], place: Place) -> Iterator[Complaint]:
    for key in ("options", "rows", "columns"):
        yield from _ids(answer.get(key), (*place, key))


def _ids(entries: Any, place: Place) -> Iterator[Complaint]:
    """Ids within a list are used once, and two words are kept for the special answers."""
    named = [((*at, "id"), entry.get("id")) for at, entry in parts.entries(entries, place)]
    yield from twice(iter(named), "the id")
    for at, name in named:
        if isinstance(name, str) and name in RESERVED:
            yield at, f"may not be {name}, which is a special answer"


def _multi(answer: Mapping[str, Any], place: Place) -> Iterator[Complaint]:
    if answer.get("type") == "multi" and ("options" in answer) == ("options_by" in answer):
        yield place, "needs either options or options_by"
    yield from _exclusive(answer.get("options"), (*place, "options"))


def _exclusive(options: Any, place: Place) -> Iterator[Complaint]:
    for at, option in parts.entries(options, place):
        points = decimal(option.get("points"))
        if option.get("exclusive") is True and points:
            yield (*at, "points"), "must be 0 for an option that stands alone"


def _by_profile(answer: Mapping[str, Any], place: Place) -> Iterator[Complaint]:
    """Let option lists follow one fact of the profile that is known of every firm."""
    by_fact = answer.get("options_by")
    if isinstance(by_fact, Mapping) and len(by_fact) != 1:
        yield (*place, "options_by"), f"must name one fact of the profile, not {len(by_fact)}"
    scale = answer.get("scale")
    if isinstance(by_fact, Mapping) and isinstance(scale, Mapping) and "out_of" in scale:
        yield (*place, "scale", "out_of"), "has no effect, as each list has its own"
    for at, lists in parts.fields(by_fact, (*place, "options_by")):
        yield from fact(str(at[-1]), at)
        for where, entry in parts.fields(lists, at):
            yield from value_of_fact(str(at[-1]), str(where[-1]), where)
            options = entry.get("options") if isinstance(entry, Mapping) else None
            yield from _ids(options, (*where, "options"))
            yield from _exclusive(options, (*where, "options"))


def fact(name: str, place: Place) -> Iterator[Complaint]:
    """Complain about a fact that is not kept of a firm."""
    if name not in FACTS:
        yield place, f"names no fact of a firm's profile; known are {', '.join(FACTS)}"


def value_of_fact(name: str, value: str, place: Place) -> Iterator[Complaint]:
    """Complain about a value that the fact never has."""
    known = FACTS.get(name)
    if known and value not in known:
        yield place, f"is no value of {name}, which is one of {', '.join(known)}"


def _grid(answer: Mapping[str, Any], place: Place) -> Iterator[Complaint]:
    """Let columns that are answered with whole numbers be written like them, or no answer would be the column's."""
    named = [(at, str(column.get("id"))) for at, column in parts.entries(answer.get("columns"), (*place, "columns"))]
    if all(name.isdecimal() for _, name in named):
        for at, name in named:
            if name != "0" and name.startswith("0"):
                yield (*at, "id"), f'must be a whole number such as "5", not "{name}"'


def _number(answer: Mapping[str, Any], place: Place) -> Iterator[Complaint]:
    """Let a measured value have room between low and high, both of which can be given."""
    low, high = decimal(answer.get("low")), decimal(answer.get("high"))
    if low is not None and high is not None and low >= high:
        yield (*place, "high"), f"must be above low, which is {answer['low']}"
    for key in ("low", "high"):
        yield from _too_fine(answer.get(key), answer.get("decimals"), (*place, key))


def _too_fine(value: Any, allowed: Any, place: Place) -> Iterator[Complaint]:
    """Complain about a number with more decimals than an answer may have."""
    most = whole_number(allowed)
    if decimal(value) is not None and most is not None and decimals(value) > most:
        yield place, f"has {decimals(value)} decimals, an answer at most {most}"


def _bins(answer: Mapping[str, Any], place: Place) -> Iterator[Complaint]:
    """Let the bins of a number be one more than their bounds, which rise and lie where answers lie."""
    bins = answer.get("bins")
    if not isinstance(bins, Mapping):
        return
    at = (*place, "bins")
    if ("from" in bins) == ("above" in bins):
        yield at, "needs either from or above"
        return
    kind = "from" if "from" in bins else "above"
    bounds, points = bins[kind], bins.get("points")
    if isinstance(bounds, list) and isinstance(points, list) and len(points) != len(bounds) + 1:
        yield (*at, "points"), f"must be {len(bounds) + 1}, one more than the bounds, not {len(points)}"
    if isinstance(bounds, list):
        yield from rising(bounds, (*at, kind))
        for order, bound in enumerate(bounds):
            yield from _too_fine(bound, answer.get("decimals"), (*at, kind, order))
            yield from _outside(bound, answer, kind, (*at, kind, order))


def _outside(bound: Any, answer: Mapping[str, Any], kind: str, place: Place) -> Iterator[Complaint]:
    """Complain about a bound with no answer on one of its sides: a bin of it would stay empty."""
    value, low, high = decimal(bound), decimal(answer.get("low")), decimal(answer.get("high"))
    if value is None or low is None or high is None:
        return
    if not (low < value <= high if kind == "from" else low <= value < high):
        yield place, f"leaves a bin empty: answers go from {answer['low']} to {answer['high']}"


def _checklist(answer: Mapping[str, Any], place: Place) -> Iterator[Complaint]:
    if answer.get("type") != "checklist":
        return
    levels = list(parts.entries(answer.get("levels"), (*place, "levels")))
    yield from twice((((*at, "level"), level.get("level")) for at, level in levels), "the level")
    for at, level in levels:
        yield from _ids(level.get("attributes"), (*at, "attributes"))


def _scale(answer: Mapping[str, Any], place: Place) -> Iterator[Complaint]:
    """Let there be points to scale where no number says what they are out of."""
    found = parsed(answer) if answer.get("type") != "ladder" else None
    if found is not None and of_answer(found) is None:
        at = "scale" if "scale" in answer else "options_by"
        yield (*place, at), "has nothing to scale, as the most that can be earned is 0; give points, or out_of"
