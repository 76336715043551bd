"""Which size a text is set in, so that it stays within its box: measured, never hoped for.

The letters measured are those of Inter, which are wider than those of the font that the slides name. Line ends are put
where the words allow it; a word that is longer than a line is broken.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

LEADING = 1.3  # of a line, as a multiple of the size
_LAST_NARROW = "\u2fff"  # beyond it are the square letters of East Asia, and pictures
_UNIT = 100  # the size at which letters are measured


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text in a size in points; ``is_cut`` when even the smallest size did not hold all of it."""

    text: str
    size: float
    is_cut: bool = False


def fitted(text: str, width: float, height: float, *, most: float, least: float, bold: bool = False) -> Fitted:
    """Return the text in the largest size that fits a box in points; in the least one it is shortened at a word."""
    size = most
    while size > least and lines(text, width, size, bold=bold) * size * LEADING > height:
        size -= 0.5
    held = max(1, int(height / (size * LEADING)))
    if lines(text, width, size, bold=bold) <= held:
        return Fitted(text, size)
    return Fitted(_shortened(text, width, size, held, bold=bold), size, is_cut=True)


def lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes."""
    return sum(_lines_of(part, width, size, bold=bold) for part in text.split("\n"))


def _lines_of(text: str, width: float, size: float, *, bold: bool) -> int:
    count, used, space = 1, 0.0, _width(" ", size, bold=bold)
    for word in text.split(" "):
        wide = _width(word, size, bold=bold)
        if used and used + space + wide > width:
            count, used = count + 1, 0.0
        if wide > width:
            count += int(wide / width) + 1
            used = width
        else:
            used += wide + (space if used else 0)
    return count


def _shortened(text: str, width: float, size: float, held: int, *, bold: bool) -> str:
    """Return as many words as fit, with an ellipsis; of a single endless word as many letters."""
    whole = text.replace("\n", " ")
    low, high = 0, len(whole)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(whole[:middle] + "…", width, size, bold=bold) <= held:
            low = middle
        else:
            high = middle - 1
    words = whole[:low].rpartition(" ")[0] if low < len(whole) and " " in whole[:low] else whole[:low]
    return f"{words.rstrip(' ,.;:')}…"


def _width(text: str, size: float, *, bold: bool) -> float:
    return sum(_letter(letter, bold=bold) for letter in text) * size / _UNIT


@cache
def _letter(letter: str, *, bold: bool) -> float:
    """Return how wide a letter is; what the font does not have is taken to be as wide as it is high."""
    if letter > _LAST_NARROW or unicodedata.category(letter) == "So":
        return _UNIT
    return float(_font(bold=bold).getlength(letter))


@cache
def _font(*, bold: bool) -> ImageFont.FreeTypeFont:
    name = "Inter_600SemiBold.ttf" if bold else "Inter_400Regular.ttf"
    return ImageFont.truetype(Path(settings.BASE_DIR) / "static" / "fonts" / name, _UNIT)
