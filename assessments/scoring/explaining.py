"""Why a node has its value: the parts with what each of them adds, and what decided the level. Pure."""

from collections.abc import Sequence
from fractions import Fraction

from assessments.scoring.levels import Reached
from assessments.scoring.methods import Weighed, denominator
from assessments.scoring.shares import Combined, Share
from assessments.scoring.types import Explanation, Part, RungResult
from questionnaires.document import Aggregate, Method, Node

ZERO, ONE = Fraction(0), Fraction(1)
ADDING: frozenset[Method] = frozenset({"mean", "weighted_mean", "sum", "share_of_maximum", "identity"})


def explanation(node: Node, made: Combined, reached: Reached | None) -> Explanation:
    """Return what a node's page tells about its numbers."""
    aggregate = node.aggregate
    divisor = None if made.is_cut else _divisor(aggregate, made.shares)
    return Explanation(
        method=aggregate.method,
        min_coverage=aggregate.min_coverage,
        parts=tuple(_part(share, divisor) for share in made.shares),
        lower_bound=reached.lower if reached else None,
        held=reached.held if reached else None,
        out_of=divisor if aggregate.method == "share_of_maximum" else None,
        before_rescale=made.plain if aggregate.rescale else None,
        rungs=tuple(
            RungResult(rung, each.raw, each.raw is not None and each.raw >= aggregate.met)
            for rung, each in made.rungs.items()
        ),
    )


def _divisor(aggregate: Aggregate, shares: Sequence[Share]) -> Fraction | None:
    """Return what the weighted sum of the parts is divided by; None for a method that does not add them up."""
    answered = [share for share in shares if share.raw is not None]
    if aggregate.method not in ADDING or not answered:
        return None
    if aggregate.method == "sum":
        return ONE
    if aggregate.method == "share_of_maximum":
        return denominator(aggregate, [Weighed(each.weight, ZERO, each.top or ZERO) for each in answered]) or None
    return sum((share.weight for share in answered), ZERO)


def _part(share: Share, divisor: Fraction | None) -> Part:
    return Part(share.id, share.weight, share.raw, _contribution(share, divisor), share.coverage)


def _contribution(share: Share, divisor: Fraction | None) -> Fraction | None:
    """Return weight x raw / divisor, made as one fraction, which is faster than three operations on fractions."""
    if share.raw is None or divisor is None:
        return None
    return Fraction(
        share.weight.numerator * share.raw.numerator * divisor.denominator,
        share.weight.denominator * share.raw.denominator * divisor.numerator,
    )
