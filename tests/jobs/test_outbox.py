"""Writing work down."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from c4ir_assess.exceptions import TransitionNotAllowed
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from tests.factories import jobs

KEY = "score:7"


def enqueue(**changes):
    return outbox.enqueue(**{"task": "samples.note", "args": {"key": "a"}, "dedup_key": KEY} | changes)


def test_enqueue_writes_a_queued_job(db):
    enqueue(queue="report")

    job = Job.objects.get()
    assert (job.task, job.args, job.queue, job.state, job.attempts) == (
        "samples.note",
        {"key": "a"},
        "report",
        "queued",
        0,
    )
    assert list(Job.objects.to_publish()) == [job]


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_enqueue_in_a_transaction_rolled_back_leaves_nothing():
    with transaction.atomic():
        enqueue()
        transaction.set_rollback(True)

    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_enqueue_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        enqueue()


def test_enqueue_twice_gives_the_same_job(db):
    first, second = enqueue(), enqueue()

    assert first == second
    assert Job.objects.count() == 1


@pytest.mark.parametrize("state", [jobs.failed, jobs.done, jobs.running])
def test_enqueue_leaves_a_known_job_as_it_stands(db, state):
    known = state(dedup_key=KEY)

    assert enqueue() == known
    assert Job.objects.get().state == known.state


def test_enqueue_for_a_queue_without_workers_is_refused(db):
    with pytest.raises(ValueError, match="nowhere"):
        enqueue(queue="nowhere")


def test_enqueue_for_later_is_not_published_before(db):
    enqueue(due_at=timezone.now() + timedelta(hours=1))

    assert not Job.objects.to_publish().exists()


def test_enqueue_tells_the_log_after_the_commit(db, django_capture_on_commit_callbacks, caplog):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue()
        assert not caplog.records

    assert caplog.records[0].msg["job"] == str(job.uuid)


def test_retry_queues_a_failed_job_with_all_attempts(db):
    job = jobs.failed(published_at=timezone.now())

    outbox.retry(job=job)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.error, job.finished_at) == ("queued", 0, "", None)
    assert list(Job.objects.to_publish()) == [job]


@pytest.mark.parametrize("state", [jobs.queued, jobs.running, jobs.done])
def test_retry_of_a_job_that_did_not_fail_is_refused(db, state):
    job = state()

    with pytest.raises(TransitionNotAllowed):
        outbox.retry(job=job)

    assert Job.objects.get().state == job.state


def test_progress_is_the_state_of_the_job(db):
    jobs.failed(dedup_key=KEY)

    assert outbox.progress(KEY) is Job.State.FAILED


def test_progress_without_a_job_is_none(db):
    assert outbox.progress(KEY) is None


def test_writing_a_job_needs_no_broker_library():
    """What a request imports cannot talk to the broker."""
    imported = "import django; django.setup(); import c4ir_assess.urls, c4ir_assess.jobs.outbox, sys; "
    told = subprocess.run(
        [sys.executable, "-c", imported + "print({'kombu', 'celery', 'redis'} & {*sys.modules})"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "set()"
