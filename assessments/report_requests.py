"""Asking for the PDF of a scorecard: the one place that knows which job that is. The room ``reports`` does the job."""

from contextlib import suppress

from django.db import transaction

from assessments.models import Scope, Scorecard
from c4ir_assess.exceptions import TransitionNotAllowed
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from questionnaires import library


@transaction.atomic
def request_report(
    *,
    scorecard: Scorecard,
    language: str,
    with_private: bool = False,
    queue: str = "report",
    by_person: bool = False,
) -> Job | None:
    """Queue the report in one language; asking twice makes one job. None where there is no report to make.

    ``with_private`` prints the answers to sensitive questions, too. A job that was done is done again, which prints
    only what has changed; one that waits in a later queue is moved to this one; a failed one is tried again if a person
    asks for it.
    """
    if not has_report(scorecard):
        return None
    job = outbox.enqueue(
        task="reports.render_report",
        args={"scorecard": scorecard.pk, "language": language} | ({"with_private": True} if with_private else {}),
        dedup_key=job_key(scorecard, language, with_private=with_private),
        queue=queue,
    )
    if job.state == Job.State.DONE:
        outbox.revive(job=job, queue=queue)
    elif job.queue != queue:
        outbox.hurry(job=job, queue=queue)
    if by_person and job.state == Job.State.FAILED:
        with suppress(TransitionNotAllowed):  # somebody else was faster
            outbox.retry(job=job)
    return job


def has_report(scorecard: Scorecard) -> bool:
    """Whether there is a report to make: of a full assessment, where the framework names next steps."""
    framework = library.get(scorecard.framework_hash)
    return scorecard.scope == Scope.FULL and any(item.steps for item in framework.items())


def job_key(scorecard: Scorecard, language: str, *, with_private: bool = False) -> str:
    """Return the key of the job that makes the report."""
    return f"report:{scorecard.pk}:{language}{':private' if with_private else ''}"
