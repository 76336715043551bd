"""A thin bar on a track: how far up its scale a number lies. Its figure stands beside it, so readers aloud skip it."""

from fractions import Fraction

from charts import palette
from charts.svg import line, number, tag

_WIDTH = 120


def share_bar(share: Fraction | None) -> str:
    """Return the bar of a share from 0 to 1; a dashed track without one."""
    parts = [line(1, 4, _WIDTH - 1, 4, stroke=palette.INK_SOFT, width=1, dash="3 4")]
    if share is not None:
        parts = [tag("rect", x=0, y=1, width=_WIDTH, height=6, rx=3, fill=palette.LINE)]
        # A value of nothing keeps a visible foot: the firm stands at the start of the track, not nowhere.
        parts.append(tag("rect", x=0, y=1, width=max(share * _WIDTH, Fraction(6)), height=6, rx=3, fill=palette.ACCENT))
    size = f'viewBox="0 0 {number(_WIDTH)} 8" aria-hidden="true" focusable="false"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'
