"""What answers earn, a second time, written as plainly as possible.

What is open is tried out: every way to answer it.
"""

from fractions import Fraction
from itertools import chain, combinations, product

from questionnaires.answer_types import Checklist, Choice, Grid, Ladder, Multi, Number

A_BIT = Fraction(1, 100)  # less than there is between two bounds


def possible(answer, given=None):
    """Every whole answer that this one may become."""
    match answer:
        case Ladder():
            return [given] if given is not None else list(range(len(answer.levels)))
        case Choice():
            return [given] if given is not None else [option.id for option in answer.options]
        case Number():
            return [given] if given is not None else [str(answer.low), *(str(bound + A_BIT) for bound in answer.bounds)]
        case Multi():
            together = [option.id for option in answer.options if not option.is_exclusive]
            ways = chain.from_iterable(combinations(together, size) for size in range(len(together) + 1))
            return [given] if given is not None else list(ways)
        case Grid():
            given = given or {}
            columns = [[given[row.id]] if row.id in given else [c.id for c in answer.columns] for row in answer.rows]
            return [dict(zip([row.id for row in answer.rows], ways, strict=True)) for ways in product(*columns)]
        case Checklist():
            given = given or {}
            names = [str(level.level) for level in answer.levels]
            met = [
                [given[name]] if name in given else [["x"] * n for n in range(len(level.attributes) + 1)]
                for name, level in zip(names, answer.levels, strict=True)
            ]
            return [dict(zip(names, ways, strict=True)) for ways in product(*met)]


def plain_points(answer, value):
    """What a value earns before it is scaled: over the rows and levels that it has."""
    match answer:
        case Ladder():
            return Fraction(value)
        case Choice():
            return next(option.points for option in answer.options if option.id == value)
        case Number():
            begun = [b for b in answer.bounds if (Fraction(value) > b if answer.is_above else Fraction(value) >= b)]
            return answer.points[len(begun)]
        case Multi():
            total = sum((option.points for option in answer.options if option.id in value), Fraction(0))
            return total if answer.cap is None or total < answer.cap else answer.cap
        case Grid():
            points = {column.id: column.points for column in answer.columns}
            total = sum((points[str(column)] for column in value.values()), Fraction(0))
            return total if answer.combine == "sum" else total / len(value)
        case Checklist():
            of_all = sum(len(level.attributes) for level in answer.levels if str(level.level) in value)
            return Fraction(sum(len(met) for met in value.values()), of_all)


def points_of(answer, value):
    if answer.scale is None:
        return plain_points(answer, value)
    out_of = answer.scale.out_of or most(answer) or 1
    return plain_points(answer, value) * answer.scale.to / out_of


def most(answer):
    return max(plain_points(answer, value) for value in possible(answer))


def parts_answered(answer, value):
    """Which share of the answer is there."""
    if isinstance(answer, Grid):
        return Fraction(len(value), len(answer.rows))
    return Fraction(len(value), len(answer.levels)) if isinstance(answer, Checklist) else Fraction(1)
