"""What an issued report says, written down at its issue, and the hashes that name it: SHA-256 of its JSON in UTF-8.

All that is made of an issued report is made of these texts, one a language, so no later code, setting or row changes
what it says. The Vietnamese one's hash is the report's. Answers to sensitive questions are left out of the texts, as of
all that is issued.
"""

import hashlib
from dataclasses import replace

from c4ir_assess.exceptions import ReportChanged
from questionnaires.words import Language
from reports.content import ReportContent
from reports.content.verified import build_printable_contents
from reports.formats import json_export, json_reading
from reports.models import IssuedReport, SealedContent
from reports.printed.languages import LANGUAGES


def write(report: IssuedReport) -> str:
    """Write down what a report says in each language, and return its hash."""
    texts = {language: _text(content) for language, content in build_printable_contents(report, LANGUAGES).items()}
    SealedContent.objects.bulk_create(
        SealedContent(report=report, language=language, text=text, content_hash=_hash(text))
        for language, text in texts.items()
    )
    return _hash(texts["vi"])


def text_of(report: IssuedReport, language: Language) -> str:
    """Return what was written down in a language; ReportChanged if it is not what its hash was made of."""
    written = report.contents.filter(language=language).first()
    if written is None or _hash(written.text) != written.content_hash:
        raise ReportChanged(f"{report.number}: what is stored of it is not what its hash was made of")
    return written.text


def content_of(report: IssuedReport, language: Language, *, is_signed: bool = False) -> ReportContent:
    """Return what a report says, its hash among it. It is printed as it is: nothing private is in it."""
    content = json_reading.read(text_of(report, language))
    if content.verification is None:
        raise ReportChanged(f"{report.number}: what is stored of it does not say who verified it")
    sealed = replace(content.verification, content_hash=report.content_hash, is_signed=is_signed)
    return replace(content, verification=sealed)


def _text(content: ReportContent) -> str:
    return json_export.written(content).decode()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
