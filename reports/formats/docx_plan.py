"""The plan in the Word document: what to do first, twelve months, people, investments, the terms of other models."""

from django.utils.translation import gettext, pgettext

from reports.content.plan_types import InvestmentSheet, PlanPhase, StepText
from reports.content.types import OtherModel, PriorityText, ReportContent
from reports.formats.docx_page import SOFT, STRONG, Cell, Page


def write(page: Page, content: ReportContent) -> None:
    """Write the sections that there are."""
    _priorities(page, content)
    if content.plan:
        page.heading(gettext("The plan for 12 months"), 1)
        for phase in content.plan:
            _phase(page, phase)
    _people(page, content)
    if content.investments:
        page.heading(gettext("Investment sheets"), 1)
        for sheet in content.investments:
            _investment(page, sheet)
    if content.others:
        page.heading(gettext("In the terms of other criteria"), 1)
        for other in content.others:
            _other(page, other)


def step(page: Page, said: StepText) -> None:
    """Write a step, and in one quiet paragraph what it takes."""
    label = gettext("Next step:")
    page.runs([(f"{label} ", STRONG), (said.text, None)])
    page.paragraph(" · ".join(f"{label}: {text}" for label, text in takes(said) if text), "Quiet")


def takes(said: StepText) -> tuple[tuple[str, str], ...]:
    """Return what a step takes, with labels."""
    return (
        (gettext("Takes"), said.takes),
        (gettext("Who leads"), said.leads),
        (gettext("What to learn"), said.learn),
        (gettext("Figure to watch"), said.measure),
    )


def _priorities(page: Page, content: ReportContent) -> None:
    page.heading(pgettext("heading", "What to do first"), 1)
    if content.troubles:
        label, named = gettext("What troubles the plant most:"), "; ".join(content.troubles)
        page.paragraph(f"{label} {named}.", "Quiet")
    if not content.priorities:
        page.paragraph(gettext("No step is left to name: every answered question is at the highest level."))
    for each in content.priorities:
        _priority(page, each)


def _priority(page: Page, priority: PriorityText) -> None:
    page.heading(f"{priority.number}. {priority.name}", 2)
    page.paragraph(priority.block, "Quiet")
    page.paragraph(priority.step.text)
    page.facts((*takes(priority.step), (gettext("Why this first"), " ".join(priority.why))))


def _phase(page: Page, phase: PlanPhase) -> None:
    page.heading(phase.title, 2)
    page.paragraph(phase.about, "Quiet")
    headings = (gettext("Step"), gettext("Who leads"), gettext("Takes"), gettext("What shows it is done"))
    rows: list[tuple[Cell, ...]] = []
    for line in phase.lines:
        name: Cell = [[(line.name, STRONG)], [(line.block, SOFT)], [(line.step.text, None)]]
        what: Cell = [[(line.step.leads, None)], [(line.step.learn, SOFT)]] if line.step.learn else line.step.leads
        rows.append((name, what, line.step.takes, line.step.measure))
    page.table(headings, rows, (70, 36, 28, 36))


def _people(page: Page, content: ReportContent) -> None:
    learning = content.learning
    if learning is None:
        return
    page.heading(gettext("People: who learns what"), 1)
    page.paragraph(learning.total_text, "Lead")
    page.paragraph(learning.places_text)
    headings = [
        pgettext("to learn", "Who"),
        gettext("What to learn"),
        pgettext("to learn", "How long"),
        gettext("For which steps"),
    ]
    widths = [36.0, 60.0, 26.0, 48.0]
    rows = [[each.who, each.what, each.hours_text, "; ".join(each.steps)] for each in learning.lines]
    if any(each.where for each in learning.lines):
        headings, widths = [*headings, gettext("Where")], [34.0, 50.0, 22.0, 40.0, 24.0]
        rows = [[*row, each.where] for row, each in zip(rows, learning.lines, strict=True)]
    page.table(headings, rows, widths)


def _investment(page: Page, sheet: InvestmentSheet) -> None:
    page.heading(f"{sheet.item} · {sheet.name}", 2)
    page.paragraph(sheet.step.text)
    page.facts(takes(sheet.step))
    page.heading(gettext("The firm's own figures"), 3)
    page.facts(
        (
            (gettext("What is measured"), sheet.unit),
            (gettext("Today"), sheet.today_text),
            (gettext("Goal"), sheet.goal_text),
            (gettext("Worth of one unit"), sheet.worth_text),
            (gettext("Price offered"), sheet.price_text),
            (gettext("Own capital"), ""),
            (pgettext("blank line", "Loan"), ""),
        ),
        blank=True,
    )
    page.paragraph(sheet.payback_text, "Lead")
    page.paragraph(sheet.worked_out)
    page.paragraph(sheet.formula, "Quiet")
    page.paragraph(sheet.lacking, "Quiet")


def _other(page: Page, other: OtherModel) -> None:
    page.heading(other.title, 2)
    page.paragraph(other.note, "Quiet")
    headings = (gettext("Dimension or question"), pgettext("of another model", "Value"), gettext("Taken from"))
    rows: list[tuple[Cell, ...]] = [
        (each.name, each.value_text, f"{each.items} ({each.counted})") for each in other.lines
    ]
    rows += [(f"{each.item} {each.ask}", each.text, each.items) for each in other.drafts]
    page.table(headings, rows, (65, 40, 65))
