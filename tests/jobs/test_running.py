"""Doing a job, in this process."""

import logging
from datetime import timedelta

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from c4ir_assess.exceptions import InvalidAnswer
from c4ir_assess.faults import describe
from c4ir_assess.jobs import timing
from c4ir_assess.jobs.leases import claim
from c4ir_assess.jobs.models import Job
from c4ir_assess.jobs.running import attempt
from tests.factories import jobs
from tests.jobs import sample_tasks

TASK = "samples.note"


def do(job, work=lambda **_: None):
    attempt(job.pk, task=job.task, work=work)
    job.refresh_from_db()


def refuse(**_):
    raise ValueError("what Nguyen Van An answered")


def take_over(job):
    """Do what a second worker does that claims a job whose lease ran out."""
    jobs.changed(job, lease_until=Now() - timedelta(seconds=1))
    assert claim(job.pk, task=TASK)


def test_attempt_gives_the_args_as_keywords_and_ends_done(db):
    job, got = jobs.queued(args={"key": "k", "language": "vi"}), {}

    do(job, lambda **given: got.update(given))

    assert got == {"key": "k", "language": "vi"}
    assert (job.state, job.attempts, job.error, job.lease_token) == ("done", 1, "", None)
    assert job.finished_at


def test_attempt_twice_works_once(db):
    job, times = jobs.queued(), []

    do(job, lambda **_: times.append(1))
    do(job, lambda **_: times.append(1))

    assert times == [1]


def test_attempt_that_raises_rests_and_is_queued_again(db, caplog):
    job = jobs.queued(published_at=Now())

    do(job, refuse)

    assert (job.state, job.attempts, job.published_at) == ("queued", 1, None)
    assert not Job.objects.due().exists()
    assert [record.levelno for record in caplog.records if "trace" in record.msg] == [logging.WARNING]


def test_attempt_after_the_rest_may_succeed(db):
    job = jobs.queued()
    do(job, refuse)
    jobs.changed(job, due_at=Now())

    do(job)

    assert (job.state, job.attempts, job.error) == ("done", 2, "")


@pytest.mark.logs_errors("the last attempt failed")
def test_attempt_that_fails_for_the_third_time_ends_failed(db):
    job = jobs.queued()

    for _ in (*timing.BACKOFF, "last"):
        jobs.changed(job, due_at=Now())
        do(job, refuse)

    assert (job.state, job.attempts) == ("failed", 3)
    assert job.finished_at
    assert job.error.startswith("ValueError: in refuse, line ")


@pytest.mark.logs_errors("the last attempt failed")
def test_letter_outlasts_a_mail_server_that_is_away_for_hours(db):
    """Another job has long been given up; the rests add up to more than an afternoon."""
    job, rests = jobs.queued(), timedelta()

    for _ in timing.LETTER_BACKOFF:
        jobs.changed(job, due_at=Now())
        before = timezone.now()
        attempt(job.pk, task=job.task, work=refuse, is_letter=True)
        job.refresh_from_db()
        assert job.state == "queued"
        rests += job.due_at - before
    assert rests > timedelta(hours=5)

    jobs.changed(job, due_at=Now())
    attempt(job.pk, task=job.task, work=refuse, is_letter=True)
    job.refresh_from_db()
    assert job.state == "failed"


def test_attempt_out_of_time_is_a_failed_attempt(db):
    job = jobs.queued()

    def endless(**_):
        raise SoftTimeLimitExceeded

    do(job, endless)

    assert job.state == "queued"
    assert job.error.startswith("SoftTimeLimitExceeded: ")


@pytest.mark.django_db(transaction=True)
def test_attempt_whose_connection_was_cut_is_a_failed_attempt():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no connections that could be cut")
    job = jobs.queued()

    def cut(**_):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    do(job, cut)

    assert (job.state, job.attempts) == ("queued", 1)
    assert job.error.startswith("OperationalError: in ")


def test_attempt_whose_lease_was_lost_leaves_the_row_to_its_new_holder(db):
    job = jobs.queued()

    do(job, lambda **_: take_over(job))

    assert (job.state, job.attempts) == ("running", 2)


def test_attempt_that_raises_after_losing_its_lease_writes_nothing(db):
    job = jobs.queued()

    def lose_and_raise(**_):
        take_over(job)
        raise ValueError

    do(job, lose_and_raise)

    assert (job.state, job.error) == ("running", "")


def test_error_and_log_never_hold_a_message_that_is_not_ours(db, caplog):
    job = jobs.queued()

    def refuse_twice(**_):
        try:
            refuse()
        except ValueError:
            raise RuntimeError("Nguyen Van An again") from None

    do(job, refuse_twice)

    assert job.error.startswith("RuntimeError: in refuse_twice")
    assert "in refuse\n" in caplog.text.replace("\\n", "\n")
    assert "Van An answered" not in caplog.text.replace('raise ValueError("what Nguyen Van An answered")', "")


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (InvalidAnswer("q1 has no level 9"), "InvalidAnswer: q1 has no level 9"),
        (InvalidAnswer("x" * 1000), f"InvalidAnswer: {'x' * 485}"),
        (OSError(28, "No space left on device", "/srv/nguyen.pdf"), "OSError: No space left on device"),
    ],
)
def test_describe_keeps_messages_of_ours_and_of_the_system(fault, expected):
    assert describe(fault) == expected


def test_log_of_an_attempt_names_the_job_and_no_arguments(db, caplog):
    caplog.set_level(logging.DEBUG, "c4ir_assess.jobs")
    job = jobs.queued(args={"key": "0301442989"})

    do(job)

    assert [record.msg["event"] for record in caplog.records] == ["job started", "job done"]
    assert {record.msg["job"] for record in caplog.records} == {str(job.uuid)}
    assert "0301442989" not in caplog.text


def test_task_takes_a_job_id_and_does_the_job(db):
    job = jobs.queued(args={"key": "called"})

    sample_tasks.note(job.pk)

    assert sample_tasks.effects("called") == 1
    assert Job.objects.get(pk=job.pk).state == "done"
