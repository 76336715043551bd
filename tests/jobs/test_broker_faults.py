"""What the broker may do to us: be away, hang, forget. One relay and one worker live through all of it."""

import time

import pytest
from django.conf import settings

from c4ir_assess.jobs import timing
from c4ir_assess.jobs.models import Job
from tests.factories import jobs
from tests.jobs import sample_tasks
from tests.waiting import until

pytestmark = pytest.mark.xdist_group("jobs-broker")  # one pair of processes for all


@pytest.fixture
def new(shared, request):
    """Queue sample jobs with keys of their own: ``new("note")``."""

    def queue(task, *, key=None, **args):
        key = key or f"{request.node.name}-{time.monotonic_ns()}"
        return jobs.queued(task=f"samples.{task}", args={"key": key, **args})

    return queue


def state(job):
    return Job.objects.values_list("state", flat=True).get(pk=job.pk)


def is_done(job):
    return state(job) == "done"


@pytest.mark.both_databases
def test_job_is_done_by_relay_and_worker(new):
    job = new("note")

    until(lambda: is_done(job))

    assert sample_tasks.effects(job.args["key"]) == 1


@pytest.mark.both_databases
def test_job_longer_than_its_lease_is_started_once(new, tmp_path, shared):
    job = new("gated", gate=str(tmp_path / "gate"))
    first = until(lambda: Job.objects.get(pk=job.pk).lease_until)
    until(lambda: Job.objects.get(pk=job.pk).lease_until > first + timing.LEASE / shared.quicker)

    (tmp_path / "gate").touch()

    until(lambda: is_done(job))
    assert sample_tasks.starts(job.args["key"]) == 1


def test_broker_down_delays_a_job_and_loses_none(shared, new):
    shared.broker.kill()
    job = new("note")
    until(lambda: '"out of reach"' in shared.logs("relay"))

    shared.broker.start()

    until(lambda: is_done(job))


def test_broker_hung_slows_no_request(shared, new):
    shared.broker.hang()
    try:
        began = time.monotonic()
        job = new("note")
        took = time.monotonic() - began
    finally:
        shared.broker.resume()

    assert took < settings.CELERY_BROKER_TRANSPORT_OPTIONS["socket_connect_timeout"]  # the least that asking it takes
    until(lambda: is_done(job))


@pytest.mark.soak(1, 50)
def test_broker_restarted_under_an_idle_worker_is_found_again(shared, new, campaign):
    for _ in range(campaign.n):
        shared.broker.kill()
        shared.broker.start()

        job = new("note")

        until(lambda job=job: is_done(job))


def test_message_delivered_three_times_works_once(shared, new, tmp_path):
    job = new("gated", gate=str(tmp_path / "gate"))
    until(lambda: state(job) == "running")
    for _ in range(3):
        shared.send(job)

    (tmp_path / "gate").touch()

    until(lambda: is_done(job))
    until(lambda: shared.broker.ask("LLEN score").startswith(":0"))
    assert sample_tasks.starts(job.args["key"]) == 1


def test_poison_fails_after_three_while_others_finish(new):
    poison, others = new("poison"), [new("note") for _ in range(3)]

    until(lambda: state(poison) == "failed")

    assert sample_tasks.starts(poison.args["key"]) == timing.LOSSES
    assert all(is_done(job) for job in others)
