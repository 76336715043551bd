"""A disc in the colour of a level, with the value in it: the small picture beside the words that lead."""

from charts import palette
from charts.svg import picture, tag, text, text_width

_SIZE = 120


def level_disc(*, level: int | None, value_text: str, caption: str, title: str) -> str:
    """Return the disc; without a level it is an empty dashed circle."""
    middle = _SIZE / 2
    if level is None:
        circle = tag("circle", cx=60, cy=60, r=57, fill="none", stroke=palette.INK_SOFT, stroke_dasharray="5 5")
        ink = palette.INK
    else:
        edge = palette.LINE if level == 0 else palette.LEVELS[level]
        circle = tag("circle", cx=60, cy=60, r=58, fill=palette.LEVELS[level], stroke=edge, stroke_width=2)
        ink = palette.ink_on(level)
    words = text(value_text, x=middle, y=66, size=42, anchor="middle", bold=True, fill=ink)
    # A long caption is set smaller rather than cut: the chord of the circle at its height is 98 wide.
    size = min(14, 94 * 14 / max(text_width(caption, 14), 1))
    below = text(caption, x=middle, y=88, size=size, anchor="middle", fill=ink)
    return picture([circle, words, below], title=title, width=_SIZE, height=_SIZE)
