"""One bare scale with levels as zones on it: where a value lies, how far it may move, what a trial makes of it.

It stands beside its figures in words, so it is hidden from readers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts import marks, palette
from charts.svg import FONT, Number, line, text

_WIDTH, _HEIGHT, _LABELS = 328, 26, 14
_LEFT, _RIGHT = 9, _WIDTH - 9
_NARROWEST_BAND = 6
_LABEL_ROOM = 10  # a zone narrower than its label goes without one


@dataclass(frozen=True, slots=True)
class Zone:
    """A level on the scale, from where to where as shares of it."""

    label: str
    start: Number
    end: Number


@dataclass(frozen=True, slots=True)
class Standing:
    """Where something stands, as shares of the scale; ``level`` colours the bar."""

    value: Number | None
    low: Number | None = None
    high: Number | None = None
    level: int | None = None


def level_scale(standing: Standing, *, zones: Sequence[Zone] = (), tried: Standing | None = None) -> str:
    """Return the scale; ``tried`` is a second mark, joined to the first, with its own band in place of the first's.

    Zones without labels take no room above the scale.
    """
    top = _LABELS if any(zone.label for zone in zones) else 0
    y = top + _HEIGHT / 2
    parts = [*_names(zones), *_strip(standing, zones, tried, y)]
    size = f'viewBox="0 0 {_WIDTH} {top + _HEIGHT}" aria-hidden="true" focusable="false" font-family="{FONT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _x(share: Number) -> float:
    return _LEFT + float(share) * (_RIGHT - _LEFT)


def _names(zones: Sequence[Zone]) -> Iterator[str]:
    for zone in zones:
        start, end = _x(zone.start), _x(zone.end)
        if end - start >= _LABEL_ROOM or zone.start == 1:
            yield text(zone.label, x=(start + end) / 2, y=11, size=12, anchor="middle", fill=palette.INK_SOFT)


def _strip(standing: Standing, zones: Sequence[Zone], tried: Standing | None, y: float) -> Iterator[str]:
    shown = tried or standing
    yield marks.track(_LEFT, _RIGHT, y, rated=shown.value is not None)
    if shown.value:
        yield marks.bar(_LEFT, _x(shown.value), y, level=min(shown.level or 0, len(palette.BARS) - 1))
    if shown.value is not None:
        yield marks.notches([_x(zone.start) for zone in zones if 0 < zone.start < 1], y)
    yield from _band(shown, y)
    yield from _marks(standing, tried, y)


def _band(standing: Standing, y: float) -> Iterator[str]:
    """Yield the hatched box; where there is no value even one without width is shown, since it is all that is known."""
    low, high = standing.low, standing.high
    if low is None or high is None or (low == high and standing.value is not None):
        return
    middle, half = (_x(low) + _x(high)) / 2, max((_x(high) - _x(low)) / 2, _NARROWEST_BAND / 2)
    yield marks.band(middle - half, middle + half, y)


def _marks(standing: Standing, tried: Standing | None, y: float) -> Iterator[str]:
    here = None if standing.value is None else _x(standing.value)
    there = None if tried is None or tried.value is None else _x(tried.value)
    if here is not None and there is not None and here != there:
        yield line(here, y, there, y, stroke=palette.INK, width=2)
    if here is not None:
        yield marks.self_mark(here, y)
    if there is not None and there != here:
        yield marks.now_mark(there, y)
