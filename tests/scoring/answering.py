"""Answer types made by hand, in one line each. Options, rows and attributes are named by the letters of a word."""

import functools
from collections.abc import Mapping, Sequence
from fractions import Fraction
from string import ascii_lowercase

from questionnaires.answer_types import (
    Checklist,
    ChecklistLevel,
    Choice,
    FreeText,
    Grid,
    Lists,
    Multi,
    Named,
    Number,
    Option,
    Scale,
)
from tests.scoring.shapes import WORDS

CLAUSE = {"none": "0", "partly": "0.5", "mostly": "0.8", "full": "1"}  # what a clause of cmmm can be


def choice(points: Mapping[str, str], scale: Scale | None = None) -> Choice:
    return Choice(_options(points), scale)


def multi(
    points: Mapping[str, str] | int,
    *,
    alone: Sequence[str] = (),
    cap: str | None = None,
    scale: Scale | None = None,
    lists: Lists | None = None,
) -> Multi:
    """Options with these points, or this many with one point each; those named ``alone`` are exclusive."""
    points = dict.fromkeys(ascii_lowercase[:points], "1") if isinstance(points, int) else points
    options = _options(points) + tuple(Option(name, WORDS, is_exclusive=True) for name in alone)
    return Multi(options, None if cap is None else Fraction(cap), scale, lists)


def lists(**of_industry: tuple[int, str | None]) -> Lists:
    """Lists by industry: how many options with one point each, and out of how many points (None: all of them)."""
    return Lists(
        "industry",
        {
            name: (multi(count).options, Scale(Fraction(1), None if out_of is None else Fraction(out_of)))
            for name, (count, out_of) in of_industry.items()
        },
    )


def grid(rows: int, points: Sequence[str], *, combine: str = "mean", scale: Scale | None = None) -> Grid:
    """Rows a, b, c… with columns 0, 1, 2… of these points."""
    named = {str(number): each for number, each in enumerate(points)}
    return Grid(_named(rows), _options(named), combine, scale)


def grid_of_words(rows: int, points: Mapping[str, str], scale: Scale | None = None) -> Grid:
    return Grid(_named(rows), _options(points), "mean", scale)


def number(low: str, high: str, bounds: Sequence[str], points: Sequence[str], *, is_above: bool = False) -> Number:
    return Number(
        WORDS, Fraction(low), Fraction(high), 2, tuple(map(Fraction, points)), tuple(map(Fraction, bounds)), is_above
    )


@functools.cache
def measured(top: int, parts: int = 100) -> Number:
    """A number from 0 to ``top`` that earns what is typed, in this many parts of one."""
    steps = [str(Fraction(n, parts)) for n in range(top * parts + 1)]
    return number("0", str(top), steps[1:], steps)


def checklist(*attributes: int, first: int = 1, scale: Scale | None = None) -> Checklist:
    """Levels from ``first`` on with this many attributes a, b, c…"""
    made = [ChecklistLevel(level, _named(count)) for level, count in enumerate(attributes, start=first)]
    return Checklist(tuple(made), scale)


def text(limit: int = 100) -> FreeText:
    return FreeText(limit)


def scale(to: str, out_of: str | None = None) -> Scale:
    return Scale(Fraction(to), None if out_of is None else Fraction(out_of))


def _options(points: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(name, WORDS, Fraction(each)) for name, each in points.items())


def _named(count: int) -> tuple[Named, ...]:
    return tuple(Named(letter, WORDS) for letter in ascii_lowercase[:count])
