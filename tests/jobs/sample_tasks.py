"""Work for tests: what real work may do to a worker. Starts are lines of a file, effects are unique rows."""

import contextlib
import os
import signal
import time
from pathlib import Path

from billiard.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction

from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from c4ir_assess.jobs.running import job_task

STARTS = Path(settings.DATA_DIR, "starts.txt")


@job_task("samples.note")
def note(key):
    """Have one effect, however often it is done."""
    _start(key)
    _effect(key)


@job_task("samples.slow")
def slow(key, seconds):
    """Work for a while, then have the effect."""
    _start(key)
    time.sleep(seconds)
    _effect(key)


@job_task("samples.gated")
def gated(key, gate):
    """Work until the test opens the gate."""
    _start(key)
    while not Path(gate).exists():
        time.sleep(0.01)
    _effect(key)


@job_task("samples.poison")
def poison(key):
    """Kill the worker's process."""
    _start(key)
    os.kill(os.getpid(), signal.SIGKILL)


@job_task("samples.stubborn")
def stubborn(key):
    """Go on after being told that the time is over."""
    _start(key)
    while True:
        with contextlib.suppress(SoftTimeLimitExceeded):
            time.sleep(60)


def starts(key):
    """How often the work was started."""
    return STARTS.read_text().split().count(key) if STARTS.exists() else 0


def effects(key):
    """How often it had its effect."""
    return Job.objects.filter(dedup_key=f"effect:{key}").count()


def _start(key):
    with STARTS.open("a") as file:
        file.write(f"{key}\n")


def _effect(key):
    """Write a row for later, as one job that enqueues the next does."""
    with transaction.atomic():
        job = outbox.enqueue(task="samples.effect", args={}, dedup_key=f"effect:{key}")
        Job.objects.filter(pk=job.pk, state=Job.State.QUEUED).update(state=Job.State.DONE)
