"""The level strips of a submission: the same picture as on the firm's result page and in its report."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

import charts
from reviews.dossier import BlockPart, DimensionPart, Dossier, Standing


@dataclass(frozen=True, slots=True)
class Pictures:
    """The same strips for a computer and for a phone."""

    wide: SafeString
    narrow: SafeString


def draw(dossier: Dossier) -> Pictures | None:
    """Return the pictures, None while there is no result."""
    if dossier.result is None:
        return None
    axis = charts.Axis(tuple((level.value, level.name[dossier.language]) for level in dossier.framework.levels))
    groups = tuple(_group(block) for block in dossier.blocks)
    title = gettext("Level strips of %(count)s dimensions") % {"count": len(dossier.dimensions)}
    return Pictures(
        *(
            mark_safe(picture(groups, axis=axis, title=title, words=_words(dossier)))
            for picture in (charts.level_strips, charts.narrow_level_strips)
        )
    )


def _group(block: BlockPart) -> charts.Group:
    drawn = (_strip(part, part.standing) for part in block.dimensions if part.standing)
    return charts.Group(label=block.name, strips=tuple(drawn))


def _strip(part: DimensionPart, standing: Standing) -> charts.Strip:
    result = standing.result
    return charts.Strip(
        label=part.name,
        value_text=standing.value,
        value=result.value,
        level=result.level,
        low=result.low,
        high=result.high,
    )


def _words(dossier: Dossier) -> charts.Words:
    is_open = any(part.standing and part.standing.band for part in dossier.dimensions)
    band = gettext("Questions open: the result lies in this range") if is_open else ""
    return charts.Words(self_assessed=pgettext("key of a chart", "Self-assessed"), band=band)
