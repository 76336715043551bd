"""Writing work down, in the transaction that makes it necessary, and asking how it goes. Never talks to the broker."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from c4ir_assess.exceptions import TransitionNotAllowed
from c4ir_assess.jobs.models import Job

logger = structlog.get_logger(__name__)


def enqueue(
    *, task: str, args: dict[str, Any], dedup_key: str, queue: str = "score", due_at: datetime | None = None
) -> Job:
    """Return the job of this key, written now if there is none yet; the relay announces it after the commit.

    ``args`` are ids, the keywords of the function behind ``task``. A job of the same key is returned as it stands:
    a failed one stays failed until a person retries it. Outside a transaction it raises, because work whose cause is
    rolled back, or a cause whose work is lost, is what this table is there to prevent.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("enqueue() belongs into the transaction that makes the work due")
    if queue not in settings.CELERY_TASK_QUEUES:
        raise ValueError(f"no worker listens to the queue {queue!r}")
    new: dict[str, Any] = {"task": task, "args": args, "queue": queue}
    if due_at:
        new["due_at"] = due_at
    job, is_new = Job.objects.get_or_create(dedup_key=dedup_key, defaults=new)
    if is_new:  # after the commit, with the request's id: so the job's later lines can be traced to the request
        transaction.on_commit(partial(logger.info, "job queued", job=str(job.uuid), task=task))
    return job


def retry(*, job: Job) -> None:
    """Queue a failed job again, with all its attempts; refuse any other."""
    if not _queue_again(job, Job.State.FAILED):
        raise TransitionNotAllowed("only a failed job can be queued again")
    logger.info("job retried", job=str(job.uuid), task=job.task)


def revive(*, job: Job, queue: str = "") -> None:
    """Queue a done job again, because what it made is gone or may be different by now; leave any other as it is."""
    if _queue_again(job, Job.State.DONE, **({"queue": queue} if queue else {})):
        logger.info("job revived", job=str(job.uuid), task=job.task)


def hurry(*, job: Job, queue: str) -> None:
    """Move a waiting job to a queue whose turn comes earlier; one that stands there or further ahead stays."""
    order = list(settings.CELERY_TASK_QUEUES)
    later = order[order.index(queue) + 1 :]
    Job.objects.filter(pk=job.pk, state=Job.State.QUEUED, queue__in=later).update(queue=queue, published_at=None)


def _queue_again(job: Job, state: Job.State, **columns: Any) -> bool:
    again = {
        "state": Job.State.QUEUED,
        "attempts": 0,
        "losses": 0,
        "error": "",
        "published_at": None,
        "finished_at": None,
    }
    return bool(Job.objects.filter(pk=job.pk, state=state).update(due_at=Now(), **again, **columns))


def progress(dedup_key: str) -> Job.State | None:
    """Return where the work of this key stands, None if there is none.

    Done jobs are removed after a month: ask only while the result itself is missing.
    """
    state = Job.objects.filter(dedup_key=dedup_key).values_list("state", flat=True).first()
    return Job.State(state) if state else None


def look_up_all(dedup_keys: Collection[str]) -> dict[str, Job]:
    """Return the jobs of these keys, by key; like ``progress`` it no longer knows what was done a month ago."""
    return {job.dedup_key: job for job in Job.objects.filter(dedup_key__in=dedup_keys)}


def is_patient(job: Job) -> bool:
    """Whether nobody waits for it: it stands in a queue for work by the hundred."""
    return job.queue in settings.JOBS_PATIENT_QUEUES


def place(job: Job) -> int:
    """Return the place of a waiting job among those of its kind, 1 for the next one; what runs counts, too."""
    order = list(settings.CELERY_TASK_QUEUES)
    ahead = Job.objects.filter(task=job.task).ahead_of(job, order[: order.index(job.queue)])
    return ahead.count() + 1


def was_done_lately(dedup_key: str, *, within: timedelta) -> bool:
    """Whether the job of this key was done just now, by the database's clock."""
    return Job.objects.filter(dedup_key=dedup_key, state=Job.State.DONE, finished_at__gte=Now() - within).exists()
