"""What may happen to workers and relays: killed, frozen, cut off, out of time."""

import contextlib
import json
import signal
import statistics
import time

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from c4ir_assess.jobs import timing
from c4ir_assess.jobs.models import Job
from tests.factories import jobs
from tests.jobs import pace, sample_tasks
from tests.jobs.processes import kill, kill_child, kill_parent, pause, resume
from tests.waiting import until


def new(task, key, **args):
    return jobs.queued(task=f"samples.{task}", args={"key": key, **args})


def states(*rows):
    return list(Job.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk").values_list("state", flat=True))


def all_done(*rows):
    return states(*rows) == ["done"] * len(rows)


@pytest.mark.soak(30, 1000)
def test_broker_that_forgets_everything_loses_no_job(rig, campaign):
    rig.relay()
    rows = [new("note", f"forgotten-{number}") for number in range(campaign.n)]
    until(lambda: Job.objects.exclude(published_at=None).count() >= min(campaign.n, timing.QUEUE_DEPTH))

    rig.broker.ask("FLUSHALL")
    rig.worker()

    until(lambda: all_done(*rows), within=30 + campaign.n / 5)


@pytest.mark.soak(2, 200)
def test_worker_killed_in_the_middle_is_made_good_within_30_seconds(rig, campaign):
    rig.relay()
    worker, waits = rig.worker(), []
    for turn in range(campaign.n):
        keys = [f"kill-{campaign.seed}-{turn}-{number}" for number in range(3)]
        rows = [new("slow", key, seconds=campaign.random.uniform(0, 0.4)) for key in keys]
        until(lambda keys=keys: any(sample_tasks.starts(key) for key in keys))
        time.sleep(campaign.random.uniform(0, 0.6))

        campaign.random.choice([kill, kill_parent, kill_child])(worker)
        killed = time.monotonic()
        if worker.poll() is not None:
            worker = rig.worker()

        until(lambda rows=rows: all_done(*rows), within=30)
        waits.append(time.monotonic() - killed)
        assert [sample_tasks.effects(key) for key in keys] == [1, 1, 1]
    middle, most = statistics.median(waits), max(waits)
    print(f"{len(waits)} kills, none lost; done again after {middle:.1f} s, at most {most:.1f} s")  # noqa: T201 -- the figure


@pytest.mark.both_databases
def test_worker_frozen_in_the_middle_does_no_harm_when_it_wakes(rig, tmp_path):
    rig.relay()
    frozen, gate = rig.worker(), tmp_path / "gate"
    job = new("gated", "frozen", gate=str(gate))
    until(lambda: sample_tasks.starts("frozen"))
    pause(frozen)
    rig.worker()
    until(lambda: sample_tasks.starts("frozen") == 2)

    resume(frozen)
    gate.touch()

    until(lambda: "lease lost" in rig.logs("worker"))
    until(lambda: all_done(job))
    assert sample_tasks.effects("frozen") == 1


def test_work_out_of_time_is_a_failed_attempt(rig, tmp_path, monkeypatch):
    monkeypatch.setenv("JOBS_TEST_SECONDS", "1")
    rig.relay()
    rig.worker(processes=2)
    slow, stubborn = new("gated", "late", gate=str(tmp_path / "never")), new("stubborn", "stubborn")

    def errors():
        return [error.partition(":")[0] for error in Job.objects.order_by("pk").values_list("error", flat=True)][:2]

    until(lambda: errors() == ["SoftTimeLimitExceeded", "WorkerLost"])
    assert Job.objects.filter(pk__in=[slow.pk, stubborn.pk]).exclude(state="done").count() == 2


def test_database_connections_cut_are_made_anew(rig):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no connections that could be cut")
    rig.relay()
    rig.worker()
    before = new("note", "before")
    until(lambda: all_done(before))

    connection.close()  # back into the pool, where it may be cut as well
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    with contextlib.suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute(cut)
    connection.close()

    after = new("note", "after")
    until(lambda: all_done(after))


@pytest.mark.parametrize("broker_hangs", [False, True])
def test_relay_stops_within_a_second(rig, broker_hangs):
    """Of its own time: it ends long before anything that it may be waiting for, as slow as those are made here."""
    rig.quicker = 0.1
    if broker_hangs:
        rig.broker.hang()
    relay = rig.relay()
    until(lambda: Job.objects.filter(task="jobs.canary").exists())

    relay.send_signal(signal.SIGTERM)

    assert relay.wait(timeout=(timing.POLL / rig.quicker).total_seconds() - 1) == 0


def test_readyz_tells_whether_workers_work(rig, client, monkeypatch):
    rig.quicker = 30.0
    monkeypatch.setattr(timing, "CANARY_LATE", pace.quickened(rig.quicker)["CANARY_LATE"])
    rig.relay()

    def jobs_are(word):
        return client.get("/readyz").json()["jobs"] == word

    assert jobs_are("late")
    worker = rig.worker()
    until(lambda: jobs_are("ok"))
    kill(worker)
    until(lambda: jobs_are("late"))


@pytest.mark.both_databases
def test_product_as_started_works_and_logs_each_event_once_as_json(rig, client):
    """The real application and the real command, at their own pace, on a unix socket."""
    rig.broker.url = f"unix://{rig.broker.socket}?db=1"
    rig.product_relay()
    rig.worker(app="c4ir_assess")

    until(lambda: client.get("/readyz").json()["status"] == "ok")
    # the line comes after the row that readyz reads; more of them where the minute has just turned
    until(lambda: len(done_in(rig)) >= 2 + len(settings.JOBS_DAILY))

    done = done_in(rig)
    assert len(done) == len(set(done))
    assert rig.logs("worker").splitlines()[-1].startswith("{")


def done_in(rig):
    """The jobs that the processes say are done, once a line."""
    lines = "".join(rig.logs(name) for name in ("relay", "worker")).splitlines()
    events = [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]
    return [event["job"] for event in events if event["event"] == "job done"]
