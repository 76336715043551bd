"""What can be put on paper: letters that the bundled fonts have, and nothing that moves other letters about.

Somebody may have typed a name with a smiling face or in letters of another script. Two bundled fonts cover Latin,
Cyrillic, Greek, Arabic, Hebrew and many signs. Of what is left, pictures are dropped and a letter becomes an empty
square, so that a reader sees that one is missing; which fonts a machine happens to have makes no difference.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
_FILES = ("Inter_400Regular.ttf", "DejaVuSans.ttf")
_MISSING = "□"
_RUN = re.compile(r"[^<>]+")
# Controls, direction marks that turn round what follows, joiners of pictures, and what is no letter at all.
_SILENT = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "So", "Sk"}
_NEVER = {"Cc", "Cf", "Cs", "Co", "Cn"}
_KEPT = {"\n", "\t", "\u00ad"}
# Printable for sure: most reports hold nothing else, and then no font has to be opened.
_PLAIN = frozenset(
    [chr(code) for first, last in ((0x20, 0x7E), (0xA0, 0x17F), (0x1EA0, 0x1EF9)) for code in range(first, last + 1)]
    + list("\n\tƠơƯư–—‘’“”…•·→←↑↓≥≤×÷−₫□")
)
_FIRST_PICTURE = 0x1F000  # from here on a machine's own font of coloured pictures would be asked first


def printable(text: str) -> str:
    """Return a text, marks joined to their letters, of which every letter can be printed.

    Of a document each run between angle brackets is joined by itself: a stroke after ">" would make "≯" of it, and so
    an attribute of what somebody typed.
    """
    joined = _RUN.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)
    unsure = set(joined) - _PLAIN
    return joined.translate({ord(letter): _instead(letter) for letter in unsure - covered()}) if unsure else joined


@cache
def covered() -> frozenset[str]:
    """Return the letters that the bundled fonts have and that stand still."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- half a second that only a worker should pay

    have: set[str] = set()
    for name in _FILES:
        with TTFont(FONTS / name, lazy=True) as font:
            have |= {chr(code) for code in font.getBestCmap() if code < _FIRST_PICTURE}
    return frozenset({letter for letter in have if unicodedata.category(letter) not in _NEVER} | _KEPT)


def _instead(letter: str) -> str:
    category = unicodedata.category(letter)
    return "" if category in _SILENT else " " if category.startswith("Z") else _MISSING
