"""From firms to counts. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from reports.programmes.records import Firm, Records, Standing, Step, days_between

WAYS = (
    (Step.STARTED, Step.COMPLETED),
    (Step.COMPLETED, Step.SENT),
    (Step.SENT, Step.REVIEWED),
    (Step.SENT, Step.ISSUED),
)


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many firms took a step, the first and the latest of them when."""

    step: Step
    firms: int
    first: datetime | None
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class WayCount:
    """How many days one half of the assessments took at most from a step to another; None while none has."""

    before: Step
    after: Step
    days: float | None
    assessments: int


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group of firms: how many took each step."""

    group: str
    steps: Mapping[Step, int]


def steps(firms: Sequence[Firm]) -> tuple[StepCount, ...]:
    """Count every step."""
    return tuple(_step(step, [firm.taken[step] for firm in firms if step in firm.taken]) for step in Step)


def _step(step: Step, moments: Sequence[datetime]) -> StepCount:
    return StepCount(step, len(moments), min(moments, default=None), max(moments, default=None))


def standings(firms: Iterable[Firm]) -> dict[Standing, int]:
    """Count where firms stand now."""
    found = Counter(firm.standing for firm in firms)
    return {standing: found[standing] for standing in Standing}


def ways(records: Records) -> tuple[WayCount, ...]:
    """Return the medians of days between steps."""
    taken = [(before, after, days_between(records.works, before, after)) for before, after in WAYS]
    return tuple(WayCount(before, after, median(days) if days else None, len(days)) for before, after, days in taken)


def by(firms: Iterable[Firm], group_of: Callable[[Firm], str], order: Iterable[str]) -> tuple[GroupCount, ...]:
    """Count every step in each group, in the order given; groups without firms are there with zeros."""
    found: dict[str, Counter[Step]] = {group: Counter() for group in order}
    for firm in firms:
        found.setdefault(group_of(firm), Counter()).update(firm.taken.keys())
    return tuple(GroupCount(group, {step: count[step] for step in Step}) for group, count in found.items())
