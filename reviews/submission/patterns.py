"""Signs that questions were gone through without reading, for the advisor alone. Pure; a hint, never a judgement.

Either the same level over and over, or answers in quick succession. Acts that reach the server within half a second
were sent together (a page without scripts, a queue after the line came back, a workbook): they count as one act that
answered several questions since the one before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise

FEWEST = 8
HASTE = timedelta(seconds=3)  # a question; fewer is less than it takes to read one
TOGETHER = timedelta(seconds=0.5)


@dataclass(frozen=True, slots=True)
class Run:
    """So many questions in a row at one level, from the first of them to the last."""

    level: int
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Act:
    """One answer as it was given: through whom, and when."""

    by: str
    at: datetime


def longest_run(levels: Iterable[tuple[str, int | None]]) -> Run | None:
    """Return the longest run of equal levels, questions in their order; None if it is short.

    A question without a level, open or of another kind, ends a run.
    """
    runs = [(level, [item for item, _ in group]) for level, group in groupby(levels, key=lambda pair: pair[1])]
    found = [Run(level, len(items), items[0], items[-1]) for level, items in runs if level is not None]
    longest = max(found, key=lambda run: run.count, default=None)
    return longest if longest and longest.count >= FEWEST else None


def hasty(acts: Sequence[Act]) -> int:
    """Return how many questions, at least eight one after the other, one person answered in under three seconds each.

    0 if there is no such stretch.
    """
    people = groupby(sorted(acts, key=_by_person), key=lambda act: act.by)
    longest = max((_longest_hasty(list(own)) for _, own in people), default=0)
    return longest if longest >= FEWEST else 0


def _longest_hasty(acts: list[Act]) -> int:
    """Return the longest stretch of quick answers among one person's; how long the first took is not known."""
    longest = present = 0
    for pause, count in _paces(acts):
        present = present + count if pause < HASTE * count else 0
        longest = max(longest, present)
    return longest


def _paces(acts: list[Act]) -> Iterable[tuple[timedelta, int]]:
    """Yield, batch by batch, how long after the one before it came and how many answers were in it."""
    batches: list[list[Act]] = []
    for act in acts:
        if batches and act.at - batches[-1][-1].at < TOGETHER:
            batches[-1].append(act)
        else:
            batches.append([act])
    for before, batch in pairwise(batches):
        yield batch[0].at - before[-1].at, len(batch)


def _by_person(act: Act) -> tuple[str, datetime]:
    return act.by, act.at
