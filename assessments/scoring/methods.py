"""How the values of parts become the value of the node above them, one small function a method. Pure and exact.

The same function is used three times: over what is answered, with open answers at worst, and with them at best. Every
one of them never falls when a part rises, so that the last two enclose whatever the open answers become.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from questionnaires.document import Aggregate, Method

ZERO = Fraction(0)
# The other methods do not look at weights: all parts count the same, in the coverage too.
WEIGHTED: frozenset[Method] = frozenset(
    {"weighted_mean", "sum", "share_of_maximum", "gated_sum_of_levels", "sequential_gate"}
)


class Numbers(NamedTuple):
    """What a node is worth: over what is answered, at worst, at best, and the most it could be. None = no number."""

    raw: Fraction | None
    low: Fraction | None
    high: Fraction | None
    top: Fraction | None


class Weighed(NamedTuple):
    """A part that has a value: its weight, the value, and the largest that it could have."""

    weight: Fraction
    value: Fraction
    top: Fraction


def combine(aggregate: Aggregate, parts: Sequence[Weighed]) -> Fraction | None:
    """Return the value of a node by these parts, None without any; gates and tables have functions of their own."""
    return METHODS[aggregate.method](aggregate, parts) if parts else None


def in_band(raw: Fraction | None, low: Fraction | None, high: Fraction | None) -> Fraction | None:
    """Return a raw value held between worst and best.

    It could lie outside where parts reach differently far: 5 of 5 beside an open part that ends at 3 has a mean of 5
    so far, and of 4 at best.
    """
    if raw is None or low is None or high is None:
        return raw
    return min(max(raw, low), high)


def weighted_mean(weighted: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Return the weighted mean of (weight, value) pairs, None of nothing."""
    return certain_mean(weighted) if weighted else None


def certain_mean(weighted: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the weighted mean of at least one pair.

    Sums over one common denominator in whole numbers: as exact as adding fractions, and faster.
    """
    of_weights = lcm(*(weight.denominator for weight, _ in weighted))
    of_values = lcm(*(value.denominator for _, value in weighted))
    total = weights = 0
    for weight, value in weighted:
        share = weight.numerator * (of_weights // weight.denominator)
        weights += share
        total += share * value.numerator * (of_values // value.denominator)
    return Fraction(total, weights * of_values)


def denominator(aggregate: Aggregate, parts: Sequence[Weighed]) -> Fraction:
    """Return what a share of the maximum divides by: the declared number, else the largest reachable."""
    if aggregate.out_of is not None:
        return aggregate.out_of
    return sum((part.weight * part.top for part in parts), ZERO)


def _mean(_aggregate: Aggregate, parts: Sequence[Weighed]) -> Fraction:
    return certain_mean([(part.weight, part.value) for part in parts])


def _sum(_aggregate: Aggregate, parts: Sequence[Weighed]) -> Fraction:
    return sum((part.weight * part.value for part in parts), ZERO)


def _least(_aggregate: Aggregate, parts: Sequence[Weighed]) -> Fraction:
    return min(part.value for part in parts)


def _most(_aggregate: Aggregate, parts: Sequence[Weighed]) -> Fraction:
    return max(part.value for part in parts)


def _share(aggregate: Aggregate, parts: Sequence[Weighed]) -> Fraction:
    of_all = denominator(aggregate, parts)
    return _sum(aggregate, parts) / of_all if of_all else ZERO


def _count(aggregate: Aggregate, parts: Sequence[Weighed]) -> Fraction:
    least = aggregate.at_least or ZERO
    return Fraction(sum(part.value >= least for part in parts))


def _nothing(_aggregate: Aggregate, _parts: Sequence[Weighed]) -> None:
    return None


METHODS: Mapping[Method, Callable[[Aggregate, Sequence[Weighed]], Fraction | None]] = {
    "mean": _mean,
    "weighted_mean": _mean,
    "sum": _sum,
    "min": _least,
    "max": _most,
    "share_of_maximum": _share,
    "count_at_least": _count,
    "identity": _least,
    "none": _nothing,
}
