"""Copies that are asked for, made, and taken away; and what is copied when. What one holds: test_copies_hold.py."""

import json

import pytest

from c4ir_assess.jobs.models import Job
from privacy import copies, tasks
from privacy.models import DataRequest, Export
from reviews.findings import writing
from reviews.proposals import proposing
from tests.factories import proposals
from tests.factories.reports import all_at
from tests.privacy.conftest import opened

pytestmark = pytest.mark.django_db


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
