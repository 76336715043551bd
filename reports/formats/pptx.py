"""A report as three slides for a board: where the plant stands, its dimensions, what to do first and in twelve months.

Everything is text, table, shape or chart that can be edited. What a slide has no room for is whole in the notes.
"""

import re
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, pgettext
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from reports import headline
from reports.content.types import BlockText, PriorityText, ReportContent, Standing
from reports.formats import look, marks
from reports.formats.cleaning import cleaned
from reports.formats.pptx_page import INNER, MARGIN, WIDTH, Box, Deck, Look, Slide, describe, rgb

_GAP = 40  # between the two columns of charts
_COLUMN = (INNER - _GAP) / 2
_NAMES = 0.5  # of a chart, what the names of its dimensions take
_TWO_LINES = 40  # points
_ROOM = 0.4  # to the right of the longest bar, for its figure


def written(content: ReportContent) -> bytes:
    """Return the presentation."""
    deck = Deck(content)
    _where_we_stand(deck)
    _dimensions(deck)
    _what_to_do(deck)
    return deck.saved()


def _where_we_stand(deck: Deck) -> None:
    content, overall = deck.content, deck.content.overall
    lead = headline.of_whole(content)
    more = " ".join(filter(None, (overall.detail, overall.blocks_line, overall.certainty)))
    facts = "\n".join(f"{label}: {text}" for label, text in marks.facts(content))
    said = (lead.level_text, overall.sentence, overall.value_line, lead.beside, more, "; ".join(content.counts), facts)
    slide = deck.slide(gettext("Where the plant stands"), _notes(content, *said))
    left = MARGIN
    if lead.value_text and lead.value is not None:
        left += 190
        _disc(slide, lead)
    width = WIDTH - MARGIN - left
    end = slide.text(lead.level_text, Box(left, 120, width, 80), Look(30, 18, bold=True, colour=look.STRONG))
    end = slide.text(overall.sentence, Box(left, end + 6, width, 62), Look(18, 11))
    beside = lead.beside or overall.value_line
    slide.text(beside, Box(left, end + 8, width, 24), Look(14, 9, bold=bool(lead.beside), colour=look.SOFT))
    _scale(slide, lead.level)
    proof = " · ".join(f"{label}: {text}" for label, text in marks.facts(content)[:5])
    slide.text(proof or more, Box(MARGIN, 392, INNER, 56), Look(14, 10))
    slide.text(content.disclaimer, Box(MARGIN, 462, INNER, 42), Look(10.5, 8, colour=look.SOFT))


def _disc(slide: Slide, lead: headline.Lead) -> None:
    dark = lead.level is not None and lead.level > 3  # noqa: PLR2004 -- white letters read on the two darkest levels alone
    box = Box(MARGIN, 112, 160, 160)
    shape = slide.shape(box, look.LEVELS[min(lead.level or 0, len(look.LEVELS) - 1)], round_=True)
    describe(shape, f"{lead.value_text} · {lead.level_text}")
    colour = "FFFFFF" if dark else look.INK
    slide.text(
        lead.value_text, Box(MARGIN, 146, 160, 62), Look(44, 20, bold=True, colour=colour, align="center", middle=True)
    )
    whose = pgettext("whose value", "verified") if lead.is_verified else pgettext("whose value", "self-assessed")
    slide.text(whose, Box(MARGIN + 20, 210, 120, 18), Look(12, 9, colour=colour, align="center"))


def _scale(slide: Slide, level: int | None) -> None:
    """Draw all levels as a row, the one that was reached with an edge."""
    levels = slide.deck.content.levels
    width = INNER / len(levels)
    for number, each in enumerate(levels):
        box = Box(MARGIN + number * width, 312, width - 4, 56)
        fill = look.LEVELS[min(number, len(look.LEVELS) - 1)]
        slide.shape(box, fill, edge=look.INK if each.value == level else "")
        colour = "FFFFFF" if number > 3 else look.INK  # noqa: PLR2004 -- as in the disc
        inner = Box(box.left + 8, box.top + 4, box.width - 16, box.height - 8)
        slide.text(
            f"{each.value} · {each.name}", inner, Look(13, 9, bold=each.value == level, colour=colour, middle=True)
        )


def _dimensions(deck: Deck) -> None:
    content = deck.content
    notes = "\n".join(_in_words(content, block) for block in content.blocks)
    title = gettext("The dimensions, from 0 to %(top)s") % {"top": content.levels[-1].value}
    slide = deck.slide(title, _notes(content, notes))
    if headline.is_led_by_verified(content):
        _legend(slide)
    columns = _columns(content.blocks)
    most = max(sum(len(block.dimensions) + 1.3 for block in column) for column in columns)
    high = min(30.0, 402 / most)
    for number, column in enumerate(columns):
        top = 100.0
        for block in column:
            box = Box(MARGIN + number * (_COLUMN + _GAP), top, _COLUMN, high * len(block.dimensions))
            _part(slide, block, box, high)
            top += high * (len(block.dimensions) + 1.3)
        _axis(slide, MARGIN + number * (_COLUMN + _GAP), top - high * 0.3)
        if number:
            words = Box(MARGIN + number * (_COLUMN + _GAP), top + 16, _COLUMN, 490 - top)
            said = " ".join(filter(None, (content.overall.blocks_line, content.withheld_note)))
            slide.text(said if words.height > _TWO_LINES else "", words, Look(14, 9))


def _legend(slide: Slide) -> None:
    """Say which bar is whose."""
    words = (pgettext("whose value", "verified"), pgettext("whose value", "self-assessed"))
    for number, (text, colour) in enumerate(zip(words, (look.STRONG, look.LEVELS[2]), strict=True)):
        left = WIDTH - MARGIN - 240 + number * 120
        slide.shape(Box(left, 62, 10, 10), colour)
        slide.text(text, Box(left + 16, 59, 100, 16), Look(11, 9))


def _axis(slide: Slide, left: float, top: float) -> None:
    """Write the levels below the lines of the charts above."""
    highest = slide.deck.content.levels[-1].value
    for each in range(highest + 1):
        place = left + _COLUMN * (_NAMES + (1 - _NAMES) * each / (highest + _ROOM))
        slide.text(str(each), Box(place - 10, top, 20, 13), Look(9, 8, colour=look.SOFT, align="center"))


def _columns(blocks: tuple[BlockText, ...]) -> list[tuple[BlockText, ...]]:
    """Return the parts in two columns about as high as each other, in their order."""
    rows = [len(block.dimensions) + 1 for block in blocks]
    cut = min(range(1, len(blocks) + 1), key=lambda place: abs(sum(rows[:place]) - sum(rows[place:])))
    return [blocks[:cut], blocks[cut:]]


def _part(slide: Slide, block: BlockText, box: Box, high: float) -> None:
    content, lead = slide.deck.content, headline.of_node(block.standing, slide.deck.content)
    name = Look(13, 9, bold=True, colour=look.STRONG, middle=True)
    slide.text(block.standing.name, Box(box.left, box.top, box.width * _NAMES + 60, high), name)
    value = " · ".join(filter(None, (lead.value_text, lead.beside)))
    right = Box(box.left + box.width * _NAMES + 60, box.top, box.width * (1 - _NAMES) - 60, high)
    slide.text(value, right, Look(12, 8, bold=True, align="right", middle=True))
    place = (Pt(box.left), Pt(box.top + high), Pt(box.width), Pt(box.height))
    frame = slide.slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, _data(content, block))
    describe(frame, _in_words(content, block))
    _draw(frame.chart, content)


def _data(content: ReportContent, block: BlockText) -> Any:
    """Return the figures as they are shown; a verified report has the firm's own beside them."""
    data: Any = CategoryChartData(number_format="0.0")  # type: ignore[no-untyped-call]  # typed in part
    standings = [each.standing for each in block.dimensions]
    data.categories = [cleaned(_called(each)) for each in standings]
    if headline.is_led_by_verified(content):
        verified = [_figure(each.compared.verified, each.compared.verified_text) for each in standings]
        data.add_series(pgettext("whose value", "verified"), verified)
    own = [_figure(each.value, each.value_text) for each in standings]
    data.add_series(pgettext("whose value", "self-assessed"), own)
    return data


def _called(standing: Standing) -> str:
    """Return the name beside a bar; where there is no bar it says why."""
    return standing.name if standing.value is not None else f"{standing.name} ({standing.value_text})"


def _figure(value: Fraction | None, text: str) -> float | None:
    """Return a value as it is shown elsewhere, where a rounded one never lies in another level than the exact one."""
    if value is None:
        return None
    is_number = re.fullmatch(r"[0-9]+([.,][0-9]+)?", text)
    return float(text.replace(",", ".")) if is_number else round(float(value), 1)


def _draw(chart: Any, content: ReportContent) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(10.5), look.FONT
    chart.font.color.rgb = rgb(look.INK)
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order, names.has_major_gridlines = True, False
    names.major_tick_mark, names.format.line.color.rgb = XL_TICK_MARK.NONE, rgb(look.LINE)
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, content.levels[-1].value + _ROOM, 1
    values.tick_label_position, values.major_tick_mark = XL_TICK_LABEL_POSITION.NONE, XL_TICK_MARK.NONE
    values.format.line.fill.background()
    values.major_gridlines.format.line.color.rgb = rgb(look.LINE)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, 0
    colours = (look.STRONG, look.LEVELS[2]) if len(plot.series) > 1 else (look.LEVELS[4],)
    for series, colour in zip(plot.series, colours, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = "0.0", False
    labels.position, labels.font.size = XL_LABEL_POSITION.OUTSIDE_END, Pt(10 if len(plot.series) == 1 else 8)
    _align(chart)


def _align(chart: Any) -> None:
    """Let the bars of all charts begin at one line, however long the names are."""
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 -- the library leaves the layout to the program
    for old in area.xpath("c:layout"):
        area.remove(old)
    parts = (("xMode", "edge"), ("yMode", "edge"), ("x", _NAMES), ("y", 0), ("w", 1 - _NAMES), ("h", 1))
    inner = "".join(f'<c:{name} val="{value}"/>' for name, value in parts)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>{inner}</c:manualLayout></c:layout>'
        ),
    )


def _in_words(content: ReportContent, block: BlockText) -> str:
    """Say a part and its dimensions, for who does not see the chart."""
    each = "; ".join(_value(content, dimension.standing) for dimension in block.dimensions)
    return f"{_value(content, block.standing)}: {each}."


def _value(content: ReportContent, standing: Standing) -> str:
    lead = headline.of_node(standing, content)
    return " ".join(filter(None, (standing.name, lead.value_text, f"({lead.beside})" if lead.beside else "")))


def _what_to_do(deck: Deck) -> None:
    content = deck.content
    steps = "\n\n".join(_in_full(each) for each in content.priorities)
    plan = "\n".join(f"{phase.title}: {'; '.join(_names(phase.lines))}" for phase in content.plan)
    slide = deck.slide(gettext("What to do first, and the plan for 12 months"), _notes(content, steps, plan))
    headings = [
        pgettext("heading", "What to do first"),
        gettext("Step"),
        gettext("Who leads"),
        gettext("Takes"),
        gettext("What shows it is done"),
    ]
    rows = [
        [f"{each.number}. {each.name}", each.step.text, each.step.leads, each.step.takes, each.step.measure]
        for each in content.priorities
    ]
    if rows:
        alt = gettext("What to do first: what, who leads, what it takes, what shows that it is done")
        slide.table([headings, *rows], [160, 318, 120, 126, 140], Box(MARGIN, 96, INNER, 24 + 82 * len(rows)), alt)
    else:
        none = gettext("No step is left to name: every answered question is at the highest level.")
        slide.text(none, Box(MARGIN, 110, INNER, 60), Look(18, 12))
    _phases(slide)


def _phases(slide: Slide) -> None:
    plan = slide.deck.content.plan
    width = (INNER - 12 * (len(plan) - 1)) / max(1, len(plan))
    for number, phase in enumerate(plan):
        box = Box(MARGIN + number * (width + 12), 386, width, 112)
        slide.shape(box, look.WASH)
        slide.shape(Box(box.left, box.top, box.width, 3), look.LEVELS[min(number + 2, 5)])
        heading = Look(13, 10, bold=True, colour=look.STRONG)
        slide.text(phase.title, Box(box.left + 12, box.top + 10, box.width - 24, 18), heading)
        names = "\n".join(_names(phase.lines))
        slide.text(names, Box(box.left + 12, box.top + 32, box.width - 24, box.height - 38), Look(12, 8))


def _names(lines: Any) -> list[str]:
    return list(dict.fromkeys(line.name for line in lines))


def _in_full(priority: PriorityText) -> str:
    step = priority.step
    labelled = (
        (gettext("Takes"), step.takes),
        (gettext("Who leads"), step.leads),
        (gettext("What to learn"), step.learn),
        (gettext("Figure to watch"), step.measure),
    )
    said = [f"{priority.number}. {priority.name} ({priority.block})", step.text, " ".join(priority.why)]
    return "\n".join(filter(None, (*said, *(f"{label}: {text}" for label, text in labelled if text))))


def _notes(content: ReportContent, *texts: str) -> str:
    """Return what the speaker has before them: all of the slide in full, whose word it is, and what it is not."""
    whose = f"{marks.title(content)}\n{content.firm}, {content.place}" if content.place else marks.title(content)
    return "\n\n".join(filter(None, (*texts, whose, content.withheld_note, content.disclaimer)))
