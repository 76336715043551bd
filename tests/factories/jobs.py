"""Jobs in any state, as rows."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models.functions import Now

from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job


def queued(**columns):
    """A job that waits; its task is one of the samples of tests.jobs."""
    with transaction.atomic():
        job = outbox.enqueue(
            task=columns.pop("task", "samples.note"),
            args=columns.pop("args", {"key": "one"}),
            dedup_key=columns.pop("dedup_key", uuid4().hex),
            queue=columns.pop("queue", "score"),
        )
    return changed(job, **columns) if columns else job


def running(*, lease_for=timedelta(seconds=10), **columns):
    """A job that a worker took; a negative ``lease_for`` means that the worker was lost."""
    attempts = columns.pop("attempts", 1)
    job = queued(**columns)
    return changed(job, state="running", attempts=attempts, lease_token=uuid4(), lease_until=Now() + lease_for)


def done(*, ago=timedelta(0), **columns):
    """A job that was done a while ago."""
    return changed(queued(**columns), state="done", attempts=1, due_at=Now() - ago, finished_at=Now() - ago)


def failed(**columns):
    """A job that used up its attempts."""
    return changed(queued(**columns), state="failed", attempts=3, error="ValueError: in work", finished_at=Now())


def changed(job, **columns):
    Job.objects.filter(pk=job.pk).update(**columns)
    job.refresh_from_db()
    return job
