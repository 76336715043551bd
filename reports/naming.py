"""What a downloaded report is called, on any system and in any mail program: plain letters, digits and hyphens."""

from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import pgettext

from reports.models import Report

_LONGEST_FIRM = 60


def download_name(report: Report) -> str:
    """Return ``tu-danh-gia-nhua-tan-phu-2026-11-22.pdf``, in the report's language."""
    submission = report.scorecard.submission
    day = timezone.localdate(submission.submitted_at).isoformat()
    with translation.override(report.language):
        private = pgettext("file name", "with-private-answers") if report.with_private else ""
    return _name(report.language, submission.firm_name, "-".join(filter(None, (day, private))))


def sample_name(language: str) -> str:
    """Return the name of the invented firm's report."""
    with translation.override(language):
        return _name(language, pgettext("file name", "sample"), "")


def _name(language: str, firm: str, day: str) -> str:
    with translation.override(language):
        kind = pgettext("file name", "self-assessment")
    # The one Vietnamese letter that is not a letter with marks.
    plain = slugify(firm.replace("đ", "d").replace("Đ", "D"))[:_LONGEST_FIRM].strip("-")
    return "-".join(part for part in (kind, plain, day) if part) + ".pdf"
