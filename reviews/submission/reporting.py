"""The PDF reports of what was sent: which are there, and how far the others are."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from assessments.models import Scorecard
from assessments.report_requests import has_report, job_key
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Pdf:
    """The report in one language: there (``uuid`` and ``pages``), or how far its job is, or neither."""

    language: str
    uuid: UUID | None = None
    pages: int = 0
    is_working: bool = False
    is_failed: bool = False


def pdfs(scorecard: Scorecard) -> Iterator[Pdf]:
    """Yield the report in each language, nothing where there is no report to make."""
    if not has_report(scorecard):
        return
    there = {report.language: report for report in scorecard.reports.all() if not report.with_private}
    for language in LANGUAGES:
        if language in there:
            yield Pdf(language, there[language].uuid, there[language].pages)
            continue
        progress = outbox.progress(job_key(scorecard, language))
        is_working = progress in {Job.State.QUEUED, Job.State.RUNNING}
        yield Pdf(language, is_working=is_working, is_failed=progress == Job.State.FAILED)
