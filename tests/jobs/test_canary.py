"""The job that proves that workers work."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from c4ir_assess.jobs import canary, timing
from c4ir_assess.jobs.models import Job
from c4ir_assess.jobs.tasks import sing
from tests.factories import jobs


def sent():
    return Job.objects.filter(task=canary.TASK)


def test_send_gives_each_queue_one(db):
    canary.send()

    assert sorted(sent().values_list("queue", flat=True)) == ["report", "score"]


def test_send_again_in_the_same_minute_adds_nothing(db, time_machine):
    time_machine.move_to("2026-12-25T10:00:10Z", tick=False)
    canary.send()
    sent().update(state="done", finished_at=Now())

    canary.send()

    assert sent().count() == 2


def test_send_in_the_next_minute_adds_the_next(db, time_machine):
    time_machine.move_to("2026-12-25T10:00:10Z", tick=False)
    canary.send()
    sent().update(state="done", finished_at=Now())
    time_machine.shift(timedelta(minutes=1))

    canary.send()

    assert sent().filter(state="queued").count() == 2


def test_send_waits_for_one_that_is_still_on_its_way(db, time_machine):
    time_machine.move_to("2026-12-25T10:00:10Z", tick=False)
    canary.send()
    time_machine.shift(timedelta(hours=1))

    canary.send()

    assert sent().count() == 2


def test_send_forgets_old_ones(db):
    jobs.done(task=canary.TASK, dedup_key="canary:old", ago=timing.CANARY_KEPT + timedelta(minutes=1))
    other = jobs.done(ago=timing.CANARY_KEPT + timedelta(minutes=1))

    canary.send()

    assert not sent().filter(dedup_key="canary:old").exists()
    assert Job.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(("ago", "missing"), [(60, {"report"}), (100, {"report", "score"})])
def test_missing_names_queues_without_a_late_enough_canary(db, ago, missing):
    jobs.done(task=canary.TASK, queue="score", ago=timedelta(seconds=ago))

    assert canary.missing() == missing


def test_missing_names_a_queue_whose_canary_failed(db):
    jobs.done(task=canary.TASK, queue="report")
    jobs.failed(task=canary.TASK, queue="score")

    assert canary.missing() == {"score"}


def test_missing_is_empty_when_each_came_back(db):
    canary.send()

    for job in sent():
        sing(job.pk)

    assert canary.missing() == set()
