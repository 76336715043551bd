"""From what a report says to its pictures. The charts know numbers and labels only; here they get ours."""

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

import charts
from assessments import strips as level_strips
from reports import headline
from reports.content.types import ModelLine, OtherModel, ReportContent, Standing, ValueLine


def radar(content: ReportContent) -> SafeString:
    """Return the radar of the blocks."""
    leads = [(block.standing.name, headline.of_node(block.standing, content)) for block in content.blocks]
    spokes = tuple(charts.Spoke(label=name, value_text=lead.value_text, value=lead.value) for name, lead in leads)
    with translation.override(content.language):
        title = gettext("Radar of the parts")
    chart = charts.radar(spokes, highest=content.levels[-1].value, title=title)
    return mark_safe(chart)


def disc(content: ReportContent) -> SafeString:
    """Return the disc with the overall value that leads."""
    with translation.override(content.language):
        lead, caption = headline.of_whole(content), content.overall.disc_caption
        if lead.is_verified and lead.level is not None:
            levels = {"level": lead.level, "highest": content.levels[-1].value}
            caption = pgettext("level on a scale", "Level %(level)s of %(highest)s") % levels
    value_text = "–" if lead.is_verified and lead.value is None else lead.value_text
    chart = charts.level_disc(level=lead.level, value_text=value_text, caption=caption, title=lead.level_text)
    return mark_safe(chart)


def since_last(content: ReportContent) -> SafeString:
    """Return where the whole stood last time and where it stands now, on one scale; nothing without an earlier round.

    Where nothing moved there is nothing to draw either.
    """
    change = content.since_last.overall if content.since_last else None
    if change is None or change.before is None or change.now is None or change.way == "same":
        return SafeString("")
    level = headline.of_whole(content).level or 0
    return mark_safe(charts.change_row(change.before, change.now, level=level, axis=axis(content)))


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
    chart = charts.level_range(low, high, axis=axis(content), title=content.overall.headline)
    return mark_safe(chart)


def axis(content: ReportContent) -> charts.Axis:
    """Return the levels from left to right: all of them, whatever the values, so that pictures can be compared."""
    return charts.Axis(tuple((level.value, level.name) for level in content.levels))


def axis_numbers(content: ReportContent) -> SafeString:
    """Return the numbers of the levels, to stand above small strips."""
    return mark_safe(charts.axis_numbers(axis(content)))


def strip(content: ReportContent, standing: Standing) -> charts.Strip:
    """Return the strip of one node; verified marks are drawn in verified documents alone."""
    lead, compared = headline.of_node(standing, content), standing.compared
    sector = (compared.sector_low, compared.sector_high)
    return charts.Strip(
        label=standing.name,
        value_text=lead.value_text,
        value=standing.value,
        level=lead.level,
        low=standing.low,
        high=standing.high,
        verified=compared.verified if content.verification else None,
        target=compared.target,
        median=compared.sector_median,
        sector=None if sector[0] is None or sector[1] is None else (sector[0], sector[1]),
        verified_leads=lead.is_verified,
    )


def strip_row(content: ReportContent, standing: Standing) -> SafeString:
    """Return the strip of one node as a small picture: name and value stand beside it."""
    return mark_safe(charts.strip_row(strip(content, standing), highest=content.levels[-1].value))


def key(content: ReportContent) -> tuple[tuple[SafeString, str], ...]:
    """Return picture and word of each mark that is drawn on a strip."""
    return tuple((mark_safe(picture), word) for picture, word in charts.key(words(content)))


def words(content: ReportContent) -> charts.Words:
    """Return what the key of the strips says: marks that are drawn nowhere are left out."""
    drawn = [strip(content, each.standing) for block in content.blocks for each in block.dimensions]
    return level_strips.words(
        is_open=any(each.band for each in drawn),
        is_rated=any(each.value is not None for each in drawn),
        is_verified=any(each.verified is not None for each in drawn),
        has_target=any(each.target is not None for each in drawn),
        has_sector=any(each.sector for each in drawn),
    )
