"""Issuing beside other acts, by real connections at once: one wins, the other is told, and nothing is in between."""

import pytest

from assessments import lifecycle
from assessments.models import Assessment
from reports.issued import approving
from reports.models import IssuedReport
from reviews.models import Proposal, Review
from reviews.proposals import proposing
from tests.assessments.test_lifecycle_races import REFUSED, at_once
from tests.factories import proposals, reports

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def advisor(transactional_db):
    return proposals.staff()


@pytest.fixture
def approvers(transactional_db):
    return [proposals.staff("approver", name) for name in ("Vũ Minh Khang", "Lê Thị Mai")]


@pytest.fixture
def agreed(firm_a, an, advisor):
    review = proposals.assigned(firm_a, by=an, advisor=advisor)
    proposals.judge(review, reports.all_at(2) | {"S1.1": 1})
    proposal = proposals.proposed(review)
    proposing.agree(proposal=proposal, by=an)
    return proposal.pk


def fetched(pk):
    return Proposal.objects.select_related("review__assessment").get(pk=pk)


def approve(pk, by):
    proposal = fetched(pk)
    return lambda: approving.approve(proposal=proposal, by=by).pk


def state():
    return Assessment.objects.get().state


def test_two_approvers_at_once_issue_one_report(agreed, approvers):
    outcomes = at_once(*(approve(agreed, each) for each in approvers))

    assert outcomes.count(REFUSED) == 1
    assert IssuedReport.objects.count() == 1
    assert (state(), fetched(agreed).decision) == ("verified", "issued")


def test_firm_that_takes_back_beside_the_approval_wins_or_is_told(agreed, approvers, an):
    assessment = fetched(agreed).review.assessment

    issued, taken = at_once(approve(agreed, approvers[0]), lambda: lifecycle.take_back(assessment=assessment, by=an))

    assert (issued == REFUSED) != (taken == REFUSED)
    if issued == REFUSED:
        assert (state(), fetched(agreed).decision, IssuedReport.objects.count()) == ("completed", "taken_back", 0)
    else:
        assert (state(), fetched(agreed).decision, IssuedReport.objects.count()) == ("verified", "issued", 1)


def test_sending_back_beside_the_approval_leaves_one_decision(agreed, approvers):
    proposal = fetched(agreed)

    outcomes = at_once(
        approve(agreed, approvers[0]),
        lambda: proposing.send_back(proposal=proposal, reason="Xem lại", by=approvers[1]),
    )

    assert outcomes.count(REFUSED) == 1
    assert (state(), IssuedReport.objects.count()) in {("verified", 1), ("in_review", 0)}


def test_two_who_withdraw_at_once_withdraw_once(agreed, approvers):
    report = IssuedReport.objects.get(pk=approve(agreed, approvers[0])())

    def reopen(by):
        own = IssuedReport.objects.select_related("submission__assessment").get(pk=report.pk)
        return lambda: approving.reopen(report=own, reason=str(by), by=by)

    outcomes = at_once(*(reopen(each) for each in approvers))

    assert outcomes.count(REFUSED) == 1
    assert state() == "in_review"


@pytest.mark.soak(40, 2000)
def test_whatever_order_people_act_in_one_standing_report_follows_one_decision(
    agreed, approvers, an, advisor, campaign
):
    """States, proposals and reports agree after every act, allowed or refused."""
    for _ in range(campaign.n):
        act(campaign.random, an, advisor, approvers)

        is_open = Proposal.objects.filter(decision="").count()
        standing = IssuedReport.objects.filter(withdrawn_at=None).count()
        assert (is_open, standing) == {"proposed": (1, 0), "verified": (0, 1)}.get(state(), (0, 0))
        assert not IssuedReport.objects.filter(approver_name=advisor.name).exists()


def act(random, an, advisor, approvers):
    """Do one of the acts, by whoever comes along, whether it is allowed or not."""
    review = Review.objects.select_related("assessment").get()
    proposal = Proposal.objects.select_related("review__assessment").latest("pk")
    report = IssuedReport.objects.select_related("submission__assessment").order_by("pk").last()
    by = random.choice([an, advisor, *approvers])
    acts = {
        "propose": lambda: proposals.proposed(review, by=by),
        "agree": lambda: proposing.agree(proposal=proposal, by=an),
        "object": lambda: proposing.object_to(proposal=proposal, text="Không", by=an),
        "answer": lambda: proposing.answer_objection(proposal=proposal, text="Có", by=by),
        "send_back": lambda: proposing.send_back(proposal=proposal, reason="x", by=by),
        "approve": lambda: approving.approve(proposal=proposal, by=by),
        "reopen": lambda: report and approving.reopen(report=report, reason="x", by=by),
        "take_back": lambda: lifecycle.take_back(assessment=review.assessment, by=an),
        "send": lambda: send(review.assessment, an),
    }
    at_once(acts[random.choice(list(acts))])


def send(assessment, by):
    lifecycle.send_for_review(
        assessment=assessment,
        submission=assessment.submissions.latest("number"),
        by=by,
        wording="I agree.",
        wording_version="test",
        language="en",
    )
