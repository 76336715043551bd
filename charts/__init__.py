"""Numbers and ready-made labels in, SVG text out: the same picture on the result page, the bench and in the PDF.

Pure: no Django, no files, no translation. Every text is escaped; looks are presentation attributes, because a strict
content policy forbids ``style`` and because CSS variables do not reach an SVG inside a PDF.
"""

from charts.bar import share_bar
from charts.disc import level_disc
from charts.radar import Spoke, radar
from charts.scale import Standing, Zone, level_scale
from charts.strips import Axis, Group, Strip, Words, level_range, level_strips, narrow_level_strips

__all__ = [
    "Axis",
    "Group",
    "Spoke",
    "Standing",
    "Strip",
    "Words",
    "Zone",
    "level_disc",
    "level_range",
    "level_scale",
    "level_strips",
    "narrow_level_strips",
    "radar",
    "share_bar",
]
