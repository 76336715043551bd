"""What goes into the engine and what comes out of it. All values are exact rationals; ``None`` = not rated."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

type Scope = Literal["full", "quick"]
type Basis = Literal["self", "verified"]
type AnswerState = Literal["answered", "dont_know", "not_applicable"]


class ScoringInputError(ValueError):
    """An answer names an item that is not asked or a level that the item does not have, or a method is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``value`` is the level for a ladder; it is None unless the state is ``answered``.

    Don't know counts as open, like no answer at all. Not applicable leaves the score where the item allows it,
    elsewhere it counts as open until an advisor accepts it.
    """

    state: AnswerState
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A child's share in its parent. ``weight`` is as declared, ``value`` is the child's raw value.

    ``contribution`` = weight / weights of the parts that have a value x value; contributions sum to the parent's raw.
    ``coverage`` None = not applicable.
    """

    id: str
    weight: Fraction
    value: Fraction | None
    contribution: Fraction | None
    coverage: Fraction | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a node has its value and level.

    ``lower_bound`` is that of the level which the value reaches by itself. Where a cap holds the level down,
    ``capped_by`` names the node at the lowest level and ``level_before_cap`` what the value alone would give.
    """

    method: str
    min_coverage: Fraction
    parts: tuple[Part, ...]
    lower_bound: Fraction | None = None
    capped_by: str | None = None
    level_before_cap: int | None = None


@dataclass(frozen=True, slots=True)
class NodeResult:
    """One node. ``raw`` is the value over what is answered; ``value`` and ``level`` are None below min_coverage.

    ``low`` and ``high`` take open answers as worst and best. ``coverage`` is 0 to 1, None if nothing is applicable.
    ``items`` counts what is asked below this node, ``open`` what of it is open, ``not_applicable`` what left the score.
    """

    node: str
    raw: Fraction | None
    value: Fraction | None
    level: int | None
    low: Fraction | None
    high: Fraction | None
    coverage: Fraction | None
    explanation: Explanation
    items: int = 0
    open: int = 0
    not_applicable: int = 0


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The whole result. ``nodes`` holds every node in which something is asked, in document order, ``overall`` first.

    ``range`` is given under the quick scope only, once the whole is rated: its value plus and minus half_width, cut
    to the scale; no node of a quick card has a level.
    """

    engine: str
    scope: Scope
    nodes: Mapping[str, NodeResult]
    range: tuple[Fraction, Fraction] | None = None

    @property
    def overall(self) -> NodeResult:
        """Return the root's result."""
        return self.nodes["overall"]


@dataclass(frozen=True, slots=True)
class Priority:
    """One thing to do first, with what decided it (docs/scoring.md, "What to do first").

    ``item`` is the dimension's lowest item, ``step`` start, build or lead. ``weight``, ``gap`` (points to the next
    level) and ``trouble`` are the dimension's own. ``score`` is what its place was ranked by: weight x gap (x factor),
    or the score of ``instead_of``, the dimension that gave up its place because this one is required first, either by
    itself or by ``required_by``, the last dimension on the way from there to here.
    """

    dimension: str
    item: str
    step: str
    weight: Fraction
    gap: Fraction
    score: Fraction
    trouble: str | None = None
    instead_of: str | None = None
    required_by: str | None = None
