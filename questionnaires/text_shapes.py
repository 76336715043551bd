"""The shapes of words: on one line, in one Unicode form, within a limit, and in their language. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from questionnaires.faults import UNFIT, Complaint, Place
from questionnaires.shapes import Check, Shape, record, shown

VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
BORROWED = re.compile("[êéà]", re.IGNORECASE)  # English has them too: café, à la carte
SHORT = 30  # characters of a name that may lack every sign of its language


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

    return Shape(check, {"type": "string", "minLength": 0 if may_be_empty else 1, "maxLength": limit})


def _untidy(value: str) -> Iterator[str]:
    """Yield what makes two texts that look the same differ, or breaks a line."""
    if not unicodedata.is_normalized("NFC", value):
        yield "is not in Unicode normal form NFC"
    if UNFIT.search(value):
        yield "holds a line break or a control character"
    if value != value.strip():
        yield "begins or ends with a blank"


def vietnamese(limit: int) -> Shape:
    """Words in Vietnamese; a sentence without one letter of the language is most likely not translated."""
    plain = text(limit)

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        yield from plain(value, place)
        if isinstance(value, str) and value.strip() and not VIETNAMESE.search(unicodedata.normalize("NFC", value)):
            yield place, "has no Vietnamese letter"

    return Shape(check, plain.words)


def english(limit: int) -> Shape:
    """Words in English; Vietnamese letters say that the languages were swapped."""
    plain = text(limit)

    def check(value: Any, place: Place) -> Iterator[Complaint]:
        yield from plain(value, place)
        if isinstance(value, str) and VIETNAMESE.search(BORROWED.sub("", unicodedata.normalize("NFC", value))):
            yield place, "has Vietnamese letters"

    return Shape(check, plain.words)


def languages(limit: int) -> dict[str, Shape]:
    """Return the fields of one piece of content in both languages, for a record that has others beside them."""
    return {"vi": vietnamese(limit), "en": english(limit)}


def pair(limit: int) -> Shape:
    """Accept one piece of content in both languages."""
    return record(languages(limit)).named(f"text_{limit}")


def label(limit: int) -> Shape:
    """Accept a short name: a word such as Internet or ERP is the same in both languages."""
    fields = {"vi": Shape(_short(text(limit), vietnamese(limit)), text(limit).words), "en": english(limit)}
    return record(fields).named(f"name_{limit}")


def _short(plain: Shape, full: Shape) -> Check:
    def check(value: Any, place: Place) -> Iterator[Complaint]:
        return (plain if len(str(value)) <= SHORT else full)(value, place)

    return check
