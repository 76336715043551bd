"""From a stored scorecard to what a report says: ready texts and numbers in one language, and no HTML.

The language is a parameter, never that of the request or of the worker. The numbers are the stored ones.
"""

from dataclasses import replace

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from assessments.models import Scorecard
from questionnaires.document import Language
from reports.content.method import levels, method, trial_mark
from reports.content.overall import counts, overall
from reports.content.sections import blocks
from reports.content.source import Source, read
from reports.content.steps import priorities
from reports.content.types import AnswerText, BlockText, ReportContent

__all__ = ["ReportContent", "Source", "build_report_content", "compose", "printable"]


def build_report_content(row: Scorecard, language: Language) -> ReportContent:
    """Build what a report on a stored scorecard says."""
    return compose(read(row), language)


def compose(source: Source, language: Language) -> ReportContent:
    """Say everything about a source in one language."""
    with translation.override(language):
        return _compose(source, language)


def _compose(source: Source, language: Language) -> ReportContent:
    framework = source.framework
    return ReportContent(
        language=language,
        scope=source.card.scope,
        title=gettext("Self-assessment report on smart manufacturing"),
        short_mark=gettext("Self-assessed · not verified"),
        mark=gettext("SELF-ASSESSED – NOT VERIFIED"),
        demo_mark="" if settings.OPERATOR_NAME else gettext("Demonstration: not a result of any authority"),
        trial_mark=trial_mark(framework),
        firm=source.firm,
        place=source.place,
        date=date_format(source.day, "DATE_FORMAT"),
        iso_date=source.day.isoformat(),
        framework=f"{framework.id} {framework.version}",
        overall=overall(source, language),
        counts=counts(source),
        troubles=tuple(each.name[language] for each in framework.troubles if each.id in source.troubles),
        priorities=priorities(source, language),
        blocks=blocks(source, language),
        levels=levels(framework, language),
        method=method(source, language),
    )


def printable(content: ReportContent) -> ReportContent:
    """Return the content for a file that will be passed on: without the answers to sensitive questions."""
    withheld = sum(1 for answer in content.answers if answer.sensitive)
    if not withheld:
        return content
    with translation.override(content.language):
        note = gettext(
            "The answers to %(count)s questions on sensitive matters are left out here; the firm sees them on its "
            "result page."
        ) % {"count": withheld}
        word = gettext("Left out: a sensitive matter")
    return replace(content, blocks=tuple(_without_sensitive(b, word) for b in content.blocks), withheld_note=note)


def _without_sensitive(block: BlockText, word: str) -> BlockText:
    dimensions = tuple(
        replace(each, answers=tuple(_withhold(answer, word) for answer in each.answers)) for each in block.dimensions
    )
    return replace(block, dimensions=dimensions)


def _withhold(answer: AnswerText, word: str) -> AnswerText:
    return replace(answer, kind="withheld", level=None, level_text="", text=word) if answer.sensitive else answer
