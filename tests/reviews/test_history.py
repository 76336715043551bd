"""Why an advisor has a review again: said on every page about it, until it is proposed anew."""

import pytest
from django.urls import reverse

from reports.issued import approving
from reviews import history
from reviews.proposals import proposing
from tests.factories import proposals, reports

pytestmark = pytest.mark.django_db

WHY = "S1.1: ảnh không khớp"


@pytest.fixture
def advisor(db):
    return proposals.staff()


@pytest.fixture
def approver(db):
    return proposals.staff("approver", "Vũ Minh Khang")


@pytest.fixture
def proposal(firm_a, an, advisor):
    review = proposals.assigned(firm_a, by=an, advisor=advisor, answers=reports.all_at(2))
    proposals.judge(review, reports.all_at(2))
    return proposals.proposed(review)


@pytest.fixture
def withdrawn(proposal, an, approver):
    report = proposals.issued(proposal, by=an, approver=approver)
    approving.reopen(report=report, reason=WHY, by=approver)
    return proposal


def pages(review):
    sent = review.assessment.sent_submission
    whole = f"/bench/reviews/{review.uuid}/"
    return [whole, f"{whole}propose/", reverse("reviews:submission", args=[sent.uuid])]


def text(client, where):
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_reason_of_a_proposal_sent_back_is_on_each_page_of_the_advisor(proposal, approver, advisor, client_of):
    proposing.send_back(proposal=proposal, reason=WHY, by=approver)

    for where in pages(proposal.review):
        page = text(client_of(advisor), where)
        assert "Vũ Minh Khang trả lại ngày" in page
        assert WHY in page


def test_reason_of_a_withdrawn_report_is_on_each_page_of_the_advisor(withdrawn, advisor, client_of):
    for where in pages(withdrawn.review):
        page = text(client_of(advisor), where)
        assert "Vũ Minh Khang thu hồi báo cáo ngày" in page
        assert WHY in page


def test_approver_reads_that_the_report_was_withdrawn_and_not_that_it_is_issued(withdrawn, approver, client_of):
    page = text(client_of(approver), f"/bench/reviews/{withdrawn.review.uuid}/approve/")

    assert "Vũ Minh Khang thu hồi báo cáo ngày" in page
    assert "hiện chưa có gì cần quyết định" in page
    assert "Thu hồi báo cáo và mở lại" not in page


def test_what_was_given_back_is_past_once_it_is_proposed_anew(withdrawn):
    proposals.proposed(withdrawn.review)

    assert history.of(withdrawn.review.assessment).given_back is None


def test_acts_of_the_firm_alone_are_not_told_to_staff(withdrawn):
    acts = [step.act for step in history.of(withdrawn.review.assessment).steps]

    assert acts == ["reopen", "approve", "propose", "send_for_review"]


def test_firm_that_reads_along_does_not_see_what_the_approver_wrote(proposal, approver, advisor, client_of):
    proposing.send_back(proposal=proposal, reason=WHY, by=approver)
    client = client_of(advisor)
    client.post(f"/bench/reviews/{proposal.review.uuid}/together/", {"act": "begin"})

    for where in pages(proposal.review)[:2]:
        assert WHY not in text(client, where)
