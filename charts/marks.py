"""What is drawn on one strip. Shape carries the meaning, so that a grey print keeps it.

Hollow circle = self-assessed, filled diamond = verified, dashed line = target, bracket below with a bar = where the
sector lies and its middle, hatched = where the result may lie once the open answers are known.
"""

from collections.abc import Iterator

from charts import palette
from charts.svg import Number, line, number, tag

BAR = 8
BELOW = 11  # how far under a strip the sector's bracket lies
_BAND = 14
_HATCH_STEP = 4


def track(left: Number, right: Number, y: Number, *, rated: bool) -> str:
    """Return the empty strip, dashed where nothing is rated."""
    if rated:
        return tag("line", x1=left, y1=y, x2=right, y2=y, stroke=palette.LINE, stroke_width=BAR, stroke_linecap="round")
    return line(left, y, right, y, stroke=palette.LINE, width=2, dash="4 4")


def bar(left: Number, right: Number, y: Number, *, level: int) -> str:
    """Return the filled part in the colour of the level."""
    colour = palette.BARS[level]
    return tag("line", x1=left, y1=y, x2=right, y2=y, stroke=colour, stroke_width=BAR, stroke_linecap="round")


def notches(positions: list[float], y: Number) -> str:
    """Return the white cuts at whole levels."""
    path = "".join(f"M{number(x)} {number(float(y) - BAR / 2)}v{BAR}" for x in positions)
    return tag("path", d=path, stroke=palette.PAPER, stroke_width=1.5)


def band(left: float, right: float, y: float) -> str:
    """Return the hatched box between the worst and the best case of the open answers."""
    top, width = y - _BAND / 2, right - left
    box = tag("rect", x=left, y=top, width=width, height=_BAND, rx=2, fill=palette.PAPER, fill_opacity=0.6)
    hatch = "".join(_hatch(left, right, top))
    lines = tag("path", d=hatch, stroke=palette.INK_SOFT, stroke_width=0.75)
    edge = tag("rect", x=left, y=top, width=width, height=_BAND, rx=2, fill="none", stroke=palette.INK_SOFT)
    return box + lines + edge


def _hatch(left: float, right: float, top: float) -> Iterator[str]:
    # Drawn as plain lines: a pattern would need an id, and ids clash when two charts share a page.
    start = left - _BAND + _HATCH_STEP
    while start < right:
        x1, x2 = max(start, left), min(start + _BAND, right)
        yield f"M{number(x1)} {number(top + _BAND - (x1 - start))}L{number(x2)} {number(top + _BAND - (x2 - start))}"
        start += _HATCH_STEP


def self_mark(x: Number, y: Number, *, around: bool = False) -> str:
    """Return the hollow circle, larger if it lies around a diamond."""
    return tag("circle", cx=x, cy=y, r=10 if around else 6.5, fill=palette.PAPER, stroke=palette.INK, stroke_width=2)


def now_mark(x: Number, y: Number) -> str:
    """Return the filled circle of what came of a hollow one."""
    return tag("circle", cx=x, cy=y, r=6.5, fill=palette.INK, stroke=palette.PAPER, stroke_width=1)


def verified_mark(x: Number, y: Number) -> str:
    """Return the filled diamond; its white edge keeps it apart from what lies under it."""
    path = f"M{number(x)} {number(float(y) - 7)}l7 7l-7 7l-7 -7z"
    return tag("path", d=path, fill=palette.INK, stroke=palette.PAPER, stroke_width=1)


def target_mark(x: Number, y: Number) -> str:
    """Return the dashed line."""
    return line(x, float(y) - 10, x, float(y) + 10, stroke=palette.WARN, width=2, dash="3 2")


def sector_mark(left: float, right: float, y: float) -> str:
    """Return the bracket below a strip."""
    path = f"M{number(left)} {number(y + BELOW - 3)}v6M{number(left)} {number(y + BELOW)}H{number(right)}m0 -3v6"
    return tag("path", d=path, fill="none", stroke=palette.INK_SOFT, stroke_width=1.5)


def median_mark(x: Number, y: Number) -> str:
    """Return the bar on the bracket."""
    return line(x, float(y) + BELOW - 4, x, float(y) + BELOW + 4, stroke=palette.INK_SOFT, width=4)
