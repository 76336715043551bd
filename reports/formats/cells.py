"""How one cell of a workbook is written.

Texts are written as texts, whatever they begin with, and marked so that Excel keeps them texts when they are edited: a
"=", "+", "-" or "@" at their beginning is never worked out. That is all a workbook needs; an apostrophe in front of
such a text would be part of what somebody typed.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reports.formats.sheet_types import Cell

RISKY = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
DIGITS = 6


def write(page: Any, place: tuple[int, int], cell: Cell, formats: Mapping[str, Any]) -> None:
    """Write a cell as what it is, in the format of its kind; numbers and days are there to be reckoned with."""
    match cell:
        case int():
            page.write_number(*place, cell, formats["whole"])
        case Fraction():
            page.write_number(*place, round(float(cell), DIGITS), formats["fraction"])
        case Decimal():
            page.write_number(*place, float(cell), formats["decimal"])
        case date():
            page.write_datetime(*place, cell, formats["date"])
        case str() if cell:
            page.write_string(*place, cell, formats["risky" if cell.startswith(RISKY) else "words"])
        case _:
            page.write_blank(*place, None, formats["words"])
