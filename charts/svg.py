"""The few SVG pieces that all charts are drawn from."""

from collections.abc import Iterable
from fractions import Fraction
from html import escape
from typing import Literal

from charts import palette

type Number = Fraction | float
type Anchor = Literal["start", "middle", "end"]

FONT = "Inter, system-ui, sans-serif"
# Inter's mean advance in em, on the safe side for Vietnamese; enough to decide where a label has to wrap.
_ADVANCE = 0.54


def number(value: Number) -> str:
    """Return a coordinate with at most two decimals."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def tag(name: str, /, **attributes: Number | str) -> str:
    """Return an empty element; ``stroke_width`` becomes ``stroke-width``."""
    return f"<{name}{_attributes(attributes)}/>"


def text(
    content: str, *, x: Number, y: Number, size: Number, anchor: Anchor = "start", bold: bool = False, fill: str = ""
) -> str:
    """Return one line of text; its content is escaped."""
    attributes: dict[str, Number | str] = {"x": x, "y": y, "font_size": size, "fill": fill or palette.INK}
    if anchor != "start":
        attributes["text_anchor"] = anchor
    if bold:
        attributes["font_weight"] = "600"
    return f"<text{_attributes(attributes)}>{escape(content)}</text>"


def line(x1: Number, y1: Number, x2: Number, y2: Number, *, stroke: str, width: Number, dash: str = "") -> str:
    """Return a straight line."""
    dashed: dict[str, Number | str] = {"stroke_dasharray": dash} if dash else {}
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, **dashed)


def picture(parts: Iterable[str], *, title: str, width: Number, height: Number) -> str:
    """Return the whole image with its short name, scaling to the width that the page gives it."""
    size = f"{number(width)} {number(height)}"
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" font-family="{FONT}">'
    return f"{frame}<title>{escape(title)}</title>{''.join(parts)}</svg>"


def text_width(content: str, size: Number) -> float:
    """Return about how wide a text is drawn."""
    return len(content) * float(size) * _ADVANCE


def wrap(content: str, *, width: Number, size: Number, lines: int, cut: bool = True) -> list[str]:
    """Split a label at spaces and after hyphens into at most ``lines`` lines; what does not fit ends in an ellipsis.

    With ``cut`` off a single long word stays whole and stands out on both sides.
    """
    limit = max(int(float(width) / (float(size) * _ADVANCE)), 1)
    wrapped: list[str] = [""]
    for word in content.replace("-", "- ").split():
        joined = f"{wrapped[-1]}{'' if wrapped[-1].endswith('-') else ' '}{word}".strip()
        if len(joined) <= limit or not wrapped[-1]:
            wrapped[-1] = joined
        else:
            wrapped.append(word)
    kept = [each if len(each) <= limit or not cut else each[: limit - 1] + "…" for each in wrapped[:lines]]
    if len(wrapped) > lines:
        kept[-1] = kept[-1].rstrip("…")[: limit - 1].rstrip() + "…"
    return kept


def _attributes(attributes: dict[str, Number | str]) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
    )
