"""Health pages, as a load balancer sees them."""

from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from c4ir_assess.jobs import canary, health
from c4ir_assess.jobs.models import Job
from c4ir_assess.jobs.tasks import sing
from tests.factories import jobs

OK = {"status": "ok", "database": "ok", "migrations": "ok", "jobs": "ok"}


@pytest.fixture(autouse=True)
def _fresh():
    health.require_migrations.cache_clear()
    yield
    health.require_migrations.cache_clear()


@pytest.fixture
def working(db):
    """Canaries came back from each queue."""
    canary.send()
    for job in Job.objects.all():
        sing(job.pk)


@contextmanager
def unreachable_database():
    """The same engine where no database is."""
    real, nowhere = connections["default"], connection.copy()
    nowhere.settings_dict.update(HOST="127.0.0.1", PORT="1", NAME="/nowhere/db.sqlite3")
    nowhere.settings_dict["OPTIONS"].pop("pool", None)
    connections["default"] = nowhere
    yield
    connections["default"] = real


def test_livez_answers_without_the_database(client):
    response = client.get("/livez")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_readyz_when_all_is_well(client, working):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, OK)


def test_readyz_without_a_canary_is_degraded_and_still_ready(client, db):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, OK | {"status": "degraded", "jobs": "late"})


@pytest.mark.logs_errors("Django logs each answer of 500 and more")
def test_readyz_with_a_migration_missing_is_not_ready(client, working):
    MigrationRecorder.Migration.objects.filter(app="jobs").delete()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "failed", "database": "ok", "migrations": "failed", "jobs": "unknown"}


@pytest.mark.logs_errors("Django logs each answer of 500 and more")
def test_readyz_without_the_database_is_not_ready(client, db):
    with unreachable_database():
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "failed", "database": "failed", "migrations": "unknown", "jobs": "unknown"}


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_is_never_cached_and_starts_no_session(client, db, path):
    response = client.get(path)

    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_with_another_method_is_405(client, path):
    assert client.post(path).status_code == 405


def test_readyz_costs_two_queries_and_keeps_that_migrations_are_applied(client, working, django_assert_num_queries):
    jobs.done(task=canary.TASK)
    client.get("/readyz")

    with django_assert_num_queries(2):
        client.get("/readyz")
