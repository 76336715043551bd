"""What the printed report needs beyond what it says: headlines, the list of its pages, names short enough for a header.

Made in one language; the bilingual edition pairs two of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from c4ir_assess.logo import Logo
from reports import drawing, headline
from reports.content.plan_types import StepText
from reports.content.types import BlockText, DimensionText, ReportContent, Standing
from reports.content.verified_types import ChangeLine
from reports.headline import Lead
from reports.press import words as pdf_words

_LONGEST_IN_A_HEADER = 42
_LONG_ON_THE_COVER = 160
_HEAD_OF_TABLE = 4  # title and note of a model, in rows of its table


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of contents and the place that it leads to."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report with its pages."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class StripRow:
    """A row of the table of strips: its picture, and the value that does not lead."""

    strip: SafeString
    second: str


@dataclass(frozen=True, slots=True)
class DimensionPart:
    """A dimension under the headline that leads the document; ``is_next``: the block's own next step is here.

    ``change`` is what came of it since last time.
    """

    dimension: DimensionText
    head: Lead
    is_next: bool
    row: StripRow
    change: ChangeLine | None


@dataclass(frozen=True, slots=True)
class BlockPage:
    """A block under its headline; ``callout`` is its next step where no dimension names the same."""

    block: BlockText
    head: Lead
    weight: str
    parts: tuple[DimensionPart, ...]
    callout: StepText | None


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands at the top of the cover: in whose name, and what it is a demonstration of."""

    brand: str
    beneath: str
    logo: Logo | None
    is_name_long: bool


@dataclass(frozen=True, slots=True)
class StripTable:
    """The table of strips: its words, its own row of the whole, how many columns it has and the key to its marks."""

    title: str
    about: str
    levels: str
    second_title: str
    columns: int
    values: int
    whole: StripRow
    key: tuple[tuple[SafeString, str], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """All that the templates read."""

    content: ReportContent
    words: dict[str, str]
    head: Lead
    is_verified: bool
    is_led_by_verified: bool
    operator: str
    cover: Cover
    is_level_shown: bool
    is_band_shown: bool
    is_place_known: bool
    mark: str
    title: str
    document_title: str
    running_left: str
    strips: StripTable
    completed: str
    framework: str
    detail: str
    small_print: str
    answers_note: str
    troubles: str
    blocks: tuple[BlockPage, ...]
    others_left: int
    chapters: tuple[Chapter, ...]


def lay_out(content: ReportContent) -> Paper:
    """Return everything to print in the language that is switched on."""
    words = pdf_words.in_this_language()
    title, counts = _title(content, words), " · ".join(content.counts)
    blocks = tuple(_block(content, block) for block in content.blocks)
    return Paper(
        content=content,
        words=words,
        head=headline.of_whole(content),
        is_verified=content.verification is not None,
        is_led_by_verified=headline.is_led_by_verified(content),
        operator=operator(content, words),
        cover=_cover(content, words),
        is_level_shown=any(page.head.level_text for page in blocks),
        is_band_shown=any(page.head.band_text for page in blocks),
        is_place_known=any(line.where for line in content.learning.lines) if content.learning else False,
        mark=content.mark,
        title=title,
        document_title=f"{title} – {content.firm} ({content.mark.lower()})",
        running_left=_running_left(content, words),
        strips=_strips(content, words),
        completed=gettext("Completed on %(date)s") % {"date": content.date},
        framework=" · ".join(filter(None, (content.framework_title, content.framework, content.trial_mark))),
        detail=" ".join(filter(None, (content.overall.detail, content.overall.blocks_line))),
        small_print=" ".join(filter(None, (f"{counts}.", content.overall.certainty, content.withheld_note))),
        answers_note=f"{counts}. {content.withheld_note}",
        troubles=f"{words['troubles']} {'; '.join(content.troubles)}." if content.troubles else "",
        blocks=blocks,
        others_left=left_column([len(other.lines) + len(other.drafts) for other in content.others]),
        chapters=_chapters(content, words),
    )


def left_column(rows: Sequence[int]) -> int:
    """Return how many of the tables stand in the left of two columns, for these to end about as deep.

    WeasyPrint balances columns by laying them out over and over, which took longer than the rest of the report.
    """
    depths = [_HEAD_OF_TABLE + count for count in rows]
    return min(range(len(depths), -1, -1), key=lambda left: max(sum(depths[:left]), sum(depths[left:])))


def _title(content: ReportContent, words: dict[str, str]) -> str:
    return words["verified_title"] if content.verification else content.title


def operator(content: ReportContent, words: dict[str, str]) -> str:
    """Return who issues a verified report; a self-assessment is issued by nobody."""
    if content.verification is None:
        return ""
    return content.verification.operator or words["demonstration"]


def _cover(content: ReportContent, words: dict[str, str]) -> Cover:
    """Return its top; a verified report that nobody stands for is a demonstration, which is said once.

    A self-assessment bears no logo, and a report that another operator issued before bears its name alone.
    """
    issuer = operator(content, words)
    is_nobody = issuer == words["demonstration"]
    return Cover(
        brand=(is_nobody and content.demo_mark) or issuer or "C4IR Assess",
        beneath="" if is_nobody else content.demo_mark,
        logo=settings.OPERATOR_LOGO if issuer == settings.OPERATOR_NAME else None,
        is_name_long=len(content.firm) + len(content.place) > _LONG_ON_THE_COVER,
    )


def _strips(content: ReportContent, words: dict[str, str]) -> StripTable:
    columns = 3 + (content.verification is not None) + 2 * (content.since_last is not None)
    return StripTable(
        title=_strips_title(content.dimension_count),
        about=words["strips_checked" if drawing.words(content).verified else "strips_about"],
        levels=" · ".join(f"{level.value} {level.name}" for level in content.levels),
        second_title=words["self_value" if headline.is_led_by_verified(content) else "verified"],
        columns=columns,
        values=columns - 1,
        whole=_row(content, content.overall.standing),
        key=drawing.key(content),
    )


def _running_left(content: ReportContent, words: dict[str, str]) -> str:
    short = Truncator(content.firm).chars(_LONGEST_IN_A_HEADER)
    return f"{operator(content, words) or 'C4IR Assess'} · {short}"


def _strips_title(count: int) -> str:
    return ngettext("%(count)s dimension", "%(count)s dimensions", count) % {"count": count}


def _block(content: ReportContent, block: BlockText) -> BlockPage:
    step = block.next_step
    changes = {line.node: line for line in content.since_last.lines} if content.since_last else {}
    parts = tuple(_part(content, each, step, changes.get(each.standing.node)) for each in block.dimensions)
    return BlockPage(
        block=block,
        head=headline.of_node(block.standing, content),
        weight=gettext("%(weight)s of the overall result") % {"weight": block.weight_text},
        parts=parts,
        callout=None if any(part.is_next for part in parts) else step,
    )


def _part(
    content: ReportContent, dimension: DimensionText, step: StepText | None, change: ChangeLine | None
) -> DimensionPart:
    return DimensionPart(
        dimension=dimension,
        head=headline.of_node(dimension.standing, content),
        is_next=step is not None and dimension.next_step == step,
        row=_row(content, dimension.standing),
        change=change,
    )


def _row(content: ReportContent, standing: Standing) -> StripRow:
    is_led, verified = headline.is_led_by_verified(content), standing.compared.verified_text
    return StripRow(drawing.strip_row(content, standing), second=standing.value_text if is_led else verified or "–")


def _chapters(content: ReportContent, words: dict[str, str]) -> tuple[Chapter, ...]:
    plan = [
        ("first", "first", bool(content.priorities)),
        ("roadmap", "roadmap", bool(content.plan)),
        ("people", "people", bool(content.learning)),
        ("investment", "investment", bool(content.investments)),
    ]
    basis = [
        ("crosswalks", "crosswalks", bool(content.others)),
        ("method", "method", True),
        ("glossary", "glossary", bool(content.glossary)),
        ("answers", "answers", True),
    ]
    since = _entries([("since", "since", bool(content.since_last))], words)
    results = (
        Entry("summary", words["summary"]),
        Entry("strips", _strips_title(content.dimension_count)),
        *since,
        Entry("block-1", words["by_part"]),
    )
    chapters = (
        Chapter(words["results"], results),
        Chapter(words["plan"], _entries(plan, words)),
        Chapter(words["basis"], _entries(basis, words)),
    )
    return tuple(chapter for chapter in chapters if chapter.entries)


def _entries(wanted: list[tuple[str, str, bool]], words: dict[str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(anchor, words[word]) for anchor, word, is_there in wanted if is_there)
