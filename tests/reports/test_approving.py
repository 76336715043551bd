"""From a proposal to an issued report, and back: who may issue when, and what a withdrawn one leaves behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from assessments import lifecycle
from assessments.models import Event
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from c4ir_assess.jobs.models import Job
from privacy import restricting
from questionnaires.words import Language
from reports import headline
from reports.content.verified import build_verified_content
from reports.issued import approving, issuing
from reports.issued.approving import NotIssued, Obstacle
from reports.models import IssuedReport
from reports.shared import links as share_links
from reports.shared import page as shared_page
from reviews.models import Conflict, Proposal, Review
from reviews.proposals import proposing
from tests.factories import proposals, reports

LOWER = {"S1.1": 1, "P1.1": 0}
LANGUAGE: Language = "vi"


@pytest.fixture
def advisor(db):
    return proposals.staff()


@pytest.fixture
def approver(db):
    return proposals.staff("approver", "Vũ Minh Khang")


@pytest.fixture
def review(firm_a, an, advisor):
    return proposals.assigned(firm_a, by=an, advisor=advisor)


@pytest.fixture
def proposal(review):
    proposals.judge(review, reports.all_at(2) | LOWER)
    return proposals.proposed(review)


@pytest.fixture
def agreed(proposal, an):
    proposing.agree(proposal=proposal, by=an)
    return proposal


@pytest.fixture
def report(agreed, approver):
    return approving.approve(proposal=agreed, by=approver)


def state(proposal):
    proposal.review.assessment.refresh_from_db()
    return proposal.review.assessment.state


def again(proposal):
    return Proposal.objects.select_related("review__assessment").get(pk=proposal.pk)


def refused_for(proposal, by):
    with pytest.raises(NotIssued) as refusal:
        approving.approve(proposal=again(proposal), by=by)
    assert not IssuedReport.objects.exists()
    assert (state(proposal), again(proposal).decision) == ("proposed", "")
    return refusal.value.obstacles


@pytest.mark.both_databases
def test_agreed_proposal_is_issued_with_the_names_of_both(agreed, report, approver):
    assert (report.advisor_name, report.approver_name) == ("Đỗ Tiến Dũng", "Vũ Minh Khang")
    assert (report.items_verified, report.items_total, report.is_partial) == (60, 60, False)
    assert (state(agreed), again(agreed).decision, again(agreed).decided_by) == ("verified", "issued", approver)
    assert Event.objects.latest("pk").by == approver
    assert Job.objects.filter(task="reports.print_issued").count() == 3


def test_proposal_is_issued_after_the_last_day_though_the_firm_said_nothing(proposal, approver):
    Proposal.objects.filter(pk=proposal.pk).update(object_until=timezone.localdate() - timedelta(days=1))

    assert approving.approve(proposal=again(proposal), by=approver).number


def test_proposal_is_not_issued_on_the_last_day(proposal, approver):
    Proposal.objects.filter(pk=proposal.pk).update(object_until=timezone.localdate())

    assert refused_for(proposal, approver) == [Obstacle.WAITING]


def test_unanswered_objection_is_not_passed_over(proposal, an, approver):
    proposing.object_to(proposal=proposal, text="Không đúng", by=an)
    Proposal.objects.filter(pk=proposal.pk).update(object_until=timezone.localdate() - timedelta(days=1))

    assert refused_for(proposal, approver) == [Obstacle.OBJECTION]


def test_answered_objection_does_not_stop_the_issue_after_the_last_day(proposal, an, advisor, approver):
    proposing.object_to(proposal=proposal, text="Không đúng", by=an)
    proposing.answer_objection(proposal=again(proposal), text="Đã xem lại.", by=advisor)
    Proposal.objects.filter(pk=proposal.pk).update(object_until=timezone.localdate() - timedelta(days=1))

    assert approving.approve(proposal=again(proposal), by=approver).number


@pytest.mark.parametrize("role", ["advisor", "administrator", ""])
def test_only_the_role_of_approver_issues(agreed, role):
    assert refused_for(agreed, proposals.staff(role)) == [Obstacle.ROLE]


def test_closed_account_does_not_issue(agreed, approver):
    approver.is_active = False

    assert refused_for(agreed, approver) == [Obstacle.ROLE]


def test_advisor_who_is_approver_too_does_not_issue_the_own_work(agreed, advisor):
    User.objects.filter(pk=advisor.pk).update(staff_role="approver")
    advisor.refresh_from_db()

    assert refused_for(agreed, advisor) == [Obstacle.SAME_PERSON]


def test_person_who_took_the_review_over_does_not_issue_it(agreed, approver):
    Review.objects.filter(pk=agreed.review_id).update(advisor=approver)

    assert refused_for(agreed, approver) == [Obstacle.SAME_PERSON]


def test_very_small_operator_may_issue_the_own_work_and_the_report_says_so(agreed, advisor, settings):
    settings.OPERATOR_SINGLE_REVIEWER = True
    User.objects.filter(pk=advisor.pk).update(staff_role="approver")
    advisor.refresh_from_db()

    report = approving.approve(proposal=again(agreed), by=advisor)

    said = build_verified_content(report, LANGUAGE).verification
    assert said.advisor == "Đỗ Tiến Dũng"
    assert said.approver == "cùng một người; đơn vị vận hành cho phép một người vừa xác nhận vừa duyệt"


@pytest.mark.parametrize("who", ["advisor", "approver"])
def test_declared_interest_stops_the_issue(agreed, advisor, approver, who):
    Conflict.objects.create(
        organization=agreed.review.assessment.site.organization,
        user={"advisor": advisor, "approver": approver}[who],
        reason="Em ruột làm kế toán trưởng",
        declared_at=timezone.now(),
    )

    assert refused_for(agreed, approver) == [Obstacle.CONFLICT]


def test_interest_of_somebody_else_does_not_stop_it(agreed, approver, dung):
    Conflict.objects.create(
        organization=agreed.review.assessment.site.organization, user=dung, reason="x", declared_at=timezone.now()
    )

    assert approving.approve(proposal=again(agreed), by=approver).number


def test_proposal_of_an_advisor_who_is_gone_is_sent_back_not_issued(agreed, advisor, approver):
    advisor.delete()
    assert refused_for(agreed, approver) == [Obstacle.NOBODY]

    proposing.send_back(proposal=again(agreed), reason="Chuyên gia đã nghỉ", by=approver)

    assert state(agreed) == "in_review"


def test_proposal_of_an_advisor_who_lost_the_role_is_issued_with_the_name(agreed, advisor, approver):
    """The work was done while it was theirs to do."""
    User.objects.filter(pk=advisor.pk).update(staff_role="", is_active=False)

    assert approving.approve(proposal=again(agreed), by=approver).advisor_name == "Đỗ Tiến Dũng"


@pytest.mark.both_databases
def test_second_approval_is_refused_and_issues_nothing(agreed, report, approver):
    with pytest.raises(TransitionNotAllowed):
        approving.approve(proposal=again(agreed), by=approver)
    assert IssuedReport.objects.count() == 1


@pytest.mark.parametrize("act", ["take_back", "send_back"])
def test_what_was_decided_otherwise_is_not_issued(agreed, an, approver, act):
    if act == "take_back":
        lifecycle.take_back(assessment=agreed.review.assessment, by=an)
    else:
        proposing.send_back(proposal=agreed, reason="x", by=approver)

    with pytest.raises(TransitionNotAllowed):
        approving.approve(proposal=again(agreed), by=approver)
    assert not IssuedReport.objects.exists()


def test_firm_that_keeps_its_data_to_itself_stops_the_issue(agreed, an, approver):
    restricting.restrict(organization=agreed.review.assessment.site.organization, by=an)

    with pytest.raises(TransitionNotAllowed):
        approving.approve(proposal=again(agreed), by=approver)
    assert (state(agreed), again(agreed).decision) == ("proposed", "")


def test_too_little_verified_is_issued_as_partly_verified(review, an, approver):
    proposals.judge(review, {item: 1 for item in reports.all_at(1) if item[0] in "SP"})

    report = proposals.issued(proposals.proposed(review), by=an, approver=approver)

    content = build_verified_content(report, LANGUAGE)
    assert (report.is_partial, report.items_verified, report.level) == (True, 18, None)
    assert headline.of_whole(content).value_text == "2,0"
    assert content.mark == "XÁC NHẬN MỘT PHẦN (18/60)"


def test_all_verified_as_unknown_is_not_led_by_a_level_that_is_not_there(review, an, approver):
    proposals.judge(review, dict.fromkeys(reports.all_at(1), "dk"))

    assert proposals.proposed(review).is_partial


@pytest.mark.both_databases
def test_withdrawn_report_gives_the_result_back_to_the_advisor(agreed, report, approver):
    approving.reopen(report=report, reason="Nhầm nhà máy", by=approver)

    event = Event.objects.latest("pk")
    assert state(agreed) == "in_review"
    assert (report.withdrawn_reason, report.withdrawn_by) == ("Nhầm nhà máy", approver)
    assert issuing.state(report, timezone.localdate()) == IssuedReport.State.WITHDRAWN
    assert (event.act, event.reason, event.by) == ("reopen", "Nhầm nhà máy", approver)
    assert Review.objects.get(pk=agreed.review_id).due_on


def test_withdrawing_needs_a_reason(agreed, report, approver):
    with pytest.raises(InvalidAnswer):
        approving.reopen(report=report, reason="  ", by=approver)
    assert state(agreed) == "verified"


@pytest.mark.parametrize("role", ["advisor", "administrator", ""])
def test_only_an_approver_withdraws(agreed, report, role):
    with pytest.raises(TransitionNotAllowed):
        approving.reopen(report=report, reason="x", by=proposals.staff(role))
    assert state(agreed) == "verified"


def test_withdrawing_twice_is_refused(agreed, report, approver):
    approving.reopen(report=report, reason="Nhầm", by=approver)

    with pytest.raises(TransitionNotAllowed):
        approving.reopen(report=report, reason="Nhầm nữa", by=approver)
    report.refresh_from_db()
    assert report.withdrawn_reason == "Nhầm"


def test_shared_report_that_is_withdrawn_shows_just_that(agreed, report, approver, an):
    link, _ = share_links.make(submission=report.submission, by=an, for_whom="Ngân hàng", language="vi", days=30)
    assert shared_page.read(link, LANGUAGE).state == IssuedReport.State.VALID

    approving.reopen(report=report, reason="Nhầm nhà máy", by=approver)

    assert shared_page.read(link, LANGUAGE).state == IssuedReport.State.WITHDRAWN
    assert shared_page.is_withdrawn(link)


def test_corrected_result_is_issued_anew_under_another_number(agreed, report, an, approver):
    approving.reopen(report=report, reason="Nhầm S1.1", by=approver)
    review = Review.objects.select_related("assessment").get(pk=agreed.review_id)
    proposals.judge(review, {"S1.1": 0})

    newer = proposals.issued(proposals.proposed(review), by=an, approver=approver)

    assert newer.number != report.number
    assert issuing.state(newer, timezone.localdate()) == IssuedReport.State.VALID


@pytest.mark.both_databases
def test_same_result_is_issued_anew_with_the_reasons_of_its_own_proposal(agreed, report, an, approver):
    approving.reopen(report=report, reason="Sai lý do", by=approver)
    review = Review.objects.select_related("assessment").get(pk=agreed.review_id)
    proposals.judge(review, LOWER, reason="Xem hợp đồng bảo trì.")

    newer = proposals.issued(proposals.proposed(review), by=an, approver=approver)

    said = {each.item: each.verified_reason for each in build_verified_content(newer, LANGUAGE).answers}
    before = {each.item: each.verified_reason for each in build_verified_content(report, LANGUAGE).answers}
    assert newer.scorecard == report.scorecard
    assert (before["S1.1"], said["S1.1"]) == ("Xem sổ bảo trì tháng 10. (S1.1)", "Xem hợp đồng bảo trì. (S1.1)")
