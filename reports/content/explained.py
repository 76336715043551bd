"""What the page of one node says: why it has its value and its level, and what would raise it. Ready texts. Pure."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from reports.content.types import Paragraph, Standing

MOST_BESIDE_NAMES = 4

type Gate = Literal["passed", "stopped", "beyond", "open"]


@dataclass(frozen=True, slots=True)
class PartRow:
    """A child of the node. ``node`` is empty for a question, which has no page of its own.

    ``mark`` says in a word that this part decides; cells stand under the table's heads.
    """

    name: str
    node: str
    said: str
    cells: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class PartTable:
    """The children with the columns that the rule has, and what they come to together (empty: nothing is added up)."""

    heads: tuple[str, ...]
    rows: tuple[PartRow, ...]
    foot_name: str = ""
    foot: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Return the number of columns with that of the names."""
        return len(self.heads) + 1

    @property
    def is_broad(self) -> bool:
        """Whether the names need lines of their own, so that the columns fit on a phone."""
        return len(self.heads) > MOST_BESIDE_NAMES


@dataclass(frozen=True, slots=True)
class RungLine:
    """A level of a gate: how far it is met, whether it was passed, and what it counts."""

    title: str
    share_text: str
    verdict: str
    state: Gate
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level with its bounds; ``mark`` says which one it is here."""

    title: str
    from_text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """A level's part of the scale."""

    level: int
    start: Fraction
    end: Fraction


@dataclass(frozen=True, slots=True)
class ScalePicture:
    """Where the node stands on its scale, all as shares of the largest value."""

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    level: int | None
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class RaisingLine:
    """A question, what to change in its answer, and what the node would then be (empty: it is to be answered)."""

    item: str
    ask: str
    step: str
    result: str


@dataclass(frozen=True, slots=True)
class RaisingText:
    """What would raise the node most, or which answers it still lacks; no ``lines`` where ``lead`` says all."""

    title: str
    lead: str
    lines: tuple[RaisingLine, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A question below the node and its answer in words."""

    item: str
    ask: str
    said: str


@dataclass(frozen=True, slots=True)
class SaidGroup:
    """The answers of one dimension."""

    name: str
    lines: tuple[SaidLine, ...]


@dataclass(frozen=True, slots=True)
class Caveat:
    """How far the result may be relied on, where the framework follows another model without its confirmation."""

    text: str
    unconfirmed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything on the page. Texts are empty and pieces None where there is nothing to say."""

    standing: Standing
    value_text: str
    band_text: str
    level_class: str
    parent: str
    parent_name: str
    rule: str
    table: PartTable
    after_table: tuple[str, ...]
    rungs: tuple[RungLine, ...]
    levels: tuple[LevelLine, ...]
    level_steps: tuple[str, ...]
    certainty: tuple[Paragraph, ...]
    raising: RaisingText | None
    said: tuple[SaidGroup, ...]
    picture: ScalePicture | None
    caveat: Caveat | None
