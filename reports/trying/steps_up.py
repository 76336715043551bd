"""The answer that is one step further than a given one: the next level, option, row, tick or bin. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from assessments.scoring import points
from assessments.scoring.answer_values import fault
from questionnaires.answer_types import Checklist, Choice, FreeText, Grid, Ladder, Multi, Number, Option
from questionnaires.document import Item


def one_up(item: Item, value: Any) -> list[Any]:
    """Return the values one step above a valid one that earn more, nearest first; several only for a checklist."""
    earned = points.earned(item, value).raw
    return [new for new in _next(item, value) if _is_more(points.earned(item, new).raw, earned)]


def _is_more(new: Fraction | None, old: Fraction | None) -> bool:
    return new is not None and old is not None and new > old


def _next(item: Item, value: Any) -> Iterator[Any]:
    match item.answer:
        case Ladder(levels=levels):
            yield from range(value + 1, min(value + 2, len(levels)))
        case Choice(options=options):
            yield from _next_option(options, value)
        case Multi(options=options):
            yield from _next_tick(options, value)
        case Grid():
            yield from _next_row(item.answer, value)
        case Number():
            yield from _next_bin(item.answer, Fraction(value))
        case Checklist():
            yield from _next_attribute(item.answer, value)
        case FreeText():
            return


def _next_option(options: Sequence[Option], chosen: str) -> Iterator[str]:
    """Yield the option with the least points above those of the chosen one; the first of equals."""
    now = next(option.points for option in options if option.id == chosen)
    better = [option for option in options if option.points > now]
    if better:
        yield min(better, key=lambda option: option.points).id


def _next_tick(options: Sequence[Option], ticked: Sequence[str]) -> Iterator[list[str]]:
    """Yield the list with the best option that is still missing; an exclusive one gives its place."""
    kept = {option.id for option in options if option.id in ticked and not option.is_exclusive}
    missing = [option for option in options if option.id not in kept and not option.is_exclusive]
    if missing:
        kept.add(max(missing, key=lambda option: option.points).id)
        yield [option.id for option in options if option.id in kept]


def _next_row(grid: Grid, value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the grid with one row moved to its next column, the row that gains most; the first of equals."""
    earns = {column.id: column.points for column in grid.columns}
    moves = [
        (earns[new] - earns[str(value[row.id])], row.id, new)
        for row in grid.rows
        if row.id in value
        for new in _next_option(grid.columns, str(value[row.id]))
    ]
    if moves:
        _, row, column = max(moves, key=lambda move: move[0])
        yield {**value, row: int(column) if grid.is_numbered else column}


def _next_attribute(checklist: Checklist, value: Mapping[str, Any]) -> Iterator[dict[str, list[str]]]:
    """Yield the checklist with the first attribute that is missing at each level that was looked at."""
    for level in checklist.levels:
        name = str(level.level)
        missing = [one.id for one in level.attributes if name in value and one.id not in value[name]]
        if missing:
            yield {**value, name: [*value[name], missing[0]]}


def _next_bin(number: Number, value: Fraction) -> Iterator[str]:
    """Yield the nearest value of the nearest bin that earns more; for some figures less is better."""
    here = (bisect_left if number.is_above else bisect_right)(number.bounds, value)
    better = [place for place, earns in enumerate(number.points) if earns > number.points[here]]
    for place in sorted(better, key=lambda place: abs(place - here)):
        edge = _text(_first_in(number, place) if place > here else _last_in(number, place), number.decimals)
        if fault(number, edge) is None:
            yield edge
            return


def _first_in(number: Number, place: int) -> int:
    """Return the least value of a bin, counted in the smallest step that can be written."""
    bound = number.bounds[place - 1] * Fraction(10**number.decimals)
    return floor(bound) + 1 if number.is_above else ceil(bound)


def _last_in(number: Number, place: int) -> int:
    bound = number.bounds[place] * Fraction(10**number.decimals)
    return floor(bound) if number.is_above else ceil(bound) - 1


def _text(steps: int, decimals: int) -> str:
    written = f"{Decimal(steps).scaleb(-decimals):f}"
    return written.rstrip("0").rstrip(".") if decimals else written
