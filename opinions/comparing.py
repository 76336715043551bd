"""Two sides of a plant beside each other: the middle and the spread of what each thinks. No database.

Of fewer than three people on a side nothing is told, so that nobody is recognised.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

FEWEST = 3
FAR_APART = 2  # levels between the middles of both sides


@dataclass(frozen=True, slots=True)
class View:
    """What one side thinks of one question: how many said a level, the middle, the lowest and the highest."""

    count: int
    median: Decimal
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One question; a side is None where too few of it said a level."""

    item: str
    management: View | None
    shop_floor: View | None

    @property
    def distance(self) -> Decimal | None:
        """Return how many levels lie between both middles; None where one of them is not told."""
        if self.management is None or self.shop_floor is None:
            return None
        return abs(self.management.median - self.shop_floor.median)

    @property
    def is_far_apart(self) -> bool:
        """Whether both sides see two different plants."""
        return self.distance is not None and self.distance >= FAR_APART


def compare(
    items: Sequence[str], management: Mapping[str, Sequence[int]], shop_floor: Mapping[str, Sequence[int]]
) -> list[Compared]:
    """Return the questions, those first where both sides are furthest apart, else in the order given."""
    found = [Compared(item, view(management.get(item, ())), view(shop_floor.get(item, ()))) for item in items]
    return sorted(found, key=lambda each: -(each.distance if each.distance and each.is_far_apart else 0))


def view(levels: Iterable[int]) -> View | None:
    """Return what the levels of one side come to; None for fewer than three."""
    ordered = sorted(levels)
    if len(ordered) < FEWEST:
        return None
    middle, odd = divmod(len(ordered), 2)
    median = Decimal(ordered[middle] + ordered[middle - (1 - odd)]) / 2
    return View(len(ordered), median, ordered[0], ordered[-1])
