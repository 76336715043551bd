"""What a framework says beyond values: caps, what comes first, troubles, contradictions, terms. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from questionnaires.conditions import Condition
from questionnaires.words import Text


@dataclass(frozen=True, slots=True)
class Cap:
    """The level of ``node`` is never above the lowest level of the named nodes plus ``plus``; the value stays."""

    node: str
    lowest_of: tuple[str, ...]
    plus: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """``node`` should have reached ``lower`` (included) first, and why."""

    node: str
    lower: Fraction
    reason: Text


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that hurts the owner, and the dimensions that would ease it."""

    id: str
    name: Text
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that rarely go together, and the question an advisor may ask."""

    id: str
    when: tuple[Condition, ...]
    ask: Text


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary."""

    id: str
    term: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class PriorityRule:
    """What the first things to do must look like: how many, one of which blocks at least, how much a trouble weighs."""

    most: int = 3
    at_least_one_of: tuple[str, ...] = ()
    trouble_factor: Fraction = Fraction(3, 2)
