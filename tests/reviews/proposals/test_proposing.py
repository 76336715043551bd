"""Proposing a verified result, and what firm and approver make of it before anything is issued."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from assessments import lifecycle, scores
from assessments.models import Event, Scorecard
from c4ir_assess.exceptions import InvalidAnswer, NothingAnswered, TransitionNotAllowed
from reviews.models import Proposal, Review
from reviews.proposals import proposing
from tests.factories import proposals, reports

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def approver(db):
    return proposals.staff("approver", "Vũ Minh Khang")


@pytest.fixture
def review(firm_a, an, advisor):
    return proposals.assigned(firm_a, by=an, advisor=advisor)


@pytest.fixture
def proposal(review):
    proposals.judge(review, reports.all_at(2) | {"S1.1": 1})
    return proposals.proposed(review)


def state(review):
    review.assessment.refresh_from_db()
    return review.assessment.state


def again(proposal):
    return Proposal.objects.select_related("review__assessment").get(pk=proposal.pk)


@pytest.mark.both_databases
def test_verified_scorecard_is_kept_beside_the_firms_own(review, proposal):
    own = scores.self_scorecard(proposal.submission)

    assert (own.basis, proposal.scorecard.basis) == ("self", "verified")
    assert own.overall_value == 2
    assert state(review) == "proposed"


def test_verified_scorecard_counts_the_verified_answer(proposal):
    value = {row.node: row.value for row in proposal.scorecard.nodes.all()}["S1"]

    assert value < 2


def test_reasons_are_kept_and_private_notes_are_not(proposal):
    assert proposal.verified["S1.1"] == {"state": "answered", "value": 1, "reason": "Xem sổ bảo trì tháng 10. (S1.1)"}
    assert proposal.verified["S1.2"] == {"state": "answered", "value": 2, "reason": ""}
    assert "Ghi chú riêng" not in repr(proposal.verified)


def test_later_judgements_do_not_change_what_was_proposed(review, proposal, an):
    before = proposal.verified
    review.items.filter(item="S1.1").update(value=5)

    assert again(proposal).verified == before


def all_but(*left_out):
    return {item: level for item, level in reports.all_at(2).items() if item not in left_out}


@pytest.mark.parametrize(
    ("left_out", "is_partial"),
    [
        ((), False),
        (("S1.3",), False),  # 8 of 9, not a key question
        (("S1.1",), True),  # a key question
        (("S1.3", "S2.3"), True),  # 7 of 9 are less than four fifths
        (("O1.3", "O2.3", "O3.3"), False),  # 15 of 18
        (("O1.3", "O2.3", "O3.3", "O4.3"), True),  # 14 of 18
    ],
)
def test_all_key_questions_and_four_fifths_of_each_block_make_a_full_report(review, left_out, is_partial):
    proposals.judge(review, all_but(*left_out))

    made = proposals.proposed(review)

    assert (made.is_partial, made.items_verified, made.items_total) == (is_partial, 60 - len(left_out), 60)


def test_answer_that_the_firm_changed_since_is_not_verified(review):
    proposals.judge(review, reports.all_at(2))
    review.items.filter(item="S1.1").update(seen_value=4)

    assert "S1.1" not in proposals.proposed(review).verified


def test_firm_has_five_working_days(review, settings, monkeypatch):
    proposals.judge(review, reports.all_at(2))
    monkeypatch.setattr(timezone, "localdate", lambda *_: FRIDAY)
    day = FRIDAY - timedelta(days=1)

    made = proposals.proposed(review, verified_from=day, verified_until=day)

    assert made.object_until == date(2026, 11, 30)  # a weekend and a public holiday lie between


def test_nothing_verified_is_not_proposed(review):
    with pytest.raises(NothingAnswered):
        proposals.proposed(review)
    assert state(review) == "in_review"


def test_difference_without_a_reason_is_not_proposed(review):
    proposals.judge(review, {"S1.1": 1})
    review.items.update(reason=" ")

    with pytest.raises(InvalidAnswer):
        proposals.proposed(review)
    assert not Scorecard.objects.filter(basis="verified").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"how": []},
        {"how": ["by telephone"]},
        {"verified_from": date(2026, 3, 2), "verified_until": date(2026, 3, 1)},
        {"verified_until": date(2100, 1, 1)},
    ],
)
def test_ways_and_days_that_cannot_be_are_refused(review, wrong):
    proposals.judge(review, reports.all_at(2))

    with pytest.raises(InvalidAnswer):
        proposals.proposed(review, **wrong)


def test_advisor_who_was_replaced_meanwhile_does_not_propose(review, advisor):
    proposals.judge(review, reports.all_at(2))
    Review.objects.filter(pk=review.pk).update(advisor=proposals.staff(name="Cao Văn Hùng"))

    with pytest.raises(TransitionNotAllowed):
        proposals.proposed(review, by=advisor)
    assert state(review) == "in_review"


def test_second_proposal_while_one_is_open_is_refused(review, proposal):
    with pytest.raises(TransitionNotAllowed):
        proposals.proposed(review)
    assert Proposal.objects.count() == 1


def test_agreeing_is_kept_with_who_did_once(proposal, an, binh):
    proposing.agree(proposal=proposal, by=an)
    first = again(proposal).agreed_at
    proposing.agree(proposal=again(proposal), by=binh)

    assert (again(proposal).agreed_by, again(proposal).agreed_at) == (an, first)


@pytest.mark.both_databases
def test_objection_is_kept_and_waits_for_an_answer(proposal, an):
    proposing.object_to(proposal=proposal, text="  Sổ ở phòng kỹ thuật. ", by=an)

    assert (again(proposal).objection, again(proposal).objected_by) == ("Sổ ở phòng kỹ thuật.", an)
    assert proposing.is_unanswered(again(proposal))


def test_objection_is_possible_through_the_last_day_and_not_after(proposal, an, monkeypatch):
    last = proposal.object_until
    monkeypatch.setattr(timezone, "localdate", lambda *_: last + timedelta(days=1))
    with pytest.raises(TransitionNotAllowed):
        proposing.object_to(proposal=proposal, text="Muộn", by=an)
    monkeypatch.setattr(timezone, "localdate", lambda *_: last)
    proposing.object_to(proposal=proposal, text="Kịp", by=an)

    assert again(proposal).objection == "Kịp"


@pytest.mark.parametrize("before", [proposing.agree, proposing.object_to])
def test_objection_after_the_firm_has_answered_is_refused(proposal, an, before):
    before(proposal=proposal, by=an, **({"text": "Một"} if before is proposing.object_to else {}))

    with pytest.raises(TransitionNotAllowed):
        proposing.object_to(proposal=again(proposal), text="Hai", by=an)
    assert again(proposal).objection in {"", "Một"}


def test_empty_objection_is_refused(proposal, an):
    with pytest.raises(InvalidAnswer):
        proposing.object_to(proposal=proposal, text="  ", by=an)


def test_advisor_answers_the_objection(proposal, an, advisor):
    proposing.object_to(proposal=proposal, text="Không đúng", by=an)
    proposing.answer_objection(proposal=again(proposal), text="Đã xem lại sổ.", by=advisor)

    assert again(proposal).answer == "Đã xem lại sổ."
    assert not proposing.is_unanswered(again(proposal))


def test_another_person_does_not_answer_for_the_advisor(proposal, an, approver):
    proposing.object_to(proposal=proposal, text="Không đúng", by=an)

    with pytest.raises(TransitionNotAllowed):
        proposing.answer_objection(proposal=again(proposal), text="Thay", by=approver)


def test_advisor_in_charge_now_answers_in_place_of_one_who_left(proposal, an, advisor):
    proposing.object_to(proposal=proposal, text="Không đúng", by=an)
    other = proposals.staff(name="Cao Văn Hùng")
    Review.objects.filter(pk=proposal.review_id).update(advisor=other)
    advisor.delete()

    proposing.answer_objection(proposal=again(proposal), text="Tôi đã xem.", by=other)

    assert again(proposal).answer == "Tôi đã xem."


@pytest.mark.both_databases
def test_sent_back_proposal_is_with_the_advisor_again_with_the_reason(review, proposal, approver):
    proposing.send_back(proposal=proposal, reason="Xem lại S1.1", by=approver)

    event = Event.objects.filter(assessment=review.assessment).latest("pk")
    assert state(review) == "in_review"
    assert (again(proposal).decision, again(proposal).decided_by) == ("sent_back", approver)
    assert (event.act, event.reason, event.by) == ("send_back", "Xem lại S1.1", approver)


def test_advisor_takes_the_own_proposal_back(review, proposal, advisor):
    proposing.send_back(proposal=proposal, reason="Doanh nghiệp đúng", by=advisor)

    assert state(review) == "in_review"


@pytest.mark.parametrize("role", ["advisor", "administrator"])
def test_others_do_not_send_a_proposal_back(review, proposal, role):
    with pytest.raises(TransitionNotAllowed):
        proposing.send_back(proposal=proposal, reason="Tôi muốn", by=proposals.staff(role))
    assert state(review) == "proposed"


def test_sending_back_needs_a_reason(review, proposal, approver):
    with pytest.raises(InvalidAnswer):
        proposing.send_back(proposal=proposal, reason="", by=approver)
    assert state(review) == "proposed"


@pytest.mark.both_databases
def test_firm_that_takes_back_closes_the_proposal(review, proposal, an):
    lifecycle.take_back(assessment=review.assessment, by=an)

    assert (again(proposal).decision, again(proposal).decided_by) == ("taken_back", an)


@pytest.mark.parametrize("act", ["agree", "object_to", "answer_objection", "send_back"])
def test_nothing_is_done_to_a_proposal_that_was_taken_back(review, proposal, an, advisor, act):
    lifecycle.take_back(assessment=review.assessment, by=an)
    texts = {"agree": {}, "send_back": {"reason": "x"}}.get(act, {"text": "x"})

    with pytest.raises(TransitionNotAllowed):
        getattr(proposing, act)(proposal=again(proposal), by=advisor, **texts)


def test_firm_cannot_change_answers_while_proposed(review, proposal):
    with pytest.raises(TransitionNotAllowed):
        lifecycle.correct(assessment=review.assessment, by=None)


def test_clock_stands_still_while_proposed(review, proposal):
    review.refresh_from_db()

    assert (review.due_on, review.days_left is None) == (None, False)


def test_person_who_left_no_trace_keeps_the_proposal(proposal, advisor):
    """An account that is erased takes nothing of the work along."""
    advisor.delete()

    assert again(proposal).proposed_by is None
    assert not User.objects.filter(pk=advisor.pk).exists()
    assert again(proposal).verified
