"""From the table to the broker and, when a worker is lost, back again. One process, started by ``manage.py relay``.

It may be killed, run twice or be away for an hour: it only repeats what the table says.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from celery import Celery
from django.db import Error, connection
from django.db.models import F
from django.db.models.functions import Now
from kombu import Connection
from kombu.exceptions import OperationalError

from c4ir_assess.jobs import canary, daily, timing
from c4ir_assess.jobs.models import Job

logger = structlog.get_logger(__name__)


class Reach:
    """Says once when something is out of reach and once when it is back, however often it is tried."""

    def __init__(self, what: str) -> None:
        """Name it for the log."""
        self.what = what
        self.is_lost = False

    @contextmanager
    def expecting(self, *faults: type[BaseException]) -> Iterator[None]:
        """Let these faults of the block pass; what was to be done is tried again with the next poll."""
        try:
            yield
        except faults as fault:
            if not self.is_lost:
                logger.warning("out of reach", what=self.what, fault=f"{type(fault).__name__}: {fault}"[:300])
            self.is_lost = True
        else:
            if self.is_lost:
                logger.info("within reach again", what=self.what)
            self.is_lost = False


class Relay:
    """Polls the table. Everything it remembers is when to look next and what is out of reach."""

    def __init__(self, app: Celery) -> None:
        """Publish through this application."""
        self.app = app
        self.broker, self.database = Reach("broker"), Reach("database")
        self.reconcile_at = self.clean_up_at = 0.0

    def run(self) -> None:
        """Poll until the process is told to stop."""
        logger.info("relay started")
        while True:
            self.poll()
            time.sleep(timing.POLL.total_seconds())

    def poll(self) -> None:
        """Do once what is due now; the database or the broker may be away."""
        with self.database.expecting(Error):
            self._look_after()
            self._publish()
        if self.database.is_lost:
            connection.close()

    def _look_after(self) -> None:
        now = time.monotonic()
        if now >= self.reconcile_at:
            put_back_lost()
            canary.send()
            daily.send()
            self.reconcile_at = now + timing.RECONCILE.total_seconds()
        if now >= self.clean_up_at:
            clean_up()
            self.clean_up_at = now + timing.CLEAN_UP.total_seconds()

    def _publish(self) -> None:
        """Publish through a connection of its own each time, so that a dead socket is never met twice."""
        waiting = Job.objects.to_publish().order_by().values_list("queue", flat=True).distinct()
        queues = list(waiting)
        if not queues:
            return
        seconds = timing.BROKER_TIMEOUT.total_seconds()
        options = {"socket_timeout": seconds, "socket_connect_timeout": seconds}
        link: Connection = self.app.connection_for_write(transport_options=options)
        with self.broker.expecting(OperationalError, *link.connection_errors, *link.channel_errors), link:
            link.ensure_connection(max_retries=0)
            for queue in queues:
                publish(self.app, link, queue)


def publish(app: Celery, link: Connection, queue: str) -> None:
    """Announce the longest waiting jobs of one queue, as many as the broker's queue has room for.

    Without that bound each poll would add the whole backlog again while the workers are busy.
    """
    room = timing.QUEUE_DEPTH - _depth(link, queue)
    if room <= 0:
        return
    sent = []
    try:
        for job in Job.objects.to_publish().filter(queue=queue).order_by("due_at", "pk")[:room]:
            app.send_task(job.task, args=[job.pk], queue=queue, connection=link, retry=False)
            sent.append(job.pk)
    finally:
        Job.objects.filter(pk__in=sent, state=Job.State.QUEUED).update(published_at=Now())


def _depth(link: Connection, queue: str) -> int:
    channel: Any = link.default_channel
    return int(channel.queue_declare(queue=queue).message_count)


def put_back_lost() -> None:
    """Queue again what lost its worker, or give it up after the last loss: a job that kills workers must end."""
    lost = Job.objects.lost()
    if not lost.exists():  # SQLite would take its one write lock for an update of nothing
        return
    ended = {
        "lease_token": None,
        "lease_until": None,
        "error": "WorkerLost: the worker stopped in the middle",
        "losses": F("losses") + 1,
    }
    given_up = lost.filter(losses__gte=timing.LOSSES - 1)
    failed = given_up.update(state=Job.State.FAILED, finished_at=Now(), **ended)
    queued = lost.update(state=Job.State.QUEUED, published_at=None, **ended)
    logger.warning("workers lost", queued_again=queued, failed=failed)


def clean_up() -> None:
    """Remove jobs done long ago; the column of the index comes first, so that few rows are looked at."""
    old = Now() - timing.DONE_KEPT
    Job.objects.filter(state=Job.State.DONE, due_at__lt=old, finished_at__lt=old).delete()
