"""Gates: levels that count from the bottom, each one only when it is met and all below it are. Pure and exact.

A part says how far it meets each level, as a share from 0 to 1; a node's share of a level is their weighted mean, over
the parts that have this level. A level that no part has is left out: it neither adds anything nor stops anything.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from assessments.scoring.methods import Numbers, certain_mean, weighted_mean
from assessments.scoring.points import Range
from questionnaires.answer_types import Checklist
from questionnaires.document import Aggregate, Item, Method

ZERO, ONE = Fraction(0), Fraction(1)
GATES: frozenset[Method] = frozenset({"gated_sum_of_levels", "sequential_gate"})


class Rung(NamedTuple):
    """The share of a level that is met, 0 to 1: over what is answered (None: nothing is), at worst, at best."""

    raw: Fraction | None
    low: Fraction
    high: Fraction


type Rungs = Mapping[int, Rung]
NO_RUNGS: Rungs = MappingProxyType({})


def of_item(item: Item, value: Any, earned: Range, top: Fraction) -> Rungs:
    """Return what an item says about levels: its points as a share of the most for its own, or each of a checklist."""
    if item.rung is not None:
        most = top or ONE
        return {
            item.rung: Rung(None if earned.raw is None else earned.raw / most, earned.low / most, earned.high / most)
        }
    return _of_checklist(item.answer, value or {}) if isinstance(item.answer, Checklist) else NO_RUNGS


def _of_checklist(checklist: Checklist, value: Mapping[str, Any]) -> Rungs:
    """Return the share of attributes met at each level; a level that is not looked at is open."""
    return {each.level: _met(value.get(str(each.level)), len(each.attributes)) for each in checklist.levels}


def _met(attributes: Sequence[str] | None, of_all: int) -> Rung:
    if attributes is None:
        return Rung(None, ZERO, ONE)
    share = Fraction(len(attributes), of_all)
    return Rung(share, share, share)


def of_node(parts: Sequence[tuple[Fraction, Rungs]]) -> Rungs:
    """Return a node's share of each level by its parts, lowest first. Level 0 of a checklist is no gate."""
    found = sorted({rung for _, rungs in parts for rung in rungs if rung > 0})
    return {rung: _mean([(weight, rungs[rung]) for weight, rungs in parts if rung in rungs]) for rung in found}


def _mean(parts: Sequence[tuple[Fraction, Rung]]) -> Rung:
    return Rung(
        raw=weighted_mean([(weight, part.raw) for weight, part in parts if part.raw is not None]),
        low=certain_mean([(weight, part.low) for weight, part in parts]),
        high=certain_mean([(weight, part.high) for weight, part in parts]),
    )


def through(aggregate: Aggregate, rungs: Rungs) -> Numbers:
    """Send a node's levels through its gate: over what is answered, at worst, at best, and with all of them met."""
    return Numbers(
        raw=_through(aggregate, {rung: each.raw for rung, each in rungs.items()}),
        low=_through(aggregate, {rung: each.low for rung, each in rungs.items()}),
        high=_through(aggregate, {rung: each.high for rung, each in rungs.items()}),
        top=_through(aggregate, dict.fromkeys(rungs, ONE)),
    )


def _through(aggregate: Aggregate, shares: Mapping[int, Fraction | None]) -> Fraction | None:
    if all(share is None for share in shares.values()):
        return None
    passed = last_gate if aggregate.method == "sequential_gate" else gated_sum
    return passed(shares, aggregate.met)


def gated_sum(shares: Mapping[int, Fraction | None], met: Fraction) -> Fraction:
    """Sum the levels from the bottom: one that is met counts 1, the first one that is not its own share, then stop.

    A level without any answer stops the sum and adds nothing.
    """
    total = ZERO
    for share in shares.values():
        if share is None or share < met:
            return total + (share or ZERO)
        total += ONE
    return total


def last_gate(shares: Mapping[int, Fraction | None], met: Fraction) -> Fraction:
    """Return the highest level that is met with all below it, 0 if none is; one without any answer is not met."""
    passed = 0
    for rung, share in shares.items():
        if share is None or share < met:
            break
        passed = rung
    return Fraction(passed)
