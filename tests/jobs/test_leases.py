"""Holding a job. Two real connections race where two workers would."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models.functions import Now

from c4ir_assess.jobs import timing
from c4ir_assess.jobs.leases import claim, heartbeat
from c4ir_assess.jobs.models import Job
from tests.factories import jobs
from tests.waiting import until

TASK = "samples.note"
PAST, FUTURE = timedelta(seconds=-1), timedelta(hours=1)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("start", [jobs.queued, lambda: jobs.running(lease_for=PAST)], ids=["queued", "lost"])
def test_claim_by_two_at_once_has_one_winner(start):
    job, ready = start(), threading.Barrier(2)

    def compete(_number):
        try:
            connection.ensure_connection()
            ready.wait(timeout=20)
            return claim(job.pk, task=TASK)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        leases = list(pool.map(compete, range(2)))

    won = [lease for lease in leases if lease]
    assert len(won) == 1
    assert Job.objects.get().lease_token == won[0].token
    assert Job.objects.get().attempts == job.attempts + 1


@pytest.mark.parametrize(
    "start",
    [jobs.running, jobs.done, jobs.failed, lambda: jobs.queued(due_at=Now() + FUTURE)],
    ids=["held", "done", "failed", "not due"],
)
def test_claim_of_a_job_that_is_not_waiting_gets_nothing(db, start):
    job = start()

    assert claim(job.pk, task=TASK) is None
    assert Job.objects.get().attempts == job.attempts


def test_claim_after_the_last_loss_gets_nothing(db):
    job = jobs.running(lease_for=PAST, losses=timing.LOSSES - 1)

    assert claim(job.pk, task=TASK) is None


def test_claim_counts_the_worker_that_was_lost_and_no_failure(db):
    job = jobs.running(lease_for=PAST)

    again = claim(job.pk, task=TASK)
    again.give_back(state="queued")
    once_more = claim(job.pk, task=TASK)

    assert (once_more.job.attempts, once_more.job.losses) == (3, 1)


def test_claim_of_a_lease_from_before_the_clock_was_put_back_succeeds(db):
    job = jobs.running(lease_for=FUTURE)

    assert claim(job.pk, task=TASK)


def test_claim_for_another_task_gets_nothing(db):
    assert claim(jobs.queued().pk, task="samples.slow") is None


def test_claim_of_an_unknown_job_gets_nothing(db):
    assert claim(404, task=TASK) is None


def test_give_back_with_a_lost_token_changes_nothing(db):
    job = jobs.queued()
    slow = claim(job.pk, task=TASK)
    jobs.changed(job, lease_until=Now() + PAST)
    quick = claim(job.pk, task=TASK)

    assert not slow.give_back(state=Job.State.DONE, finished_at=Now())
    assert not slow.extend()
    assert Job.objects.get().state == "running"
    assert quick.give_back(state=Job.State.DONE, finished_at=Now())


def test_give_back_after_the_reconciler_took_the_job_changes_nothing(db):
    job = jobs.queued()
    lease = claim(job.pk, task=TASK)
    jobs.changed(job, state="queued", lease_token=None, lease_until=None)

    assert not lease.give_back(state=Job.State.DONE, finished_at=Now())
    assert Job.objects.get().state == "queued"


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_heartbeat_keeps_a_lease_that_would_run_out(monkeypatch):
    monkeypatch.setattr(timing, "HEARTBEAT", timedelta(milliseconds=20))
    job = jobs.queued()
    lease = claim(job.pk, task=TASK)
    jobs.changed(job, lease_until=Now() + PAST)

    with heartbeat(lease):
        until(lambda: not Job.objects.lost().exists())

    assert not [thread for thread in threading.enumerate() if thread.name == "heartbeat"]


@pytest.mark.django_db(transaction=True)
def test_heartbeat_ends_when_the_lease_is_lost(monkeypatch):
    monkeypatch.setattr(timing, "HEARTBEAT", timedelta(milliseconds=20))
    job = jobs.queued()
    lease = claim(job.pk, task=TASK)
    theirs = jobs.changed(job, lease_token=uuid4())

    with heartbeat(lease):
        until(lambda: not [thread for thread in threading.enumerate() if thread.name == "heartbeat"])

    assert Job.objects.get().lease_until == theirs.lease_until
