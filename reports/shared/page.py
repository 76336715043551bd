"""What a private link shows at the moment it is opened: the issued report while there is one, else the self-assessment.

Of a report that was withdrawn it shows just that: nothing takes its place unless it is issued anew.

Answers to sensitive questions are on neither the page nor the file.
"""

from dataclasses import dataclass
from typing import BinaryIO

from django.utils import timezone

from assessments import scores
from assessments.report_requests import request_report
from questionnaires.words import Language
from reports import headline
from reports.content import ReportContent, build_report_content, printable
from reports.headline import Lead
from reports.issued import issuing, seals
from reports.models import IssuedReport, ShareLink
from reports.printed import files, naming, printing
from reports.printed.languages import Edition


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A shared result: what it says in front, and the issued report with its state if it is one."""

    link: ShareLink
    content: ReportContent
    lead: Lead
    issued: IssuedReport | None
    state: IssuedReport.State | None


def read(link: ShareLink, language: Language) -> SharedPage | None:
    """Return what a link shows, None where there is no result (any more)."""
    issued = _newest(link)
    card = scores.self_scorecard(link.submission)
    if issued:
        content, state = seals.content_of(issued, language), issuing.state(issued, timezone.localdate())
    elif card:
        content, state = build_report_content(card, language), None
    else:
        return None
    content = printable(content)
    return SharedPage(link, content, headline.of_whole(content), issued, state)


def is_withdrawn(link: ShareLink) -> bool:
    """Whether what a link leads to was withdrawn: there is no PDF of it then."""
    issued = _newest(link)
    return issued is not None and issued.withdrawn_at is not None


def open_pdf(link: ShareLink) -> tuple[BinaryIO, str] | None:
    """Return the file that a link leads to and its name; None while it is being made, for which it is queued then."""
    edition: Edition = link.language  # type: ignore[assignment]  # no other is stored
    issued = _newest(link)
    return _issued_file(issued, edition) if issued else _self_file(link, edition)


def _newest(link: ShareLink) -> IssuedReport | None:
    """Return the newest issued report of what was shared, also a withdrawn one."""
    return link.submission.issued_reports.first()


def _issued_file(report: IssuedReport, edition: Edition) -> tuple[BinaryIO, str] | None:
    file = report.files.filter(language=edition).first()
    if file is None:
        return None
    try:
        return files.open_file(file.file), naming.issued_name(report, edition)
    except FileNotFoundError:
        issuing.print_lost(report=report, language=edition)
        return None


def _self_file(link: ShareLink, edition: Edition) -> tuple[BinaryIO, str] | None:
    card = scores.self_scorecard(link.submission)
    if card is None:
        return None
    report = printing.current(scorecard=card, language=edition)
    if report is None:
        request_report(scorecard=card, language=edition)
        return None
    return files.open_file(report.file), naming.download_name(report)
