"""Two real connections publish the same framework: web and worker containers load the library when they start."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from questionnaires.models import FrameworkVersion
from questionnaires.publishing import publish
from tests.factories.questionnaires import shipped_document
from tests.waiting import until_somebody_waits


def publish_elsewhere():
    try:
        return publish(document=shipped_document())
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_second_of_two_that_publish_at_once_gets_the_row_of_the_first():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one connection write at a time")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = publish(document=shipped_document())
            second = pool.submit(publish_elsewhere)
            until_somebody_waits()
        assert second.result(timeout=20) == first
    assert FrameworkVersion.objects.count() == 1
