"""Asking for the PDF of a scorecard: the one place that knows which job that is. The room ``reports`` does the job."""

from django.db import transaction

from assessments.models import Scope, Scorecard
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job


@transaction.atomic
def request_report(*, scorecard: Scorecard, language: str) -> Job | None:
    """Queue the report in one language; asking twice makes one job. A quick check has none."""
    if scorecard.scope != Scope.FULL:
        return None
    return outbox.enqueue(
        task="reports.render_report",
        args={"scorecard": scorecard.pk, "language": language},
        dedup_key=job_key(scorecard, language),
        queue="report",
    )


def job_key(scorecard: Scorecard, language: str) -> str:
    """Return the key of the job that makes the report."""
    return f"report:{scorecard.pk}:{language}"
