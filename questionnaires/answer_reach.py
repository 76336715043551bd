"""The least and the most that an answer can earn, by its type alone. Pure."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from questionnaires.answer_types import AnswerType, Lists, Multi, Scale

ZERO = Fraction(0)


class Reach(NamedTuple):
    """The least and the largest value."""

    low: Fraction
    high: Fraction


def of_answer(answer: AnswerType) -> Reach | None:
    """Return what an answer of this type earns, None where its points cannot be scaled: the most of them is 0."""
    if isinstance(answer, Multi) and answer.lists:
        every = [_scaled(ZERO, highest, scale) for highest, scale in _lists(answer, answer.lists)]
        return None if None in every else Reach(ZERO, max(each.high for each in every if each))
    return _scaled(answer.lowest, answer.highest, answer.scale)


def _lists(answer: Multi, lists: Lists) -> Iterator[tuple[Fraction, Scale | None]]:
    """Yield the most points and the scale of each list by profile."""
    for options, scale in lists.by_value.values():
        yield Multi(options, answer.cap).highest, scale


def _scaled(low: Fraction, high: Fraction, scale: Scale | None) -> Reach | None:
    if scale is None:
        return Reach(low, high)
    of_all = high if scale.out_of is None else scale.out_of
    return Reach(low * scale.to / of_all, high * scale.to / of_all) if of_all else None
