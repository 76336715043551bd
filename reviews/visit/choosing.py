"""Which questions are looked at in the plant when nobody has chosen any. Pure; it decides nothing about an answer.

The fewer the reasons to believe an answer, and the larger the share of the overall result that hangs on it, the earlier
it is on the list. A key question counts like the weightiest one: without it there is no verified report. What was
settled already, otherwise than at the plant, is not on it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from assessments.scoring.methods import WEIGHTED
from questionnaires.document import Framework, Node
from reviews.judged.ordering import Sign

MOST = 8
# How much each sign takes from the confidence in an answer.
DOUBT: Mapping[Sign, int] = {
    Sign.CONTRADICTION: 3,
    Sign.NOTHING_SHOWN: 3,
    Sign.FAR_FROM_LAST: 2,
    Sign.UNSURE: 2,
    Sign.CHANGED: 1,
    Sign.SAME_LEVEL: 1,
}


def suggested(
    shares: Mapping[str, Fraction],
    signs: Mapping[str, Sequence[Sign]],
    settled: Collection[str],
    keys: Collection[str],
    most: int = MOST,
) -> list[str]:
    """Return at most so many questions, the least sure and weightiest first; of equal ones those that stand earlier.

    Of equally sure ones the key questions come before all others.
    """
    open_ones = [item for item, share in shares.items() if (share or item in keys) and item not in settled]
    largest = max(shares.values(), default=Fraction(0)) or Fraction(1)

    def urgency(item: str) -> tuple[Fraction, bool, Fraction]:
        counts = largest if item in keys else shares[item]
        return counts / confidence(signs.get(item, ())), item in keys, shares[item]

    return sorted(open_ones, key=urgency, reverse=True)[:most]


def confidence(signs: Sequence[Sign]) -> Fraction:
    """Return from 1 down how much there is to believe an answer."""
    return Fraction(1, 1 + sum(DOUBT[sign] for sign in signs))


def shares(framework: Framework) -> dict[str, Fraction]:
    """Return what share of the overall result hangs on each question, in the framework's order; 0 where none does.

    Where a framework has no such result, its blocks count the same.
    """
    return dict(_below(framework.root, Fraction(1)))


def _below(node: Node, whole: Fraction) -> Iterator[tuple[str, Fraction]]:
    """Yield the questions below a node with their part of the whole."""
    weighs = node.aggregate.method in WEIGHTED
    children = {child.id: child.weight if weighs else Fraction(1) for child in node.children}
    for child in node.children:
        yield from _below(child, _part(whole, children[child.id], children.values()))
    items = {item.id: (item.weight if weighs else Fraction(1)) * item.is_scored for item in node.items}
    for item, weight in items.items():
        yield item, _part(whole, weight, items.values())


def _part(whole: Fraction, weight: Fraction, weights: Collection[Fraction]) -> Fraction:
    total = sum(weights)
    return whole * weight / total if total else Fraction(0)
