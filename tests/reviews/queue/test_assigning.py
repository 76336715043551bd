"""To whom reviews are assigned: who may, what is refused, and what becomes of them when an advisor leaves."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from assessments import lifecycle, reviewed
from reviews.models import Review
from reviews.queue import assigning, conflicts
from reviews.queue.assigning import Chosen, Refusal
from tests.factories import assessments
from tests.reviews import rows

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def approver():
    return rows.person(staff_role="approver")


@pytest.fixture
def review():
    return rows.sent().assessment.review


def assign(review, to, by, held_by=None):
    return assigning.assign(chosen=[Chosen(review, held_by)], to=to, by=by)


def holder(review):
    return Review.objects.get(pk=review.pk).advisor


def test_assign_writes_who_when_and_by_whom(review, advisor, approver):
    outcome = assign(review, advisor, approver)
    review.refresh_from_db()

    assert (outcome.done, outcome.refused) == (1, ())
    assert (review.advisor, review.assigned_by, review.assigned_at is not None) == (advisor, approver, True)


def test_assign_anew_goes_to_the_other_one(review, advisor, approver):
    assign(review, advisor, approver)
    assign(review, approver, approver, held_by=advisor.pk)

    assert holder(review) == approver


def test_assign_to_nobody_leaves_it_unassigned(review, advisor, approver):
    assign(review, advisor, approver)
    assign(review, None, approver, held_by=advisor.pk)

    assert holder(review) is None


def test_what_somebody_assigned_meanwhile_stays(review, advisor, approver):
    assign(review, approver, approver)
    outcome = assign(review, advisor, approver)

    assert outcome.refused == ((review, Refusal.CHANGED),)
    assert holder(review) == approver


def test_one_that_cannot_be_is_told_and_the_rest_is_done(review, advisor, approver):
    other = rows.sent(rows.plant("Other")).assessment.review
    declare(review, advisor)
    outcome = assigning.assign(chosen=[Chosen(review, None), Chosen(other, None)], to=advisor, by=approver)

    assert (outcome.done, outcome.refused) == (1, ((review, Refusal.CONFLICT),))
    assert (holder(review), holder(other)) == (None, advisor)


def declare(review, who):
    firm = review.assessment.site.organization
    return conflicts.declare(organization=firm, user=who, reason="Người thân làm ở đó.", by=who)


@pytest.mark.parametrize(
    "fields", [{"staff_role": "administrator"}, {"staff_role": ""}, {"staff_role": "advisor", "is_active": False}]
)
def test_nobody_who_does_not_advise_is_assigned_anything(review, approver, fields):
    outcome = assign(review, rows.person(**fields), approver)

    assert outcome.refused == ((review, Refusal.NOT_AN_ADVISOR),)
    assert holder(review) is None


def test_closed_review_keeps_its_advisor(review, advisor, approver):
    Review.objects.filter(pk=review.pk).update(closed_at=timezone.now(), due_on=None)
    review.refresh_from_db()

    assert assign(review, advisor, approver).refused == ((review, Refusal.CLOSED),)


def test_advisor_takes_what_nobody_has_and_no_more(review, advisor):
    other = rows.person(staff_role="advisor")

    assert assign(review, advisor, advisor).done == 1
    assert assign(review, other, other, held_by=advisor.pk).refused == ((review, Refusal.TAKEN),)
    assert holder(review) == advisor


@pytest.mark.parametrize("change", [{"staff_role": ""}, {"staff_role": "administrator"}, {"is_active": False}])
def test_open_reviews_of_an_advisor_who_leaves_are_unassigned_and_nothing_is_lost(review, advisor, approver, change):
    assign(review, advisor, approver)
    review.items.create(item="S1.1", outcome="agreed", note="Đã gọi điện.", by=advisor, at=timezone.now())
    due_on = review.due_on
    for name, value in change.items():
        setattr(advisor, name, value)
    advisor.save()
    review.refresh_from_db()

    assert (review.advisor, review.due_on, review.items.get().note) == (None, due_on, "Đã gọi điện.")


@pytest.mark.parametrize("change", [{"staff_role": "approver"}, {"name": "Tên mới"}])
def test_advisor_who_stays_one_keeps_the_reviews(review, advisor, approver, change):
    assign(review, advisor, approver)
    for name, value in change.items():
        setattr(advisor, name, value)
    advisor.save()

    assert holder(review) == advisor


def test_closed_review_of_who_left_is_unassigned_when_it_is_opened_again(firm_a, an, dung):
    sent = assessments.sent(firm_a, by=an, advisor=dung)
    lifecycle.take_back(assessment=sent, by=an)
    dung.staff_role = ""
    dung.save()
    assert holder(sent.review) == dung
    again(sent, an)

    assert holder(sent.review) is None


def test_review_that_is_sent_again_stays_with_its_advisor(firm_a, an, dung):
    sent = assessments.sent(firm_a, by=an, advisor=dung)
    lifecycle.take_back(assessment=sent, by=an)
    again(sent, an)

    assert holder(sent.review) == dung


def again(sent, by):
    lifecycle.send_for_review(
        assessment=sent, submission=sent.submissions.get(), by=by, wording="x", wording_version="1", language="vi"
    )


def test_loads_count_what_is_open_overdue_and_with_the_firm(firm_a, an, dung, firm_b, chi):
    asked = assessments.sent(firm_a, by=an, advisor=dung)
    later = timezone.localdate() + timedelta(days=5)
    reviewed.return_items(assessment=asked, questions={"S1.1": "Vì sao?"}, note="", due_on=later, by=dung)
    late = assessments.sent(firm_b, by=chi, advisor=dung)
    Review.objects.filter(assessment=late).update(due_on="2020-01-01")

    (load,) = [each for each in assigning.loads(timezone.localdate()) if each.advisor == dung]

    assert (load.open, load.overdue, load.returned) == (2, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_gets_it_and_the_other_is_told(review):
    people = [rows.person(staff_role="advisor") for _ in range(2)]
    outcomes, together = [], threading.Barrier(2)

    def take(who):
        together.wait()
        outcomes.append(assign(review, who, who))
        connection.close()

    threads = [threading.Thread(target=take, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome.done for outcome in outcomes) == [0, 1]
    assert [why for outcome in outcomes for _, why in outcome.refused] == [Refusal.CHANGED]
    assert holder(review) in people
