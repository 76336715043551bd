"""How closely counts of firms may be shown. Pure; the rule and its proof: docs/decisions/0023.

Every count is shown as "at least" a multiple of ten, nothing under ten at all, and the multiples of one table leave
room for nine firms more below what everybody knows is the most. So each number, shown or not, keeps ten possibilities
at least to a reader who knows all that is shown and this rule.
"""

from collections.abc import Hashable, Mapping

LEAST = 10  # no smaller number of firms is shown, and no number is narrowed to fewer possibilities


def lows[Cell: Hashable](counts: Mapping[Cell, int], *, at_most: int) -> dict[Cell, int]:
    """Return the number that each cell of one table is at least, as it may be shown; 0 where nothing is.

    A firm is in one cell at most. ``at_most``: how many firms could be in all of them, as the reader knows.
    """
    found = {cell: floor(count) for cell, count in counts.items()}
    while found and sum(found.values()) > max(0, at_most - LEAST + 1):
        largest = max(found, key=found.__getitem__)
        found[largest] -= LEAST
    return found


def low(count: int, *, at_most: int) -> int:
    """Return the number that a single count is at least, as it may be shown."""
    return lows({"": count}, at_most=at_most)[""]


def low_of_all[Cell: Hashable](cells: Mapping[Cell, int], total: int, *, at_most: int) -> int:
    """Return the number that all cells of a table are together at least, as it may be shown beside ``cells``.

    ``cells``: what is shown of each, by ``lows``; ``total``: what they really are together. The other cells must be
    able to make up this number while any one of them is no more than it is shown to be.
    """
    others = (LEAST - 1) * (len(cells) - 1)
    return min(low(total, at_most=at_most), floor(sum(cells.values()) + others))


def floor(count: int) -> int:
    """Return the multiple of ten at or under a count."""
    return count // LEAST * LEAST


def may_follow[Cell: Hashable](before: Mapping[Cell, int], after: Mapping[Cell, int], *, changed: int) -> bool:
    """Whether a later look at a table keeps ten possibilities for each number of what changed in between.

    ``changed``: how many firms came, went or have another result, which a reader may know.
    """
    moves = (abs(after.get(cell, 0) - before.get(cell, 0)) for cell in before.keys() | after.keys())
    return changed >= LEAST and max(moves, default=0) <= floor(changed)
