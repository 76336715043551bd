"""The level strips of a submission: the same picture as on the firm's result page and in its report."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

import charts
from assessments import strips
from reviews.submission.dossier import BlockPart, Dossier


@dataclass(frozen=True, slots=True)
class Pictures:
    """The same strips for a computer and for a phone."""

    wide: SafeString
    narrow: SafeString


def draw(dossier: Dossier) -> Pictures | None:
    """Return the pictures, None while there is no result and where values have another scale than the levels."""
    drawn = [part.standing.result for part in dossier.dimensions if part.standing]
    if dossier.result is None or not strips.fit(dossier.framework, drawn):
        return None
    axis = charts.Axis(tuple((level.value, level.name[dossier.language]) for level in dossier.framework.levels))
    groups = tuple(_group(block) for block in dossier.blocks)
    title = strips.title(len(dossier.dimensions))
    words = strips.words(is_open=any(part.standing and part.standing.band for part in dossier.dimensions))
    return Pictures(
        *(
            mark_safe(picture(groups, axis=axis, title=title, words=words))
            for picture in (charts.level_strips, charts.narrow_level_strips)
        )
    )


def _group(block: BlockPart) -> charts.Group:
    drawn = (
        strips.strip(part.standing.result, label=part.name, value_text=part.standing.value)
        for part in block.dimensions
        if part.standing
    )
    return charts.Group(label=block.name, strips=tuple(drawn))
