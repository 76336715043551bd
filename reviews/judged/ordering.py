"""Which questions an advisor looks at first, and why. Pure; it decides nothing about an answer.

What changed since it was judged comes before all. Then answers that rarely go together, the same level over and over,
high levels without anything shown, levels far from those of the last round, and what the firm did not know.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from reviews.submission.patterns import longest_run

FAR = 2  # levels between two rounds


class Sign(IntEnum):
    """Why a question comes early; the smaller, the earlier."""

    CHANGED = 1
    CONTRADICTION = 2
    SAME_LEVEL = 3
    NOTHING_SHOWN = 4
    FAR_FROM_LAST = 5
    UNSURE = 6


@dataclass(frozen=True, slots=True)
class Facts:
    """What the signs are found from; ``levels`` holds every question in the framework's order, None without a level."""

    levels: Mapping[str, int | None]
    changed: Collection[str] = ()
    contradicting: Collection[str] = ()
    shown: Collection[str] = ()
    last: Mapping[str, int] | None = None  # levels of the round before, by question
    unsure: Collection[str] = ()
    needs_evidence: int = 3


def signs(facts: Facts) -> dict[str, tuple[Sign, ...]]:
    """Return the signs of each question that has any, the most pressing first."""
    run = _in_run(facts.levels)
    tests: dict[Sign, Callable[[str], bool]] = {
        Sign.CHANGED: lambda item: item in facts.changed,
        Sign.CONTRADICTION: lambda item: item in facts.contradicting,
        Sign.SAME_LEVEL: lambda item: item in run,
        Sign.NOTHING_SHOWN: lambda item: _lacks_evidence(facts, item),
        Sign.FAR_FROM_LAST: lambda item: _is_far(facts, item),
        Sign.UNSURE: lambda item: item in facts.unsure,
    }
    found = {item: tuple(sign for sign, holds in tests.items() if holds(item)) for item in facts.levels}
    return {item: own for item, own in found.items() if own}


def in_order(items: Iterable[str], found: Mapping[str, Sequence[Sign]]) -> list[str]:
    """Return the questions, those with signs first by the most pressing one, else as they stand."""
    last = max(Sign) + 1
    return sorted(items, key=lambda item: found[item][0] if item in found else last)


def next_open(order: Sequence[str], here: str, is_open: Callable[[str], bool]) -> str | None:
    """Return the next question in this order that is still open, from the top again after the last; None without one.

    The question where one is does not count: it is about to be judged, or skipped.
    """
    place = order.index(here) if here in order else -1
    around = [*order[place + 1 :], *order[: max(place, 0)]]
    return next((item for item in around if is_open(item)), None)


def _in_run(levels: Mapping[str, int | None]) -> Collection[str]:
    """Return the questions of the longest run of one level, if it is long."""
    run = longest_run(levels.items())
    if run is None:
        return ()
    order = list(levels)
    return set(order[order.index(run.first) : order.index(run.last) + 1])


def _lacks_evidence(facts: Facts, item: str) -> bool:
    level = facts.levels[item]
    return level is not None and level >= facts.needs_evidence and item not in facts.shown


def _is_far(facts: Facts, item: str) -> bool:
    level, before = facts.levels[item], (facts.last or {}).get(item)
    return level is not None and before is not None and abs(level - before) >= FAR
