"""From the table to a real broker and back."""

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from celery import Celery
from django.conf import settings
from django.db import Error, OperationalError
from django.db.models.functions import Now

from c4ir_assess.jobs import relay, timing
from c4ir_assess.jobs.models import Job
from tests.factories import jobs

LONG_AGO = timedelta(days=31)


@pytest.fixture
def app():
    """An application on this run's broker, whose queues are empty."""
    made = Celery("sample", set_as_current=False)
    made.config_from_object("django.conf:settings", namespace="CELERY")
    with made.connection_for_write() as link:
        for queue in settings.CELERY_TASK_QUEUES:
            link.default_channel.queue_purge(queue)
    return made


@pytest.fixture
def quiet_relay(app, db):
    """A relay that only publishes."""
    made = relay.Relay(app)
    made.reconcile_at = made.clean_up_at = float("inf")
    return made


def messages(app, queue="score"):
    """Take all messages of a queue: (task, args)."""
    taken = []
    with app.connection_for_write() as link:
        while message := link.default_channel.basic_get(queue, no_ack=True):
            taken.append((message.headers["task"], message.payload[0]))
    return taken


def test_poll_publishes_the_job_id_and_nothing_else(quiet_relay, app):
    job = jobs.queued(args={"key": "secret"})

    quiet_relay.poll()

    assert messages(app) == [("samples.note", [job.pk])]


def test_poll_publishes_into_the_queue_of_the_job(quiet_relay, app):
    job = jobs.queued(queue="report")

    quiet_relay.poll()

    assert messages(app, "report") == [("samples.note", [job.pk])]
    assert messages(app, "score") == []


def test_poll_again_publishes_nothing_new(quiet_relay, app):
    jobs.queued()

    quiet_relay.poll()
    quiet_relay.poll()

    assert len(messages(app)) == 1


def test_poll_publishes_again_what_nobody_took(quiet_relay, app):
    job = jobs.queued()
    quiet_relay.poll()
    messages(app)
    jobs.changed(job, published_at=Now() - timing.PUBLISH_AGAIN - timedelta(seconds=1))

    quiet_relay.poll()

    assert len(messages(app)) == 1


def test_poll_publishes_again_after_the_clock_was_put_back(quiet_relay, app):
    jobs.queued(published_at=Now() + timedelta(hours=1))

    quiet_relay.poll()

    assert len(messages(app)) == 1


def test_poll_never_fills_a_queue_beyond_its_depth(quiet_relay, app, monkeypatch):
    monkeypatch.setattr(timing, "QUEUE_DEPTH", 3)
    waiting = [jobs.queued().pk for _ in range(5)]
    quiet_relay.poll()
    Job.objects.update(published_at=None)

    quiet_relay.poll()

    assert [args for _, args in messages(app)] == [[pk] for pk in waiting[:3]]


@pytest.mark.parametrize(
    "state", [jobs.running, jobs.done, jobs.failed, lambda: jobs.queued(due_at=Now() + timedelta(minutes=1))]
)
def test_poll_leaves_other_jobs_alone(quiet_relay, app, state):
    state()

    quiet_relay.poll()

    assert messages(app) == []


def test_broker_out_of_reach_is_said_once_and_harms_nothing(db, caplog):
    job = jobs.queued()
    lonely = relay.Relay(Celery("lonely", broker="redis://127.0.0.1:1", set_as_current=False))

    lonely.poll()
    lonely.poll()

    warnings = [record.msg for record in caplog.records if record.levelno >= logging.WARNING]
    assert [(warning["event"], warning["what"]) for warning in warnings] == [("out of reach", "broker")]
    job.refresh_from_db()
    assert (job.state, job.published_at) == ("queued", None)


def test_reach_says_once_when_something_is_back(caplog):
    caplog.set_level(logging.INFO)
    database = relay.Reach("database")

    for fault in (OperationalError, Error, None, None):
        with database.expecting(Error):
            if fault:
                raise fault

    assert [record.msg["event"] for record in caplog.records] == ["out of reach", "within reach again"]


def test_lost_job_is_queued_again_and_due_at_once(db):
    job = jobs.running(lease_for=timedelta(seconds=-1), published_at=Now())

    relay.put_back_lost()

    assert list(Job.objects.to_publish()) == [job]


def test_lost_job_after_its_last_loss_is_failed(db):
    job = jobs.queued()

    for _ in range(timing.LOSSES):
        jobs.changed(job, state="running", lease_token=uuid4(), lease_until=Now() - timedelta(seconds=1))
        relay.put_back_lost()

    job = Job.objects.get()
    assert (job.state, job.error) == ("failed", "WorkerLost: the worker stopped in the middle")
    assert job.finished_at


def test_letter_that_failed_often_survives_the_loss_of_a_worker(db):
    job = jobs.running(lease_for=timedelta(seconds=-1), attempts=len(timing.LETTER_BACKOFF))

    relay.put_back_lost()

    assert list(Job.objects.to_publish()) == [job]


def test_held_job_is_not_put_back(db):
    jobs.running()

    relay.put_back_lost()

    assert Job.objects.get().state == "running"


def test_clean_up_removes_only_what_was_done_long_ago(db):
    jobs.done(ago=LONG_AGO)
    kept = [
        jobs.done(),
        jobs.changed(jobs.failed(), due_at=Now() - LONG_AGO, finished_at=Now() - LONG_AGO),
        jobs.queued(due_at=Now() - LONG_AGO),
    ]

    relay.clean_up()

    assert list(Job.objects.order_by("pk")) == kept


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_first_poll_reconciles_sends_canaries_and_publishes(app):
    lost = jobs.running(lease_for=timedelta(seconds=-1))

    relay.Relay(app).poll()

    assert ("samples.note", [lost.pk]) in messages(app)
    assert Job.objects.filter(task="jobs.canary").exclude(published_at=None).count() == 2
