"""What goes into the engine and what comes out of it. All values are exact rationals; ``None`` = not rated."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

type Scope = Literal["full", "quick"]
type Basis = Literal["self", "verified"]
type AnswerState = Literal["answered", "dont_know", "not_applicable"]


class ScoringInputError(ValueError):
    """An answer names an item that is not asked or has a value that the item does not allow; or a variant is wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``value`` is as ``answer_values`` has it; it is None unless the state is ``answered``.

    Don't know counts as open, like no answer at all. Not applicable leaves the score where the item allows it,
    elsewhere it counts as open until an advisor accepts it.
    """

    state: AnswerState
    value: Any = None


@dataclass(frozen=True, slots=True)
class Part:
    """A child's share in its parent. ``weight`` is as declared, ``value`` is the child's raw value.

    ``contribution`` is what it adds to the parent's raw value (before ``rescale``) where the method adds parts up, as
    means, sums and shares do; contributions sum to it. ``coverage`` None = not applicable.
    """

    id: str
    weight: Fraction
    value: Fraction | None
    contribution: Fraction | None
    coverage: Fraction | None


@dataclass(frozen=True, slots=True)
class RungResult:
    """One level of a gate: its weighted mean over what is answered, and whether that is enough to pass."""

    rung: int
    raw: Fraction | None
    is_met: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A level of the whole that the value reaches and that is not given: too few nodes below have ``level``."""

    reached: int
    level: int
    needs: int
    has: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a node has its value and level.

    ``lower_bound`` is that of the level which the value reaches by itself. Where a cap holds the level down,
    ``capped_by`` names the node at the lowest level and ``level_before_cap`` what the value alone would give; ``held``
    says the same for a level with a condition. ``out_of`` is the denominator of a share, ``before_rescale`` the raw
    value on the scale of the parts, ``rungs`` the levels of a gate.
    """

    method: str
    min_coverage: Fraction
    parts: tuple[Part, ...]
    lower_bound: Fraction | None = None
    capped_by: str | None = None
    level_before_cap: int | None = None
    held: Held | None = None
    out_of: Fraction | None = None
    before_rescale: Fraction | None = None
    rungs: tuple[RungResult, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeResult:
    """One node. ``raw`` is the value over what is answered; ``value`` and ``level`` are None below min_coverage.

    ``low`` and ``high`` take open answers as worst and best. ``coverage`` is 0 to 1, None if nothing is applicable.
    ``top`` is the largest value that can be reached with what is applicable. ``items`` counts the scored items below
    this node, ``open`` those that are open in full or in part, ``not_applicable`` those that left the score.
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
    top: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The whole result. ``nodes`` holds every node in which something is asked, in document order, ``overall`` first.

    ``range`` is given under the quick scope only, once the whole is rated: its value plus and minus half_width, cut
    to the scale; no node of a quick card has a level. ``level_class`` is the id of the class that the whole belongs
    to, where the framework has classes.
    """

    engine: str
    scope: Scope
    nodes: Mapping[str, NodeResult]
    range: tuple[Fraction, Fraction] | None = None
    level_class: str | None = None

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
