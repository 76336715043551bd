"""The bars of a programme's figures; the number stands beside each, so readers aloud skip them."""

from fractions import Fraction

from django.utils.safestring import SafeString, mark_safe

from charts import palette
from charts.svg import number, tag

WIDTH, HEIGHT = 160, 10


def bar(share: Fraction | None, level: int | None = None) -> SafeString:
    """Return the bar of a share from 0 to 1, in the colour of a level where it counts one."""
    parts = [tag("rect", x=0, y=1, width=WIDTH, height=HEIGHT - 2, rx=1.5, fill=palette.LEVELS[0])]
    if share:
        colour = palette.ACCENT if level is None else palette.BARS[min(level, len(palette.BARS) - 1)]
        parts.append(
            tag("rect", x=0, y=1, width=max(share * WIDTH, Fraction(3)), height=HEIGHT - 2, rx=1.5, fill=colour)
        )
    box = f'viewBox="0 0 {number(WIDTH)} {number(HEIGHT)}" preserveAspectRatio="none"'
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" {box} aria-hidden="true" focusable="false">'
    return mark_safe(f"{frame}{''.join(parts)}</svg>")
