"""From a stored scorecard to what a report says: ready texts and numbers in one language, and no HTML.

The language is a parameter, never that of the request or of the worker. The numbers are the stored ones.
"""

from dataclasses import replace

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from assessments.models import Scorecard
from questionnaires.words import Language
from reports.content import investments
from reports.content.crosswalks import others
from reports.content.disclaimer import disclaimer
from reports.content.glossary import glossary, with_used_terms
from reports.content.learning import learning
from reports.content.method import fidelity, levels, method, trial_mark
from reports.content.overall import counts, overall
from reports.content.plan import plan
from reports.content.planned import planned
from reports.content.sections import blocks
from reports.content.since_last import since_last
from reports.content.source import Source, read
from reports.content.steps import priorities
from reports.content.types import ReportContent
from reports.content.values import measures_only, values
from reports.content.withholding import note, outward, printable

__all__ = ["ReportContent", "Source", "build_report_content", "compose", "printable", "with_used_terms"]


def build_report_content(row: Scorecard, language: Language) -> ReportContent:
    """Build what a report on a stored scorecard says."""
    return compose(read(row), language)


def compose(source: Source, language: Language) -> ReportContent:
    """Say everything about a source in one language."""
    with translation.override(language):
        content = _compose(source, language)
    if not any(item.sensitive for item in source.framework.items()) or source.withheld:
        return content
    return replace(content, outward=lambda: compose(outward(source), language))


def _compose(source: Source, language: Language) -> ReportContent:
    framework, steps = source.framework, planned(source)
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
        others=others(source, language),
        framework_title=framework.title[language],
        values=values(source, language) if measures_only(framework) else (),
        fidelity="" if framework.source.fidelity == "own" else fidelity(framework),
        unconfirmed=tuple(text[language] for text in framework.source.unconfirmed),
        since_last=since_last(source, language),
        plan=plan(steps, language),
        learning=learning(steps, language),
        investments=investments.printed(source, steps, language),
        glossary=() if source.is_quick else glossary(framework, language),
        disclaimer=disclaimer(),
        withheld_note=note(source),
    )
