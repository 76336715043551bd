"""The firm's list of its issued reports: where each stands, and how far its PDFs are."""

from dataclasses import dataclass

from django.utils import timezone

from assessments import report_requests
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from reports.issued import issuing, verify_page
from reports.models import IssuedFile, IssuedReport
from reports.printed.languages import EDITIONS


@dataclass(frozen=True, slots=True)
class Print:
    """An issued report in one language: its file, or else whether it could not be made."""

    language: str
    file: IssuedFile | None
    has_failed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An issued report in the list. ``has_plan``: its questions name next steps, of which slides are made."""

    report: IssuedReport
    state: IssuedReport.State
    how: tuple[str, ...]
    prints: tuple[Print, ...]
    has_plan: bool


def lines(reports: list[IssuedReport]) -> list[Line]:
    """Say of each report what the firm may do with it; of a withdrawn one nothing is given out any more."""
    today = timezone.localdate()
    return [_line(report, issuing.state(report, today)) for report in reports]


def _line(report: IssuedReport, state: IssuedReport.State) -> Line:
    is_withdrawn = state == IssuedReport.State.WITHDRAWN
    prints = () if is_withdrawn else tuple(_print(report, language) for language in EDITIONS)
    return Line(report, state, verify_page.ways(report), prints, has_plan=report_requests.has_report(report.scorecard))


def _print(report: IssuedReport, language: str) -> Print:
    file = next((each for each in report.files.all() if each.language == language), None)
    has_failed = file is None and outbox.progress(issuing.job_key(report, language)) == Job.State.FAILED
    return Print(language, file, has_failed)
