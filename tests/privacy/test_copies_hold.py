"""A copy holds everything: each table is in it or named with the reason why not."""

import json

import pytest
from django.apps import apps
from django.db.models import ForeignKey, TextField
from django.test import override_settings

from accounts.models import Membership, Organization, User
from privacy import copies, holdings, records
from reports.models import SealedContent
from tests.factories.accounts import join, make_firm, make_user
from tests.privacy.conftest import COLLEAGUE, FIRM, OWNER, PRIVATE, kept_in, opened, plant
from tests.undoing import undone_after_all

pytestmark = pytest.mark.django_db
REVIEWED = ("gửi giúp sổ bảo trì 7341", "Sổ bảo trì chưa đủ 7341", "Chưa có sổ bảo trì 7341")


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker, tmp_path_factory):
    """The firm with something in every table, for tests that read it and what was copied of it."""
    folder = tmp_path_factory.mktemp("planted")
    with override_settings(**kept_in(folder)), undone_after_all(django_db_blocker):
        owner, advisor, admin = make_user(OWNER), make_user(role="advisor"), make_user(role="administrator")
        site = make_firm(owner=owner, name=FIRM)
        colleague = join(make_user(COLLEAGUE), site, Membership.Role.CONTRIBUTOR)
        yield plant(site, owner=owner, colleague=colleague, advisor=advisor, admin=admin, folder=folder)


@pytest.fixture(scope="module")
def owner(planted):
    return planted.organization.memberships.get(role=Membership.Role.OWNER).user


@pytest.fixture(scope="module")
def other_firm(planted):
    return make_firm(owner=make_user("Phạm Mai Chi"), name="Dệt may Chi Mẫu").organization


@pytest.fixture(scope="module")
def archive(planted, owner, other_firm):
    export = copies.ask(by=owner, organization=planted.organization, language="vi")
    copies.make(export=export)
    return opened(export)


def reaching(root):
    """Return every table from which a foreign key leads to the root, by whatever way that ends with the row."""
    found, waiting = set(), {root}
    while waiting:
        keys = [(model, field) for model in apps.get_models() for field in model._meta.concrete_fields]
        waiting = {
            model
            for model, field in keys
            if isinstance(field, ForeignKey)
            and field.related_model in waiting
            and field.remote_field.on_delete.__name__ == "CASCADE"
            and model not in found
        }
        found |= waiting
    return {model._meta.label_lower for model in found}


def test_every_table_that_leads_to_a_firm_is_copied_or_left_out_with_a_reason(archive):
    copied = json.loads(archive.read("firm.json")).keys()

    named = copied | records.LEFT_OUT.keys() | records.LEFT_OUT_OF_FIRMS.keys()
    assert reaching(Organization) - named == set()


def test_every_table_that_leads_to_a_person_is_copied_or_left_out_with_a_reason(archive):
    copied = {name for file in ("person.json", "firm.json") for name in json.loads(archive.read(file))}

    named = copied | records.LEFT_OUT.keys() | holdings.NOT_A_PERSONS
    assert reaching(User) - named == set()


def test_a_copy_says_what_it_leaves_out_and_why(archive):
    said = archive.read("README.txt").decode()

    assert [table for table in records.LEFT_OUT | records.LEFT_OUT_OF_FIRMS if table not in said] == []


def test_every_row_of_the_firm_is_in_the_copy(archive, planted):
    copied = json.loads(archive.read("firm.json"))
    kept = {table.label: table.rows(planted.organization).count() for table in holdings.of_firms()}

    counts = {label: len(copied[label]["rows"]) for label in copied}
    assert counts == {label: count for label, count in kept.items() if label in copied}


def test_answers_are_there_in_words(archive, planted):
    name = next(name for name in archive.namelist() if name.endswith("-version-1.json"))
    answers = json.loads(archive.read(name))["answers"]

    assert (answers[0]["number"], answers[0]["question"][:2] != "", answers[0]["answer"][:5]) == ("S1.1", True, "Mức 2")


def test_reports_and_evidence_are_in_the_copy(archive):
    files = {name.split("/")[1] for name in archive.namelist() if name.startswith("files/")}

    assert files == {"reports", "issued", "evidence"}
    assert b"a photo of the plant" in [archive.read(name) for name in archive.namelist() if "evidence" in name]


def test_what_issued_reports_say_is_in_the_copy_word_for_word(archive, planted):
    names = [name for name in archive.namelist() if name.startswith("files/issued/") and name.endswith(".json")]
    kept = SealedContent.objects.values_list("text", flat=True)

    assert sorted(archive.read(name).decode() for name in names) == sorted(kept)
    assert len(names) == 2


def test_no_key_that_opens_a_door_is_in_the_copy(archive, owner):
    texts = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".json"))

    assert [secret for secret in ("d" * 64, "i" * 64, "o" * 64, owner.password) if secret in texts] == []
    assert "token" not in json.loads(archive.read("firm.json"))["reports.issuedreport"]["rows"][0]


def test_what_advisors_write_to_the_firm_is_in_the_copy(archive):
    text = archive.read("firm.json").decode()

    assert [said for said in REVIEWED if said not in text] == []


def test_no_private_note_of_an_advisor_is_in_the_copy(archive):
    texts = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".json", ".txt")))

    assert PRIVATE not in texts


def test_what_an_advisor_chose_to_look_at_in_the_plant_is_not_in_the_copy(archive):
    (visit,) = json.loads(archive.read("firm.json"))["reviews.sitevisit"]["rows"]

    assert "items" not in visit


def test_every_column_that_is_private_exists():
    """A renamed column would be copied again without a word."""
    named = {(table, column) for table, columns in records.PRIVATE.items() for column in columns}
    there = {(table, field.name) for table in records.PRIVATE for field in apps.get_model(table)._meta.concrete_fields}

    assert named <= there


def test_every_column_for_words_in_a_review_is_known_to_be_for_the_firm_or_not():
    """A new column of a review with words in it is copied only once somebody has said whom they are for."""
    told = {"text_vi", "text_en", "objection", "answer", "reason", "reply", "question", "note"}
    tables = [model for model in apps.get_app_config("reviews").get_models() if model.__name__ != "FindingBrick"]
    words = {
        field.name
        for model in tables
        if model._meta.label_lower not in records.LEFT_OUT
        for field in model._meta.concrete_fields
        if isinstance(field, TextField)
    }

    assert words <= told


def test_nothing_of_another_firm_is_in_the_copy(archive, other_firm):
    texts = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".json"))

    assert other_firm.name not in texts
