"""The sheets of a workbook that look ahead or aside: plan, people, investments, other models."""

from collections.abc import Iterator

from django.utils.translation import gettext, pgettext

from reports.content.plan_types import InvestmentSheet, StepText
from reports.content.types import BlockText, DimensionText, ReportContent
from reports.formats.sheet_types import LONG, NAME, SHORT, WORDS, Column, Row, Sheet


def plan(content: ReportContent) -> Sheet:
    """Return the priorities, the twelve months and every next step, one a row."""
    columns = (
        Column(pgettext("of a plan", "When"), 18),
        Column(gettext("Code"), SHORT),
        Column(gettext("Dimension"), 24),
        Column(gettext("Part"), 20),
        Column(gettext("Step"), WORDS),
        Column(gettext("Effort"), 16),
        Column(gettext("Cost"), 15),
        Column(gettext("Time"), 13),
        Column(gettext("Who leads"), 20),
        Column(gettext("What to learn"), 24),
        Column(gettext("Figure to watch"), 22),
        Column(gettext("Why"), WORDS),
    )
    return Sheet(gettext("Priorities and plan"), columns, tuple(_steps(content)), kept=3)


def _steps(content: ReportContent) -> Iterator[Row]:
    for each in content.priorities:
        when = gettext("Priority %(number)s") % {"number": each.number}
        yield Row((when, each.node, each.name, each.block, *_step(each.step), " ".join(each.why)))
    for phase in content.plan:
        yield Row((phase.title, "", "", "", phase.about, *[None] * 7), is_part=True)
        for line in phase.lines:
            yield Row((phase.title, line.node, line.name, line.block, *_step(line.step), ""))
    yield from _next_steps(content)


def _next_steps(content: ReportContent) -> Iterator[Row]:
    """Yield the next step of every part and dimension that has one."""
    for block in content.blocks:
        nodes: list[BlockText | DimensionText] = [block, *block.dimensions]
        for each in nodes:
            if each.next_step:
                place = (each.standing.node, each.standing.name, block.standing.name)
                yield Row((gettext("Next step"), *place, *_step(each.next_step), ""))


def _step(step: StepText) -> tuple[str, ...]:
    return step.text, step.effort, step.cost, step.months, step.leads, step.learn, step.measure


def people(content: ReportContent) -> Sheet:
    """Return who needs to learn what."""
    columns = (
        Column(pgettext("to learn", "Who"), NAME),
        Column(gettext("What to learn"), WORDS),
        Column(gettext("Hours"), SHORT),
        Column(pgettext("to learn", "How long"), NAME - 8),
        Column(gettext("Where"), NAME),
        Column(gettext("For which steps"), LONG),
    )
    learning = content.learning
    if learning is None:
        return Sheet("", ())
    rows = [
        Row((each.who, each.what, each.hours, each.hours_text, each.where, "; ".join(each.steps)))
        for each in learning.lines
    ]
    rows.append(Row((learning.total_text, *[None] * 5), is_part=True))
    if learning.places_text:
        rows.append(Row((learning.places_text, *[None] * 5)))
    return Sheet(pgettext("in a plant", "People"), columns, tuple(rows))


def investments(content: ReportContent) -> Sheet:
    """Set one sheet a column, since each is read from above to below."""
    columns = [Column(gettext("About"), NAME)]
    columns += [Column(f"{each.item} · {each.name}", LONG) for each in content.investments]
    labels = (
        gettext("Step"),
        gettext("Takes"),
        gettext("Who leads"),
        gettext("What to learn"),
        gettext("Figure to watch"),
        gettext("What is measured"),
        gettext("Today"),
        gettext("Goal"),
        gettext("Worth of one unit"),
        gettext("Price offered"),
        gettext("How payback is worked out"),
        gettext("With the firm's figures"),
        gettext("Payback"),
        gettext("Still missing"),
    )
    said = [_investment(each) for each in content.investments]
    rows = tuple(Row((label, *texts)) for label, *texts in zip(labels, *said, strict=True)) if said else ()
    return Sheet(gettext("Investments"), tuple(columns), rows)


def _investment(sheet: InvestmentSheet) -> tuple[str, ...]:
    step = sheet.step
    return (
        step.text,
        step.takes,
        step.leads,
        step.learn,
        step.measure,
        sheet.unit,
        sheet.today_text,
        sheet.goal_text,
        sheet.worth_text,
        sheet.price_text,
        sheet.formula,
        sheet.worked_out,
        sheet.payback_text,
        sheet.lacking,
    )


def others(content: ReportContent) -> Sheet:
    """Return what the answers say in the terms of other models."""
    columns = (
        Column(gettext("Model"), WORDS),
        Column(gettext("Dimension or question"), LONG),
        Column(pgettext("of another model", "Value"), WORDS),
        Column(pgettext("of a scale", "Share"), SHORT),
        Column(gettext("Taken from"), NAME),
        Column(pgettext("column", "Answered"), SHORT + 3),
    )
    rows: list[Row] = []
    for other in content.others:
        rows.append(Row((other.title, other.note, *[None] * 4), is_part=True))
        rows += [
            Row((other.title, each.name, each.value_text, each.share, each.items, each.counted)) for each in other.lines
        ]
        rows += [
            Row((other.title, f"{each.item} {each.ask}", each.text, None, each.items, "")) for each in other.drafts
        ]
    return Sheet(gettext("Other models"), columns, tuple(rows))
