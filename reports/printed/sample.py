"""The sample report that anybody may open: an invented firm, marked as such, scored by the real engine."""

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import cycle
from typing import BinaryIO

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from assessments.answers import Given
from assessments.rounds import Helped
from assessments.scoring import engine
from assessments.scoring.priorities import day_one
from assessments.scoring.types import Answer
from questionnaires import library
from questionnaires.document import Framework
from questionnaires.words import Language
from reports.content import Source, compose
from reports.content.source import Figures
from reports.content.types import ReportContent
from reports.press import rendering
from reports.printed import files, languages

# Levels of one item after the other; "?" = does not know, "-" = left open.
_LEVELS = "332221222221332312332233223?11322212222221212332111?22112232"
_LEVELS_BEFORE = "322220212220422311322232213?10312211212220202331201?21102231"
_SUPPORT = (Helped("training"),)
_DAY, _DAY_BEFORE = date(2026, 11, 2), date(2025, 10, 27)


def content(language: Language) -> ReportContent:
    """Return what the sample says, made from the newest published framework."""
    return _content(library.newest(settings.DEFAULT_FRAMEWORK).content_hash, language)


@lru_cache(maxsize=4)
def _content(framework_hash: str, language: Language) -> ReportContent:
    with translation.override(language):
        firm = gettext("Sample Plastics Co., Ltd")
        place = gettext("Plant 1, invented for this sample")
        mark = gettext("SAMPLE: this firm does not exist")
        figures = _figures()
    framework = library.get(framework_hash)
    before = replace(source(framework, firm, place, _LEVELS_BEFORE), day=_DAY_BEFORE)
    told = replace(source(framework, firm, place), before=before, support=_SUPPORT, figures=figures)
    return replace(compose(told, language), demo_mark=mark)


def _figures() -> dict[str, Figures]:
    """Return what the invented firm expects of an automatic cell: 320 million pays back in 16 months."""
    unit = gettext("good pieces per labour hour")
    cell = Figures(unit, Decimal(38), Decimal(46), worth=Decimal(2_500_000), price=Decimal(320_000_000))
    return {"T1.1": cell}


def source(framework: Framework, firm: str, place: str, levels: str = _LEVELS) -> Source:
    """Return the invented answers to a framework, scored; item after item, whatever the framework asks."""
    given = {item.id: _given(mark) for item, mark in zip(framework.items(), cycle(levels), strict=False)}
    answers = {item: Answer(each.state, each.value) for item, each in given.items()}
    card = engine.score(framework, answers, scope="full")
    troubles = tuple(trouble.id for trouble in framework.troubles[:1])
    return Source(
        framework=framework,
        card=card,
        priorities=day_one(framework, card, answers, troubles),
        answers=given,
        firm=firm,
        place=place,
        day=_DAY,
        troubles=troubles,
    )


def _given(mark: str) -> Given:
    return Given("answered", int(mark)) if mark.isdigit() else Given("dont_know")


def print_missing() -> list[Language]:
    """Print the samples that are not there yet and return their languages."""
    printed = [language for language in languages.LANGUAGES if not has_pdf(language)]
    for language in printed:
        files.write(file_name(language), rendering.render_pdf(content(language)).pdf)
    return printed


def has_pdf(language: Language) -> bool:
    """Whether the sample, as it is now, was printed in this language."""
    return files.exists(file_name(language))


def open_pdf(language: Language) -> BinaryIO:
    """Open the printed sample; raises FileNotFoundError."""
    return files.open_file(file_name(language))


def file_name(language: Language) -> str:
    """Return the file's name: it changes with every word and every rule of its look, so no stale one is served."""
    return _file_name(library.newest(settings.DEFAULT_FRAMEWORK).content_hash, language)


@lru_cache(maxsize=4)
def _file_name(framework_hash: str, language: Language) -> str:
    printed = rendering.render_html(_content(framework_hash, language)) + rendering.stylesheet_text()
    return f"sample/{language}-{hashlib.sha256(printed.encode()).hexdigest()}.pdf"
