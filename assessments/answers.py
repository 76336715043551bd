"""What may be answered to one item, and the hash that names a frozen set of answers. No database."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from c4ir_assess.exceptions import InvalidAnswer
from questionnaires.document import Item, Language

type State = Literal["answered", "dont_know", "not_applicable"]

REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a person gives it: a level, "do not know", or "not applicable" with its reason."""

    state: State
    value: int | None = None
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
    if given.state == "answered" and type(given.value) is int and 0 <= given.value < len(item.levels):
        return given
    if given.state == "dont_know" and given.value is None:
        return given
    raise InvalidAnswer(f"{item.id}: no such answer")


def same(recorded: Recorded, given: Given) -> bool:
    """Whether what is stored already says what is given."""
    return (recorded.state, recorded.value, recorded.reason) == (given.state, given.value, given.reason)


def is_proposal(item: Item, state: str) -> bool:
    """Whether "not applicable" is only proposed here: it then counts as open until an advisor accepts it."""
    return state == "not_applicable" and not item.na_reasons


def reason_in(item: Item, reason: str, language: Language) -> str:
    """Return a reason for reading: one chosen from the item's list in the language asked, own words as typed."""
    listed = (text for text in item.na_reasons if reason in {text.vi, text.en})
    return next((text[language] for text in listed), reason)


def input_hash(*, framework_hash: str, scope: str, troubles: Sequence[str], answers: Iterable[Recorded]) -> str:
    """Return the SHA-256 of the canonical JSON of everything that scoring reads; the order of answers is irrelevant."""
    rows = sorted([answer.item, answer.state, answer.value, answer.reason] for answer in answers)
    content = {"answers": rows, "framework": framework_hash, "scope": scope, "troubles": sorted(troubles)}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
