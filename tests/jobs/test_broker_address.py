"""REDIS_URL, translated for Celery."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from kombu import Connection

from c4ir_assess import environment
from tests.jobs.processes import Broker


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0"),
        ("redis://:p%40ss@broker:6380/2", "redis://:p%40ss@broker:6380/2"),
        ("rediss://broker/0", "rediss://broker/0?ssl_cert_reqs=required"),
        ("rediss://broker/0?ssl_cert_reqs=none", "rediss://broker/0?ssl_cert_reqs=none"),
        ("unix:///run/valkey.sock", "redis+socket:///run/valkey.sock?virtual_host=0"),
        ("unix:///run/valkey.sock?db=3", "redis+socket:///run/valkey.sock?virtual_host=3"),
        ("unix://:secret@/run/valkey.sock?db=1", "redis+socket://:secret@/run/valkey.sock?virtual_host=1"),
    ],
)
def test_address_is_what_celery_understands(given, expected):
    assert environment.broker(given) == expected


@pytest.mark.parametrize(
    "given", ["", "localhost:6379", "redis://", "unix://run/valkey.sock", "unix:///", "amqp://broker"]
)
def test_address_that_is_none_stops_the_start(given):
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL must begin with"):
        environment.broker(given)


def test_unix_socket_reaches_the_database_of_its_number(tmp_path_factory):
    with Broker() as broker, Connection(environment.broker(f"unix://{broker.socket}?db=3")) as link:
        link.default_channel.client.set("there", "yes")

        assert link.default_channel.client.connection_pool.connection_kwargs["db"] == 3
        assert broker.ask("INFO keyspace").count("db3:keys=1") == 1
