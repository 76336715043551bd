"""Decision tables: the levels of a node's parts decide its value. Pure.

A table need not rise with its parts, so the band looks at every combination that open answers leave possible; the
format keeps the parts of a table few. A condition about a part that is not there does not hold. Where no row holds, as
can happen only when a part is missing, there is no value, and it might have been any in the table.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from assessments.scoring.methods import Numbers
from questionnaires.conditions import Condition
from questionnaires.document import LookupRow

type Table = tuple[LookupRow, ...]


def looked_up(table: Table, levels: Mapping[str, int]) -> Fraction | None:
    """Return the value of the first row that holds, None if none does."""
    return next((row.value for row in table if all(_holds(each, levels) for each in row.when)), None)


def numbers(table: Table, answered: Mapping[str, int], possible: Mapping[str, range]) -> Numbers:
    """Return what the table says: ``answered`` parts have a level so far, ``possible`` ones have it in the end."""
    if not possible:
        return Numbers(None, None, None, None)
    raw = looked_up(table, answered) if answered.keys() == possible.keys() else None
    return Numbers(raw, *_bounds(table, possible), top=max(row.value for row in table))


def _bounds(table: Table, possible: Mapping[str, range]) -> tuple[Fraction, Fraction]:
    """Return the least and the largest value over all combinations of possible levels."""
    combinations = (dict(zip(possible, levels, strict=True)) for levels in product(*possible.values()))
    found = {looked_up(table, levels) for levels in combinations}
    values = [value for value in found if value is not None]
    if None in found:
        values += [row.value for row in table]
    return min(values), max(values)


def _holds(condition: Condition, levels: Mapping[str, int]) -> bool:
    level = levels.get(condition.item)
    if level is None:
        return False
    return level >= condition.level if condition.operator == ">=" else level <= condition.level
