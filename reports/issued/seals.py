"""What an issued report says, and the hash that names it: the SHA-256 of its JSON in Vietnamese as it is printed."""

import hashlib
from dataclasses import replace

from questionnaires.words import Language
from reports.content import ReportContent, printable
from reports.content.verified import build_verified_content
from reports.formats import json_export
from reports.models import IssuedReport


def content_of(report: IssuedReport, language: Language, *, is_signed: bool) -> ReportContent:
    """Return what is printed of an issued report, its hash among it."""
    content = build_verified_content(report, language)
    if content.verification is None:
        raise ValueError("an issued report says by whom it was verified")
    sealed = replace(content.verification, content_hash=report.content_hash, is_signed=is_signed)
    return replace(content, verification=sealed)


def seal_of(report: IssuedReport) -> str:
    """Return the hash of what a report says, without the answers to sensitive questions: they are not printed."""
    return seal(printable(build_verified_content(report, "vi")))


def seal(content: ReportContent) -> str:
    """Return the hash of a content: anybody who holds its JSON can work it out again."""
    return hashlib.sha256(json_export.written(content)).hexdigest()
