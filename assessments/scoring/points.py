"""From an answer to points, and what an open one may still earn. Pure and exact."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from questionnaires.answer_types import AnswerType, Checklist, Choice, FreeText, Grid, Ladder, Multi, Number, Option
from questionnaires.document import Item

ZERO, ONE = Fraction(0), Fraction(1)


class Range(NamedTuple):
    """What is known of a number: over what is answered (None: nothing is), at worst, at best; coverage 0 to 1."""

    raw: Fraction | None
    low: Fraction
    high: Fraction
    coverage: Fraction


def known(points: Fraction) -> Range:
    """Return the range of what is answered in full."""
    return Range(points, points, points, ONE)


def earned(item: Item, value: Any) -> Range:
    """Return the points of a valid answer to an item."""
    return _scaled(item.answer, _earned(item.answer, value))


def open_points(item: Item) -> Range:
    """Return what an open answer may still earn."""
    return _scaled(item.answer, Range(None, item.answer.lowest, item.answer.highest, ZERO))


def most(item: Item) -> Fraction:
    """Return the most that an answer to this item earns."""
    return open_points(item).high


def _scaled(answer: AnswerType, points: Range) -> Range:
    """Put points on the answer's own scale; where nothing can be earned there is nothing to stretch."""
    if answer.scale is None:
        return points
    out_of = answer.highest if answer.scale.out_of is None else answer.scale.out_of
    factor = answer.scale.to / (out_of or ONE)
    raw = None if points.raw is None else points.raw * factor
    return Range(raw, points.low * factor, points.high * factor, points.coverage)


def _earned(answer: AnswerType, value: Any) -> Range:  # noqa: PLR0911 -- one line a type is the shortest table
    match answer:
        case Ladder():
            return known(whole(value))
        case Choice(options=options):
            return known(_points(options)[value])
        case Multi():
            return known(_ticked(answer, value))
        case Number():
            return known(_binned(answer, Fraction(value)))
        case Grid():
            return _rows(answer, value)
        case Checklist():
            return _met(answer, value)
        case FreeText():
            return known(ZERO)


@cache
def whole(number: int) -> Fraction:
    """Return a whole number as a rational, made once: every answer needs one."""
    return Fraction(number)


def _points(options: tuple[Option, ...]) -> dict[str, Fraction]:
    return {option.id: option.points for option in options}


def _ticked(multi: Multi, value: Any) -> Fraction:
    points = _points(multi.options)
    total = sum((points[each] for each in value), ZERO)
    return total if multi.cap is None else min(total, multi.cap)


def _binned(number: Number, value: Fraction) -> Fraction:
    side = bisect_left if number.is_above else bisect_right
    return number.points[side(number.bounds, value)]


def _rows(grid: Grid, value: Mapping[str, Any]) -> Range:
    """Put the rows together: each is an answer of its own, so that a missing one is open and not zero."""
    points = _points(grid.columns)
    given = [points[str(value[row.id])] for row in grid.rows if row.id in value]
    least, best = min(points.values()), max(points.values())
    missing = len(grid.rows) - len(given)
    total = sum(given, ZERO)
    of_raw, of_all = (ONE, ONE) if grid.combine == "sum" else (whole(len(given)), whole(len(grid.rows)))
    return Range(
        raw=total / of_raw,
        low=(total + missing * least) / of_all,
        high=(total + missing * best) / of_all,
        coverage=Fraction(len(given), len(grid.rows)),
    )


def _met(checklist: Checklist, value: Mapping[str, Any]) -> Range:
    """Return the share of all attributes met, over the levels that were looked at."""
    sizes = {str(level.level): len(level.attributes) for level in checklist.levels}
    met, looked_at, of_all = sum(map(len, value.values())), sum(sizes[level] for level in value), sum(sizes.values())
    return Range(
        raw=Fraction(met, looked_at),
        low=Fraction(met, of_all),
        high=Fraction(met + of_all - looked_at, of_all),
        coverage=Fraction(len(value), len(sizes)),
    )
