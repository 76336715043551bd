"""Small checks that are put together into the shape of a document. Each yields every complaint, and never raises.

A scalar of a document is text, a boolean or None: a number is kept as decimal text, so that nothing rounds it. Pure.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any

from questionnaires.faults import Complaint, Place

type Shape = Callable[[Any, Place], Iterator[Complaint]]

VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
BORROWED = re.compile("[êéà]", re.IGNORECASE)  # English has them too: café, à la carte
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
DECIMAL = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


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


def text(limit: int, *, may_be_empty: bool = False) -> Shape:
    """One line of words in NFC, within its limit."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, str):
            yield place, f"must be text, not {shown(value)}"
        elif not value.strip():
            if value or not may_be_empty:
                yield place, "is empty"
        else:
            yield from ((place, predicate) for predicate in _untidy(value))
            if len(value) > limit:
                yield place, f"has {len(value)} characters, the limit is {limit}"

    return check


def _untidy(value: str) -> Iterator[str]:
    """Yield what makes two texts that look the same differ, or breaks a line."""
    if not unicodedata.is_normalized("NFC", value):
        yield "is not in Unicode normal form NFC"
    if CONTROL.search(value):
        yield "holds a line break or a control character"
    if value != value.strip():
        yield "begins or ends with a blank"


def vietnamese(limit: int) -> Shape:
    """Words in Vietnamese; a sentence without one letter of the language is most likely not translated."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        yield from text(limit)(value, place)
        if isinstance(value, str) and value.strip() and not VIETNAMESE.search(unicodedata.normalize("NFC", value)):
            yield place, "has no Vietnamese letter"

    return check


def english(limit: int) -> Shape:
    """Words in English; Vietnamese letters say that the languages were swapped."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        yield from text(limit)(value, place)
        if isinstance(value, str) and VIETNAMESE.search(BORROWED.sub("", unicodedata.normalize("NFC", value))):
            yield place, "has Vietnamese letters"

    return check


def pair(limit: int) -> dict[str, Shape]:
    """Return the fields of one piece of content in both languages, for ``record``."""
    return {"vi": vietnamese(limit), "en": english(limit)}


def number(low: int, high: int, *, above_low: bool = False) -> Shape:
    """Accept a decimal number within bounds, written with digits and a point."""
    wanted = f"above {low} and at most {high}" if above_low else f"from {low} to {high}"

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        right = isinstance(value, str) and DECIMAL.fullmatch(value) is not None
        if not right or not low <= Fraction(value) <= high or (above_low and Fraction(value) == low):
            yield place, f"must be a number {wanted}, not {shown(value)}"

    return check


def whole(low: int, high: int) -> Shape:
    """Accept a whole number within bounds."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, str) or not WHOLE.fullmatch(value) or not low <= int(value) <= high:
            yield place, f"must be a whole number from {low} to {high}, not {shown(value)}"

    return check


def flag(value: Any, place: Place) -> Iterator[Complaint]:
    """Accept true or false."""
    if not isinstance(value, bool):
        yield place, f"must be true or false, not {shown(value)}"


def one_of(*words: str) -> Shape:
    """Accept one of a few words."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, str) or value not in words:
            yield place, f"must be one of {', '.join(words)}, not {shown(value)}"

    return check


def matching(pattern: re.Pattern[str], wanted: str, limit: int = 60) -> Shape:
    """Text of a certain form; ``wanted`` completes "must be …"."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, str) or not pattern.fullmatch(value) or len(value) > limit:
            yield place, f"must be {wanted}, not {shown(value)}"

    return check


def identifier(limit: int = 60) -> Shape:
    """Accept an id: it goes into addresses, columns and exchange files."""
    return matching(IDENTIFIER, f"an id of at most {limit} letters, digits, points, hyphens and underscores", limit)


def list_of(shape: Shape, *, at_least: int = 0, exactly: int | None = None) -> Shape:
    """Accept a list whose every entry has one shape."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, list):
            yield place, f"must be a list, not {shown(value)}"
            return
        if exactly is not None and len(value) != exactly:
            yield place, f"must have {exactly} entries, not {len(value)}"
        elif len(value) < at_least:
            yield place, "is empty" if not value else f"must have at least {at_least} entries, not {len(value)}"
        for index, entry in enumerate(value):
            yield from shape(entry, (*place, index))

    return check


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

    return check


def _unknown(key: Any, place: Place, known: Collection[str]) -> Iterator[Complaint]:
    """Complain about a key that has no meaning here, with the key that was probably meant."""
    close = difflib.get_close_matches(str(key), known, n=1)
    yield (*place, str(key)), "is not known here" + (f"; did you mean {close[0]}" if close else "")


def table(shape: Shape, *, keys: Shape | None = None) -> Shape:
    """Accept a mapping whose keys are ids of the author's own."""
    key_shape = keys or identifier()

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        if not isinstance(value, Mapping):
            yield place, f"must be a mapping, not {shown(value)}"
            return
        for key, part in value.items():
            yield from key_shape(key, (*place, str(key)))
            yield from shape(part, (*place, str(key)))

    return check


def nullable(shape: Shape) -> Shape:
    """Accept nothing at all, said out loud (``null``), or the shape."""
    return lambda value, place: iter(()) if value is None else shape(value, place)


def both(first: Shape, then: Shape) -> Shape:
    """Check one thing, and a second one only where the first holds: it may rely on it."""

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        complaints = list(first(value, place))
        yield from complaints or then(value, place)

    return check
