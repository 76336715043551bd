"""Making the report of a scorecard: once for the same input, whole, and safe to run twice."""

from datetime import timedelta
from functools import partial

import structlog
from django.db import transaction

from assessments.models import Scorecard, Submission
from assessments.report_requests import job_key, request_report
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from reports.content import ReportContent, build_report_content
from reports.models import Report
from reports.press import fingerprint, rendering
from reports.printed import files
from reports.printed.languages import EDITIONS, Edition

logger = structlog.get_logger(__name__)

# A worker that looked at a report so lately knows best; one of another version than ours must not keep it from people.
_JUST_NOW = timedelta(minutes=1)


def is_due(report: Report) -> bool:
    """Whether it has to be made anew before it is opened: what it says has changed, or how it looks."""
    edition: Edition = report.language  # type: ignore[assignment]  # no other is stored
    contents = _contents(report.scorecard, edition)
    if report.input_hash == fingerprint.of(*contents, with_private=report.with_private):
        return False
    key = job_key(report.scorecard, report.language, with_private=report.with_private)
    return not outbox.was_done_lately(key, within=_JUST_NOW)


def request_again(*, report: Report) -> Job | None:
    """Queue a report that is due anew or whose file is gone, whatever became of its job; a failed one stays failed."""
    return request_report(scorecard=report.scorecard, language=report.language, with_private=report.with_private)


def request_lost(*, report: Report) -> Job | None:
    """Queue a report whose file is gone, which should not happen."""
    logger.error("report file missing", report=str(report.uuid), file=report.file)
    return request_again(report=report)


def request_changed(*, submission: Submission) -> None:
    """Queue the reports that were made of a submission, after something that they print has changed."""
    for report in Report.objects.filter(scorecard__submission=submission).select_related("scorecard"):
        request_again(report=report)


def current(*, scorecard: Scorecard, language: Edition, with_private: bool = False) -> Report | None:
    """Return the report if it is there and says and looks what it would if it were made now."""
    return _current(scorecard, language, _contents(scorecard, language), with_private=with_private)


def print_report(*, scorecard: Scorecard, language: Edition, with_private: bool = False) -> Report:
    """Return the report, rendered now unless the same input has been. Two at once leave one row and one file."""
    contents = _contents(scorecard, language)
    if kept := _current(scorecard, language, contents, with_private=with_private):
        return kept
    rendered = _render(contents, with_private=with_private)
    name = files.store(f"reports/{scorecard.uuid}-{language}{'-private' if with_private else ''}", rendered.pdf)
    row = {
        "input_hash": fingerprint.of(*contents, with_private=with_private),
        "file": name,
        "content_hash": name.removesuffix(".pdf").rpartition("-")[2],
        "size": len(rendered.pdf),
        "pages": rendered.pages,
    }
    return _replace(Report(scorecard=scorecard, language=language, with_private=with_private), row)


def _contents(scorecard: Scorecard, edition: Edition) -> list[ReportContent]:
    return [build_report_content(scorecard, language) for language in EDITIONS[edition]]


def _current(
    scorecard: Scorecard, language: Edition, contents: list[ReportContent], *, with_private: bool
) -> Report | None:
    made = Report.objects.filter(scorecard=scorecard, language=language, with_private=with_private).first()
    is_same = made and made.input_hash == fingerprint.of(*contents, with_private=with_private)
    return made if made and is_same and files.exists(made.file) else None


def _render(contents: list[ReportContent], *, with_private: bool) -> rendering.Rendered:
    if len(contents) == 1:
        return rendering.render_pdf(contents[0], with_private=with_private)
    first, second = contents
    return rendering.render_pdf(first, other=second, with_private=with_private)


@transaction.atomic
def _replace(wanted: Report, row: dict[str, object]) -> Report:
    """Write the row of a new file; the former file goes once nobody can find it any more."""
    which = {name: getattr(wanted, name) for name in ("scorecard", "language", "with_private")}
    former = Report.objects.select_for_update(no_key=True).filter(**which).values_list("file", flat=True).first()
    report, _ = Report.objects.update_or_create(**which, defaults=row)
    if former and former != report.file:
        transaction.on_commit(partial(_remove_unused, former))
    return report


def _remove_unused(name: str) -> None:
    if not Report.objects.filter(file=name).exists():
        files.remove(name)
