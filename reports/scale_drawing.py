"""From where a node stands on its scale to the picture of it."""

from django.utils.safestring import SafeString, mark_safe

import charts
from reports.content.explained import ScalePicture


def scale(picture: ScalePicture | None, *, after: ScalePicture | None = None, named: bool = True) -> SafeString:
    """Return the drawing, nothing without a scale; ``after`` is marked too, levels have their numbers if ``named``."""
    known = picture or after
    if known is None:
        return SafeString("")
    zones = [charts.Zone(str(zone.level) if named else "", zone.start, zone.end) for zone in known.zones]
    tried = _standing(after) if after else None
    return mark_safe(charts.level_scale(_standing(picture), zones=zones, tried=tried))


def _standing(picture: ScalePicture | None) -> charts.Standing:
    if picture is None:
        return charts.Standing(None)
    return charts.Standing(picture.value, picture.low, picture.high, picture.level)
