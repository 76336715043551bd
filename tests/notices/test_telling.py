"""Who hears of what: each step goes to whom it concerns, and to nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import consents
from accounts.models import User
from assessments import lifecycle, reviewed
from assessments.models import Assessment
from notices.models import Notice
from privacy import restricting
from reports.issued import approving
from reviews.models import Conflict, Review
from reviews.proposals import proposing
from reviews.queue import assigning, conflicts
from reviews.queue.assigning import Chosen
from reviews.second import asking, rating
from reviews.visit import visits
from reviews.visit.visits import Plan
from tests.factories import assessments, proposals, reports
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def give(review, to, by):
    assigning.assign(chosen=[Chosen(review, review.advisor_id)], to=to, by=by)


def return_one(review, by):
    day = timezone.localdate() + timedelta(days=10)
    asked = {"S1.1": "Cho xem sổ?"}
    return reviewed.return_items(assessment=review.assessment, questions=asked, note="", due_on=day, by=by)


def send_again(review, by):
    assessment = Assessment.objects.with_place().get(pk=review.assessment_id)
    words = consents.Shown(text="I agree.", version="test", language="vi")
    reviewed.send_again(assessment=assessment, by=by, words=words, seen_revision=assessment.revision)


def rate_all(opinion):
    for item in rating.read(opinion).items:
        rating.rate(opinion=opinion, item=item.id, given=assessments.given(2), note="", by=opinion.rater)
    rating.finish(opinion=opinion, by=opinion.rater)


def again(proposal):
    return type(proposal).objects.select_related("review__assessment").get(pk=proposal.pk)


def test_sending_is_told_to_the_owner_alone(everybody, sent, told, an):
    assert told() == {"received": {an}}


def test_assigning_is_told_to_owner_and_advisor(everybody, sent, told, an, dung, admin):
    told()
    give(sent, dung, admin)

    assert told() == {"taken_up": {an}, "assigned": {dung}}


def test_who_takes_a_review_is_not_told_so(everybody, sent, told, an, dung):
    told()
    give(sent, dung, dung)

    assert told() == {"taken_up": {an}}


def test_unassigning_is_told_to_who_had_it(everybody, review, told, admin, dung):
    give(review, None, admin)

    assert told() == {"taken_away": {dung}}


def test_giving_a_review_to_another_is_told_to_both_and_the_owner(everybody, review, told, an, admin, dung):
    other = make_user("Chuyên gia mới", role=User.StaffRole.ADVISOR)
    give(review, other, admin)

    assert told() == {"taken_up": {an}, "assigned": {other}, "taken_away": {dung}}


def test_who_gives_their_own_review_away_is_not_told_so(everybody, review, told, approver, dung):
    Review.objects.filter(pk=review.pk).update(advisor=approver)
    review.refresh_from_db()
    give(review, dung, approver)

    assert "taken_away" not in told()


def test_who_advises_no_more_or_has_an_interest_is_not_told_what_was_taken_away(
    everybody, review, told, admin, dung, firm_a
):
    Conflict.objects.create(
        organization=firm_a.organization, user=dung, reason="x", declared_by=dung, declared_at=timezone.now()
    )
    give(review, None, admin)
    assert told() == {}

    Conflict.objects.all().delete()
    Review.objects.filter(pk=review.pk).update(advisor=dung)
    User.objects.filter(pk=dung.pk).update(staff_role=User.StaffRole.NONE)
    review.refresh_from_db()
    give(review, None, admin)
    assert told() == {}


def test_review_that_is_handed_back_is_told_to_who_could_assign_it(everybody, review, told, admin, approver, dung):
    assigning.hand_back(review=review, reason="Tôi nghỉ phép.", by=dung)

    assert told() == {"handed_back": {admin, approver}}


def test_approver_who_hands_back_is_not_told_so(everybody, review, told, admin, approver):
    Review.objects.filter(pk=review.pk).update(advisor=approver)
    assigning.hand_back(review=review, reason="Tôi duyệt, không xem xét.", by=approver)

    assert told() == {"handed_back": {admin}}


def test_questions_go_to_those_who_answer_and_their_answers_to_the_advisor(everybody, review, told, an, cuong, dung):
    return_one(review, dung)
    assert told() == {"returned": {an, cuong}}

    send_again(review, an)
    assert told() == {"firm_answered": {dung}}


def test_answers_to_an_advisor_who_is_gone_are_told_to_who_assigns(
    everybody, review, told, an, dung, admin, approver, firm_a
):
    interested = make_user("Có lợi ích", role=User.StaffRole.ADMINISTRATOR)
    conflicts.declare(organization=firm_a.organization, user=interested, reason="x", by=interested)
    return_one(review, dung)
    give(review, None, admin)
    told()
    send_again(review, an)

    assert told() == {"no_advisor": {admin, approver}}


def test_proposal_is_told_to_the_owner_and_to_who_could_approve_it(everybody, review, told, an, approver, firm_a):
    interested = make_user("Có lợi ích", role=User.StaffRole.APPROVER)
    conflicts.declare(organization=firm_a.organization, user=interested, reason="x", by=interested)
    make_user("Đã nghỉ", role=User.StaffRole.APPROVER, is_active=False)
    proposals.judge(review, reports.all_at(2))
    proposals.proposed(review)

    assert told() == {"proposed": {an}, "to_approve": {approver}}


def test_approver_who_verified_it_is_not_told_to_approve(everybody, review, told, an, approver):
    Review.objects.filter(pk=review.pk).update(advisor=approver)
    review.refresh_from_db()
    proposals.judge(review, reports.all_at(2))
    proposals.proposed(review)

    assert told() == {"proposed": {an}}


def test_objection_goes_to_the_advisor_and_the_answer_to_the_owner(everybody, proposal, told, an, dung):
    told()
    proposing.object_to(proposal=proposal, text="Không đúng.", by=an)
    assert told() == {"objected": {dung}}

    proposing.answer_objection(proposal=again(proposal), text="Đã xem lại.", by=dung)
    assert told() == {"objection_answered": {an}}


def test_agreeing_tells_approvers_that_it_may_be_issued(everybody, proposal, told, an, approver):
    told()
    for _ in range(2):
        proposing.agree(proposal=again(proposal), by=an)

    assert told() == {"may_issue": {approver}}


def test_agreeing_tells_no_approver_of_a_proposal_whose_advisor_is_gone(everybody, proposal, told, an):
    told()
    type(proposal).objects.filter(pk=proposal.pk).update(proposed_by=None)
    proposing.agree(proposal=again(proposal), by=an)

    assert told() == {}


def test_sending_back_is_told_to_owner_and_advisor(everybody, proposal, told, an, dung, approver):
    told()
    proposing.send_back(proposal=proposal, reason="Thiếu minh chứng.", by=approver)

    assert told() == {"looked_at_again": {an}, "came_back": {dung}}


def test_advisor_who_takes_a_proposal_back_is_not_told_so(everybody, proposal, told, an, dung):
    told()
    proposing.send_back(proposal=proposal, reason="Tôi xem lại.", by=dung)

    assert told() == {"looked_at_again": {an}}


def test_issuing_and_withdrawing_are_told_to_those_who_answered(everybody, proposal, told, an, cuong, dung, approver):
    told()
    report = proposals.issued(again(proposal), by=an, approver=approver)
    assert told() == {"may_issue": {approver}, "issued": {an, cuong}, "review_issued": {dung}}

    approving.reopen(report=report, reason="Nhầm chuyền.", by=approver)
    assert told() == {"withdrawn": {an, cuong}, "came_back": {dung}}


def test_second_opinion_is_told_to_who_is_asked(everybody, review, told, admin):
    rater = make_user("Người thứ hai", role=User.StaffRole.ADVISOR)
    asking.ask(review=review, rater=rater, by=admin)

    assert told() == {"second_asked": {rater}}


def test_second_opinion_that_is_given_is_told_to_who_asked_and_to_the_first_advisor(everybody, review, told, admin):
    rater = make_user("Người thứ hai", role=User.StaffRole.ADVISOR)
    opinion = asking.ask(review=review, rater=rater, by=admin)
    told()
    rate_all(opinion)

    assert told() == {"second_done": {admin, review.advisor}}


def test_planned_visit_is_told_to_the_firm_and_again_only_for_another_day(everybody, review, told, an, cuong, dung):
    told()
    day = timezone.localdate() + timedelta(days=5)
    visits.plan(review=review, plan=Plan(planned_on=day), items=(), by=dung)
    assert told() == {"visit_planned": {an, cuong}}

    visits.plan(review=review, plan=Plan(planned_on=day, address="Lô 3"), items=(), by=dung)
    assert told() == {}


def test_visit_on_another_day_puts_an_end_to_what_was_told_of_the_first(everybody, review, an, dung):
    days = [timezone.localdate() + timedelta(days=ahead) for ahead in (5, 6)]
    for day in days:
        visits.plan(review=review, plan=Plan(planned_on=day), items=(), by=dung)

    news = Notice.objects.filter(kind="visit_planned", person=an).order_by("pk")
    assert [(each.day, each.who, each.read_at is None) for each in news] == [
        (days[0], dung, False),
        (days[1], dung, True),
    ]


def test_visit_that_has_been_is_told_to_nobody(everybody, review, told, dung):
    told()
    visits.plan(review=review, plan=Plan(planned_on=timezone.localdate() - timedelta(days=1)), items=(), by=dung)

    assert told() == {}


def test_taking_back_is_told_to_the_advisor(everybody, review, told, an, dung):
    lifecycle.take_back(assessment=review.assessment, by=an)

    assert told() == {"firm_took_back": {dung}}


def test_taking_back_what_was_proposed_is_told_to_who_could_approve_it_too(
    everybody, proposal, told, an, dung, approver, firm_a, clock
):
    interested = make_user("Có lợi ích", role=User.StaffRole.APPROVER)
    conflicts.declare(organization=firm_a.organization, user=interested, reason="x", by=interested)
    told()
    lifecycle.take_back(assessment=proposal.review.assessment, by=an)
    assert told() == {"firm_took_back": {dung, approver}}

    clock.shift(timedelta(hours=1))
    assessments.send(again(proposal).review.assessment, by=an)
    told()
    lifecycle.take_back(assessment=again(proposal).review.assessment, by=an)
    assert told() == {"firm_took_back": {dung}}  # nothing was proposed of it this time


def test_taking_back_what_nobody_had_is_told_to_nobody(everybody, sent, told, an):
    told()
    lifecycle.take_back(assessment=sent.assessment, by=an)

    assert told() == {}


def test_nobody_is_told_of_a_firm_that_keeps_its_data_to_itself(everybody, review, told, an, dung, firm_a):
    restricting.restrict(organization=firm_a.organization, by=an)
    return_one(review, dung)

    assert told() == {}


def test_closed_account_is_told_nothing(everybody, review, told, cuong, dung, an):
    an.is_active = False
    an.save()
    return_one(review, dung)

    assert told() == {"returned": {cuong}}


def test_notice_goes_with_what_did_not_happen(review, dung, an):
    """A refused act leaves no news: both are written in one transaction."""
    return_one(review, dung)
    count = Notice.objects.count()

    with pytest.raises(Exception, match="return_items"):
        return_one(review, dung)

    assert Notice.objects.count() == count
