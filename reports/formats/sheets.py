"""What stands in the sheets of a workbook: every text and number of a report, as rows. Nothing is left out.

Numbers are numbers, exact until they are written. A sheet with nothing to say is not made.
"""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext, pgettext

from reports import headline
from reports.content.types import AnswerText, BlockText, ReportContent, Standing
from reports.formats import marks, plan_sheets
from reports.formats.sheet_types import LONG, NAME, SHORT, WORDS, Cell, Column, Row, Sheet


def sheets(content: ReportContent) -> Iterator[Sheet]:
    """Yield the sheets that have something to say."""
    makers: tuple[Callable[[ReportContent], Sheet], ...] = (
        _summary,
        _since_last,
        _dimensions,
        _values,
        _remarks,
        _answers,
        plan_sheets.plan,
        plan_sheets.people,
        plan_sheets.investments,
        plan_sheets.others,
        _method,
    )
    return (sheet.without_empty_columns() for make in makers if (sheet := make(content)).rows)


def _summary(content: ReportContent) -> Sheet:
    overall, lead = content.overall, headline.of_whole(content)
    said: tuple[tuple[str, Cell], ...] = (
        (gettext("Report"), content.title),
        (pgettext("of a file", "Mark"), marks.mark(content)),
        (gettext("Firm"), content.firm),
        (gettext("Plant"), content.place),
        (gettext("Completed on"), content.date),
        (gettext("Question set"), content.framework_title),
        (gettext("Version"), marks.subject(content)),
        *marks.facts(content),
        (gettext("Result"), lead.level_text),
        (gettext("Headline of the self-assessment"), overall.headline if lead.is_verified else ""),
        (pgettext("of a result", "Points"), lead.value),
        (pgettext("beside a value", "Beside it"), "" if content.verification else lead.beside),
        (gettext("What it means"), overall.sentence),
        (gettext("In numbers"), overall.value_line),
        (gettext("In detail"), overall.detail),
        (gettext("The parts"), overall.blocks_line),
        (gettext("Range while open"), lead.band_text),
        (gettext("How sure it is"), overall.certainty),
        (gettext("Questions"), "; ".join(content.counts)),
        (gettext("What troubles the plant most"), "; ".join(content.troubles)),
        (gettext("Where the questions come from"), content.fidelity),
        *((gettext("Not confirmed yet"), text) for text in content.unconfirmed),
        (gettext("Left out"), content.withheld_note),
        (gettext("Please note"), content.disclaimer),
    )
    rows = tuple(Row((label, value)) for label, value in said if value not in ("", None))
    return Sheet(gettext("Summary"), (Column(gettext("About"), NAME), Column(gettext("Content"), 100)), rows)


def _since_last(content: ReportContent) -> Sheet:
    columns = (
        Column(gettext("Part"), WORDS),
        Column(gettext("Code"), SHORT),
        Column(gettext("Before"), SHORT + 5),
        Column(gettext("Now"), SHORT + 5),
        Column(gettext("Change"), NAME),
    )
    since = content.since_last
    if since is None:
        return Sheet("", columns)
    said = (since.before_text, since.sentence, *since.support)
    lines = ((each.name, each.node, each.before, each.now, each.change_text) for each in (since.overall, *since.lines))
    rows = (*((text, *[None] * 4) for text in said), *lines)
    return Sheet(gettext("Since last time"), columns, tuple(Row(cells) for cells in rows))


def _dimensions(content: ReportContent) -> Sheet:
    columns = (
        *_columns_of_standings(),
        Column(gettext("Weight"), SHORT),
        Column(gettext("Remark"), NAME),
        Column(gettext("What it is about"), WORDS),
    )
    rows = [Row((*_stands(content.overall.standing), "", "", ""), is_part=True)]
    for block in content.blocks:
        rows.append(Row((*_stands(block.standing), block.weight_text, block.withheld, block.about), is_part=True))
        rows += [Row((*_stands(each.standing), "", each.withheld, each.about)) for each in block.dimensions]
    return Sheet(gettext("Dimensions"), columns, tuple(rows), kept=2)


def _columns_of_standings() -> tuple[Column, ...]:
    return (
        Column(gettext("Code"), SHORT),
        Column(gettext("Dimension"), NAME),
        Column(gettext("Points (self-assessed)"), SHORT + 3),
        Column(gettext("Level (self-assessed)"), NAME),
        Column(gettext("Points (verified)"), SHORT + 3),
        Column(gettext("Level (verified)"), NAME),
        Column(gettext("Range (verified)"), SHORT + 3),
        Column(gettext("At least"), SHORT),
        Column(gettext("At most"), SHORT),
        Column(gettext("Target"), SHORT),
        Column(gettext("Sector, lower quarter"), SHORT + 3),
        Column(gettext("Sector, median"), SHORT + 3),
        Column(gettext("Sector, upper quarter"), SHORT + 3),
        Column(gettext("Sector"), NAME),
        Column(gettext("Answers"), NAME),
    )


def _stands(standing: Standing) -> tuple[Cell, ...]:
    """Return the cells of a node; a value that is not there says why in its place."""
    compared = standing.compared
    return (
        standing.node,
        standing.name,
        standing.value_text if standing.value is None else standing.value,
        standing.level_text,
        compared.verified_text if compared.verified is None else compared.verified,
        compared.verified_level_text,
        compared.verified_band_text,
        standing.low,
        standing.high,
        compared.target_text if compared.target is None else compared.target,
        compared.sector_low,
        compared.sector_median,
        compared.sector_high,
        compared.sector_text,
        standing.coverage_text,
    )


def _values(content: ReportContent) -> Sheet:
    columns = (
        *_columns_of_standings(),
        Column(pgettext("a scale", "Out of"), SHORT),
        Column(pgettext("of a scale", "Share"), SHORT),
        Column(gettext("Remark"), NAME),
    )
    rows = (
        Row((*_stands(each.standing), each.out_of_text, each.share, each.coverage_text), is_part=each.depth == 0)
        for each in content.values
    )
    return Sheet(gettext("Values"), columns, tuple(rows), kept=2)


def _remarks(content: ReportContent) -> Sheet:
    columns = (
        Column(gettext("Part"), NAME),
        Column(pgettext("of a remark", "Kind"), NAME),
        Column(gettext("Content"), 100),
    )
    rows = tuple(Row((block.standing.name, *said)) for block in content.blocks for said in remarks(block))
    return Sheet(gettext("Strengths and gaps"), columns, rows)


def remarks(block: BlockText) -> Iterator[tuple[str, str]]:
    """Yield what is said of a block, each with its kind: by rule from the answers, then by the advisor."""
    kinds = {
        "strength": gettext("Strength, by the advisor"),
        "gap": gettext("Gap, by the advisor"),
        "recommendation": gettext("Recommended by the advisor"),
    }
    yield from ((pgettext("of a part", "Strength"), text) for text in block.strengths)
    yield from ((pgettext("of a part", "Gap"), text) for text in block.gaps)
    yield from ((kinds[each.kind], each.text) for each in block.findings)


def _answers(content: ReportContent) -> Sheet:
    columns = (
        Column(pgettext("number of a question", "No."), SHORT),
        Column(gettext("Dimension"), NAME),
        Column(gettext("Question"), WORDS),
        Column(gettext("Level"), SHORT),
        Column(gettext("Name of the level"), NAME),
        Column(gettext("Answer"), LONG),
        Column(gettext("Level (verified)"), SHORT + 3),
        Column(gettext("Verified answer"), NAME),
        Column(gettext("The advisor's reason"), WORDS),
    )
    rows = (
        Row((each.item, dimension.standing.name, *_given(each)))
        for block in content.blocks
        for dimension in block.dimensions
        for each in dimension.answers
    )
    return Sheet(pgettext("sheet", "Answers"), columns, tuple(rows))


def _given(answer: AnswerText) -> tuple[Cell, ...]:
    verified = (answer.verified_level, answer.verified_text, answer.verified_reason)
    return (answer.ask, answer.level, answer.level_text, answer.text, *verified)


def _method(content: ReportContent) -> Sheet:
    columns = (
        Column(pgettext("of a text", "Kind"), NAME - 8),
        Column(gettext("Name"), NAME),
        Column(gettext("From points"), SHORT + 3),
        Column(gettext("Content"), 100),
    )
    rows = [Row((gettext("Method"), each.title, None, each.text)) for each in content.method]
    rows += [
        Row((gettext("Level %(level)s") % {"level": each.value}, each.name, each.from_text, each.meaning))
        for each in content.levels
    ]
    rows += [Row((gettext("Term"), each.term, None, each.text)) for each in content.glossary]
    return Sheet(gettext("Method and terms"), columns, tuple(rows))
