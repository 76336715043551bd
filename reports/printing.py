"""Making the report of a scorecard: once a language, whole, and safe to run twice."""

from django.db import transaction

from assessments.models import Scope, Scorecard
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from questionnaires.document import Language
from reports import files, rendering
from reports.content import build_report_content
from reports.models import Report


def request_report(*, scorecard: Scorecard, language: Language) -> Job | None:
    """Queue the report in one language, in the caller's transaction; a quick check has none."""
    if scorecard.scope != Scope.FULL:
        return None
    return outbox.enqueue(
        task="reports.render_report",
        args={"scorecard": scorecard.pk, "language": language},
        dedup_key=job_key(scorecard, language),
        queue="report",
    )


def job_key(scorecard: Scorecard, language: Language) -> str:
    """Return the key of the job that makes the report."""
    return f"report:{scorecard.pk}:{language}"


def print_report(*, scorecard: Scorecard, language: Language) -> Report:
    """Return the report, rendered now if there is none. Two at once leave one row; equal bytes are one file."""
    existing = Report.objects.filter(scorecard=scorecard, language=language).first()
    if existing is not None:
        return existing
    rendered = rendering.render_pdf(build_report_content(scorecard, language))
    name = files.store(f"reports/{scorecard.uuid}-{language}", rendered.pdf)
    with transaction.atomic():
        report, _ = Report.objects.get_or_create(
            scorecard=scorecard,
            language=language,
            defaults={
                "file": name,
                "content_hash": name.removesuffix(".pdf").rpartition("-")[2],
                "size": len(rendered.pdf),
                "pages": rendered.pages,
            },
        )
    return report
