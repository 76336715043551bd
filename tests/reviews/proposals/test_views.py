"""The advisor's pages: what would be issued, the proposal while it is open, findings and ready texts."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from assessments import lifecycle
from reviews.findings import writing
from reviews.models import Finding, FindingBrick, ItemReview, Proposal, Review
from reviews.proposals import proposing
from tests.factories import proposals, reports

pytestmark = pytest.mark.both_databases


@pytest.fixture
def advisor(db):
    return proposals.staff()


@pytest.fixture
def review(firm_a, an, advisor):
    return proposals.assigned(firm_a, by=an, advisor=advisor, answers=reports.all_at(3))


@pytest.fixture
def judged(review):
    proposals.judge(review, reports.all_at(3) | {"S1.1": 2, "P1.1": 0})
    return review


@pytest.fixture
def client(client_of, advisor):
    return client_of(advisor)


def url(review, name="propose", *more):
    return reverse(f"reviews:{name}", args=[review.uuid, *more])


def read(client, review, name="propose"):
    answer = client.get(url(review, name))
    assert answer.status_code == 200
    return answer.content.decode()


def given(**more):
    day = timezone.localdate().isoformat()
    return {"how": ["plant"], "verified_from": day, "verified_until": day, "note": ""} | more


def test_page_says_what_would_be_issued_in_full(client, judged):
    assert "Sẽ ban hành là Báo cáo đã xác nhận" in read(client, judged)


def test_page_says_what_is_missing_for_a_full_report_block_by_block(client, review):
    proposals.judge(review, {item: 3 for item in reports.all_at(3) if item not in {"S1.1", "S1.3"}})

    page = read(client, review)

    assert "Sẽ ban hành là xác nhận một phần (58/60)" in page
    assert "<b>S1.1</b>" in page  # a key question
    assert "7/9" in page


def test_page_shows_far_differences_before_the_others_with_reasons(client, judged):
    page = read(client, judged)

    assert page.index("<b>P1.1</b>") < page.index("<b>S1.1</b>")
    assert "Xem sổ bảo trì tháng 10. (P1.1)" in page


def test_page_shows_both_headlines(client, judged):
    page = read(client, judged)

    assert page.index('<p class="both-value">3,0</p>') < page.index('<p class="both-value">2,')


def test_form_begins_with_what_the_judgements_rest_on(client, judged):
    judged.items.filter(item="S1.1").update(ground="plant")

    form = client.get(url(judged)).context["form"]

    assert form["how"].initial == ["papers", "plant"]
    assert form["verified_from"].initial == timezone.localdate()


def test_questions_noted_and_not_sent_are_told(client, judged):
    ItemReview.objects.filter(review=judged, item="S1.2").update(outcome="asked", question="Cho xem sổ")

    assert "Còn 1 câu hỏi cho doanh nghiệp đã ghi nhưng chưa gửi." in read(client, judged)


def test_posting_proposes(client, judged):
    answer = client.post(url(judged), given(note="Xem kỹ S1.1"), follow=True)

    assert Proposal.objects.get().note == "Xem kỹ S1.1"
    assert "Đã đề nghị ban hành" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"how": []}, "Vui lòng chọn ít nhất một cách."),
        ({"verified_from": "2026-03-02", "verified_until": "2026-03-01"}, "Ngày cuối đang ở trước ngày đầu."),
        ({"verified_until": "2100-01-01"}, "Ngày này chưa đến."),
    ],
)
def test_wrong_form_is_told_and_keeps_what_was_typed(client, judged, wrong, told):
    answer = client.post(url(judged), given(note="Giữ lại câu này") | wrong)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Giữ lại câu này" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_proposing_nothing_is_told(client, review):
    answer = client.post(url(review), given(), follow=True)

    assert "Chưa xác nhận câu nào" in answer.content.decode()


def test_proposing_what_the_firm_took_back_is_404(client, judged, an):
    lifecycle.take_back(assessment=judged.assessment, by=an)

    assert client.post(url(judged), given()).status_code == 404


def test_objection_is_read_and_answered(client, judged, an):
    proposal = proposals.proposed(judged)
    proposing.object_to(proposal=proposal, text="Sổ ở phòng kỹ thuật", by=an)
    assert "Sổ ở phòng kỹ thuật" in read(client, judged)

    client.post(url(judged, "answer_objection"), {"answer-text": "Đã xem lại sổ."})

    assert Proposal.objects.get().answer == "Đã xem lại sổ."


@pytest.mark.parametrize(("name", "field"), [("answer_objection", "answer-text"), ("recall", "recall-text")])
def test_empty_text_is_told(client, judged, an, name, field):
    proposing.object_to(proposal=proposals.proposed(judged), text="Không đúng", by=an)

    answer = client.post(url(judged, name), {field: " "})

    assert answer.status_code == 422
    assert "Vui lòng ghi vài lời." in answer.content.decode()


@pytest.mark.parametrize(("name", "field"), [("answer_objection", "answer-text"), ("recall", "recall-text")])
def test_what_was_decided_meanwhile_is_told(client, judged, name, field):
    answer = client.post(url(judged, name), {field: "x"}, follow=True)

    assert "không có gì thay đổi" in answer.content.decode()


def test_reason_of_the_approver_is_read_where_it_is_proposed_again(client, judged):
    approver = proposals.staff("approver", "Vũ Minh Khang")
    proposing.send_back(proposal=proposals.proposed(judged), reason="Thiếu ảnh máy ép", by=approver)

    page = read(client, judged)

    assert "Thiếu ảnh máy ép" in page
    assert "Vũ Minh Khang" in page


# --- Findings ---


def write(review, **more):
    text = {"node": "O", "kind": "gap", "text_vi": "Chưa có lịch bảo trì.", "text_en": ""}
    return writing.write(review=review, by=review.advisor, **text | more)


def test_finding_is_written_for_a_block(client, review):
    client.post(url(review, "findings"), {"block": "O", "kind": "gap", "text_vi": " Chưa có lịch. ", "text_en": ""})

    found = Finding.objects.get()
    assert (found.node, found.kind, found.text_vi, found.by) == ("O", "gap", "Chưa có lịch.", review.advisor)


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


def test_findings_cannot_be_changed_while_proposed(client, judged):
    found = write(judged)
    proposals.proposed(judged)

    answer = client.post(url(judged, "change_finding", found.pk), {"remove": "1"}, follow=True)

    assert "Không có gì thay đổi" in answer.content.decode()
    assert Finding.objects.exists()


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
