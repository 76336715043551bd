"""The groups in which a programme's firms are counted: sector, size, and where the plant lies. Pure.

The city's four key industries are named in its own programmes by products; which VSIC divisions they cover is our
reading of them. Electrical equipment is counted with electronics, chemicals with medicines, rubber and plastics.
"""

import re

from django.db import models
from django.utils.translation import pgettext_lazy

from accounts.search import search_key

CITY = "79"


class SectorGroup(models.TextChoices):
    """The four key industries first, then what many of the city's other plants make."""

    MECHANICS = "mechanics", pgettext_lazy("sector group", "Mechanical engineering")
    ELECTRONICS = "electronics", pgettext_lazy("sector group", "Electronics and information technology")
    CHEMICALS = "chemicals", pgettext_lazy("sector group", "Chemicals, medicines, rubber and plastics")
    FOOD = "food", pgettext_lazy("sector group", "Food processing")
    TEXTILES = "textiles", pgettext_lazy("sector group", "Textiles, garments, leather and footwear")
    WOOD = "wood", pgettext_lazy("sector group", "Wood, furniture, paper and printing")
    OTHER = "other", pgettext_lazy("sector group", "Other sectors")


KEY_INDUSTRIES = (SectorGroup.MECHANICS, SectorGroup.ELECTRONICS, SectorGroup.CHEMICALS, SectorGroup.FOOD)

_DIVISIONS = {
    SectorGroup.MECHANICS: ("24", "25", "28", "29", "30"),
    SectorGroup.ELECTRONICS: ("26", "27"),
    SectorGroup.CHEMICALS: ("20", "21", "22"),
    SectorGroup.FOOD: ("10", "11"),
    SectorGroup.TEXTILES: ("13", "14", "15"),
    SectorGroup.WOOD: ("16", "17", "18", "31"),
}
_BY_DIVISION = {division: group for group, divisions in _DIVISIONS.items() for division in divisions}


class Area(models.TextChoices):
    """Where a plant lies by the borders before 1 July 2025, when the city took in two provinces."""

    CITY = "city", pgettext_lazy("area", "Ho Chi Minh City before the merger")
    BINH_DUONG = "binh_duong", pgettext_lazy("area", "Former Bình Dương")
    VUNG_TAU = "vung_tau", pgettext_lazy("area", "Former Bà Rịa – Vũng Tàu")
    UNSAID = "unsaid", pgettext_lazy("area", "In the city, former area not said")
    ELSEWHERE = "elsewhere", pgettext_lazy("area", "Other provinces")


class Park(models.TextChoices):
    """Whether a plant lies in an industrial park."""

    INSIDE = "inside", pgettext_lazy("industrial park", "In an industrial park")
    UNSAID = "unsaid", pgettext_lazy("industrial park", "Outside, or not said")


# Names of the former units as people write them, folded as search keys are; the most telling first.
_CITY = (
    r"ho chi minh|tp\W*hcm|sai gon|quan \d+|q\W*\d+|thu duc|binh tan|tan binh|tan phu|go vap|phu nhuan|binh thanh"
    r"|cu chi|hoc mon|binh chanh|nha be|can gio"
)
_NAMES = (
    (Area.BINH_DUONG, r"binh duong"),
    (Area.VUNG_TAU, r"ba ria|vung tau|brvt|br\W*vt"),
    (Area.CITY, _CITY),
    (Area.BINH_DUONG, r"thu dau mot|thuan an|di an|ben cat|tan uyen|bau bang|dau tieng|phu giao"),
    (Area.VUNG_TAU, r"phu my|long dien|dat do|long dat|xuyen moc|chau duc|con dao|tan thanh"),
)
_PATTERNS = tuple((area, re.compile(rf"\b(?:{names})\b")) for area, names in _NAMES)


def sector_group(division: str) -> SectorGroup:
    """Return the group of a VSIC division."""
    return _BY_DIVISION.get(division, SectorGroup.OTHER)


def area(province: str, *said: str) -> Area:
    """Return the area of a plant by its province and by what was said of its place, the most telling first."""
    if province != CITY:
        return Area.ELSEWHERE
    for text in map(search_key, said):
        found = next((area for area, pattern in _PATTERNS if pattern.search(text)), None)
        if found:
            return found
    return Area.UNSAID
