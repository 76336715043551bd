"""The picture of a quick check's result that a person may send on, drawn without a browser.

Everything is drawn twice as large and made smaller at the end, which smooths lines and text alike. The fonts are whole
TTF files: the split web fonts of the pages hold no complete Vietnamese.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from charts import palette

type Shape = Literal["square", "landscape"]
type Range = tuple[Fraction, Fraction]

SIZES: dict[Shape, tuple[int, int]] = {"square": (1080, 1080), "landscape": (1200, 630)}
TWICE = 2
WASH, GROUND = "#e6f1f0", "#f5f7f8"
ELLIPSIS = "…"
BREAKS = re.compile("(?<=-)| ")  # where a line may end; not at a blank that holds words together
COLOURS = 96


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the framework and where its value roughly lies; None with too few answers."""

    name: str
    range: Range | None


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What the picture says, ready in one language; ``firm`` is empty unless its owner asked for it."""

    mark: str
    subject: str
    firm: str
    headline: str
    figures: str
    range: Range
    levels: tuple[tuple[int, str], ...]
    parts: tuple[Part, ...]
    parts_title: str
    caveat: str
    operator: str
    day: str


def draw(card: ShareCard, shape: Shape) -> bytes:
    """Return the picture as PNG."""
    width, height = SIZES[shape]
    image = Image.new("RGB", (width * TWICE, height * TWICE), palette.PAPER)
    canvas = _Canvas(ImageDraw.Draw(image))
    (_square if shape == "square" else _landscape)(canvas, card)
    file = BytesIO()
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)  # a third of the bytes
    return file.getvalue()


class _Canvas:
    """Draws in the picture's own points."""

    def __init__(self, pen: ImageDraw.ImageDraw) -> None:
        self.pen = pen

    def box(self, place: tuple[float, float, float, float], colour: str, *, radius: float = 0) -> None:
        """Fill a rectangle: left, top, right, bottom."""
        self.pen.rounded_rectangle([each * TWICE for each in place], radius * TWICE, fill=colour)

    def text(
        self,
        words: str,
        at: tuple[float, float],
        size: float,
        *,
        bold: bool = False,
        anchor: str = "ls",
        colour: str = palette.INK,
    ) -> None:
        """Write one line; ``at`` is on its base line."""
        spot = (at[0] * TWICE, at[1] * TWICE)
        self.pen.text(spot, words, font=_font(size, bold=bold), fill=colour, anchor=anchor)

    def lines(
        self,
        words: str,
        at: tuple[float, float],
        size: float,
        width: float,
        *,
        most: int = 3,
        bold: bool = False,
        colour: str = palette.INK,
    ) -> float:
        """Write words over as many lines as they need, and return the base line of the next one."""
        left, y = at
        for line in wrapped(words, size, width, most=most, bold=bold):
            self.text(line, (left, y), size, bold=bold, colour=colour)
            y += size * 1.4
        return y

    def tag(self, words: str, at: tuple[float, float], size: float) -> None:
        """Write words on a pill."""
        left, top = at
        long = length(words, size, bold=True)
        self.box((left, top, left + long + size * 1.5, top + size * 2), WASH, radius=size)
        self.text(words, (left + size * 0.75, top + size), size, bold=True, anchor="lm", colour="#084f50")


def _square(canvas: _Canvas, card: ShareCard) -> None:
    left, right = 72.0, 1008.0
    canvas.box((0, 0, 1080, 16), palette.ACCENT)
    canvas.tag(card.mark, (left, 64), 28)
    y = canvas.lines(card.subject, (left, 190), 32, right - left, most=1, colour=palette.INK_SOFT)
    if card.firm:
        y = canvas.lines(card.firm, (left, y), 34, right - left, most=1, bold=True)
    y = canvas.lines(card.headline, (left, y + 30), 50, right - left, bold=True)
    canvas.text(card.figures, (left, y - 6), 32, colour=palette.INK_SOFT)
    _axis(canvas, card, (left, right, y + 56), names=19)
    top = y + 232
    canvas.text(card.parts_title, (left, top), 26, bold=True)
    step = min(48.0, (948 - top - 46) / max(len(card.parts), 1))
    _parts(canvas, card, (left, right, top + 46), size=min(25.0, step * 0.72), step=step)
    _foot(canvas, card, (left, right, 1000), size=22)


def _landscape(canvas: _Canvas, card: ShareCard) -> None:
    left, middle, right = 56.0, 660.0, 1144.0
    canvas.box((0, 0, 1200, 12), palette.ACCENT)
    canvas.tag(card.mark, (left, 44), 22)
    y = canvas.lines(card.subject, (left, 138), 23, middle - left - 40, most=1, colour=palette.INK_SOFT)
    if card.firm:
        y = canvas.lines(card.firm, (left, y), 25, middle - left - 40, most=1, bold=True)
    y = canvas.lines(card.headline, (left, y + 18), 36, middle - left - 40, bold=True)
    canvas.text(card.figures, (left, y - 6), 24, colour=palette.INK_SOFT)
    _axis(canvas, card, (left, middle - 60, y + 44), names=14)
    canvas.text(card.parts_title, (middle, 78), 22, bold=True)
    step = 400 / max(len(card.parts), 5)
    _parts(canvas, card, (middle, right, 122), size=21, step=step, under=True)
    _foot(canvas, card, (left, right, 574), size=18)


def _axis(canvas: _Canvas, card: ShareCard, place: tuple[float, float, float], *, names: float) -> None:
    """Draw the range on the axis of levels, with their numbers and names under it."""
    left, right, y = place
    highest = card.levels[-1][0]
    width = (right - left) / (highest + 1)
    inner = (left + width / 2, right - width / 2)
    _strip(canvas, card.range, (*inner, y), highest=highest, thick=20)
    for place_of, (value, name) in enumerate(card.levels):
        x = left + width * (place_of + 0.5)
        canvas.text(str(value), (x, y + 48), names * 1.25, bold=True, anchor="ms")
        for line, words in enumerate(wrapped(name, names, width - 10, most=3)):
            spot = (x, y + 48 + names * 1.5 * (line + 1))
            canvas.text(words, spot, names, anchor="ms", colour=palette.INK_SOFT)


def _parts(
    canvas: _Canvas,
    card: ShareCard,
    place: tuple[float, float, float],
    *,
    size: float,
    step: float,
    under: bool = False,
) -> None:
    """Draw a strip a part, its name before it or over it. There are no figures: a few answers do not carry them."""
    left, right, y = place
    start = left if under else left + (right - left) * 0.5
    for part in card.parts:
        room = (right if under else start - 20) - left
        canvas.text(wrapped(part.name, size, room, most=1)[0], (left, y), size)
        middle = y + size * 1.15 if under else y - size * 0.33
        _strip(canvas, part.range, (start, right, middle), highest=card.levels[-1][0], thick=12)
        y += step


def _strip(
    canvas: _Canvas, shown: Range | None, place: tuple[float, float, float], *, highest: int, thick: float
) -> None:
    left, right, y = place
    canvas.box((left, y - thick / 2, right, y + thick / 2), palette.LINE, radius=thick / 2)
    unit = (right - left) / highest
    for value in range(1, highest):
        x = left + unit * value
        canvas.box((x - 1, y - thick / 2, x + 1, y + thick / 2), palette.PAPER)
    if shown is not None:
        low, high = (left + float(value) * unit for value in shown)
        canvas.box((low, y - thick * 0.8, high, y + thick * 0.8), palette.LEVELS[4], radius=thick * 0.4)


def _foot(canvas: _Canvas, card: ShareCard, place: tuple[float, float, float], *, size: float) -> None:
    left, right, y = place
    canvas.box((left, y - size * 1.9, right, y - size * 1.9 + 2), palette.LINE)
    canvas.text("C4IR Assess", (right, y), size, bold=True, anchor="rs")
    room = right - left - length("C4IR Assess", size, bold=True) - 24
    canvas.text(wrapped(card.caveat, size, room, most=1)[0], (left, y), size, colour=palette.INK_SOFT)
    canvas.text(card.day, (right, y + size * 1.5), size, anchor="rs", colour=palette.INK_SOFT)
    room = right - left - length(card.day, size) - 24
    canvas.text(wrapped(card.operator, size, room, most=1)[0], (left, y + size * 1.5), size, colour=palette.INK_SOFT)


def wrapped(words: str, size: float, width: float, *, most: int, bold: bool = False) -> list[str]:
    """Return words over at most that many lines; what has no room is cut, and shows that it is."""
    lines = [""]
    for word in BREAKS.split(words):
        longer = f"{lines[-1]}{'' if lines[-1].endswith('-') else ' '}{word}".lstrip(" ")
        if length(longer, size, bold=bold) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}{ELLIPSIS}"]
    return [_cut(line, size, width, bold=bold) for line in lines]


def length(words: str, size: float, *, bold: bool = False) -> float:
    """Return how long a line is."""
    return float(_font(size, bold=bold).getlength(words)) / TWICE


def _cut(line: str, size: float, width: float, *, bold: bool) -> str:
    if length(line, size, bold=bold) <= width:
        return line
    short = line.removesuffix(ELLIPSIS)
    while short and length(short + ELLIPSIS, size, bold=bold) > width:
        short = short[:-1]
    return short.rstrip() + ELLIPSIS


@lru_cache(maxsize=64)
def _font(size: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "Inter_600SemiBold.ttf" if bold else "Inter_400Regular.ttf"
    # The basic layout: the marks are in one glyph with their letter, and the same picture comes out everywhere.
    folder = Path(settings.BASE_DIR) / "static" / "fonts"
    return ImageFont.truetype(folder / name, size * TWICE, layout_engine=ImageFont.Layout.BASIC)
