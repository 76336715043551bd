"""What is over is new to nobody: each act marks as read what no longer holds, and nothing that does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from assessments import lifecycle
from assessments.models import Assessment
from notices import reading, reminding, settling
from notices.models import Kind, Notice
from notices.rules import rule
from notices.writing import About, write
from reports.issued import approving
from reviews.models import Review, SecondOpinion
from reviews.proposals import proposing
from reviews.queue import assigning
from reviews.second import asking, reconciling
from tests.factories import assessments, programmes, proposals, reports
from tests.factories.accounts import make_user
from tests.factories.issued import issue
from tests.notices.test_telling import again, give, rate_all, return_one, send_again

pytestmark = pytest.mark.django_db


def unread():
    """Return the kinds that are new to somebody; each of them must still hold."""
    found = list(Notice.objects.filter(read_at=None))
    assert [str(each) for each in found if not rule(each).holds(each)] == []
    return {each.kind for each in found}


@pytest.mark.both_databases
def test_approver_has_nothing_new_of_what_is_issued_or_withdrawn(everybody, proposal, an, approver):
    assert reading.unread_count(approver) == 1
    report = proposals.issued(again(proposal), by=an, approver=approver)
    assert reading.unread_count(approver) == 0
    assert unread() == {"issued", "review_issued"}

    approving.reopen(report=report, reason="Nhầm chuyền.", by=approver)
    assert reading.unread_count(approver) == 0
    assert unread() == {"withdrawn", "came_back"}


@pytest.mark.both_databases
def test_every_step_of_a_review_leaves_new_only_what_holds(everybody, sent, an, dung, admin, approver):
    give(sent, dung, admin)
    sent.refresh_from_db()
    assert unread() == {"received", "taken_up", "assigned"}
    return_one(sent, dung)
    assert unread() == {"received", "taken_up", "assigned", "returned"}
    send_again(sent, an)
    reports.score(Assessment.objects.get(pk=sent.assessment_id))
    assert unread() == {"received", "taken_up", "assigned", "firm_answered"}
    review = Review.objects.select_related("assessment__sent_submission").get()
    proposals.judge(review, reports.all_at(2))
    found = proposals.proposed(review)
    assert unread() == {"received", "taken_up", "assigned", "proposed", "to_approve"}
    proposing.object_to(proposal=again(found), text="Không đúng.", by=an)
    assert "objected" in unread()
    proposing.answer_objection(proposal=again(found), text="Đã xem lại.", by=dung)
    assert "objected" not in unread()
    proposing.send_back(proposal=again(found), reason="Thiếu.", by=approver)
    assert unread() == {"received", "taken_up", "assigned", "looked_at_again", "came_back"}


def test_taking_back_leaves_new_that_it_was_taken_back_until_it_is_sent_again(everybody, proposal, an):
    lifecycle.take_back(assessment=proposal.review.assessment, by=an)
    assert unread() == {"firm_took_back"}

    assessments.send(again(proposal).review.assessment, by=an)
    assert unread() == {"received"}


def test_review_that_comes_back_to_who_lost_it_is_no_longer_told_as_lost(everybody, review, dung, admin):
    give(review, None, admin)
    assert unread() == {"taken_away"}
    review.refresh_from_db()
    give(review, dung, admin)

    assert unread() == {"taken_up", "assigned"}


def test_review_that_was_handed_back_is_new_until_somebody_has_it(everybody, review, dung, admin):
    assigning.hand_back(review=review, reason="Tôi nghỉ phép.", by=dung)
    assert unread() == {"handed_back"}
    review.refresh_from_db()
    give(review, make_user("Chuyên gia mới", role=User.StaffRole.ADVISOR), admin)

    assert unread() == {"taken_up", "assigned"}


def test_second_opinion_that_was_talked_over_is_new_to_nobody_at_once(everybody, review, dung, admin):
    opinion = asking.ask(review=review, rater=make_user("Người thứ hai", role=User.StaffRole.ADVISOR), by=admin)
    rate_all(opinion)
    assert "second_done" in unread()
    opinion = SecondOpinion.objects.select_related("review__assessment", "submission", "rater").get(pk=opinion.pk)
    reconciling.reconcile(opinion=opinion, how="Theo sổ.", by=dung)

    assert "second_done" not in unread()


def test_advisor_has_nothing_new_of_a_review_that_another_has(everybody, sent, dung, admin):
    give(sent, dung, admin)
    sent.refresh_from_db()
    give(sent, make_user("Chuyên gia mới", role=User.StaffRole.ADVISOR), admin)

    assert not Notice.objects.filter(person=dung, kind=Kind.ASSIGNED, read_at=None).exists()
    assert Notice.objects.filter(kind=Kind.ASSIGNED, read_at=None).count() == 1


def test_day_that_passed_leaves_nothing_new(proposal, an, time_machine):
    reminding.remind(proposal.object_until - timedelta(days=1))
    assert "objection_ends" in unread()

    time_machine.move_to(timezone.now() + timedelta(days=60), tick=False)
    reminding.remind()
    assert not Notice.objects.filter(kind=Kind.OBJECTION_ENDS, read_at=None).exists()


def test_report_that_is_still_valid_stays_new(firm_a, an):
    report = issue(reports.scored(firm_a, by=an), now=timezone.now() - timedelta(days=335))
    Notice.objects.all().delete()
    assessment, day = report.submission.assessment, timezone.localdate() + timedelta(days=7)
    what = About(firm_a.organization, assessment=assessment, subject=report.uuid, day=day)
    write(kind=Kind.EXPIRING, to=[an], about=what)
    settling.settle_all(timezone.localdate())

    assert unread() == {"expiring"}


def test_programme_stays_new_until_the_firm_has_sent_its_part(firm_a, an):
    made = programmes.make(first=-200, last=30)
    programmes.join(made, firm_a.organization, by=an)
    what = About(firm_a.organization, programme=made, subject=made.uuid, day=made.ends_on)
    write(kind=Kind.PROGRAMME_ENDS, to=[an], about=what)
    settling.settle_all(timezone.localdate())
    assert unread() == {"programme_ends"}

    assessments.sent(firm_a, by=an)
    assert unread() == {"received"}


def test_settling_costs_three_queries_however_much_is_over(review, an, cuong, django_assert_num_queries):
    write(kind=Kind.TO_APPROVE, to=[an, cuong], about=About(review.assessment.site.organization, review.assessment))
    with CaptureQueriesContext(connection) as asked:
        settling.settle(review.assessment)

    assert len(asked) == 3
    assert not Notice.objects.filter(read_at=None).exists()


def test_second_opinion_that_was_let_off_is_new_to_nobody(everybody, review, admin):
    rater = make_user("Người thứ hai", role=User.StaffRole.ADVISOR)
    opinion = asking.ask(review=review, rater=rater, by=admin)
    asking.let_off(opinion=opinion, by=admin)
    settling.settle_all(timezone.localdate())

    assert unread() == set()
