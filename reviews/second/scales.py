"""The place of an answer on the ordered scale of its question: what two people's answers are compared by. Pure."""

from bisect import bisect_left, bisect_right
from fractions import Fraction
from typing import Any

from questionnaires.answer_types import Choice, Ladder, Number
from questionnaires.document import Item


def place_of(item: Item, state: str, value: Any) -> int | None:
    """Return the place, 0 at the bottom; None for special answers and for questions without an order.

    A level of a ladder is its place. Options are in the order of their points, numbers in that of their bins; where
    nothing is scored there is no order. Ticks, rows and own words have many parts and no one place.
    """
    if state != "answered":
        return None
    match item.answer:
        case Ladder():
            return int(value)
        case Choice() if item.is_scored:
            return _place_of_option(item.answer, value)
        case Number() if item.is_scored and item.answer.bounds:
            side = bisect_left if item.answer.is_above else bisect_right
            return side(item.answer.bounds, Fraction(value))
    return None


def _place_of_option(choice: Choice, value: str) -> int | None:
    points = {option.id: option.points for option in choice.options}
    steps = sorted(set(points.values()))
    return steps.index(points[value]) if len(steps) > 1 and value in points else None
