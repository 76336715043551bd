"""A framework as frozen Python values. Pure: the scoring engine, charts and reports import these types.

Numbers that take part in scoring are rationals (``Fraction``), read from the document as decimal text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

type Language = Literal["vi", "en"]
type Effort = Literal["free", "low", "project"]
type StepName = Literal["start", "build", "lead"]


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of content in both languages."""

    vi: str
    en: str

    def __getitem__(self, language: str) -> str:
        """Return the words in one language, ``text["vi"]``."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Level:
    """An ordered rung: its number, its id, its lower bound (included), its words."""

    value: int
    id: str
    lower: Fraction
    name: Text
    meaning: Text
    sentence: Text


@dataclass(frozen=True, slots=True)
class Learning:
    """Who needs to learn what for a step, and about how many hours."""

    text: Text
    hours: int


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next on one item. Cost is a band in million VND; months is how long it takes."""

    name: StepName
    text: Text
    effort: Effort
    cost_million_vnd: tuple[int, int]
    months: Fraction
    leads: Text
    learn: Learning | None
    measure: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One assessable question with its ladder of level descriptors (index = level = points)."""

    id: str
    key: bool
    ask: Text
    why: Text
    help: Text
    evidence: Text
    levels: tuple[Text, ...]
    steps: Mapping[StepName, Step]
    na_reasons: tuple[Text, ...]
    sensitive: bool
    maps: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """How a node's value comes from its parts, and the least coverage for it to be shown.

    With ``requires_all`` the node is rated only when each of its children is, whatever its own coverage.
    """

    method: str = "mean"
    min_coverage: Fraction = Fraction(3, 5)
    requires_all: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A block (has children) or a dimension (has items). ``weight`` counts among its siblings."""

    id: str
    name: Text
    about: Text
    weight: Fraction
    aggregate: Aggregate
    children: tuple["Node", ...] = ()
    items: tuple[Item, ...] = ()

    def walk(self) -> Iterator["Node"]:
        """Yield this node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


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
class Condition:
    """``item`` answered with a level at or above (``>=``) or at or below (``<=``) ``level``."""

    item: str
    operator: Literal[">=", "<="]
    level: int


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


@dataclass(frozen=True, slots=True)
class Source:
    """Where the framework comes from, and how faithful it is to it."""

    publisher: str
    document: Text
    url: str
    licence: str
    fidelity: Literal["own", "official", "indicative"]


@dataclass(frozen=True, slots=True)
class Quick:
    """The quick check: half the width of its range, and its minutes on a phone and on a computer."""

    half_width: Fraction
    minutes_phone: int
    minutes_computer: int


@dataclass(frozen=True, slots=True)
class Framework:
    """A whole framework. ``root`` has the id ``overall``; its children are the blocks."""

    id: str
    version: str
    title: Text
    summary: Text
    source: Source
    minutes_phone: int
    minutes_computer: int
    quick: Quick | None
    levels: tuple[Level, ...]
    root: Node
    caps: tuple[Cap, ...] = ()
    requires: Mapping[str, tuple[Requirement, ...]] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    priorities: PriorityRule = PriorityRule()
    contradictions: tuple[Contradiction, ...] = ()
    glossary: tuple[Term, ...] = ()

    @property
    def blocks(self) -> tuple[Node, ...]:
        """Return the nodes right under the root."""
        return self.root.children

    @property
    def is_trial(self) -> bool:
        """Whether the version is below 1.0.0: every screen and page then says so."""
        return self.version.startswith("0.")

    def dimensions(self) -> Iterator[Node]:
        """Yield the leaf nodes (those that hold items), in document order."""
        return (node for node in self.root.walk() if node.items)

    def items(self, *, quick: bool = False) -> Iterator[Item]:
        """Yield the items in document order; under ``quick`` the key items alone."""
        return (item for node in self.dimensions() for item in node.items if item.key or not quick)
