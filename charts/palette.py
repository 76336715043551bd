"""The colours that charts may use: those of ``static/css/tokens.css`` (a test compares the two)."""

INK = "#14213d"
INK_SOFT = "#4a5568"
PAPER = "#ffffff"
LINE = "#d5dce1"
ACCENT = "#0b6e6e"
WARN = "#b54708"
# One hue, light to dark, so that the order of levels survives a grey print.
LEVELS = ("#eef2f4", "#cfe5e3", "#9ccbc8", "#5ba6a6", "#22777c", "#0b4a56")
# A bar has to stand out from its track, which the two lightest level colours do not.
BARS = (LEVELS[2], LEVELS[2], LEVELS[3], LEVELS[4], LEVELS[4], LEVELS[5])
_FIRST_DARK_LEVEL = 4


def ink_on(level: int) -> str:
    """Return the text colour that reads well on the colour of a level."""
    return PAPER if level >= _FIRST_DARK_LEVEL else INK
