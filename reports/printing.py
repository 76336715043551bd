"""Making the report of a scorecard: once a language, whole, and safe to run twice."""

import structlog
from django.db import transaction

from assessments.models import Scorecard
from assessments.report_requests import request_report
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from questionnaires.words import Language
from reports import files, rendering
from reports.content import build_report_content
from reports.models import Report

logger = structlog.get_logger(__name__)


@transaction.atomic
def request_lost(*, report: Report) -> Job | None:
    """Queue a report whose file is gone, whatever became of the job that made it; a failed one stays failed."""
    logger.error("report file missing", report=str(report.uuid), file=report.file)
    job = request_report(scorecard=report.scorecard, language=report.language, with_private=report.with_private)
    if job:
        outbox.revive(job=job)
    return job


def print_report(*, scorecard: Scorecard, language: Language, with_private: bool = False) -> Report:
    """Return the report, rendered now if it or its file is not there. Two at once leave one row; equal bytes one file.

    A file written anew takes the row along, because a report may look different by now.
    """
    existing = Report.objects.filter(scorecard=scorecard, language=language, with_private=with_private).first()
    if existing is not None and files.exists(existing.file):
        return existing
    rendered = rendering.render_pdf(build_report_content(scorecard, language), with_private=with_private)
    name = files.store(f"reports/{scorecard.uuid}-{language}{'-private' if with_private else ''}", rendered.pdf)
    with transaction.atomic():
        report, _ = Report.objects.update_or_create(
            scorecard=scorecard,
            language=language,
            with_private=with_private,
            defaults={
                "file": name,
                "content_hash": name.removesuffix(".pdf").rpartition("-")[2],
                "size": len(rendered.pdf),
                "pages": rendered.pages,
            },
        )
    return report
