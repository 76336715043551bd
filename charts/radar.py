"""A radar, offered as an extra picture only: its shape depends on the order of its axes, so strips come first."""

from dataclasses import dataclass
from math import cos, pi, sin

from charts import palette
from charts.svg import Anchor, Number, line, number, picture, tag, text, wrap

_WIDTH = 460
_HEIGHT = 380
_MIDDLE = (_WIDTH / 2, _HEIGHT / 2)
_RADIUS = 118


@dataclass(frozen=True, slots=True)
class Spoke:
    """One axis; ``value`` None = not rated."""

    label: str
    value_text: str
    value: Number | None = None


def radar(spokes: tuple[Spoke, ...], *, highest: int, title: str) -> str:
    """Return the picture. An axis that is not rated breaks the outline and has no mark."""
    parts = [_ring(len(spokes), step, highest) for step in range(1, highest + 1)]
    parts += [line(*_MIDDLE, *_point(k, len(spokes), 1), stroke=palette.LINE, width=1) for k in range(len(spokes))]
    points = [
        None if spoke.value is None else _point(k, len(spokes), float(spoke.value) / highest)
        for k, spoke in enumerate(spokes)
    ]
    parts += [_outline(points), *(_scale(step, highest) for step in range(1, highest + 1))]
    parts += [_mark(point) for point in points if point]
    parts += [_label(spoke, k, len(spokes)) for k, spoke in enumerate(spokes)]
    return picture(parts, title=title, width=_WIDTH, height=_HEIGHT)


def _point(place: int, count: int, share: float) -> tuple[float, float]:
    angle = 2 * pi * place / count - pi / 2
    return _MIDDLE[0] + _RADIUS * share * cos(angle), _MIDDLE[1] + _RADIUS * share * sin(angle)


def _scale(step: int, highest: int) -> str:
    y = _MIDDLE[1] - _RADIUS * step / highest + 4
    return text(str(step), x=_MIDDLE[0] + 4, y=y, size=11, fill=palette.INK_SOFT)


def _ring(count: int, step: int, highest: int) -> str:
    points = [_point(place, count, step / highest) for place in range(count)]
    return tag("polygon", points=_points(points), fill="none", stroke=palette.LINE, stroke_width=1)


def _outline(points: list[tuple[float, float] | None]) -> str:
    rated = [point for point in points if point]
    if len(rated) == len(points):
        area = tag("polygon", points=_points(rated), fill=palette.LEVELS[2], fill_opacity=0.35)
        return area + tag("polygon", points=_points(rated), fill="none", stroke=palette.ACCENT, stroke_width=2)
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return "".join(line(*a, *b, stroke=palette.ACCENT, width=2) for a, b in pairs if a and b)


def _mark(point: tuple[float, float]) -> str:
    return tag("circle", cx=point[0], cy=point[1], r=5, fill=palette.PAPER, stroke=palette.INK, stroke_width=2)


def _label(spoke: Spoke, place: int, count: int) -> str:
    x, y = _point(place, count, 1.14)
    side = round(cos(2 * pi * place / count - pi / 2), 6)
    anchor: Anchor = "middle" if not side else "start" if side > 0 else "end"
    rows = [*wrap(spoke.label, width=104, size=13, lines=3), spoke.value_text]
    top = y - (len(rows) - 1) * 17 if place == 0 else y - (len(rows) - 1) * 8.5 + 4
    return "".join(
        text(row, x=x, y=top + 17 * k, size=13, anchor=anchor, bold=k == len(rows) - 1) for k, row in enumerate(rows)
    )


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)
