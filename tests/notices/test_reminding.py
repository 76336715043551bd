"""Reminders 30, 7 and 1 days before something ends: on these days, once each, whatever runs how often."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments import lifecycle, reviewed
from assessments.models import Return
from c4ir_assess.jobs import daily
from c4ir_assess.jobs.models import Job
from notices import preferences, reminding
from notices.models import Kind, Notice
from programmes import lifecycle as programmes_lifecycle
from programmes.models import Participation
from reports.issued import issuing
from reports.models import IssuedReport
from reviews.models import Conflict, Proposal, Review
from reviews.proposals import proposing
from tests.factories import programmes, reports
from tests.factories.issued import issue
from tests.notices.conftest import forget

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def report(firm_a, an):
    """A report that was issued eleven months ago and ends in 30 days."""
    issued = issue(reports.scored(firm_a, by=an), now=timezone.now() - timedelta(days=335))
    forget()
    return issued


@pytest.fixture
def programme(firm_a, an):
    """A programme that firm A joined half a year ago and that ends in 30 days."""
    made = programmes.make(first=-200, last=30)
    programmes.join(made, firm_a.organization, by=an)
    Participation.objects.update(joined_at=timezone.now() - timedelta(days=180))
    return made


def ends_in(days):
    return timezone.localdate() + timedelta(days=days)


def reminded(*, on=0):
    """Run the day's work on a day from now, and return what is new: kind -> days until it ends."""
    before = set(Notice.objects.values_list("pk", flat=True))
    today = timezone.localdate() + timedelta(days=on)
    reminding.remind(today)
    return sorted((each.kind, (each.day - today).days) for each in Notice.objects.exclude(pk__in=before))


def days_of(what, *, end):
    """Run each day until a week after the end, twice, and return what was told when: nothing comes later than that."""
    found = [told for day in range(end + 8) for _ in range(2) for told in reminded(on=day)]
    return [(kind, left) for kind, left in found if kind == what]


def left_of(proposal):
    """Return the days until its firm may no longer object."""
    return (proposal.object_until - timezone.localdate()).days


@pytest.mark.both_databases
def test_report_is_reminded_of_on_its_days_and_invited_to_repeat_once(report):
    IssuedReport.objects.update(valid_until=ends_in(32))

    assert days_of(Kind.EXPIRING, end=32) == [(Kind.EXPIRING, 30), (Kind.EXPIRING, 7), (Kind.EXPIRING, 1)]
    assert Notice.objects.filter(kind=Kind.EXPIRED).count() == 1


def test_day_that_was_missed_is_made_up_for_once(report):
    IssuedReport.objects.update(valid_until=ends_in(32))

    assert [reminded(on=day) for day in (0, 1, 4, 5)] == [[], [], [(Kind.EXPIRING, 28)], []]


def test_long_missed_day_is_let_go(report):
    IssuedReport.objects.update(valid_until=ends_in(32))

    assert [reminded(on=day) for day in (0, 8, 24, 25)] == [[], [], [], [(Kind.EXPIRING, 7)]]


def test_withdrawn_report_is_not_reminded_of(report, admin):
    IssuedReport.objects.update(valid_until=ends_in(7))
    issuing.withdraw(report=report, reason="x", by=admin)

    assert reminded() == []


@pytest.mark.both_databases
def test_returned_questions_are_reminded_of_seven_and_one_day_before(review, dung, an, cuong):
    reviewed.return_items(assessment=review.assessment, questions={"S1.1": "Sổ?"}, note="", due_on=ends_in(12), by=dung)

    assert days_of(Kind.RETURN_DUE, end=12) == [(Kind.RETURN_DUE, 7)] * 2 + [(Kind.RETURN_DUE, 1)] * 2
    assert {each.person for each in Notice.objects.filter(kind=Kind.RETURN_DUE)} == {an, cuong}


def test_questions_that_came_back_within_the_week_are_not_reminded_of_as_if_a_week_had_passed(review, dung, an):
    reviewed.return_items(assessment=review.assessment, questions={"S1.1": "Sổ?"}, note="", due_on=ends_in(6), by=dung)

    assert days_of(Kind.RETURN_DUE, end=6) == [(Kind.RETURN_DUE, 1)]


def test_answered_questions_are_not_reminded_of(review, dung, an):
    reviewed.return_items(assessment=review.assessment, questions={"S1.1": "Sổ?"}, note="", due_on=ends_in(8), by=dung)
    lifecycle.take_back(assessment=review.assessment, by=an)

    assert days_of(Kind.RETURN_DUE, end=8) == []
    assert Return.objects.get().closed_at is not None


def test_end_of_objection_is_reminded_of_the_day_before(proposal, an):
    assert days_of(Kind.OBJECTION_ENDS, end=left_of(proposal)) == [(Kind.OBJECTION_ENDS, 1)]
    assert Notice.objects.get(kind=Kind.OBJECTION_ENDS).person == an


def test_firm_that_agreed_is_not_reminded_to_object(proposal, an):
    proposing.agree(proposal=Proposal.objects.select_related("review__assessment").get(), by=an)

    assert days_of(Kind.OBJECTION_ENDS, end=left_of(proposal)) == []


def told_ready(proposal, *days):
    """Run the work of the days after the firm's last one to object; return who was told that it may be issued."""
    for after in days:
        reminding.remind(proposal.object_until + timedelta(days=after))
    return [each.person for each in Notice.objects.filter(kind=Kind.MAY_ISSUE)]


@pytest.mark.both_databases
def test_proposal_that_may_be_issued_after_the_firms_last_day_is_told_to_approvers_once(proposal, approver):
    assert told_ready(proposal, 0) == []
    assert told_ready(proposal, 1, 2, 40) == [approver]


def test_approvers_told_when_the_firm_agreed_are_not_told_again(proposal, approver, an):
    found = Proposal.objects.select_related("review__assessment").get()
    proposing.agree(proposal=found, by=an)

    assert told_ready(proposal, 1) == [approver]


def test_objection_that_waits_for_its_answer_is_told_to_no_approver(proposal, approver, an, dung):
    found = Proposal.objects.select_related("review__assessment").get()
    proposing.object_to(proposal=found, text="Không đúng.", by=an)
    assert told_ready(proposal, 1) == []

    proposing.answer_objection(proposal=found, text="Đã xem lại.", by=dung)
    assert told_ready(proposal, 30) == [approver]


def test_proposal_with_an_interest_in_its_way_is_told_once_that_is_gone(proposal, approver, dung):
    firm = proposal.review.assessment.site.organization
    interest = Conflict.objects.create(user=dung, organization=firm, declared_at=timezone.now())
    assert told_ready(proposal, 1) == []

    interest.delete()
    assert told_ready(proposal, 2) == [approver]


@pytest.mark.both_databases
def test_programme_that_ends_is_told_to_members_who_have_not_sent(programme, an, cuong, chi, firm_b):
    programmes.join(programme, firm_b.organization, by=chi)
    Participation.objects.filter(organization=firm_b.organization).update(left_at=timezone.now())

    assert reminded() == [(Kind.PROGRAMME_ENDS, 30)] * 2
    assert {each.person for each in Notice.objects.all()} == {an, cuong}


def test_programme_is_not_told_of_to_who_has_sent(programme, review):
    assert reminded() == []


def test_programme_that_was_ended_early_is_not_told_of(programme):
    programmes_lifecycle.end(programme=programme)

    assert reminded() == []


@pytest.mark.both_databases
def test_advisor_is_reminded_of_a_due_review_thirty_seven_and_one_day_before(review, dung):
    Review.objects.filter(pk=review.pk).update(due_on=ends_in(32))

    assert days_of(Kind.REVIEW_DUE, end=32) == [(Kind.REVIEW_DUE, 30), (Kind.REVIEW_DUE, 7), (Kind.REVIEW_DUE, 1)]
    assert {each.person for each in Notice.objects.filter(kind=Kind.REVIEW_DUE)} == {dung}


def test_review_that_is_due_within_the_week_is_reminded_of_the_day_before_alone(review):
    Review.objects.filter(pk=review.pk).update(due_on=ends_in(5))

    assert days_of(Kind.REVIEW_DUE, end=5) == [(Kind.REVIEW_DUE, 1)]


def test_advisor_who_was_given_a_review_in_its_last_week_is_not_reminded_of_the_week(review):
    Review.objects.filter(pk=review.pk).update(due_on=ends_in(7), arrived_at=timezone.now() - timedelta(days=9))

    assert days_of(Kind.REVIEW_DUE, end=7) == [(Kind.REVIEW_DUE, 1)]


def test_advisor_is_reminded_anew_of_a_review_that_is_due_on_another_day(review):
    Review.objects.filter(pk=review.pk).update(due_on=ends_in(3))
    assert days_of(Kind.REVIEW_DUE, end=3) == [(Kind.REVIEW_DUE, 1)]

    Review.objects.filter(pk=review.pk).update(due_on=ends_in(13))
    assert days_of(Kind.REVIEW_DUE, end=13) == [(Kind.REVIEW_DUE, 7), (Kind.REVIEW_DUE, 1)]


def test_reminders_of_a_night_come_in_one_letter_that_morning(report, programme, an, clock, letters):
    clock.move_to("2026-11-24T17:05:00Z", tick=False)  # five past midnight of the 25th in Viet Nam
    IssuedReport.objects.update(valid_until=ends_in(30))
    Participation.objects.update(joined_at=timezone.now() - timedelta(days=180))
    type(programme).objects.update(ends_on=ends_in(30))
    reminding.remind()

    job = Job.objects.get(task="notices.send_digest")
    assert timezone.localtime(job.due_at).strftime("%d %H:%M") == "25 07:30"
    clock.move_to("2026-11-25T00:31:00Z", tick=False)
    (letter,) = letters()
    assert letter.body.count("/notices/") - letter.body.count("unsubscribe") == 2


def late_run(report, programme, clock, moment):
    """Remind of two things at once, when the morning's letter of the 24th has gone."""
    clock.move_to(moment, tick=False)
    IssuedReport.objects.update(valid_until=ends_in(1))
    type(programme).objects.update(ends_on=ends_in(1))
    Participation.objects.update(joined_at=timezone.now() - timedelta(days=180))
    reminding.remind()


def test_reminders_of_a_late_run_come_in_one_letter_the_same_day(report, programme, an, cuong, clock, letters):
    late_run(report, programme, clock, "2026-11-24T06:56:00Z")  # 13:56 in Viet Nam

    due = {
        timezone.localtime(job.due_at).strftime("%d %H:%M") for job in Job.objects.filter(task="notices.send_digest")
    }
    assert due == {"24 14:15"}
    assert not Job.objects.filter(task="notices.send_letter").exists()
    (letter,) = [each for each in letters() if each.to == [an.email]]
    assert letter.body.count("/notices/") - letter.body.count("unsubscribe") == 2


def test_late_letter_is_another_one_than_that_of_the_morning(report, programme, an, clock, letters):
    late_run(report, programme, clock, "2026-11-24T02:00:00Z")
    first = {each.extra_headers["Message-ID"] for each in letters() if each.to == [an.email]}
    IssuedReport.objects.update(valid_until=ends_in(7))
    clock.move_to("2026-11-24T04:00:00Z", tick=False)
    reminding.remind()

    second = {each.extra_headers["Message-ID"] for each in letters() if each.to == [an.email]}
    assert (len(first), len(second), first & second) == (1, 1, set())


@pytest.mark.parametrize("moment", ["2026-11-24T13:50:00Z", "2026-11-24T15:00:00Z"])
def test_reminders_of_the_evening_come_with_the_next_morning(report, programme, an, clock, moment):
    late_run(report, programme, clock, moment)  # 20:50 and 22:00 in Viet Nam

    due = {
        timezone.localtime(job.due_at).strftime("%d %H:%M") for job in Job.objects.filter(task="notices.send_digest")
    }
    assert due == {"25 07:30"}
    assert not Job.objects.filter(task="notices.send_letter").exists()


def test_who_wants_no_reminders_reads_them_in_the_list_alone(report, an, letters):
    preferences.end_reminders(person=an)
    IssuedReport.objects.update(valid_until=ends_in(7))

    assert reminded() == [(Kind.EXPIRING, 7)]
    assert not Job.objects.filter(task__startswith="notices.").exists()


def test_day_brings_the_work_once(db):
    daily.send()
    daily.send()

    assert Job.objects.filter(task="notices.remind").count() == 1


def test_notice_is_forgotten_after_a_year(review, an, clock):
    Notice.objects.create(
        person=an, organization=review.assessment.site.organization, kind="issued", created_at=timezone.now()
    )
    clock.move_to("2027-11-26T03:00:00Z", tick=False)
    reminding.remind()

    assert not Notice.objects.exists()
