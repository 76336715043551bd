"""Asking for the PDF of a scorecard: the one place that knows which job that is. The room ``reports`` does the job."""

from django.db import transaction

from assessments.models import Scope, Scorecard
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from questionnaires import library


@transaction.atomic
def request_report(*, scorecard: Scorecard, language: str, with_private: bool = False) -> Job | None:
    """Queue the report in one language; asking twice makes one job. None where there is no report to make.

    ``with_private`` prints the answers to sensitive questions, too.
    """
    if not has_report(scorecard):
        return None
    return outbox.enqueue(
        task="reports.render_report",
        args={"scorecard": scorecard.pk, "language": language} | ({"with_private": True} if with_private else {}),
        dedup_key=job_key(scorecard, language, with_private=with_private),
        queue="report",
    )


def has_report(scorecard: Scorecard) -> bool:
    """Whether there is a report to make: of a full assessment, where the framework names next steps."""
    framework = library.get(scorecard.framework_hash)
    return scorecard.scope == Scope.FULL and any(item.steps for item in framework.items())


def job_key(scorecard: Scorecard, language: str, *, with_private: bool = False) -> str:
    """Return the key of the job that makes the report."""
    return f"report:{scorecard.pk}:{language}{':private' if with_private else ''}"
