"""Doing a job: what happens between a message that holds nothing but an id and a finished row."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import structlog
from celery import Task, shared_task
from django.db import connection
from django.db.models.functions import Now

from c4ir_assess.exceptions import LimitExceeded
from c4ir_assess.faults import describe, trace
from c4ir_assess.jobs import timing
from c4ir_assess.jobs.leases import Lease, claim, heartbeat
from c4ir_assess.jobs.models import Job

logger = structlog.get_logger(__name__)
Work = Callable[..., Any]


def job_task(name: str, *, is_letter: bool = False) -> Callable[[Work], "Task[[int], None]"]:
    """Register a function as the work behind the jobs of this task name.

    The function gets the job's args as keywords. It may run twice, even at the same time (a worker that was cut off
    does not know it), so what it writes must be bound by unique keys. What it returns is dropped; an exception
    makes a failed attempt. A letter is tried for some hours, all else for half a minute. Celery neither retries nor
    acknowledges late: the lease is the only recovery.
    """

    def register(work: Work) -> "Task[[int], None]":
        @shared_task(name=name, acks_late=False, ignore_result=True, max_retries=0)
        def run(job_id: int) -> None:
            attempt(job_id, task=name, work=work, is_letter=is_letter)

        return run

    return register


def attempt(job_id: int, *, task: str, work: Work, is_letter: bool = False) -> None:
    """Claim, work, finish; do nothing when the job is not to be done now, which is what a second message finds."""
    lease = claim(job_id, task=task)
    if not lease:
        logger.debug("job not claimed", job_id=job_id, task=task)
        return
    with structlog.contextvars.bound_contextvars(job=str(lease.job.uuid), task=task, attempt=lease.job.attempts):
        logger.debug("job started")
        try:
            with heartbeat(lease):
                work(**lease.job.args)
        except Exception as fault:  # noqa: BLE001 -- whatever goes wrong in the work is a failed attempt, shown to people
            _fail(lease, fault, timing.LETTER_BACKOFF if is_letter else timing.BACKOFF)
        else:
            _finish(lease)


def _finish(lease: Lease) -> None:
    if lease.give_back(state=Job.State.DONE, finished_at=Now(), error=""):
        logger.info("job done")
    else:
        logger.info("lease lost, job left to its new holder")


def _fail(lease: Lease, fault: Exception, rests: Sequence[timedelta]) -> None:
    """Write what went wrong; queue the job for later while attempts are left and another one may end better."""
    if not connection.is_usable():  # it may be the very thing that went wrong
        connection.close()
    is_last = lease.job.attempts > len(rests) or isinstance(fault, LimitExceeded)
    error = describe(fault)
    if is_last:
        is_ours = lease.give_back(state=Job.State.FAILED, finished_at=Now(), error=error)
    else:
        rest = rests[lease.job.attempts - 1]
        is_ours = lease.give_back(state=Job.State.QUEUED, due_at=Now() + rest, published_at=None, error=error)
    level = logging.ERROR if is_last and is_ours else logging.WARNING
    logger.log(level, "job attempt failed", error=error, trace=trace(fault))
