"""What the printed report needs beyond what it says: headlines, the list of its pages, names short enough for a header.

Made in one language; the bilingual edition pairs two of them.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from reports import headline
from reports.content.plan_types import StepText
from reports.content.types import BlockText, DimensionText, ReportContent
from reports.headline import Lead
from reports.press import words as pdf_words

_LONGEST_IN_A_HEADER = 42
_LONG_ON_THE_COVER = 160


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
class DimensionPart:
    """A dimension under the headline that leads the document; ``is_next``: the block's own next step is here."""

    dimension: DimensionText
    head: Lead
    is_next: bool


@dataclass(frozen=True, slots=True)
class BlockPage:
    """A block under its headline; ``callout`` is its next step where no dimension names the same."""

    block: BlockText
    head: Lead
    weight: str
    parts: tuple[DimensionPart, ...]
    callout: StepText | None


@dataclass(frozen=True, slots=True)
class Paper:
    """All that the templates read."""

    content: ReportContent
    words: dict[str, str]
    head: Lead
    is_verified: bool
    operator: str
    is_name_long: bool
    is_level_shown: bool
    is_band_shown: bool
    is_place_known: bool
    mark: str
    title: str
    document_title: str
    running_left: str
    running_right: str
    strips_title: str
    completed: str
    framework: str
    detail: str
    small_print: str
    answers_note: str
    troubles: str
    blocks: tuple[BlockPage, ...]
    chapters: tuple[Chapter, ...]


def lay_out(content: ReportContent) -> Paper:
    """Return everything to print in the language that is switched on."""
    words = pdf_words.in_this_language()
    mark, title, counts = _mark(content, words), _title(content, words), " · ".join(content.counts)
    blocks = tuple(_block(content, block) for block in content.blocks)
    return Paper(
        content=content,
        words=words,
        head=headline.of_whole(content),
        is_verified=content.verification is not None,
        operator=operator(content, words),
        is_name_long=len(content.firm) + len(content.place) > _LONG_ON_THE_COVER,
        is_level_shown=any(page.head.level_text for page in blocks),
        is_band_shown=any(page.head.band_text for page in blocks),
        is_place_known=any(line.where for line in content.learning.lines) if content.learning else False,
        mark=mark,
        title=title,
        document_title=f"{title} – {content.firm} ({mark.lower()})",
        running_left=_running_left(content, words),
        running_right=_running_right(content, mark),
        strips_title=_strips_title(content.dimension_count),
        completed=gettext("Completed on %(date)s") % {"date": content.date},
        framework=" · ".join(filter(None, (content.framework_title, content.framework, content.trial_mark))),
        detail=" ".join(filter(None, (content.overall.detail, content.overall.blocks_line))),
        small_print=f"{counts}. {content.overall.certainty}",
        answers_note=f"{counts}. {content.withheld_note}",
        troubles=f"{words['troubles']} {'; '.join(content.troubles)}." if content.troubles else "",
        blocks=blocks,
        chapters=_chapters(content, words),
    )


def _mark(content: ReportContent, words: dict[str, str]) -> str:
    if content.verification is None:
        return content.mark
    return words["partial_mark" if content.verification.is_partial else "verified_mark"]


def _title(content: ReportContent, words: dict[str, str]) -> str:
    return words["verified_title"] if content.verification else content.title


def operator(content: ReportContent, words: dict[str, str]) -> str:
    """Return who issues a verified report; a self-assessment is issued by nobody."""
    if content.verification is None:
        return ""
    return content.verification.operator or settings.OPERATOR_NAME or words["demonstration"]


def _running_left(content: ReportContent, words: dict[str, str]) -> str:
    short = Truncator(content.firm).chars(_LONGEST_IN_A_HEADER)
    return f"{operator(content, words) or 'C4IR Assess'} · {short}"


def _running_right(content: ReportContent, mark: str) -> str:
    return f"{mark} · {content.verification.number}" if content.verification else mark


def _strips_title(count: int) -> str:
    return ngettext("%(count)s dimension", "%(count)s dimensions", count) % {"count": count}


def _block(content: ReportContent, block: BlockText) -> BlockPage:
    step = block.next_step if block.next_step and not block.next_step.sensitive else None
    parts = tuple(_part(content, dimension, step) for dimension in block.dimensions)
    return BlockPage(
        block=block,
        head=headline.of_node(block.standing, content),
        weight=gettext("%(weight)s of the overall result") % {"weight": block.weight_text},
        parts=parts,
        callout=None if any(part.is_next for part in parts) else step,
    )


def _part(content: ReportContent, dimension: DimensionText, step: StepText | None) -> DimensionPart:
    return DimensionPart(
        dimension=dimension,
        head=headline.of_node(dimension.standing, content),
        is_next=step is not None and dimension.next_step == step,
    )


def _chapters(content: ReportContent, words: dict[str, str]) -> tuple[Chapter, ...]:
    results = [("summary", "summary", True), ("since", "since", bool(content.since_last))]
    plan = [
        ("first", "first", bool(content.priorities)),
        ("roadmap", "roadmap", bool(content.plan)),
        ("people", "people", bool(content.learning)),
        ("investment", "investment", bool(content.investments)),
    ]
    basis = [
        ("crosswalks", "crosswalks", bool(content.others)),
        ("method", "method", True),
        ("answers", "answers", True),
        ("glossary", "glossary", bool(content.glossary)),
    ]
    strips = Entry("strips", _strips_title(content.dimension_count))
    chapters = (
        Chapter(words["results"], (*_entries(results, words), strips, Entry("block-1", words["by_part"]))),
        Chapter(words["plan"], _entries(plan, words)),
        Chapter(words["basis"], _entries(basis, words)),
    )
    return tuple(chapter for chapter in chapters if chapter.entries)


def _entries(wanted: list[tuple[str, str, bool]], words: dict[str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(anchor, words[word]) for anchor, word, is_there in wanted if is_there)
