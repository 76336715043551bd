"""Holding a job: taken, prolonged and given back by conditional updates, so that only its holder can change it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import structlog
from django.db import Error, connection
from django.db.models import Case, F, When
from django.db.models.functions import Now

from c4ir_assess.jobs import timing
from c4ir_assess.jobs.models import Job

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Lease:
    """One attempt at a job: the job as it was when taken, and the token that proves who took it."""

    job: Job
    token: UUID

    def extend(self) -> bool:
        """Say that the work goes on; False when somebody else holds the job by now."""
        return bool(self._mine().update(lease_until=Now() + timing.LEASE))

    def give_back(self, **columns: Any) -> bool:
        """End the attempt and write how; False, and nothing written, when somebody else holds the job by now."""
        return bool(self._mine().update(lease_token=None, lease_until=None, **columns))

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, state=Job.State.RUNNING, lease_token=self.token)


def claim(job_id: int, *, task: str) -> Lease | None:
    """Take a job for one attempt. None when it is not this one's turn: done, not due, or held by another worker."""
    token = uuid4()
    claimed = Job.objects.filter(pk=job_id, task=task).claimable()
    was_lost = Case(When(state=Job.State.RUNNING, then=1), default=0)
    if not claimed.update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        losses=F("losses") + was_lost,
        lease_token=token,
        lease_until=Now() + timing.LEASE,
    ):
        return None
    return Lease(job=Job.objects.get(pk=job_id), token=token)


@contextmanager
def heartbeat(lease: Lease) -> Iterator[None]:
    """Prolong the lease from a second thread for as long as the block runs, however long that is."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(lease, over), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(lease: Lease, over: threading.Event) -> None:
    """Beat until the work is over or the lease is lost; a database that is away for a moment ends nothing."""
    try:
        while not over.wait(timing.HEARTBEAT.total_seconds()):
            try:
                if not lease.extend():
                    return
            except Error as fault:
                logger.warning("heartbeat missed", job=str(lease.job.uuid), fault=type(fault).__name__)
                connection.close()
    finally:
        connection.close()
