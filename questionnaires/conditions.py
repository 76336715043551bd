"""Conditions on answers and on the firm's profile, as frozen values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Condition:
    """``item`` answered with a level at or above (``>=``) or at or below (``<=``) ``level``."""

    item: str
    operator: Literal[">=", "<="]
    level: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """``item`` answered with one of these options, or with several of which one is among these."""

    item: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppliesWhen:
    """When an item is asked: all of this holds. A condition on an open or not applicable answer does not."""

    profile: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: tuple[Condition | Chosen, ...] = ()
