import re
from pathlib import Path

import pytest

from charts import palette

TOKENS = (Path(palette.__file__).parent.parent / "static" / "css" / "tokens.css").read_text(encoding="utf-8")


def token(name):
    return re.search(rf"--{name}: (#[0-9a-f]{{6}})", TOKENS)[1]


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        (palette.INK, "ink"),
        (palette.INK_SOFT, "ink-soft"),
        (palette.PAPER, "paper"),
        (palette.LINE, "line"),
        (palette.ACCENT, "accent"),
        (palette.WARN, "warn"),
        *((colour, f"level-{level}") for level, colour in enumerate(palette.LEVELS)),
    ],
)
def test_chart_colour_is_the_token(colour, name):
    assert colour == token(name)


def luminance(colour):
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_ux_21_levels_darken_so_that_a_grey_print_keeps_their_order():
    shades = [luminance(colour) for colour in palette.LEVELS]

    assert shades == sorted(shades, reverse=True)


@pytest.mark.parametrize("level", range(6))
def test_text_on_a_level_is_readable(level):
    lighter, darker = sorted((luminance(palette.LEVELS[level]), luminance(palette.ink_on(level))), reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
