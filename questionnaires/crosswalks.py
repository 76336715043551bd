"""What one set of answers says in the terms of other models, as frozen values. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from questionnaires.conditions import Condition
from questionnaires.words import Text


@dataclass(frozen=True, slots=True)
class Target:
    """A dimension of another model, in neutral words, on that model's own scale."""

    id: str
    name: Text
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Another model and its dimensions. ``key`` is what items name in ``maps``, ``framework`` its id in the library."""

    key: str
    framework: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class DraftRule:
    """When all conditions hold: the option with these points, or a tick at the option of this name."""

    when: tuple[Condition, ...]
    points: Fraction | None = None
    tick: Text | None = None


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """How one item of another framework is pre-filled from the answers to ``items``, and the note for the owner.

    The first rule with points that holds gives the option; every rule with a tick that holds ticks one. ``is_open``:
    nothing can be derived.
    """

    item: str
    items: tuple[str, ...]
    is_open: bool
    note: Text
    rules: tuple[DraftRule, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Another framework that can be pre-filled from the answers to this one."""

    framework: str
    answers: tuple[DraftAnswer, ...]
