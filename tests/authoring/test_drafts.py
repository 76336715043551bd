"""What the verbs of authoring do, and what they refuse."""

import copy

import pytest
from django.utils.translation import override

from assessments.models import Assessment
from authoring import drafts, numbers
from authoring.models import Draft
from authoring.readiness import readiness
from c4ir_assess.exceptions import FrameworkRefused, TransitionNotAllowed
from questionnaires import library, publishing
from questionnaires.models import FrameworkVersion
from tests.authoring import versions
from tests.factories import assessments
from tests.factories.questionnaires import library_version, shipped_document

pytestmark = pytest.mark.django_db


def test_upload_stores_a_draft_and_who_brought_it(admin, published):
    version = versions.draft(by=admin)

    assert (version.status, str(version)) == ("draft", "c4ir-smc@0.10.0")
    assert (version.draft.uploaded_by, version.draft.file_name) == (admin, "a.xlsx")
    assert library.newest("c4ir-smc") == published


@pytest.mark.parametrize("number", ["0.9.1", "0.8.0", "0.10", "1.0.0.0", "v1", "01.0.0"])
def test_upload_refuses_a_number_that_is_not_higher(number, admin, published):
    with pytest.raises(FrameworkRefused):
        drafts.upload(document=versions.document(number=number), by=admin, file_name="")

    assert FrameworkVersion.objects.count() == 1


def test_upload_refuses_the_number_of_another_draft(draft, admin):
    with override("en"), pytest.raises(FrameworkRefused, match=r"There is a draft 0\.10\.0 already.*take 0\.11\.0"):
        drafts.upload(document=versions.document(), by=admin, file_name="")


def test_suggested_number_is_a_step_above_all_that_there_are(draft):
    assert [numbers.suggestion("c4ir-smc"), numbers.suggestion("new-one")] == ["0.11.0", "0.1.0"]


def test_replaced_draft_has_to_be_looked_at_again(draft, admin):
    versions.seen(draft)
    other = versions.document(lambda document: document["blocks"][0].update(weight="30"))

    drafts.replace(version=draft, document=other, by=admin, file_name="b.xlsx")

    row = FrameworkVersion.objects.get(pk=draft.pk)
    assert (row.document, row.draft.file_name) == (other, "b.xlsx")
    assert not readiness(row).has_seen_differences


def test_deleted_draft_is_gone_with_what_was_noted_about_it(draft):
    drafts.delete(version=draft)

    assert (FrameworkVersion.objects.filter(pk=draft.pk).count(), Draft.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "act", [drafts.delete, lambda version: drafts.replace(version=version, document={}, by=None, file_name="")]
)
def test_published_version_is_neither_replaced_nor_deleted(act, published):
    with pytest.raises(TransitionNotAllowed):
        act(version=published)

    assert FrameworkVersion.objects.get().document == shipped_document()


def test_slot_is_neither_replaced_nor_deleted_nor_published(admin):
    slot = versions.slot()

    for act in (
        lambda: drafts.delete(version=slot),
        lambda: drafts.replace(version=slot, document=versions.document(), by=admin, file_name=""),
        lambda: drafts.publish(version=slot, content=slot.content_hash, by=admin),
    ):
        with pytest.raises(TransitionNotAllowed):
            act()
    assert FrameworkVersion.objects.get().document == slot.document


def test_published_draft_is_what_new_assessments_take(draft, admin, published, site_a, an):
    drafts.publish(version=versions.seen(draft), content=draft.content_hash, by=admin)

    row = FrameworkVersion.objects.get(pk=draft.pk)
    assert (row.status, row.draft.published_by) == ("published", admin)
    assert library.newest("c4ir-smc") == row
    assert FrameworkVersion.objects.get(pk=published.pk).status == "published"


def test_draft_is_published_only_after_its_differences_were_seen(draft, admin):
    with pytest.raises(TransitionNotAllowed):
        drafts.publish(version=draft, content=draft.content_hash, by=admin)

    assert FrameworkVersion.objects.get(pk=draft.pk).status == "draft"


def test_draft_with_other_content_than_was_shown_is_not_published(draft, admin):
    versions.seen(draft)

    with pytest.raises(TransitionNotAllowed):
        drafts.publish(version=draft, content="0" * 64, by=admin)


def test_draft_that_lacks_a_language_is_not_published(admin):
    draft = versions.seen(versions.draft(lambda document: versions.item(document)["ask"].pop("en")))

    with pytest.raises(TransitionNotAllowed):
        drafts.publish(version=draft, content=draft.content_hash, by=admin)

    (text,) = readiness(draft).lacking
    assert (text.owner, text.column.en, text.other) == (
        "S1.1",
        "Question (English)",
        versions.item(draft.document)["ask"]["vi"],
    )


def test_draft_under_a_number_that_was_overtaken_is_not_published(draft, admin):
    versions.seen(draft)
    publishing.publish(document=versions.document(number="0.12.0"))

    with pytest.raises(TransitionNotAllowed):
        drafts.publish(version=draft, content=draft.content_hash, by=admin)

    assert "0.13.0" in readiness(draft).number_fault


def test_faults_that_only_whole_texts_show_are_told(admin):
    def same_twice(document):
        levels = versions.item(document)["levels"]
        levels[1] = dict(levels[0])

    draft = versions.draft(same_twice)

    assert any("says the same as level 0" in fault for fault in readiness(draft).faults)
    assert not readiness(draft).is_ready


def test_effect_is_seen_only_once_it_was_measured(draft, admin):
    with pytest.raises(TransitionNotAllowed):
        drafts.see(version=draft, what="effect", content=draft.content_hash)


def test_submission_asks_for_the_effect_to_be_seen(draft, admin, site_a, an):
    assessments.completed(site_a, by=an)
    versions.seen(draft)

    assert readiness(draft).needs_effect
    with pytest.raises(TransitionNotAllowed):
        drafts.publish(version=draft, content=draft.content_hash, by=admin)


def test_first_version_of_a_framework_has_nothing_to_differ_from(admin, db):
    new = versions.document(number="0.1.0") | {"framework": "brand-new"}
    version = drafts.upload(document=new, by=admin, file_name="")

    assert (readiness(version).base, readiness(version).is_ready) == (None, True)


def test_retired_version_starts_nothing_new_and_stays_readable(published):
    publishing.publish(document=versions.document(number="0.11.0"))

    drafts.retire(version=published)

    row = FrameworkVersion.objects.get(pk=published.pk)
    assert (row.status, row.document) == ("retired", shipped_document())
    assert library.newest("c4ir-smc").version == "0.11.0"
    assert library.get(row.content_hash).version == "0.9.1"


def test_retired_version_keeps_its_assessments(published, site_a, an):
    assessment = assessments.draft(site_a, by=an, answers={"S1.1": 2})
    publishing.publish(document=versions.document(number="0.11.0"))

    drafts.retire(version=published)

    assessments.answer(assessment, {"S1.2": 3}, by=an)
    assert Assessment.objects.get().framework_version == published


def test_last_version_that_firms_can_start_is_not_retired(published):
    with pytest.raises(TransitionNotAllowed):
        drafts.retire(version=published)

    assert FrameworkVersion.objects.get().status == "published"


def test_framework_that_firms_are_not_offered_may_be_retired_altogether(db):
    version = library_version("impuls")

    drafts.retire(version=version)

    assert FrameworkVersion.objects.get().status == "retired"


def test_draft_and_retired_version_are_not_retired(draft, published):
    for version in (draft, copy.copy(draft)):
        with pytest.raises(TransitionNotAllowed):
            drafts.retire(version=version)
