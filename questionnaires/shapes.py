"""Small checks that are put together into the shape of a document. Each yields every complaint, and never raises.

A scalar of a document is text, a boolean or None: a number is kept as decimal text, so that nothing rounds it. A shape
also says in the words of JSON Schema what it accepts: the published schema is this code seen from outside. Pure.
"""

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from questionnaires.faults import Complaint, Place

type Check = Callable[[Any, Place], Iterator[Complaint]]

WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
DECIMAL = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
FEW = 25  # whole numbers that a schema lists one by one
MOST = 1000  # entries of a list, keys of a table


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value may be: a check that yields every complaint, and the keywords of JSON Schema that say the same.

    Where a schema may stand in ``words``, a shape may stand. One with a ``name`` is described once and referred to.
    ``words`` never refuse what the check accepts; what they cannot express, such as Unicode forms or bounds of numbers
    that are written as text, the check alone knows.
    """

    check: Check
    words: Mapping[str, Any]
    name: str = ""

    def __call__(self, value: Any, place: Place) -> Iterator[Complaint]:
        """Yield what is wrong with a value at a place."""
        return self.check(value, place)

    def named(self, name: str) -> "Shape":
        """Return the same shape under a name."""
        return replace(self, name=name)


def shown(value: Any) -> str:
    """Name a value in a message without repeating a page of it."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    words = str(value)
    return f'"{words[:40]}…"' if len(words) > 41 else f'"{words}"'  # noqa: PLR2004 -- one more than is cut off


def number(low: int, high: int, *, above_low: bool = False) -> Shape:
    """Accept a decimal number within bounds, written with digits and a point."""
    wanted = f"above {low} and at most {high}" if above_low else f"from {low} to {high}"

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        right = isinstance(value, str) and DECIMAL.fullmatch(value) is not None
        if not right or not low <= Fraction(value) <= high or (above_low and Fraction(value) == low):
            yield place, f"must be a number {wanted}, not {shown(value)}"

    return Shape(check, {**_pattern(DECIMAL), "description": f"a number {wanted}, as text"})


def whole(low: int, high: int) -> Shape:
    """Accept a whole number within bounds."""
    wanted = f"a whole number from {low} to {high}"

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, str) or not WHOLE.fullmatch(value) or not low <= int(value) <= high:
            yield place, f"must be {wanted}, not {shown(value)}"

    if high - low < FEW:
        return Shape(check, {"enum": [str(each) for each in range(low, high + 1)]})
    return Shape(check, {**_pattern(WHOLE), "description": f"{wanted}, as text"})


def _flag(value: Any, place: Place) -> Iterator[Complaint]:
    if not isinstance(value, bool):
        yield place, f"must be true or false, not {shown(value)}"


FLAG = Shape(_flag, {"type": "boolean"})


def one_of(*words: str) -> Shape:
    """Accept one of a few words."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, str) or value not in words:
            yield place, f"must be one of {', '.join(words)}, not {shown(value)}"

    return Shape(check, {"enum": list(words)})


def matching(pattern: re.Pattern[str], wanted: str, limit: int = 60) -> Shape:
    """Text of a certain form; ``wanted`` completes "must be …"."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, str) or not pattern.fullmatch(value) or len(value) > limit:
            yield place, f"must be {wanted}, not {shown(value)}"

    return Shape(check, {**_pattern(pattern), "maxLength": limit})


def _pattern(pattern: re.Pattern[str]) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^(?:{pattern.pattern})$"}


def identifier(limit: int = 60) -> Shape:
    """Accept an id: it goes into addresses, columns and exchange files."""
    wanted = f"an id of at most {limit} letters, digits, points, hyphens and underscores"
    return matching(IDENTIFIER, wanted, limit).named(f"id_{limit}")


def list_of(shape: Shape, *, at_least: int = 0, at_most: int = MOST, exactly: int | None = None) -> Shape:
    """Accept a list whose every entry has one shape."""
    least, most = (at_least, at_most) if exactly is None else (exactly, exactly)

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, list):
            yield place, f"must be a list, not {shown(value)}"
            return
        if not least <= len(value) <= most:
            yield place, _wrong_length(len(value), at_least, at_most, exactly)
        for index, entry in enumerate(value[:MOST]):
            yield from shape(entry, (*place, index))

    return Shape(check, {"type": "array", "items": shape, "minItems": least, "maxItems": most})


def _wrong_length(length: int, at_least: int, at_most: int, exactly: int | None) -> str:
    if exactly is not None:
        return f"must have {exactly} entries, not {length}"
    if length > at_most:
        return f"must have at most {at_most} entries, not {length}"
    return f"must have at least {at_least} entries, not {length}" if length else "is empty"


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """Accept a mapping with known keys; a key that nobody reads is a typing mistake, and is said to be one."""
    shapes = {**required, **(optional or {})}

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, Mapping):
            yield place, f"must be a mapping with {', '.join(required)}, not {shown(value)}"
            return
        yield from (((*place, key), "is missing") for key in required if key not in value)
        for key, part in value.items():
            shape = shapes.get(key) if isinstance(key, str) else None
            yield from shape(part, (*place, key)) if shape else _unknown(key, place, shapes)

    return Shape(check, _object(properties=shapes, required=list(required), additionalProperties=False))


def _object(**words: Any) -> dict[str, Any]:
    return {"type": "object", **{key: word for key, word in words.items() if word != []}}


def _unknown(key: Any, place: Place, known: Collection[str]) -> Iterator[Complaint]:
    """Complain about a key that has no meaning here, with the key that was probably meant."""
    close = difflib.get_close_matches(str(key)[:MOST], known, n=1)
    yield (*place, str(key)), "is not known here" + (f"; did you mean {close[0]}" if close else "")


def table(shape: Shape, *, keys: Shape | None = None, at_least: int = 0) -> Shape:
    """Accept a mapping whose keys are ids of the author's own."""
    key_shape = keys or identifier()

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, Mapping):
            yield place, f"must be a mapping, not {shown(value)}"
            return
        if not at_least <= len(value) <= MOST:
            yield place, _wrong_length(len(value), at_least, MOST, None)
        for key, part in value.items():
            yield from key_shape(key, (*place, str(key)))
            yield from shape(part, (*place, str(key)))

    words = _object(propertyNames=key_shape, additionalProperties=shape, minProperties=at_least, maxProperties=MOST)
    return Shape(check, words)


def nullable(shape: Shape) -> Shape:
    """Accept nothing at all, said out loud (``null``), or the shape."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        return iter(()) if value is None else shape(value, place)

    return Shape(check, {"anyOf": [{"type": "null"}, shape]})


def tagged(key: str, shapes: Mapping[str, tuple[Mapping[str, Shape], Mapping[str, Shape]]]) -> Shape:
    """Accept a mapping whose ``key`` says which of several records it is; each has required and optional fields."""
    choice = one_of(*shapes)
    records = {
        tag: record({key: one_of(tag), **required}, optional).named(f"{tag}_{key}")
        for tag, (required, optional) in shapes.items()
    }

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, Mapping):
            yield place, f"must be a mapping with {key}, not {shown(value)}"
        elif key not in value:
            yield (*place, key), "is missing"
        elif wrong := list(choice(value[key], (*place, key))):
            yield from wrong
        else:
            yield from records[value[key]](value, place)

    return Shape(check, {"oneOf": list(records.values())})


def either(test: Callable[[Any], bool], yes: Shape, no: Shape) -> Shape:
    """Accept one shape where a test of the value holds, and another where it does not."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        return (yes if test(value) else no)(value, place)

    return Shape(check, {"anyOf": [yes, no]})


def both(first: Shape, then: Check) -> Shape:
    """Check one thing, and a second one only where the first holds: it may rely on it."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        complaints = list(first(value, place))
        yield from complaints or then(value, place)

    return replace(first, check=check)


def is_text(value: Any) -> bool:
    """Whether a value is text, for ``either``."""
    return isinstance(value, str)


def is_list(value: Any) -> bool:
    """Whether a value is a list, for ``either``."""
    return isinstance(value, list)


def is_mapping(value: Any) -> bool:
    """Whether a value is a mapping, for ``either``."""
    return isinstance(value, Mapping)
