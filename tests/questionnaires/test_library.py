"""Frameworks are found by their content, and parsed once a process."""

import pytest

from c4ir_assess.exceptions import FrameworkRefused
from questionnaires import library
from questionnaires.canonical import content_hash
from questionnaires.models import FrameworkVersion
from questionnaires.publishing import publish
from tests.factories.questionnaires import framework_version, shipped_document, shipped_framework

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def version(number):
    return publish(document={**shipped_document(), "version": number})


def test_get_returns_the_published_framework():
    library.get.cache_clear()
    assert library.get(framework_version().content_hash) == shipped_framework()


def test_get_costs_one_query_the_first_time(django_assert_num_queries):
    row = framework_version()
    library.get.cache_clear()
    with django_assert_num_queries(1):
        library.get(row.content_hash)


def test_get_costs_no_query_afterwards(django_assert_num_queries):
    row = framework_version()
    with django_assert_num_queries(0):
        assert library.get(row.content_hash) is library.get(row.content_hash)


def test_get_of_unknown_content_is_refused():
    with pytest.raises(FrameworkVersion.DoesNotExist):
        library.get("0" * 64)


def test_get_refuses_a_document_that_is_not_what_its_hash_says():
    row = FrameworkVersion.objects.create(
        framework="c4ir-smc", version="0.9.1", content_hash="1" * 64, document=shipped_document()
    )
    with pytest.raises(FrameworkRefused, match="was changed after it was published"):
        library.get(row.content_hash)


def test_get_serves_retired_content():
    row = framework_version()
    FrameworkVersion.objects.update(status=FrameworkVersion.Status.RETIRED)
    library.get.cache_clear()
    assert library.get(row.content_hash).id == "c4ir-smc"


def test_newest_compares_versions_as_numbers():
    for number in ("0.9.1", "0.10.0", "0.9.12"):
        version(number)
    assert library.newest("c4ir-smc").version == "0.10.0"


def test_newest_leaves_out_what_is_retired():
    framework_version()
    later = version("0.9.2")
    FrameworkVersion.objects.filter(pk=later.pk).update(status=FrameworkVersion.Status.RETIRED)
    assert library.newest("c4ir-smc").version == "0.9.1"


def test_newest_does_not_read_the_document(django_assert_num_queries):
    framework_version()
    with django_assert_num_queries(1) as queries:
        row = library.newest("c4ir-smc")
    assert "document" in row.get_deferred_fields()
    assert '"document"' not in queries[0]["sql"]


def test_newest_without_a_published_version_says_what_to_do():
    with pytest.raises(
        FrameworkVersion.DoesNotExist, match="impuls has no published version; load_frameworks makes one"
    ):
        library.newest("impuls")


def test_hash_survives_the_database():
    row = FrameworkVersion.objects.get(pk=framework_version().pk)
    assert content_hash(row.document) == row.content_hash
