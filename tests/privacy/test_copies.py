"""A copy holds everything: each table is in it or named with the reason why not."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db.models import ForeignKey, TextField

from accounts.models import Organization, User
from c4ir_assess.jobs.models import Job
from privacy import copies, holdings, records, store, tasks
from privacy.models import DataRequest, Export
from reports.models import SealedContent
from reviews.findings import writing
from reviews.proposals import proposing
from tests.factories import proposals
from tests.factories.reports import all_at
from tests.privacy.conftest import PRIVATE

pytestmark = pytest.mark.django_db
REVIEWED = ("gửi giúp sổ bảo trì 7341", "Sổ bảo trì chưa đủ 7341", "Chưa có sổ bảo trì 7341")


def opened(export):
    export.refresh_from_db()
    with store.open_file(export.file) as file:
        return ZipFile(BytesIO(file.read()))


@pytest.fixture
def archive(planted, owner):
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


def test_what_advisors_judged_is_in_the_copy_once_it_was_proposed(site_a, an, dung):
    review = proposals.assigned(site_a, by=an, advisor=dung)
    writing.write(review=review, node="S", kind="gap", text_vi="Bản nháp 7341", text_en="", by=dung)
    proposals.judge(review, all_at(2) | {"S1.1": 1}, reason="Lý do nháp 7341")
    drafted = [copied(an, site_a, name) for name in ("reviews.itemreview", "reviews.finding")]
    proposals.proposed(review)
    told = [copied(an, site_a, name) for name in ("reviews.itemreview", "reviews.finding")]

    assert drafted == [[], []]
    assert [row["reason"] for row in told[0] if row["item"] == "S1.1"] == ["Lý do nháp 7341 (S1.1)"]
    assert [row["text_vi"] for row in told[1]] == ["Bản nháp 7341"]


def test_what_advisors_judge_anew_after_a_proposal_is_not_in_the_copy_before_the_next(site_a, an, dung):
    review = proposals.assigned(site_a, by=an, advisor=dung)
    proposals.judge(review, all_at(2))
    proposing.send_back(proposal=proposals.proposed(review), reason="Sửa S1.1", by=dung)
    proposals.judge(review, {"S1.1": 0}, reason="Lý do nháp 7341")

    assert "S1.1" not in {row["item"] for row in copied(an, site_a, "reviews.itemreview")}


def copied(owner, site, table):
    export = copies.ask(by=owner, organization=site.organization, language="vi")
    copies.make(export=export)
    return json.loads(opened(export).read("firm.json"))[table]["rows"]


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


def test_nothing_of_another_firm_is_in_the_copy(archive, firm_b):
    texts = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".json"))

    assert firm_b.organization.name not in texts


def test_a_member_copies_only_their_own_data(planted, colleague):
    export = copies.ask(by=colleague, organization=None, language="en")
    copies.make(export=export)

    assert opened(export).namelist() == ["README.txt", "person.json"]


def test_worker_makes_the_copy_that_was_asked_for(site, owner):
    export = copies.ask(by=owner, organization=site.organization, language="vi")
    tasks.make_copy.run(Job.objects.get(task="privacy.make_copy").pk)

    assert "firm.json" in opened(export).namelist()


def test_asking_twice_makes_one_copy(site, owner):
    assert copies.ask(by=owner, organization=None, language="vi") == copies.ask(
        by=owner, organization=None, language="vi"
    )
    assert Job.objects.filter(task="privacy.make_copy").count() == 1


def test_a_copy_is_taken_away_after_its_day(a_copy, files):
    drop = Job.objects.get(task="privacy.drop_copy")
    assert drop.due_at == a_copy.expires_at

    Job.objects.filter(pk=drop.pk).update(due_at=drop.created_at)
    tasks.drop_copy.run(drop.pk)

    assert (files(), Export.objects.exists()) == ([], False)


def test_a_copy_is_a_request_that_is_done_at_once(a_copy):
    asked = DataRequest.objects.get()

    assert (asked.kind, asked.done_at is not None) == ("export", True)


def test_a_copy_of_a_file_gone_from_the_store_holds_the_rest(planted, owner, data_dir):
    for path in (data_dir / "files" / "reports").iterdir():
        path.unlink()
    export = copies.ask(by=owner, organization=planted.organization, language="vi")
    copies.make(export=export)

    assert not [name for name in opened(export).namelist() if name.startswith("files/reports")]
