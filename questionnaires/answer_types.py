"""What an answer to an item can be, and how many points it can earn, as frozen values. Pure.

Points are rationals. ``lowest`` and ``highest`` are the least and the most that an answer earns; an open answer may
become anything between them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from questionnaires.words import Text

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: an option, a column of a grid. An exclusive one stands alone."""

    id: str
    name: Text
    points: Fraction = ZERO
    is_exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A row of a grid, an attribute of a checklist."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """Points are multiplied by ``to`` and divided by ``out_of`` (None: the largest reachable points)."""

    to: Fraction
    out_of: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """One level of a few, each with its words; the level is the points."""

    levels: tuple[Text, ...]
    scale: Scale | None = None

    @property
    def highest(self) -> Fraction:
        """Return the top level."""
        return Fraction(len(self.levels) - 1)

    @property
    def lowest(self) -> Fraction:
        """Return level 0."""
        return ZERO


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a few."""

    options: tuple[Option, ...]
    scale: Scale | None = None

    @property
    def highest(self) -> Fraction:
        """Return the points of the best option."""
        return max(option.points for option in self.options)

    @property
    def lowest(self) -> Fraction:
        """Return the points of the least option."""
        return min(option.points for option in self.options)


@dataclass(frozen=True, slots=True)
class Lists:
    """Option lists of which one holds, by a fact of the firm's profile: ``{"steel": (options, scale)}``."""

    fact: str
    by_value: Mapping[str, tuple[tuple[Option, ...], Scale | None]]


@dataclass(frozen=True, slots=True)
class Multi:
    """Any number of options; their points are summed, up to ``cap``.

    With ``lists`` the options depend on the firm's profile: one list takes their place, or the item is left out.
    """

    options: tuple[Option, ...]
    cap: Fraction | None = None
    scale: Scale | None = None
    lists: Lists | None = None

    @property
    def highest(self) -> Fraction:
        """Return the points of all options that can be ticked together."""
        total = sum((option.points for option in self.options if not option.is_exclusive), ZERO)
        return total if self.cap is None else min(total, self.cap)

    @property
    def lowest(self) -> Fraction:
        """Return the points for nothing of the list."""
        return ZERO


@dataclass(frozen=True, slots=True)
class Grid:
    """One column for each row; every row is an answer of its own."""

    rows: tuple[Named, ...]
    columns: tuple[Option, ...]
    combine: Literal["mean", "sum"] = "mean"
    scale: Scale | None = None

    @property
    def is_numbered(self) -> bool:
        """Whether columns are answered with whole numbers instead of words."""
        return all(column.id.isdecimal() for column in self.columns)

    @property
    def highest(self) -> Fraction:
        """Return the points of the best column in every row."""
        return self._over_rows(max(column.points for column in self.columns))

    @property
    def lowest(self) -> Fraction:
        """Return the points of the least column in every row."""
        return self._over_rows(min(column.points for column in self.columns))

    def _over_rows(self, points: Fraction) -> Fraction:
        return points * len(self.rows) if self.combine == "sum" else points


@dataclass(frozen=True, slots=True)
class Number:
    """A measured value. Bin n+1 begins at ``bounds[n]``: there (``is_above`` False) or right above it."""

    unit: Text
    low: Fraction
    high: Fraction
    decimals: int
    points: tuple[Fraction, ...]
    bounds: tuple[Fraction, ...]
    is_above: bool = False
    scale: Scale | None = None

    @property
    def highest(self) -> Fraction:
        """Return the points of the best bin."""
        return max(self.points)

    @property
    def lowest(self) -> Fraction:
        """Return the points of the least bin."""
        return min(self.points)


@dataclass(frozen=True, slots=True)
class ChecklistLevel:
    """A level with what is to be met for it; the share that is met counts for the gate of its level."""

    level: int
    attributes: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Attributes by level, of which any may be met. By itself worth the share of all; gates look at each level."""

    levels: tuple[ChecklistLevel, ...]
    scale: Scale | None = None

    @property
    def highest(self) -> Fraction:
        """Return the share of everything met."""
        return Fraction(1)

    @property
    def lowest(self) -> Fraction:
        """Return the share of nothing met."""
        return ZERO


@dataclass(frozen=True, slots=True)
class FreeText:
    """Own words, never scored."""

    limit: int
    scale: Scale | None = None
    highest: Fraction = field(default=ZERO, init=False)
    lowest: Fraction = field(default=ZERO, init=False)


type AnswerType = Ladder | Choice | Multi | Grid | Number | Checklist | FreeText


def option_of(options: Iterable[Option], id_: str) -> Option | None:
    """Return the option with this id."""
    return next((option for option in options if option.id == id_), None)
