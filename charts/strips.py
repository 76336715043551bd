"""Level strips: one row a dimension on a common axis, grouped by block in the framework's order."""

from collections.abc import Iterator
from dataclasses import dataclass

from charts import marks, palette
from charts.strip import Axis, Frame, Strip, Words, draw, key_entries
from charts.svg import Number, line, number, picture, text, text_width, wrap


@dataclass(frozen=True, slots=True)
class Group:
    """A block: its name over its rows."""

    label: str
    strips: tuple[Strip, ...]


_WIDE = 760
_WIDE_VALUE = 752
_WIDE_ROW = 32
_NARROW = 328
_NARROW_LABEL_LINE = 19


def level_strips(groups: tuple[Group, ...], *, axis: Axis, title: str, words: Words) -> str:
    """Return the chart for wide places: label left, strip, value right."""
    frame = Frame(left=300, right=654, highest=axis.highest)
    parts, y = [_names(frame, axis, size=10.5, width=78)], 52.0
    for group in groups:
        y += 8
        parts.append(text(group.label, x=0, y=y + 14, size=13, bold=True))
        y += 26
        for strip in group.strips:
            parts.append(_wide_row(frame, strip, y + _WIDE_ROW / 2))
            y += _WIDE_ROW
    y += 22
    parts.extend(_key(words, x=frame.left, y=y, width=_WIDE - frame.left))
    return picture(parts, title=title, width=_WIDE, height=y + 14 + _key_lines(words, _WIDE - frame.left) * 20 - 20)


def narrow_level_strips(groups: tuple[Group, ...], *, axis: Axis, title: str, words: Words) -> str:
    """Return the chart for phones: label over the strip, nothing under 12 px at a width of 360 px."""
    frame = Frame(left=8, right=_NARROW - 8, highest=axis.highest)
    parts, y = [_level_key(axis)], 14.0 + 20 * ((len(axis.levels) + 1) // 2)
    for group in groups:
        y += 18
        parts.append(text(group.label, x=0, y=y + 12, size=15, bold=True))
        y += 36
        parts.append(_ticks(frame, y))
        y += 12
        for strip in group.strips:
            row, height = _narrow_row(frame, strip, y)
            parts.append(row)
            y += height
    y += 16
    parts.extend(_key(words, x=0, y=y, width=_NARROW))
    return picture(parts, title=title, width=_NARROW, height=y + 14 + _key_lines(words, _NARROW) * 20 - 20)


def level_range(low: Number, high: Number, *, axis: Axis, title: str) -> str:
    """Return one bare strip with a hatched range on it, for a result that is no more than a range."""
    frame = Frame(left=34, right=326, highest=axis.highest)
    y = 82
    parts = [_names(frame, axis, size=11, width=56), marks.track(frame.left, frame.right, y, rated=True)]
    parts += [marks.notches(frame.ticks(), y), marks.band(frame.x(low), frame.x(high), y)]
    return picture(parts, title=title, width=360, height=96)


def _names(frame: Frame, axis: Axis, *, size: float, width: float) -> str:
    parts = []
    for value, name in axis.levels:
        parts.append(text(str(value), x=frame.x(value), y=14, size=12, anchor="middle", bold=True))
        for place, part in enumerate(wrap(name, width=width, size=size, lines=3, cut=False)):
            y = 29 + 14 * place
            parts.append(text(part, x=frame.x(value), y=y, size=size, anchor="middle", fill=palette.INK_SOFT))
    return "".join(parts)


def _wide_row(frame: Frame, strip: Strip, y: float) -> str:
    labels = wrap(strip.label, width=frame.left - 34, size=13, lines=2)
    top = y + 4.5 - 8 * (len(labels) - 1)
    drawn = [text(part, x=12, y=top + 16 * place, size=13) for place, part in enumerate(labels)]
    return "".join(drawn) + draw(frame, strip, y) + _value(strip, x=_WIDE_VALUE, y=y + 4.5)


def _narrow_row(frame: Frame, strip: Strip, y: float) -> tuple[str, float]:
    room = _NARROW - text_width(strip.value_text, 14) - 12
    labels = wrap(strip.label, width=room, size=14, lines=3)
    drawn = [text(part, x=0, y=y + 16 + _NARROW_LABEL_LINE * place, size=14) for place, part in enumerate(labels)]
    middle = y + 14 + _NARROW_LABEL_LINE * len(labels)
    row = "".join(drawn) + _value(strip, x=_NARROW, y=y + 16, size=14) + draw(frame, strip, middle)
    return row, middle + 15 - y


def _value(strip: Strip, *, x: float, y: float, size: float = 13) -> str:
    if strip.value is None:
        return text(strip.value_text, x=x, y=y, size=size - 1, anchor="end", fill=palette.INK_SOFT)
    return text(strip.value_text, x=x, y=y, size=size, anchor="end", bold=True)


def _ticks(frame: Frame, y: float) -> str:
    values = range(frame.highest + 1)
    numbers = (text(str(v), x=frame.x(v), y=y, size=12, anchor="middle", fill=palette.INK_SOFT) for v in values)
    return "".join(numbers) + line(0, y + 6, _NARROW, y + 6, stroke=palette.LINE, width=1)


def _level_key(axis: Axis) -> str:
    half, parts = (len(axis.levels) + 1) // 2, []
    for place, (value, name) in enumerate(axis.levels):
        x, y = (place // half) * _NARROW / 2, 14 + 20 * (place % half)
        parts.append(text(str(value), x=x, y=y, size=13, bold=True))
        parts.append(text(name, x=x + 16, y=y, size=13, fill=palette.INK_SOFT))
    return "".join(parts)


def _places(words: Words, width: float) -> Iterator[tuple[str, str, float, int]]:
    """Yield mark, word, x and line of each entry, beginning a new line where one does not fit."""
    x, row = 0.0, 0
    for mark, word in key_entries(words):
        wanted = 26 + text_width(word, 12)
        if x and x + wanted > width:
            x, row = 0.0, row + 1
        yield mark, word, x, row
        x += wanted + 10


def _key_lines(words: Words, width: float) -> int:
    return max((row for *_, row in _places(words, width)), default=0) + 1


def _key(words: Words, *, x: float, y: float, width: float) -> Iterator[str]:
    for mark, word, dx, row in _places(words, width):
        left, top = x + dx, y + 20 * row
        yield f'<g transform="translate({number(left + 10)} {number(top - 4)})">{mark}</g>'
        yield text(word, x=left + 26, y=top, size=12, fill=palette.INK_SOFT)
