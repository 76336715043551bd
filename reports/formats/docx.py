"""A report as a Word document, for advisors to edit: the sections of the PDF in real styles, nothing as a picture."""

from io import BytesIO

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, pgettext
from docx.enum.section import WD_SECTION

from reports import headline
from reports.content.types import AnswerText, BlockText, DimensionText, ReportContent, Standing
from reports.formats import docx_look, docx_plan, marks
from reports.formats.docx_page import SOFT, STRONG, Cell, Page
from reports.formats.sheets import remarks


def written(content: ReportContent) -> bytes:
    """Return the document."""
    document = docx_look.blank(content)
    page = Page(document)
    _cover(page, content)
    document.add_section(WD_SECTION.NEW_PAGE)
    page = Page(document)
    _summary(page, content)
    _since_last(page, content)
    _dimensions(page, content)
    for block in content.blocks:
        _block(page, content, block)
    docx_plan.write(page, content)
    _method(page, content)
    docx_look.finish(document, content)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _cover(page: Page, content: ReportContent) -> None:
    page.paragraph("C4IR Assess" if content.verification is None else content.verification.operator, "Brand")
    page.paragraph(content.demo_mark, "Quiet")
    page.paragraph(marks.mark(content), "Cover Mark")
    page.paragraph(content.title, "Title")
    page.paragraph(content.firm, "Subtitle")
    page.paragraph(content.place)
    completed = gettext("Completed on %(date)s") % {"date": content.date}
    questions = " · ".join(filter(None, (content.framework_title, content.framework, content.trial_mark)))
    page.paragraph(completed)
    page.paragraph(questions, "Quiet")
    page.facts(marks.facts(content))
    page.paragraph(content.disclaimer, "Quiet")


def _summary(page: Page, content: ReportContent) -> None:
    overall, lead = content.overall, headline.of_whole(content)
    page.heading(gettext("Summary"), 1)
    page.paragraph(lead.level_text, "Lead")
    page.paragraph(overall.sentence)
    page.paragraph(" · ".join(filter(None, (overall.value_line, lead.beside))))
    page.paragraph(" ".join(filter(None, (overall.detail, overall.blocks_line))))
    page.paragraph(" ".join(filter(None, ("; ".join(content.counts) + ".", overall.certainty))), "Quiet")
    page.paragraph(content.withheld_note, "Quiet")
    for text in filter(None, (content.fidelity, *content.unconfirmed)):
        page.paragraph(text, "Quiet")
    page.heading(gettext("The parts"), 2)
    page.table(
        (gettext("Part"), gettext("Level"), gettext("Points"), gettext("Range while open")),
        [_stands(content, block.standing, block.weight_text) for block in content.blocks],
        (58, 46, 36, 30),
    )
    if content.values:
        page.heading(gettext("Values"), 2)
        page.table(
            (gettext("Part"), gettext("Points"), pgettext("a scale", "Out of"), gettext("Answers")),
            [
                (each.standing.name, each.standing.value_text, each.out_of_text, each.coverage_text)
                for each in content.values
            ],
            (85, 25, 25, 35),
        )


def _stands(content: ReportContent, standing: Standing, weight: str = "") -> tuple[Cell, ...]:
    lead = headline.of_node(standing, content)
    name: list[list[tuple[str, str | None]]] = [[(standing.name, STRONG)]]
    if weight:
        share = gettext("%(weight)s of the overall result") % {"weight": weight}
        name.append([(share, SOFT)])
    points: list[list[tuple[str, str | None]]] = [[(lead.value_text, STRONG)]]
    points += [[(lead.beside, SOFT)]] if lead.beside else []
    return name, lead.level_text, points, lead.band_text or "–"


def _since_last(page: Page, content: ReportContent) -> None:
    since = content.since_last
    if since is None:
        return
    page.heading(gettext("Since last time"), 2)
    page.paragraph(since.before_text, "Quiet")
    page.paragraph(since.sentence)
    page.table(
        (gettext("Part"), gettext("Before"), gettext("Now"), gettext("Change")),
        [(each.name, each.before_text, each.now_text, each.change_text) for each in (since.overall, *since.lines)],
        (85, 25, 25, 35),
    )
    if since.support:
        page.heading(gettext("Help between the two"), 3)
        page.bullets(since.support)


def _dimensions(page: Page, content: ReportContent) -> None:
    count = content.dimension_count
    page.heading(ngettext("%(count)s dimension", "%(count)s dimensions", count) % {"count": count}, 1)
    headings = [gettext("Code"), gettext("Dimension"), gettext("Level"), gettext("Points"), gettext("Range while open")]
    widths = [12.0, 66.0, 46.0, 14.0, 32.0]
    has_aims = any(_aims(each.standing) for block in content.blocks for each in block.dimensions)
    if content.verification:
        headings, widths = [*headings, gettext("Beside it")], [12.0, 50.0, 38.0, 14.0, 26.0, 30.0]
    if has_aims:
        headings, widths = [*headings, gettext("Target, sector")], [*widths[:1], widths[1] - 24, *widths[2:], 24.0]
    rows: list[tuple[Cell, ...]] = []
    for block in content.blocks:
        rows.append(([[(block.standing.name, STRONG)]],))
        rows += [_dimension_row(content, each.standing, has_aims=has_aims) for each in block.dimensions]
    page.table(headings, rows, widths)


def _dimension_row(content: ReportContent, standing: Standing, *, has_aims: bool) -> tuple[Cell, ...]:
    lead = headline.of_node(standing, content)
    beside = (lead.beside,) if content.verification else ()
    aims = (_aims(standing),) if has_aims else ()
    points: Cell = [[(lead.value_text, STRONG)]]
    return (standing.node, standing.name, lead.level_text, points, lead.band_text, *beside, *aims)


def _aims(standing: Standing) -> str:
    return "; ".join(filter(None, (standing.compared.target_text, standing.compared.sector_text)))


def _block(page: Page, content: ReportContent, block: BlockText) -> None:
    lead = headline.of_node(block.standing, content)
    page.heading(block.standing.name, 1)
    page.runs(
        [(f"{lead.value_text} ", STRONG), (" · ".join(filter(None, (lead.level_text, lead.beside))), None)], "Standing"
    )
    page.paragraph(block.about, "About")
    page.paragraph(block.withheld, "Quiet")
    said = list(remarks(block))
    for kind in dict.fromkeys(kind for kind, _ in said):
        page.heading(kind, 3)
        page.bullets(text for each, text in said if each == kind)
    if block.next_step:
        docx_plan.step(page, block.next_step)
    for dimension in block.dimensions:
        _dimension(page, content, dimension)


def _dimension(page: Page, content: ReportContent, dimension: DimensionText) -> None:
    lead = headline.of_node(dimension.standing, content)
    page.heading(dimension.standing.name, 2)
    facts = " · ".join(filter(None, (lead.level_text, lead.beside, lead.band_text, dimension.standing.coverage_text)))
    page.runs([(f"{lead.value_text} ", STRONG), (facts, None)], "Standing")
    page.paragraph(dimension.about, "About")
    page.paragraph(dimension.withheld)
    headings = [pgettext("number of a question", "No."), gettext("Question"), gettext("Answer")]
    widths = [14.0, 60.0, 96.0]
    if content.verification:
        headings, widths = [*headings, gettext("Verified")], [14.0, 50.0, 58.0, 48.0]
    page.table(headings, [_answer(content, each) for each in dimension.answers], widths)
    if dimension.next_step:
        docx_plan.step(page, dimension.next_step)


def _answer(content: ReportContent, answer: AnswerText) -> tuple[Cell, ...]:
    said: list[list[tuple[str, str | None]]] = [[(capfirst(answer.level_text), STRONG)]] if answer.level_text else []
    said.append([(answer.text, None)])
    cells: tuple[Cell, ...] = (answer.item, answer.ask, said)
    if content.verification is None:
        return cells
    verified: list[list[tuple[str, str | None]]] = []
    if answer.verified_level is not None:
        verified.append([(gettext("Level %(level)s") % {"level": answer.verified_level}, STRONG)])
    verified += [[(answer.verified_text, None)]] if answer.verified_text else []
    verified += [[(answer.verified_reason, SOFT)]] if answer.verified_reason else []
    return (*cells, verified)


def _method(page: Page, content: ReportContent) -> None:
    page.heading(gettext("Method and limits"), 1)
    page.paragraph(content.disclaimer)
    for part in content.method:
        page.heading(part.title, 2)
        page.paragraph(part.text)
    page.heading(gettext("The levels"), 2)
    page.table(
        (gettext("Level"), gettext("From points"), gettext("What a visitor sees")),
        [(f"{each.value} · {each.name}", each.from_text, each.meaning) for each in content.levels],
        (45, 20, 105),
    )
    if content.glossary:
        page.heading(gettext("Terms"), 2)
        page.table((), [([[(each.term, STRONG)]], each.text) for each in content.glossary], (45, 125))
