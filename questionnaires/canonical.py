"""A document's one true form, the hash that names it for ever, and where two documents differ. Pure."""

import hashlib
import json
import operator
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from questionnaires.faults import written

ANEW = frozenset({"blocks", "children", "items"})  # lists whose entries are known by their ids alone, wherever they are
WINDOW = 60  # characters of a text that a difference shows
BEFORE = 15  # of them, how many lie before the first character that differs
ABSENT = object()


def canonical_json(document: Mapping[str, Any]) -> str:
    """Write a document so that equal content gives equal text, whatever the order of its keys."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def content_hash(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two documents differ; an entry of a list is named by its id where it has one.

    ``old`` or ``new`` is ABSENT for what was added or removed. For entries in another order both are their ids.
    """

    place: tuple[str | int, ...]
    old: Any
    new: Any

    @property
    def is_order(self) -> bool:
        """Whether the same entries stand in another order."""
        return isinstance(self.old, tuple)


def differences(old: Any, new: Any) -> Iterator[str]:
    """Yield a line for every place where two documents differ, such as ``O4.1.levels[2].vi: "…" → "…"``."""
    return map(_line, differing(old, new))


def differing(old: Any, new: Any, place: tuple[str | int, ...] = ()) -> Iterator[Difference]:
    """Yield every place where two documents differ, in the order of the keys and of the older entries."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted({*old, *new}):
            yield from differing(old.get(key, ABSENT), new.get(key, ABSENT), (*place, key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_lists(old, new, place)
    elif old != new:
        yield Difference(place, old, new)


def _of_lists(old: list[Any], new: list[Any], place: tuple[str | int, ...]) -> Iterator[Difference]:
    """Compare entries by their ids where they have some, so that one new entry is one difference."""
    olds, news = _by_id(old), _by_id(new)
    if olds is None or news is None:
        for index in range(max(len(old), len(new))):
            yield from differing(_entry(old, index), _entry(new, index), (*place, index))
        return
    for name in {**olds, **news}:
        yield from differing(olds.get(name, ABSENT), news.get(name, ABSENT), (*place, name))
    before, after = tuple(name for name in olds if name in news), tuple(name for name in news if name in olds)
    if before != after:
        yield Difference(place, before, after)


def _line(difference: Difference) -> str:
    """Write a difference; what has an id of its own wherever it is needs no way to it."""
    place = difference.place
    named = [depth for depth, step in enumerate(place) if step in ANEW and isinstance(_step(place, depth + 1), str)]
    where = written(place[named[-1] + 1 :] if named else place)
    old, new = difference.old, difference.new
    if difference.is_order:
        return f"{where}: in another order"
    if old is ABSENT or new is ABSENT:
        return f"{where}: {'added' if old is ABSENT else 'removed'}"
    before, after = _shown(old, new)
    return f"{where}: {before} → {after}"


def _step(place: Sequence[str | int], depth: int) -> str | int | None:
    return place[depth] if depth < len(place) else None


def _by_id(entries: Sequence[Any]) -> dict[str, Any] | None:
    """Return entries by their ids, None where not every one has its own."""
    named = {entry["id"]: entry for entry in entries if isinstance(entry, Mapping) and isinstance(entry.get("id"), str)}
    return named if named and len(named) == len(entries) else None


def _entry(entries: Sequence[Any], index: int) -> Any:
    return entries[index] if index < len(entries) else ABSENT


def _shown(old: Any, new: Any) -> tuple[str, str]:
    """Quote two values; of long texts the part around the first character that differs."""
    if not isinstance(old, str) or not isinstance(new, str):
        return _quoted(old), _quoted(new)
    same = sum(1 for _ in takewhile(bool, map(operator.eq, old, new)))
    return _cut(old, same), _cut(new, same)


def _cut(words: str, around: int) -> str:
    start = max(0, around - BEFORE) if len(words) > WINDOW else 0
    end = start + WINDOW
    return f'"{"…" if start else ""}{words[start:end]}{"…" if end < len(words) else ""}"'


def _quoted(value: Any) -> str:
    if isinstance(value, Mapping | list):
        return "a mapping" if isinstance(value, Mapping) else "a list"
    return json.dumps(value, ensure_ascii=False)
