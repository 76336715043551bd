"""A framework as frozen Python values. Pure: the scoring engine, charts and reports import these types.

Numbers that take part in scoring are rationals (``Fraction``), read from the document as decimal text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from questionnaires.answer_types import AnswerType, Ladder
from questionnaires.conditions import AppliesWhen, Condition
from questionnaires.crosswalks import Crosswalk, Draft
from questionnaires.rules import Cap, Contradiction, PriorityRule, Requirement, Term, Trouble
from questionnaires.words import Text

type Effort = Literal["free", "low", "project"]
type StepName = Literal["start", "build", "lead"]
type LessonPlace = Literal["plant", "outside", "either"]
type Profile = Mapping[str, str]

ONE = Fraction(1)
VALID_MONTHS = 12  # a verified report is valid so long, unless its framework says otherwise


@dataclass(frozen=True, slots=True)
class ChildrenAtLevel:
    """A condition on a level of the whole: at least ``n`` nodes right below it have ``level`` or more."""

    level: int
    n: int


@dataclass(frozen=True, slots=True)
class Level:
    """An ordered rung: its number, its id, its lower bound, its words.

    The bound is part of the level unless ``is_above``. The lowest level of a list with such bounds has none.
    """

    value: int
    id: str
    lower: Fraction | None
    name: Text
    meaning: Text
    sentence: Text
    is_above: bool = False
    needs: ChildrenAtLevel | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """A node's own bounds for the framework's levels, from the second one on; none at all: the node has no level.

    They lie on the value, or on the share of the largest value that the node can reach.
    """

    lowers: tuple[Fraction, ...] = ()
    is_above: bool = False
    on: Literal["value", "share"] = "value"


@dataclass(frozen=True, slots=True)
class Learning:
    """Who needs to learn what for a step, about how many hours, and where that can be learnt, if it is said."""

    text: Text
    hours: int
    where: LessonPlace | None


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
    """One assessable question. ``weight`` counts among the items of its node, ``rung`` is the level it belongs to.

    ``steps`` holds all three steps or, in a framework that only measures, none. ``page`` counts the pages of its
    dimension up to where it stands, ``quick_page`` those of its block in the quick check (``paging``).
    """

    id: str
    ask: Text
    answer: AnswerType
    key: bool = False
    why: Text | None = None
    help: Text | None = None
    evidence: Text | None = None
    steps: Mapping[StepName, Step] = field(default_factory=dict)
    na_reasons: tuple[Text, ...] = ()
    sensitive: bool = False
    maps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weight: Fraction = ONE
    is_scored: bool = True
    rung: int | None = None
    in_variants: tuple[str, ...] = ()
    applies_when: AppliesWhen | None = None
    page: int = 1
    quick_page: int = 1

    @property
    def levels(self) -> tuple[Text, ...]:
        """Return the descriptors of a ladder, nothing for other types of answer."""
        return self.answer.levels if isinstance(self.answer, Ladder) else ()


type Method = Literal[
    "mean",
    "weighted_mean",
    "sum",
    "min",
    "max",
    "share_of_maximum",
    "gated_sum_of_levels",
    "sequential_gate",
    "lookup",
    "count_at_least",
    "identity",
    "none",
]


@dataclass(frozen=True, slots=True)
class Rescale:
    """A straight line from one scale to another."""

    of: tuple[Fraction, Fraction]
    to: tuple[Fraction, Fraction]

    def __call__(self, value: Fraction) -> Fraction:
        """Return the value on the other scale."""
        return self.to[0] + (value - self.of[0]) * (self.to[1] - self.to[0]) / (self.of[1] - self.of[0])


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One row of a decision table: it holds when every condition on a child's level does."""

    when: tuple[Condition, ...]
    value: Fraction


@dataclass(frozen=True, slots=True)
class Aggregate:
    """How a node's value comes from its parts, and the least coverage for it to be shown.

    With ``requires_all`` the node is rated only when each of its children is, whatever its own coverage. ``out_of``
    belongs to share_of_maximum, ``met`` to the gates, ``at_least`` to count_at_least, ``table`` to lookup.
    """

    method: Method = "mean"
    min_coverage: Fraction = Fraction(3, 5)
    requires_all: bool = False
    out_of: Fraction | None = None
    met: Fraction = Fraction(4, 5)
    at_least: Fraction | None = None
    table: tuple[LookupRow, ...] = ()
    rescale: Rescale | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A block (has children) or a dimension (has items). ``weight`` counts among its siblings.

    ``weights`` holds the weights that differ by variant. ``bounds`` None = the framework's levels hold here too.
    """

    id: str
    name: Text
    about: Text
    weight: Fraction
    aggregate: Aggregate
    children: tuple["Node", ...] = ()
    items: tuple[Item, ...] = ()
    bounds: Bounds | None = None
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    in_variants: tuple[str, ...] = ()

    def walk(self) -> Iterator["Node"]:
        """Yield this node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the framework comes from, and how faithful it is to it."""

    publisher: str
    document: Text
    url: str
    licence: str
    fidelity: Literal["own", "official", "indicative"]
    unconfirmed: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """A kind of firm that the framework asks or weighs differently."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class LevelClass:
    """A name for a few levels of the whole."""

    id: str
    name: Text
    levels: tuple[int, ...]


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
    priorities: PriorityRule = field(default_factory=PriorityRule)
    contradictions: tuple[Contradiction, ...] = ()
    glossary: tuple[Term, ...] = ()
    variants: tuple[Variant, ...] = ()
    classes: tuple[LevelClass, ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()
    drafts: tuple[Draft, ...] = ()
    valid_months: int = VALID_MONTHS  # how long a verified report is valid

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
