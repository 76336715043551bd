"""The counts of an effect as tables: from which level to which, for the whole and for each block."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import pgettext

from authoring.effect import FEWEST, ROOT, Counts
from authoring.models import Effect
from questionnaires.document import Framework
from questionnaires.words import Language

type Level = int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many moved from the row's level to the column's; ``way`` is up, down, same or other."""

    number: int
    way: str


@dataclass(frozen=True, slots=True)
class Table:
    """One node: its name, the levels of its columns (number, name), and rows of a level and its cells."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    total: int
    changed: int
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Moves:
    """All tables, the whole first; none at all where there are too few submissions to tell numbers."""

    is_too_few: bool
    tables: tuple[Table, ...]
    counts: Counts

    @property
    def overall(self) -> Table | None:
        """Return the table of the whole; None where no submission could be compared."""
        return next(iter(self.tables), None)


def moves(effect: Effect, framework: Framework, language: Language) -> Moves:
    """Return what a finished effect says."""
    counts = Counts.read(effect.counts)
    if effect.total < FEWEST:
        return Moves(is_too_few=True, tables=(), counts=Counts())
    names = {node.id: node.name[language] for node in (framework.root, *framework.blocks)}
    shown = [node for node in (ROOT, *names) if node in counts.moves]
    tables = [_table(names[node], counts.moves[node], framework, language) for node in dict.fromkeys(shown)]
    return Moves(is_too_few=False, tables=tuple(tables), counts=counts)


def _table(name: str, counted: Counter[tuple[Level, Level]], framework: Framework, language: Language) -> Table:
    levels = {level.value: level.name[language] for level in framework.levels}
    seen = sorted({level for pair in counted for level in pair if level is not None})
    order: list[Level] = [*(level for level in dict.fromkeys([*levels, *seen])), None]
    order = [level for level in order if any(level in pair for pair in counted)]

    def words(level: Level) -> tuple[str, str]:
        return (pgettext("level", "not rated"), "") if level is None else (str(level), levels.get(level, ""))

    rows = tuple(
        (" · ".join(filter(None, words(old))), tuple(Cell(counted[old, new], _way(old, new)) for new in order))
        for old in order
        if any(counted[old, new] for new in order)
    )
    ways = Counter[str]()
    for (old, new), number in counted.items():
        ways[_way(old, new)] += number
    total = sum(ways.values())
    return Table(name, tuple(map(words, order)), rows, total, total - ways["same"], ways["up"], ways["down"])


def _way(old: Level, new: Level) -> str:
    if old == new:
        return "same"
    if old is None or new is None:
        return "other"
    return "up" if new > old else "down"
