"""What a downloaded report is called, on any system and in any mail program: plain letters, digits and hyphens."""

from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import pgettext

from assessments.models import Scorecard
from reports.models import IssuedReport, Report

_LONGEST_FIRM = 60


def download_name(report: Report) -> str:
    """Return ``tu-danh-gia-nhua-tan-phu-2026-11-22.pdf``, in the report's language."""
    submission = report.scorecard.submission
    day = timezone.localdate(submission.submitted_at).isoformat()
    first = report.language.partition("-")[0]
    with translation.override(first):
        private = pgettext("file name", "with-private-answers") if report.with_private else ""
    both = "vi-en" if report.language == "vi-en" else ""
    return _name(first, submission.firm_name, "-".join(filter(None, (day, both, private))))


def data_name(scorecard: Scorecard, language: str, ending: str, *, with_private: bool) -> str:
    """Return what the same report is called in another format."""
    report = Report(scorecard=scorecard, language=language, with_private=with_private)
    return f"{download_name(report).removesuffix('.pdf')}.{ending}"


def issued_name(report: IssuedReport, language: str, ending: str = "pdf") -> str:
    """Return ``bao-cao-xac-nhan-nhua-tan-phu-2026-0007.pdf``, in the language of the file; its name says if in part."""
    with translation.override(language):
        whole, part = pgettext("file name", "verified-report"), pgettext("file name", "partly-verified-report")
    name = _named(part if report.is_partial else whole, report.firm_name, slugify(report.number))
    return f"{name.removesuffix('.pdf')}.{ending}"


def sample_name(language: str) -> str:
    """Return the name of the invented firm's report."""
    with translation.override(language):
        return _name(language, pgettext("file name", "sample"), "")


def _name(language: str, firm: str, day: str) -> str:
    with translation.override(language):
        kind = pgettext("file name", "self-assessment")
    return _named(kind, firm, day)


def _named(kind: str, firm: str, which: str) -> str:
    # The one Vietnamese letter that is not a letter with marks.
    plain = slugify(firm.replace("đ", "d").replace("Đ", "D"))[:_LONGEST_FIRM].strip("-")
    return "-".join(part for part in (kind, plain, which) if part) + ".pdf"
