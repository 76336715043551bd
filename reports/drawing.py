"""From what a report says to its pictures. The charts know numbers and labels only; here they get ours."""

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

import charts
from assessments import strips as level_strips
from reports.content.types import ModelLine, OtherModel, ReportContent, Standing, ValueLine


def strips(content: ReportContent) -> SafeString:
    """Return the strips of all dimensions, for wide places."""
    with translation.override(content.language):
        chart = charts.level_strips(
            _groups(content),
            axis=_axis(content),
            title=level_strips.title(content.dimension_count),
            words=_words(content),
        )
    return mark_safe(chart)


def narrow_strips(content: ReportContent) -> SafeString:
    """Return the strips of all dimensions, for phones."""
    with translation.override(content.language):
        words = _words(content)
        chart = charts.narrow_level_strips(
            _groups(content), axis=_axis(content), title=level_strips.title(content.dimension_count), words=words
        )
    return mark_safe(chart)


def radar(content: ReportContent) -> SafeString:
    """Return the radar of the blocks."""
    spokes = tuple(
        charts.Spoke(label=block.standing.name, value_text=block.standing.value_text, value=block.standing.value)
        for block in content.blocks
    )
    with translation.override(content.language):
        title = gettext("Radar of the parts")
    chart = charts.radar(spokes, highest=content.levels[-1].value, title=title)
    return mark_safe(chart)


def disc(content: ReportContent) -> SafeString:
    """Return the disc with the overall value."""
    overall = content.overall
    chart = charts.level_disc(
        level=overall.standing.level,
        value_text=overall.disc_value,
        caption=overall.disc_caption,
        title=overall.headline,
    )
    return mark_safe(chart)


def values(content: ReportContent) -> tuple[tuple[ValueLine, SafeString], ...]:
    """Return the values of all nodes, each with its bar; those without a value have none."""
    return tuple(
        (line, mark_safe(charts.share_bar(line.share)) if line.share is not None else SafeString(""))
        for line in content.values
    )


def others(content: ReportContent) -> tuple[tuple[OtherModel, tuple[tuple[ModelLine, SafeString], ...]], ...]:
    """Return the other models, each line with its bar."""
    return tuple(
        (other, tuple((line, mark_safe(charts.share_bar(line.share))) for line in other.lines))
        for other in content.others
    )


def quick_range(content: ReportContent) -> SafeString:
    """Return the range of a quick check on the axis of levels; nothing if there is none."""
    if content.overall.range is None:
        return SafeString("")
    low, high = content.overall.range
    chart = charts.level_range(low, high, axis=_axis(content), title=content.overall.headline)
    return mark_safe(chart)


def _axis(content: ReportContent) -> charts.Axis:
    return charts.Axis(tuple((level.value, level.name) for level in content.levels))


def _groups(content: ReportContent) -> tuple[charts.Group, ...]:
    return tuple(
        charts.Group(
            label=block.standing.name,
            strips=tuple(_strip(dimension.standing) for dimension in block.dimensions),
        )
        for block in content.blocks
    )


def _strip(standing: Standing) -> charts.Strip:
    return level_strips.strip(standing, label=standing.name, value_text=standing.value_text)


def _words(content: ReportContent) -> charts.Words:
    bands = (dimension.standing.band_text for block in content.blocks for dimension in block.dimensions)
    return level_strips.words(is_open=any(bands))
