"""What is wrong with a framework document, and where: the sentence that its author gets to read. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

type Place = tuple[str | int, ...]
type Complaint = tuple[Place, str]

LONGEST_ID = 60
LONGEST_MESSAGE = 400
UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # breaks a line, or cannot be written at all


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``id`` names the nearest node, item, level or term around it; ``path`` leads to it in the document.

    ``file`` is empty and ``line`` is 0 where the document did not come from a file.
    """

    file: str
    line: int
    id: str
    message: str
    path: Place = ()

    def __str__(self) -> str:
        """Return the one line that a terminal shows."""
        return f"{self.file}:{self.line} {self.id} {self.message}"


def explain(document: Any, complaint: Complaint, *, file: str = "", line: int = 0) -> Fault:
    """Turn "what does not hold at this place" into a sentence that names the place as its author knows it."""
    place, predicate = complaint
    owner, start = _owner(document, place)
    subject = written(place[start:]) or ("this entry" if place else "the document")
    return Fault(file=file, line=line, id=owner, message=sentence(f"{subject} {predicate}"), path=place)


def sentence(words: str) -> str:
    """Return words of an author, who may have written anything, as one sentence on one line."""
    one_line = UNFIT.sub("\N{REPLACEMENT CHARACTER}", words)
    return f"{one_line}." if len(one_line) < LONGEST_MESSAGE else f"{one_line[:LONGEST_MESSAGE]}…."


def written(place: Iterable[str | int]) -> str:
    """Write a place the way people point at it: ``levels[2].vi``."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return "".join(parts).removeprefix(".")


def _owner(document: Any, place: Place) -> tuple[str, int]:
    """Return the nearest id on the way to the place, and how many steps lead to what carries it."""
    name = document.get("framework") if isinstance(document, Mapping) else None
    owner, start = (str(name) if is_id(name) else "-"), 0
    value = document
    for depth, step in enumerate(place, 1):
        value = _part(value, step)
        if isinstance(value, Mapping) and is_id(value.get("id")):
            owner, start = value["id"], depth
    return owner, start


def _part(value: Any, step: str | int) -> Any:
    """Return one part of a document, None for a key that is missing."""
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int):
        return value[step]
    return None


def is_id(value: Any) -> bool:
    """Whether a value can name its owner in one line of text."""
    return isinstance(value, str) and value.isprintable() and 0 < len(value) <= LONGEST_ID and " " not in value
