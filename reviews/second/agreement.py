"""How far two people who judge the same things agree. Pure: exact numbers, no database.

A judgement is a place on an ordered scale, 0 and up. What is compared is one pair for each thing judged: the place that
the first gave, the place that the second gave.

Weighted kappa is 1 - observed / expected disagreement (Cohen 1968, "Weighted kappa"): a pair disagrees by the distance
of its places, linear or squared; expected is the mean over all pairs that chance could make of both people's places.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

type Pair = tuple[int, int]

FEWEST = 10  # pairs, below which no figure is told: a single one would move it by a tenth


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures of some pairs; ``kappa_*`` None where everybody gave one place, so that chance leaves no difference.

    ``bias`` is by how many places the second is above the first on average.
    """

    n: int
    exact: Fraction
    bias: Fraction
    kappa_linear: Fraction | None
    kappa_quadratic: Fraction | None


def agreement(pairs: Sequence[Pair]) -> Agreement | None:
    """Return how far pairs agree, None for fewer than FEWEST."""
    if len(pairs) < FEWEST:
        return None
    return Agreement(
        n=len(pairs),
        exact=_mean(first == second for first, second in pairs),
        bias=_mean(second - first for first, second in pairs),
        kappa_linear=weighted_kappa(pairs, power=1),
        kappa_quadratic=weighted_kappa(pairs, power=2),
    )


def weighted_kappa(pairs: Sequence[Pair], *, power: int) -> Fraction | None:
    """Return Cohen's kappa weighted by the distance of places to this power; None where no distance is expected."""
    firsts, seconds = (Counter(column) for column in zip(*pairs, strict=True))
    expected = sum(abs(first - second) ** power * n * m for first, n in firsts.items() for second, m in seconds.items())
    observed = sum(abs(first - second) ** power for first, second in pairs)
    return 1 - Fraction(observed * len(pairs), expected) if expected else None


def _mean(numbers: Iterable[int]) -> Fraction:
    found = list(numbers)
    return Fraction(sum(found), len(found))
