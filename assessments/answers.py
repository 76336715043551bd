"""What may be answered to one item, and the hash that names a frozen set of answers. No database."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, Protocol

from assessments.scoring.answer_values import fault
from c4ir_assess.exceptions import InvalidAnswer
from questionnaires.answer_types import AnswerType, Checklist, FreeText, Grid, Multi, Number
from questionnaires.document import Item
from questionnaires.words import Language

type State = Literal["answered", "dont_know", "not_applicable"]

REASON_LENGTH = 300
UNPRINTABLE = re.compile(r"[^\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a person gives it: a value, "do not know", or "not applicable" with its reason."""

    state: State
    value: Any = None
    reason: str = ""


class Recorded(Protocol):
    """Anything that holds an answer: a response, or its frozen copy."""

    item: str
    state: str
    value: Any
    reason: str


def checked(item: Item, given: Given) -> Given:
    """Return the answer as it will be stored; raise InvalidAnswer if the item does not allow it."""
    if given.state == "not_applicable" and given.value is None:
        reason = unicodedata.normalize("NFC", " ".join(given.reason.split()))
        if not reason or len(reason) > REASON_LENGTH:
            raise InvalidAnswer(f"{item.id}: not applicable needs a reason of at most {REASON_LENGTH} characters")
        return replace(given, reason=reason)
    if given.reason:
        raise InvalidAnswer(f"{item.id}: only not applicable takes a reason")
    if given.state == "answered":
        value = plain_text(given.value) if isinstance(item.answer, FreeText) else given.value
        if wrong := fault(item.answer, value):
            raise InvalidAnswer(f"{item.id}: the answer {wrong}")
        return replace(given, value=canonical(item.answer, value))
    if given.state == "dont_know" and given.value is None:
        return given
    raise InvalidAnswer(f"{item.id}: no such answer")


def canonical(answer_type: AnswerType, value: Any) -> Any:
    """Return the one form in which a valid value is stored: lists in the document's order, numbers without idle 0s."""
    match answer_type:
        case Multi(options=options):
            return [option.id for option in options if option.id in value]
        case Grid(rows=rows):
            return {row.id: value[row.id] for row in rows if row.id in value}
        case Checklist(levels=levels):
            names = {str(level.level): [each.id for each in level.attributes] for level in levels}
            return {
                level: [one for one in ids if one in value[level]] for level, ids in names.items() if level in value
            }
        case Number():
            return plain_number(Decimal(value))
    return value


def plain_number(value: Decimal) -> str:
    """Return a number as decimal text, "12.5", "1200", "0"."""
    return format(value.normalize(), "f") if value else "0"


def plain_text(value: Any) -> Any:
    """Return own words with plain line ends and without marks that nothing can print; what is no text as it is."""
    if not isinstance(value, str):
        return value
    lines = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
    return UNPRINTABLE.sub(lambda mark: " " if mark[0].isspace() else "", lines).strip()


def rows_given(answer_type: AnswerType, value: Any) -> tuple[int, int] | None:
    """Return how many rows of a grid have an answer, and of how many; None for other types of answer."""
    return (len(value or {}), len(answer_type.rows)) if isinstance(answer_type, Grid) else None


def is_partial(answer_type: AnswerType, value: Any) -> bool:
    """Whether an answer leaves rows of its grid open."""
    rows = rows_given(answer_type, value)
    return rows is not None and rows[0] < rows[1]


def same(recorded: Recorded, given: Given | Recorded) -> bool:
    """Whether what is stored already says what is given, or what is stored elsewhere."""
    return (recorded.state, recorded.value, recorded.reason) == (given.state, given.value, given.reason)


def is_proposal(item: Item, state: str) -> bool:
    """Whether "not applicable" is only proposed here: it then counts as open until an advisor accepts it."""
    return state == "not_applicable" and not item.na_reasons


def reason_in(item: Item, reason: str, language: Language) -> str:
    """Return a reason for reading: one chosen from the item's list in the language asked, own words as typed."""
    listed = (text for text in item.na_reasons if reason in {text.vi, text.en})
    return next((text[language] for text in listed), reason)


def input_hash(
    *,
    framework_hash: str,
    scope: str,
    troubles: Sequence[str],
    answers: Iterable[Recorded],
    variant: str = "",
    profile: Mapping[str, str] | None = None,
) -> str:
    """Return the SHA-256 of the canonical JSON of everything that scoring reads; the order of answers is irrelevant."""
    rows = sorted([answer.item, answer.state, answer.value, answer.reason] for answer in answers)
    content: dict[str, Any] = {
        "answers": rows,
        "framework": framework_hash,
        "scope": scope,
        "troubles": sorted(troubles),
    }
    content |= {"variant": variant} if variant else {}
    content |= {"profile": dict(profile)} if profile else {}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
