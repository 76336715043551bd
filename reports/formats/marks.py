"""What every file says of itself: whose word it is, how it was verified, and what it is not.

A self-assessment says so at the head of every page and names no operator; a verified report has its number there,
and says if it is verified in part alone.
"""

from django.utils.translation import gettext, pgettext

from reports.content.types import ReportContent

LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-US"}


def mark(content: ReportContent) -> str:
    """Return what stands at the head of every page: whose word this is, or the number of the issued report."""
    if content.verification is None:
        return content.mark
    number = {"number": content.verification.number}
    if content.verification.is_partial:
        return gettext("Partly verified report %(number)s") % number
    return gettext("Verified report %(number)s") % number


def title(content: ReportContent) -> str:
    """Return the title of the file, with its mark in every case."""
    named = f"{content.title} – {content.firm}" if content.firm else content.title
    return f"{named} ({mark(content)})"


def subject(content: ReportContent) -> str:
    """Return what else of it matters where a file is listed: framework, trial, demonstration."""
    return " · ".join(filter(None, (content.framework, content.trial_mark, content.demo_mark)))


def facts(content: ReportContent) -> tuple[tuple[str, str], ...]:
    """Return how a report was verified, with labels; nothing for a self-assessment."""
    verified = content.verification
    if verified is None:
        return ()
    said = (
        (gettext("Number of the report"), verified.number),
        (gettext("Issued"), verified.issued_text),
        (pgettext("of a report", "Valid until"), verified.valid_until_text),
        (gettext("How it was verified"), verified.how_text),
        (gettext("What was verified"), verified.items_text),
        (gettext("Advisor"), verified.advisor),
        (gettext("Approved by"), verified.approver),
        (gettext("Operator"), verified.operator),
        (gettext("To check this report"), verified.verify_url),
        (gettext("The firm's own result"), verified.self_line),
        (gettext("Fingerprint of the content"), verified.content_hash),
    )
    return tuple((label, text) for label, text in said if text)
