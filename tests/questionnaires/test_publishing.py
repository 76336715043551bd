"""A version is published once; what was published is never changed and never deleted."""

import copy

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from c4ir_assess.exceptions import FrameworkRefused
from questionnaires.models import FrameworkVersion
from questionnaires.publishing import publish
from tests.factories.questionnaires import framework_version, shipped_document

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def changed(**head):
    document = copy.deepcopy(shipped_document())
    document.update(head)
    return document


def draft(**fields):
    given = {"framework": "c4ir-smc", "version": "0.9.1", "content_hash": "0" * 64, "document": {"title": "unfinished"}}
    return FrameworkVersion.objects.create(**{**given, **fields})


def test_publishing_stores_document_hash_and_time():
    row = publish(document=shipped_document())
    row.refresh_from_db()
    assert (row.framework, row.version, row.status) == ("c4ir-smc", "0.9.1", "published")
    assert row.document == shipped_document()
    assert len(row.content_hash) == 64
    assert row.published_at <= timezone.now()


def test_publishing_the_same_content_again_changes_nothing():
    first = publish(document=shipped_document())
    again = publish(document=changed())
    assert again == first
    assert again.published_at == first.published_at
    assert FrameworkVersion.objects.count() == 1


def test_changed_word_under_the_same_version_is_refused_with_its_place():
    publish(document=shipped_document())
    document = changed()
    document["blocks"][2]["children"][3]["items"][0]["levels"][2]["vi"] = "Mức khác hẳn."
    with pytest.raises(FrameworkRefused) as refusal:
        publish(document=document)
    first, second = str(refusal.value).splitlines()
    assert (
        first == "c4ir-smc@0.9.1 is published with other content; a change needs a new version number. It differs in:"
    )
    assert second.startswith('O4.1.levels[2].vi: "')
    assert second.endswith(' → "Mức khác hẳn."')
    assert FrameworkVersion.objects.get().document == shipped_document()


def test_refusal_names_at_most_twenty_places():
    publish(document=shipped_document())
    document = changed()
    for term in document["glossary"][:25]:
        term["term"]["en"] += " (new)"
    with pytest.raises(FrameworkRefused) as refusal:
        publish(document=document)
    lines = str(refusal.value).splitlines()
    assert len(lines) == 22
    assert lines[-1] == "and 5 more places"


def test_changed_content_under_a_new_version_is_published_beside_the_old():
    publish(document=shipped_document())
    publish(document=changed(version="0.9.2"))
    assert sorted(FrameworkVersion.objects.values_list("version", flat=True)) == ["0.9.1", "0.9.2"]


def test_document_with_faults_is_refused_and_not_stored():
    with pytest.raises(FrameworkRefused, match=r"^c4ir-smc minutes\.phone must be a whole number"):
        publish(document=changed(minutes={"phone": "soon", "computer": "40"}))
    assert not FrameworkVersion.objects.exists()


def test_draft_is_replaced_by_what_is_published():
    row = draft()
    assert publish(document=shipped_document()) == row
    row.refresh_from_db()
    assert row.status == "published"
    assert row.document == shipped_document()


def test_factory_writes_what_publishing_writes():
    made = framework_version()
    assert publish(document=shipped_document()) == made
    assert made.status == FrameworkVersion.Status.PUBLISHED


def test_document_of_a_published_row_cannot_be_saved():
    row = framework_version()
    row.document = changed(version="0.9.2")
    with pytest.raises(FrameworkRefused, match=r"c4ir-smc@0\.9\.1 is published"):
        row.save()
    assert FrameworkVersion.objects.get().document == shipped_document()


@pytest.mark.parametrize("fields", [["document"], ["content_hash"], ["version"], ["published_at"], ["status"]])
def test_no_field_of_a_published_row_can_be_saved(fields):
    row = framework_version()
    row.status = FrameworkVersion.Status.DRAFT
    with pytest.raises(FrameworkRefused):
        row.save(update_fields=fields)


def test_another_object_with_the_key_of_a_published_row_cannot_be_saved():
    row = framework_version()
    with pytest.raises(FrameworkRefused):
        FrameworkVersion(pk=row.pk, framework="x", version="1.0.0", content_hash="1" * 64, document={}).save()


@pytest.mark.parametrize("values", [{"document": {}}, {"status": "draft"}, {"status": "retired", "document": {}}])
def test_published_rows_cannot_be_updated_in_bulk(values):
    framework_version()
    with pytest.raises(FrameworkRefused):
        FrameworkVersion.objects.update(**values)


def test_published_row_cannot_be_changed_by_bulk_update():
    row = framework_version()
    row.document = {}
    with pytest.raises(FrameworkRefused):
        FrameworkVersion.objects.bulk_update([row], ["document"])


def test_published_row_can_be_retired():
    framework_version()
    FrameworkVersion.objects.filter(framework="c4ir-smc").update(status=FrameworkVersion.Status.RETIRED)
    assert FrameworkVersion.objects.get().status == FrameworkVersion.Status.RETIRED


def test_retired_row_cannot_be_saved():
    row = framework_version()
    FrameworkVersion.objects.update(status=FrameworkVersion.Status.RETIRED)
    row.refresh_from_db()
    with pytest.raises(FrameworkRefused):
        row.save()


def test_published_row_cannot_be_deleted():
    row = framework_version()
    with pytest.raises(FrameworkRefused):
        row.delete()
    with pytest.raises(FrameworkRefused):
        FrameworkVersion.objects.all().delete()
    assert FrameworkVersion.objects.count() == 1


def test_draft_can_be_changed_and_deleted():
    row = draft(version="0.9.2")
    row.document = {"title": "better"}
    row.save()
    FrameworkVersion.objects.filter(pk=row.pk).update(document={"title": "best"})
    row.delete()
    assert not FrameworkVersion.objects.exists()


def test_version_number_is_used_once_a_framework():
    draft()
    with (
        pytest.raises(IntegrityError, match=r"framework_version_number|questionnaires_frameworkversion"),
        transaction.atomic(),
    ):
        draft(content_hash="1" * 64)


def test_published_row_has_its_time():
    with pytest.raises(IntegrityError, match="framework_version_published_at"), transaction.atomic():
        draft(status=FrameworkVersion.Status.PUBLISHED)
