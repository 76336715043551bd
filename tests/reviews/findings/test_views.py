"""Findings about a block, and the ready texts to begin with."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from reviews.findings import writing
from reviews.models import Finding, FindingBrick, Review
from tests.factories import proposals
from tests.reviews.proposals.pages import url

pytestmark = pytest.mark.both_databases


def write(review, **more):
    text = {"node": "O", "kind": "gap", "text_vi": "Chưa có lịch bảo trì.", "text_en": ""}
    return writing.write(review=review, by=review.advisor, **text | more)


def test_finding_is_written_for_a_block(client, review):
    client.post(url(review, "findings"), {"block": "O", "kind": "gap", "text_vi": " Chưa có lịch. ", "text_en": ""})

    found = Finding.objects.get()
    assert (found.node, found.kind, found.text_vi, found.by) == ("O", "gap", "Chưa có lịch.", review.advisor)


def test_each_block_shows_its_own_and_its_verified_level_beside_the_writing(client, judged):
    page = client.get(url(judged, "findings")).content.decode()

    people = page.partition('id="head-P"')[2].partition("<ul")[0]
    assert re.findall(r"<dt>(.*?)</dt>", people) == ["Tự đánh giá", "Chuyên gia xác nhận"]
    assert re.findall(r"level-mark-(\d)", people) == ["3", "2"]
    assert re.findall(r"</span> (\d,\d)</span>", people) == ["3,0", "2,7"]


def test_block_of_which_too_little_is_verified_says_so(client, review):
    proposals.judge(review, {"P1.1": 3})

    page = client.get(url(review, "findings")).content.decode()

    assert "<dd>chưa đủ dữ liệu" in page.partition('id="head-P"')[2].partition("<ul")[0]


def test_finding_without_vietnamese_is_told_in_its_block(client, review):
    answer = client.post(url(review, "findings"), {"block": "O", "kind": "gap", "text_vi": "", "text_en": "Kept"})

    assert answer.status_code == 422
    assert "Kept" in answer.content.decode()
    assert not Finding.objects.exists()


def test_finding_for_a_block_that_is_not_there_is_404(client, review):
    assert client.post(url(review, "findings"), {"block": "X", "kind": "gap", "text_vi": "x"}).status_code == 404


def test_finding_is_changed_and_removed(client, review):
    found = write(review)
    client.post(url(review, "change_finding", found.pk), {"kind": "strength", "text_vi": "Có lịch.", "text_en": "Yes."})
    found.refresh_from_db()
    assert (found.kind, found.text_vi, found.text_en) == ("strength", "Có lịch.", "Yes.")

    client.post(url(review, "change_finding", found.pk), {"remove": "1"})

    assert not Finding.objects.exists()


@pytest.mark.parametrize(("language", "first"), [("vi", "Chưa có lịch bảo trì."), ("en", "No maintenance plan yet.")])
def test_finding_stands_first_in_the_readers_language(client, review, language, first):
    write(review, text_en="No maintenance plan yet.")
    client.cookies["django_language"] = language

    page = client.get(url(review, "findings")).content.decode().partition('class="both-findings"')[2]

    texts = ("Chưa có lịch bảo trì.", "No maintenance plan yet.")
    assert min(texts, key=page.index) == first


def test_findings_cannot_be_changed_while_proposed(client, judged):
    found = write(judged)
    proposals.proposed(judged)

    answer = client.post(url(judged, "change_finding", found.pk), {"remove": "1"}, follow=True)

    assert answer.status_code == 403
    assert "có thể đã đề nghị ban hành" in answer.content.decode()
    assert Finding.objects.exists()


@pytest.mark.parametrize("taken_by", ["another advisor", "a proposal"])
def test_what_was_written_comes_back_to_who_has_the_review_no_more(client, judged, taken_by):
    if taken_by == "a proposal":
        proposals.proposed(judged)
    else:
        Review.objects.filter(pk=judged.pk).update(advisor=proposals.staff(name="Cao Văn Hùng"))

    words = {"block": "O", "kind": "gap", "text_vi": "Chưa có lịch bảo trì.", "text_en": "No plan yet."}
    answer = client.post(url(judged, "findings"), words)

    assert answer.status_code in {403, 404}
    assert all(words[name] in answer.content.decode() for name in ("text_vi", "text_en"))
    assert not Finding.objects.exists()


def test_ready_text_is_used_once_in_a_block_and_offered_no_more(client, review):
    call_command("load_bricks", verbosity=0)
    brick = writing.bricks_for("c4ir-smc", "O").first()
    address, wanted = url(review, "use_brick"), {"block": "O", "brick": str(brick.uuid)}

    for _ in range(2):
        client.post(address, wanted)

    assert Finding.objects.count() == 1
    page = client.get(url(review, "findings"))
    offered = {block["id"]: block["bricks"] for block in page.context["blocks"]}
    assert brick not in offered["O"]
    assert any(brick.text_vi == each.text_vi for each in offered["S"]) == (brick.node == "")


def test_advisor_who_was_replaced_does_not_write(review, advisor):
    Review.objects.filter(pk=review.pk).update(advisor=proposals.staff(name="Cao Văn Hùng"))

    with pytest.raises(writing.TransitionNotAllowed):
        writing.write(review=review, node="O", kind="gap", text_vi="x", text_en="", by=advisor)


def test_block_takes_as_many_findings_as_a_page_holds(client, review):
    for number in range(writing.MOST):
        write(review, text_vi=f"Nhận xét {number}")

    client.post(url(review, "findings"), {"block": "O", "kind": "gap", "text_vi": "Thêm nữa", "text_en": ""})

    assert Finding.objects.count() == writing.MOST


def test_shipped_ready_texts_are_loaded_once_however_often(db):
    for _ in range(2):
        call_command("load_bricks", verbosity=0)

    shipped = FindingBrick.objects.filter(framework="c4ir-smc")
    assert 15 <= shipped.count() <= 20
    assert set(shipped.values_list("node", flat=True)) == {"S", "P", "O", "T", "G", ""}
    assert all(each.text_vi and each.text_en for each in shipped)


def test_ready_text_that_was_retired_stays_so(db):
    call_command("load_bricks", verbosity=0)
    writing.retire_brick(brick=FindingBrick.objects.filter(node="S").first())

    call_command("load_bricks", verbosity=0)

    assert FindingBrick.objects.filter(is_active=False).count() == 1


def test_ready_text_becomes_a_finding_by_one_click(client, review):
    call_command("load_bricks", verbosity=0)
    brick = FindingBrick.objects.get(node="O", kind="strength")

    client.post(url(review, "use_brick"), {"block": "O", "brick": brick.uuid})

    found = Finding.objects.get()
    assert (found.node, found.text_vi, found.text_en) == ("O", brick.text_vi, brick.text_en)


def test_block_is_offered_its_own_ready_texts_and_those_for_all(review):
    call_command("load_bricks", verbosity=0)

    offered = {brick.node for brick in writing.bricks_for("c4ir-smc", "O")}

    assert offered == {"O", ""}


def test_approver_adds_and_retires_a_ready_text(client_of, review):
    client = client_of(proposals.staff("approver"))
    where = reverse("reviews:bricks", args=["c4ir-smc"])
    client.post(where, {"node": "S", "kind": "gap", "text_vi": "Chưa có mục tiêu.", "text_en": "No goals."})
    brick = FindingBrick.objects.get()
    assert "Chưa có mục tiêu." in client.get(where).content.decode()

    client.post(reverse("reviews:retire_brick", args=["c4ir-smc", brick.uuid]))

    assert not writing.bricks_for("c4ir-smc", "S").exists()


def test_ready_text_needs_both_languages(client_of, review):
    client = client_of(proposals.staff("approver"))

    answer = client.post(reverse("reviews:bricks", args=["c4ir-smc"]), {"node": "", "kind": "gap", "text_vi": "Một"})

    assert answer.status_code == 422
    assert not FindingBrick.objects.exists()


def test_ready_texts_of_a_framework_that_is_not_there_are_404(client_of, review):
    client = client_of(proposals.staff("approver"))

    assert client.get(reverse("reviews:bricks", args=["nothing"])).status_code == 404
