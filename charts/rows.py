"""The pieces of level strips for a page that writes names and values itself: rows, axis and key, each a small picture.

What is written beside them says the same, so they are hidden from readers.
"""

from collections.abc import Iterable

from charts import marks, palette
from charts.strip import Axis, Frame, Strip, Words, draw, key_entries
from charts.svg import FONT, Number, line, number, text, wrap

_WIDTH = 380
_ROW = 30
_LEFT, _RIGHT = 30, _WIDTH - 30  # the outer level names stand out on both sides
_NAME_WIDTH, _NAME_SIZE, _NAME_LINE = 58, 10.5, 13
_NUMBERS = 18


def strip_row(strip: Strip, *, highest: int) -> str:
    """Return one bare strip."""
    return _hidden([draw(_frame(highest), strip, _ROW / 2 - 1)], width=_WIDTH, height=_ROW)


def change_row(before: Number, now: Number, *, level: int, axis: Axis) -> str:
    """Return where something stood and where it stands: a hollow mark and a filled one, joined, over the numbers."""
    frame, y = _frame(axis.highest), 13
    then, here = frame.x(before), frame.x(now)
    parts = [marks.track(frame.left, frame.right, y, rated=True)]
    if now > 0:
        parts.append(marks.bar(frame.left, here, y, level=level))
    parts.append(marks.notches(frame.ticks(), y))
    parts += [line(then, y, here, y, stroke=palette.INK, width=2), marks.self_mark(then, y), marks.now_mark(here, y)]
    return _hidden([*parts, f'<g transform="translate(0 22)">{_numbers(axis)}</g>'], width=_WIDTH, height=40)


def axis_names(axis: Axis) -> str:
    """Return numbers and names of the levels, to stand above rows where there is room."""
    frame, parts, lowest = _frame(axis.highest), [_numbers(axis)], 0
    for value, name in axis.levels:
        lines = wrap(name, width=_NAME_WIDTH, size=_NAME_SIZE, lines=3, cut=False)
        lowest = max(lowest, len(lines))
        for place, part in enumerate(lines):
            y = _NUMBERS + 9 + _NAME_LINE * place
            parts.append(text(part, x=frame.x(value), y=y, size=_NAME_SIZE, anchor="middle", fill=palette.INK_SOFT))
    return _hidden(parts, width=_WIDTH, height=_NUMBERS + _NAME_LINE * lowest + 2)


def axis_numbers(axis: Axis) -> str:
    """Return the numbers of the levels alone."""
    return _hidden([_numbers(axis)], width=_WIDTH, height=_NUMBERS)


def _numbers(axis: Axis) -> str:
    """Return the numbers at their places."""
    frame = _frame(axis.highest)
    return "".join(text(str(value), x=frame.x(value), y=13, size=12, anchor="middle") for value, _ in axis.levels)


def key(words: Words) -> tuple[tuple[str, str], ...]:
    """Return picture and word of each mark that is drawn somewhere."""
    return tuple(
        (_hidden([f'<g transform="translate(14 12)">{mark}</g>'], width=28, height=24), word)
        for mark, word in key_entries(words)
    )


def _frame(highest: int) -> Frame:
    return Frame(left=_LEFT, right=_RIGHT, highest=highest)


def _hidden(parts: Iterable[str], *, width: float, height: float) -> str:
    size = f'viewBox="0 0 {number(width)} {number(height)}" aria-hidden="true" focusable="false" font-family="{FONT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'
