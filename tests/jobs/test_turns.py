"""Whose turn it is: what somebody waits for comes before work by the hundred."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models.functions import Now

from c4ir_assess.exceptions import LimitExceeded
from c4ir_assess.jobs import outbox, running
from c4ir_assess.jobs.models import Job
from c4ir_assess.jobs.turns import InOrder
from tests.factories import jobs
from tests.jobs import sample_tasks
from tests.waiting import until


def test_queues_are_taken_from_in_the_order_of_the_settings():
    cycle = InOrder()
    cycle.update({"batch", "score", "report"})
    cycle.rotate("score")

    assert cycle.consume(3) == ["score", "report", "batch"] == list(settings.CELERY_TASK_QUEUES)


def test_place_counts_what_runs_and_what_came_before(db):
    jobs.running(queue="report")
    jobs.queued(queue="report")
    mine = jobs.queued(queue="report")
    jobs.queued(queue="report")
    jobs.queued(queue="batch")

    assert outbox.place(mine) == 3


def test_place_in_a_batch_is_behind_everybody_who_waits(db):
    mine = jobs.queued(queue="batch")
    jobs.queued(queue="report")

    assert outbox.place(mine) == 2


def test_place_counts_neither_other_work_nor_what_is_not_due(db):
    jobs.queued(queue="report", task="samples.slow")
    jobs.queued(queue="report", due_at=Now() + timedelta(hours=1))
    mine = jobs.queued(queue="report")

    assert outbox.place(mine) == 1


@pytest.mark.parametrize(("stands", "moved"), [("batch", "report"), ("report", "report"), ("score", "score")])
def test_hurry_moves_a_job_forward_only(db, stands, moved):
    job = jobs.queued(queue=stands, published_at=Now())
    outbox.hurry(job=job, queue="report")
    job.refresh_from_db()

    assert job.queue == moved
    assert (job.published_at is None) == (stands != moved)


def test_hurry_leaves_what_runs_alone(db):
    job = jobs.running(queue="batch")
    outbox.hurry(job=job, queue="report")
    job.refresh_from_db()

    assert job.queue == "batch"


def test_revive_may_name_another_queue(db):
    job = jobs.done(queue="report")
    outbox.revive(job=job, queue="batch")
    job.refresh_from_db()

    assert (job.state, job.queue) == ("queued", "batch")


@pytest.mark.logs_errors("a job has failed for good")
def test_work_beyond_a_limit_fails_at_once(db):
    job = jobs.queued()

    def too_much(**_args):
        raise LimitExceeded("pages: 73, at most 60")

    running.attempt(job.pk, task=job.task, work=too_much)
    job.refresh_from_db()

    assert (job.state, job.attempts, job.error) == ("failed", 1, "LimitExceeded: pages: 73, at most 60")


@pytest.mark.both_databases
def test_worker_does_what_somebody_waits_for_before_a_batch(rig, tmp_path):
    gate = tmp_path / "gate"
    jobs.queued(task="samples.gated", args={"key": "first", "gate": str(gate)}, queue="batch")
    rig.relay()
    rig.worker()
    until(lambda: sample_tasks.starts("first"))
    for number in range(5):
        jobs.queued(task="samples.note", args={"key": f"batch-{number}"}, queue="batch")
    until(lambda: not Job.objects.filter(task="samples.note", published_at=None).exists())
    mine = jobs.queued(task="samples.note", args={"key": "mine"}, queue="report")
    until(lambda: Job.objects.filter(pk=mine.pk).exclude(published_at=None).exists())
    gate.touch()
    until(lambda: not Job.objects.filter(task="samples.note").exclude(state="done").exists())

    order = sample_tasks.STARTS.read_text().split()
    assert order.index("mine") == order.index("first") + 1
