"""Numbers and ready-made labels in, SVG text out: the same picture on the result page, the bench and in the PDF.

Pure: no Django, no files, no translation. Every text is escaped; looks are presentation attributes, because a strict
content policy forbids ``style`` and because CSS variables do not reach an SVG inside a PDF.
"""

from charts.bar import share_bar
from charts.disc import level_disc
from charts.radar import Spoke, radar
from charts.rows import axis_names, axis_numbers, change_row, key, strip_row
from charts.scale import Standing, Zone, level_scale
from charts.strip import Axis, Strip, Words
from charts.strips import Group, level_range, level_strips, narrow_level_strips

__all__ = [
    "Axis",
    "Group",
    "Spoke",
    "Standing",
    "Strip",
    "Words",
    "Zone",
    "axis_names",
    "axis_numbers",
    "change_row",
    "key",
    "level_disc",
    "level_range",
    "level_scale",
    "level_strips",
    "narrow_level_strips",
    "radar",
    "share_bar",
    "strip_row",
]
