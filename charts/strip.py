"""One level strip: what is known of where something stands, drawn on an axis of levels, and the key to its marks."""

from collections.abc import Iterator
from dataclasses import dataclass

from charts import marks, palette
from charts.svg import Number, tag

# Marks nearer to each other than this would hide each other, so that one is drawn around the other.
_ONE_SPOT = 5


@dataclass(frozen=True, slots=True)
class Strip:
    """One row. ``value`` None = not rated; ``low`` and ``high`` bound it while answers are open.

    The bar ends at the verified value if that ``leads``, else at the self-assessed one; ``level`` is its colour.
    """

    label: str
    value_text: str
    value: Number | None = None
    level: int | None = None
    low: Number | None = None
    high: Number | None = None
    verified: Number | None = None
    target: Number | None = None
    median: Number | None = None
    sector: tuple[Number, Number] | None = None
    verified_leads: bool = False

    @property
    def band(self) -> tuple[Number, Number] | None:
        """Return the uncertainty band, None if it has no width."""
        if self.low is None or self.high is None or self.low == self.high:
            return None
        return self.low, self.high

    @property
    def leading(self) -> Number | None:
        """Return where the bar ends."""
        return self.verified if self.verified_leads else self.value


@dataclass(frozen=True, slots=True)
class Axis:
    """The levels from left to right: their numbers and names."""

    levels: tuple[tuple[int, str], ...]

    @property
    def highest(self) -> int:
        """Return the right end of the axis."""
        return self.levels[-1][0]


@dataclass(frozen=True, slots=True)
class Words:
    """What the key says of each mark; an empty word leaves its mark out of the key."""

    self_assessed: str
    band: str = ""
    verified: str = ""
    target: str = ""
    median: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the axis lies on the picture."""

    left: float
    right: float
    highest: int

    def x(self, value: Number) -> float:
        """Return the position of a value."""
        return self.left + float(value) * (self.right - self.left) / self.highest

    def ticks(self) -> list[float]:
        """Return the positions of the whole levels between both ends."""
        return [self.x(value) for value in range(1, self.highest)]


def draw(frame: Frame, strip: Strip, y: float) -> str:
    """Return the strip around a height."""
    return "".join(_parts(frame, strip, y))


def _parts(frame: Frame, strip: Strip, y: float) -> Iterator[str]:
    shown = strip.leading
    yield marks.track(frame.left, frame.right, y, rated=shown is not None)
    if shown is not None:
        if shown > 0:
            yield marks.bar(frame.left, frame.x(shown), y, level=strip.level or 0)
        yield marks.notches(frame.ticks(), y)
    if strip.band:
        yield marks.band(frame.x(strip.band[0]), frame.x(strip.band[1]), y)
    yield from _sector(frame, strip, y)
    if strip.target is not None:
        yield marks.target_mark(frame.x(strip.target), y)
    yield from _own_marks(frame, strip, y)


def _sector(frame: Frame, strip: Strip, y: float) -> Iterator[str]:
    if strip.sector:
        yield marks.sector_mark(frame.x(strip.sector[0]), frame.x(strip.sector[1]), y)
    if strip.median is not None:
        yield marks.median_mark(frame.x(strip.median), y)


def _own_marks(frame: Frame, strip: Strip, y: float) -> Iterator[str]:
    own = None if strip.value is None else frame.x(strip.value)
    verified = None if strip.verified is None else frame.x(strip.verified)
    if own is not None:
        yield marks.self_mark(own, y, around=verified is not None and abs(own - verified) < _ONE_SPOT)
    if verified is not None:
        yield marks.verified_mark(verified, y)


def key_entries(words: Words) -> list[tuple[str, str]]:
    """Return mark, drawn around the origin, and word of each entry of the key."""
    swatch = tag("line", x1=-8, y1=0, x2=8, y2=0, stroke=palette.LINE, stroke_width=marks.BAR, stroke_linecap="round")
    entries = [
        (marks.verified_mark(0, 0), words.verified),
        (marks.self_mark(0, 0), words.self_assessed),
        (swatch + marks.band(-10, 10, 0), words.band),
        (marks.target_mark(0, 0), words.target),
        (marks.sector_mark(-9, 9, -marks.BELOW) + marks.median_mark(0, -marks.BELOW), words.median),
    ]
    return [(mark, word) for mark, word in entries if word]
