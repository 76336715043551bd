"""A slot keeps the place of a framework whose official document is not there yet; nothing of it is ever asked."""

import pytest
from django.core.management import call_command

from c4ir_assess.exceptions import FrameworkRefused
from questionnaires import library
from questionnaires.loading import load_folder
from questionnaires.models import FrameworkVersion
from questionnaires.publishing import keep_place, publish
from questionnaires.validation import is_slot, validate
from tests.factories.questionnaires import C4IR_SMC, framework_version, shipped_document
from tests.questionnaires.editing import copied, edit, line_of

VIPA = C4IR_SMC.parent / "vipa"


@pytest.fixture
def slot(tmp_path):
    return copied(tmp_path, VIPA)


def row():
    return FrameworkVersion.objects.get(framework="vipa")


@pytest.mark.django_db
def test_slot_is_stored_as_a_draft(slot, capsys):
    call_command("load_frameworks", str(slot))
    assert capsys.readouterr().out == "vipa 0.1.0: stored as a draft: awaiting the official document\n"
    assert (row().status, row().published_at) == ("draft", None)
    assert row().document["awaits"] == {"vi": "chờ tài liệu chính thức", "en": "awaiting the official document"}


@pytest.mark.django_db
def test_storing_a_slot_again_changes_nothing(slot):
    call_command("load_frameworks", str(slot))
    before = FrameworkVersion.objects.values().get()
    call_command("load_frameworks", str(slot))
    assert FrameworkVersion.objects.values().get() == before


@pytest.mark.django_db
def test_other_words_of_a_slot_replace_the_draft(slot):
    call_command("load_frameworks", str(slot))
    edit(slot, "framework.yaml", 'en: "awaiting the official document"', 'en: "still awaiting it"')
    call_command("load_frameworks", str(slot))
    assert row().document["awaits"]["en"] == "still awaiting it"


@pytest.mark.django_db
def test_slot_is_no_version_that_could_be_started(slot):
    call_command("load_frameworks", str(slot))
    with pytest.raises(FrameworkVersion.DoesNotExist):
        library.newest("vipa")
    assert library.newest_of(["vipa"]) == {}


@pytest.mark.django_db
def test_slot_cannot_be_published(slot):
    document = load_folder(slot).document
    assert is_slot(document)
    with pytest.raises(FrameworkRefused, match="awaits is not known here"):
        publish(document=document)


@pytest.mark.django_db
def test_slot_cannot_take_the_place_of_what_is_published(slot):
    framework_version()
    document = {**load_folder(slot).document, "framework": "c4ir-smc", "version": "0.9.1"}
    with pytest.raises(FrameworkRefused, match="is published"):
        keep_place(document=document)


@pytest.mark.django_db
def test_slot_becomes_the_framework_that_it_kept_the_place_of(slot):
    call_command("load_frameworks", str(slot))
    publish(document={**shipped_document(), "framework": "vipa", "version": "0.1.0"})
    assert (row().status, "awaits" in row().document) == ("published", False)


@pytest.mark.django_db
def test_document_with_faults_keeps_no_place():
    with pytest.raises(FrameworkRefused, match="title is missing"):
        keep_place(document={"framework": "vipa", "version": "0.1.0", "awaits": {}})
    assert not FrameworkVersion.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("awaits:", "blocks: []\nawaits:", "blocks", "blocks is not known here."),
        ('  vi: "chờ tài liệu chính thức"\n', "", "awaits:", "awaits.vi is missing."),
        ('"awaiting the official document"', f'"{"x" * 61}"', "xxx", "awaits.en has 61 characters, the limit is 60."),
        ('version: "0.1.0"', 'version: "0.0.1"', "0.0.1", 'version must be a version such as 1.0.0, not "0.0.1".'),
    ],
)
def test_fault_of_a_slot_is_named(slot, old, new, at, message):
    edit(slot, "framework.yaml", old, new)
    (fault,) = load_folder(slot).faults
    assert str(fault) == f"{slot}/framework.yaml:{line_of(slot, 'framework.yaml', at)} vipa {message}"


def test_shipped_slots_have_no_fault():
    slots = [load_folder(folder) for folder in C4IR_SMC.parent.iterdir() if folder.is_dir()]
    found = {slot.document["framework"]: slot.faults for slot in slots if slot.is_slot}
    assert found == {"lighthouse-os": (), "vipa": ()}


def test_what_is_no_mapping_is_no_slot():
    assert not is_slot(["awaits"])
    assert validate(["awaits"])
