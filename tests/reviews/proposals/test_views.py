"""The advisor's pages: what would be issued, and the proposal while it is open."""

import pytest
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Assessment
from reviews.models import ItemReview, Proposal, Review
from reviews.proposals import proposing
from tests.factories import proposals, reports
from tests.reviews.proposals.pages import url


def read(client, review, name="propose"):
    answer = client.get(url(review, name))
    assert answer.status_code == 200
    return answer.content.decode()


def given(**more):
    day = timezone.localdate().isoformat()
    return {"how": ["plant"], "verified_from": day, "verified_until": day, "note": ""} | more


def test_page_says_what_would_be_issued_in_full(client, judged):
    assert "Sẽ ban hành là Báo cáo đã xác nhận" in read(client, judged)


def test_page_does_not_promise_what_has_no_level_to_lead_with(client, review):
    proposals.judge(review, dict.fromkeys(reports.all_at(3), "Nhà máy không làm việc này"))

    page = read(client, review)

    assert "Sẽ ban hành là xác nhận một phần (60/60)" in page
    assert "chưa xếp được cấp độ chung" in page
    assert "chưa xếp được cấp độ chung" in read(client, review, "review")
    assert proposals.proposed(review).is_partial


def test_page_says_what_is_missing_for_a_full_report_block_by_block(client, review):
    proposals.judge(review, {item: 3 for item in reports.all_at(3) if item not in {"S1.1", "S1.3"}})

    page = read(client, review)

    assert "Sẽ ban hành là xác nhận một phần (58/60)" in page
    assert "<b>S1.1</b>" in page  # a key question
    assert "7/9" in page


def test_page_with_nothing_verified_says_what_comes_first_and_shows_no_empty_results(client, review):
    page = read(client, review)

    assert "Chưa xác nhận câu nào" in page
    assert f'/bench/reviews/{review.uuid}/items/S1.1/">Bắt đầu xem xét' in page
    assert "both-table" not in page


def test_page_does_not_say_that_nothing_is_verified_where_questions_are_with_the_firm(client, judged):
    Assessment.objects.update(state="returned")
    Review.objects.update(state="returned")

    page = read(client, judged)

    assert "Chưa xác nhận câu nào" not in page
    assert "Có câu đang chờ doanh nghiệp bổ sung" in page


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


@pytest.mark.both_databases
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


@pytest.mark.both_databases
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
