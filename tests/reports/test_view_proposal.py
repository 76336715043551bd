"""The firm's page on what is proposed, and the approver's: what stands there and what a click does."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Opening
from reports.issued import approving
from reports.models import IssuedReport
from reviews.findings import writing
from reviews.models import Conflict, Proposal
from reviews.proposals import proposing
from tests.factories import proposals, reports

PRIVATE = ["Ghi chú riêng", "còn phân vân"]


@pytest.fixture
def advisor(db):
    return proposals.staff()


@pytest.fixture
def approver(db):
    return proposals.staff("approver", "Vũ Minh Khang")


@pytest.fixture
def proposal(firm_a, an, advisor):
    review = proposals.assigned(firm_a, by=an, advisor=advisor, answers=reports.all_at(3) | {"O2.3": "Không có khuôn"})
    proposals.judge(review, reports.all_at(3) | {"S1.1": 2, "P1.1": 0, "O2.3": "Không có khuôn"})
    writing.write(review=review, node="O", kind="gap", text_vi="Chưa có lịch bảo trì.", text_en="", by=advisor)
    return proposals.proposed(review, note="S2.1 còn phân vân.")


def firms_page(proposal):
    return reverse("reports:proposal", args=[proposal.submission.uuid])


def approvers_page(proposal, name="approve"):
    return reverse(f"reports:{name}", args=[proposal.review.uuid])


def text(answer):
    return answer.content.decode()


def test_firm_reads_both_results_with_reasons_and_findings(proposal, binh, client_of):
    page = text(client_of(binh).get(firms_page(proposal)))

    assert page.index('<p class="both-value">3,0</p>') < page.index('<p class="both-value">2,9</p>')
    assert "Xem sổ bảo trì tháng 10. (P1.1)" in page
    assert "Chưa có lịch bảo trì." in page


def test_firm_never_reads_what_is_private(proposal, an, client_of):
    page = text(client_of(an).get(firms_page(proposal)))

    assert [word for word in PRIVATE if word in page] == []


@pytest.mark.both_databases
def test_firm_agrees_by_one_click(proposal, an, client_of):
    client_of(an).post(firms_page(proposal), {"agree": "1"})

    assert Proposal.objects.get().agreed_by == an


def test_firm_objects_with_a_text_and_reads_the_answer(proposal, an, advisor, client_of):
    client = client_of(an)
    client.post(firms_page(proposal), {"objection-text": "Sổ ở phòng kỹ thuật"})
    assert "Chuyên gia sẽ trả lời trước khi ban hành." in text(client.get(firms_page(proposal)))
    proposing.answer_objection(proposal=Proposal.objects.get(), text="Đã xem lại sổ.", by=advisor)

    page = text(client.get(firms_page(proposal)))

    assert "Sổ ở phòng kỹ thuật" in page
    assert "Đã xem lại sổ." in page
    assert "Đồng ý" in page


def test_objection_without_a_text_is_told(proposal, an, client_of):
    answer = client_of(an).post(firms_page(proposal), {"objection-text": " "})

    assert answer.status_code == 422
    assert "Vui lòng ghi vài lời." in text(answer)


def test_member_who_is_no_owner_sees_no_buttons(proposal, cuong, client_of):
    page = text(client_of(cuong).get(firms_page(proposal)))

    assert 'name="agree"' not in page
    assert "Chủ doanh nghiệp phản hồi đến hết ngày" in page


def test_objecting_after_the_last_day_is_told(proposal, an, client_of):
    Proposal.objects.update(object_until=timezone.localdate().replace(year=2020))

    answer = client_of(an).post(firms_page(proposal), {"objection-text": "Muộn"}, follow=True)

    assert "Chưa ghi nhận được" in text(answer)
    assert not Proposal.objects.get().objection


def test_agreeing_on_a_page_older_than_a_colleagues_objection_is_not_kept(proposal, an, client_of):
    client = client_of(an)
    assert 'value="after_objection"' not in text(client.get(firms_page(proposal)))
    client.post(firms_page(proposal), {"objection-text": "Chưa đúng"})

    answer = client.post(firms_page(proposal), {"agree": "1"}, follow=True)

    assert "Chưa ghi nhận được" in text(answer)
    assert Proposal.objects.get().agreed_at is None
    assert 'value="after_objection"' in text(answer)
    client.post(firms_page(proposal), {"agree": "after_objection"})
    assert Proposal.objects.get().agreed_at


def test_agreeing_to_what_was_sent_back_is_told(proposal, an, approver, client_of):
    proposing.send_back(proposal=proposal, reason="Lý do nội bộ", by=approver)

    answer = client_of(an).post(firms_page(proposal), {"agree": "1"}, follow=True)

    assert "Chưa ghi nhận được" in text(answer)
    assert "Chuyên gia đang xem xét lại" in text(answer)
    assert "Lý do nội bộ" not in text(answer)


def test_submission_without_a_proposal_has_no_such_page(firm_a, an, advisor, client_of):
    review = proposals.assigned(firm_a, by=an, advisor=advisor)

    where = reverse("reports:proposal", args=[review.assessment.sent_submission.uuid])
    assert client_of(an).get(where).status_code == 404


@pytest.mark.parametrize("name", ["assessments:tasks", "reports:result"])
def test_firms_pages_lead_to_the_proposal(proposal, an, client_of, name):
    uuid = proposal.review.assessment.uuid if name == "assessments:tasks" else proposal.submission.uuid

    assert firms_page(proposal) in text(client_of(an).get(reverse(name, args=[uuid])))


def test_approver_reads_the_summary_on_one_page(proposal, an, approver, dung, client_of):
    proposing.object_to(proposal=proposal, text="Sổ ở phòng kỹ thuật", by=an)
    Conflict.objects.create(
        organization=proposal.review.assessment.site.organization,
        user=dung,
        reason="Em ruột",
        declared_at=timezone.now(),
    )

    page = text(client_of(approver).get(approvers_page(proposal)))

    for told in ("còn phân vân", "Sổ ở phòng kỹ thuật", "Em ruột", "Không có khuôn", "Chưa có lịch bảo trì.", "(P1.1)"):
        assert told in page
    assert "Ghi chú riêng:" not in page.replace("ghi chú riêng", "")


def test_approver_reads_what_stands_in_the_way_and_has_no_button(proposal, approver, client_of):
    page = text(client_of(approver).get(approvers_page(proposal)))

    assert "Doanh nghiệp còn thời hạn phản hồi và chưa xác nhận đồng ý." in page
    assert "Ban hành báo cáo</button>" not in page


def test_contradiction_that_the_verified_answers_leave_is_read(firm_a, an, advisor, approver, client_of):
    answers = reports.all_at(3) | {"S1.2": 4, "T4.1": 0}
    review = proposals.assigned(firm_a, by=an, advisor=advisor, answers=answers)
    proposals.judge(review, answers)

    page = text(client_of(approver).get(approvers_page(proposals.proposed(review))))

    part = page[page.index("1 mâu thuẫn chưa giải quyết") :]
    assert part.index("<b>S1.2</b>") < part.index("<b>T4.1</b>")


@pytest.mark.both_databases
def test_posting_issues_the_report(proposal, an, approver, client_of):
    proposing.agree(proposal=proposal, by=an)

    answer = client_of(approver).post(approvers_page(proposal), follow=True)

    number = IssuedReport.objects.get().number
    assert f"Đã ban hành báo cáo {number}" in text(answer)


def test_posting_too_early_says_why(proposal, approver, client_of):
    answer = client_of(approver).post(approvers_page(proposal), follow=True)

    assert "Doanh nghiệp còn thời hạn phản hồi" in text(answer)
    assert not IssuedReport.objects.exists()


def test_posting_what_is_decided_is_told(proposal, an, approver, client_of):
    proposals.issued(proposal, by=an, approver=approver)

    answer = client_of(approver).post(approvers_page(proposal), follow=True)

    assert "không có gì thay đổi" in text(answer)
    assert IssuedReport.objects.count() == 1


def test_approver_sends_back_with_a_reason(proposal, approver, client_of):
    client = client_of(approver)
    assert client.post(approvers_page(proposal, "send_back"), {"back-text": ""}).status_code == 422

    client.post(approvers_page(proposal, "send_back"), {"back-text": "Thiếu ảnh"})

    assert (Proposal.objects.get().decision, Proposal.objects.get().reason) == ("sent_back", "Thiếu ảnh")


def test_withdrawing_asks_for_a_reason_and_the_public_page_says_withdrawn(proposal, an, approver, client_of):
    report = proposals.issued(proposal, by=an, approver=approver)
    client = client_of(approver)
    assert client.post(approvers_page(proposal, "reopen"), {"reopen-text": ""}).status_code == 422

    client.post(approvers_page(proposal, "reopen"), {"reopen-text": "Nhầm nhà máy"})

    public = text(client_of(None).get(reverse("reports:verify", args=[report.token])))
    assert "Đã thu hồi" in public
    assert "Nhầm nhà máy" not in public


def test_firm_reads_who_opened_its_submission(proposal, approver, client_of):
    client_of(approver).get(approvers_page(proposal))

    assert Opening.objects.get().by == approver


def test_queue_leads_approvers_to_the_decision_and_others_to_the_review(proposal, approver, advisor, client_of):
    review = reverse("reviews:review", args=[proposal.review.uuid])
    leads = {who: text(client_of(who).get(reverse("reviews:queue"))) for who in (approver, advisor)}

    assert f'<a href="{approvers_page(proposal)}">' in leads[approver]
    assert f'<a href="{review}">' in leads[advisor]
    assert approvers_page(proposal) not in leads[advisor]


def test_issued_report_as_a_document_is_one_click_from_the_review_and_from_the_approval(
    proposal, an, approver, advisor, client_of
):
    report = proposals.issued(proposal, by=an, approver=approver)
    document = reverse("reports:issued_data", args=[report.uuid, "docx"])

    assert document in text(client_of(approver).get(approvers_page(proposal)))
    assert document in text(client_of(advisor).get(reverse("reviews:review", args=[proposal.review.uuid])))
    assert client_of(advisor).get(document).status_code == 200


def test_withdrawn_report_is_offered_to_no_advisor(proposal, an, approver, advisor, client_of):
    report = proposals.issued(proposal, by=an, approver=approver)
    approving.reopen(report=report, reason="Nhầm", by=approver)

    page = text(client_of(advisor).get(reverse("reviews:review", args=[proposal.review.uuid])))
    assert reverse("reports:issued_data", args=[report.uuid, "docx"]) not in page
