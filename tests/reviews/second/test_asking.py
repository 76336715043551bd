from fractions import Fraction
from uuid import UUID

import pytest
from django.utils import timezone

from c4ir_assess.audit.models import AuditEntry
from c4ir_assess.exceptions import TransitionNotAllowed
from reviews.access import reviews_within_reach
from reviews.models import Conflict, SecondOpinion
from reviews.proposals import proposing
from reviews.second import asking, rating
from tests.factories import proposals
from tests.factories.accounts import join, make_user
from tests.reviews.second.conftest import asked, finished

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposable(site_a, an, dung):
    review = proposals.assigned(site_a, by=an, advisor=dung)
    proposals.judge(review, {"S1.1": 2, "S1.2": 1})
    return review


def test_asking_gives_it_to_a_second_advisor_and_is_logged(judged_review, hung, approver):
    opinion = asking.ask(review=judged_review, rater=hung, by=approver)

    assert (opinion.rater, opinion.asked_by, opinion.is_sampled) == (hung, approver, False)
    assert opinion.submission == judged_review.assessment.sent_submission
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.subject, entry.facts) == ("assigned", opinion.uuid, {"person": hung.pk, "is_second": True})


@pytest.mark.parametrize("role", ["advisor", ""])
def test_asking_is_for_approvers_and_administrators_alone(role, judged_review, hung):
    with pytest.raises(TransitionNotAllowed):
        asking.ask(review=judged_review, rater=hung, by=make_user(role=role))

    assert not SecondOpinion.objects.exists()


def nobody(case, review, approver):
    """Somebody who cannot be asked."""
    firm = review.assessment.site.organization
    if case == "first":
        return review.advisor
    if case == "judged before":
        earlier = make_user(role="advisor")
        review.items.update(by=earlier)
        return earlier
    if case == "asked":
        rater = make_user(role="advisor")
        asking.ask(review=review, rater=rater, by=approver)
        return rater
    if case == "interest":
        rater = make_user(role="advisor")
        Conflict.objects.create(organization=firm, user=rater, reason="x", declared_at=timezone.now())
        return rater
    if case == "of the firm":
        return join(make_user(role="advisor"), review.assessment.site, "read_only")
    return make_user(role={"administrator": "administrator", "no staff": ""}[case])


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        ("first", "first"),
        ("judged before", "first"),
        ("asked", "asked"),
        ("interest", "interest"),
        ("of the firm", "interest"),
        ("administrator", "no_advisor"),
        ("no staff", "no_advisor"),
    ],
)
def test_asking_refuses_who_cannot_look_with_fresh_eyes(case, refusal, judged_review, approver):
    rater = nobody(case, judged_review, approver)
    before = SecondOpinion.objects.count()

    assert rater not in asking.candidates(judged_review)
    with pytest.raises(TransitionNotAllowed, match=refusal):
        asking.ask(review=judged_review, rater=rater, by=approver)
    assert SecondOpinion.objects.count() == before


def test_who_decided_on_a_proposal_is_not_asked(proposable, approver):
    proposing.send_back(proposal=proposals.proposed(proposable), reason="Thiếu lý do", by=approver)

    assert approver not in asking.candidates(proposable)


def test_rater_sees_nothing_of_the_review_until_finished(opinion, hung, approver):
    assert opinion.review not in reviews_within_reach(hung)

    by_approver = make_user(role="approver")
    second = asked(opinion.review, by_approver, approver)
    assert opinion.review not in reviews_within_reach(by_approver)
    finished(second, by_approver)
    assert opinion.review in reviews_within_reach(by_approver)


def test_rater_who_becomes_the_advisor_reaches_the_review(opinion, hung):
    opinion.review.advisor = hung
    opinion.review.save()

    assert opinion.review in reviews_within_reach(hung)


# --- the draw --------------------------------------------------------------------------------------


def test_draw_takes_the_share_that_is_set():
    uuids = [UUID(int=number) for number in range(4000)]

    assert 0.08 < sum(asking.is_drawn(uuid, Fraction(1, 10)) for uuid in uuids) / len(uuids) < 0.12
    assert not any(asking.is_drawn(uuid, Fraction(0)) for uuid in uuids)
    assert all(asking.is_drawn(uuid, Fraction(1)) for uuid in uuids)


def test_draw_is_the_same_each_time_and_grows_with_the_share():
    uuids = [UUID(int=number) for number in range(500)]
    few, more = ({uuid for uuid in uuids if asking.is_drawn(uuid, Fraction(part, 10))} for part in (1, 3))

    assert few < more
    assert few == {uuid for uuid in uuids if asking.is_drawn(uuid, Fraction(1, 10))}


def test_proposing_draws_a_second_opinion_once_a_submission(proposable, settings):
    settings.OPERATOR_SECOND_OPINION_SHARE = Fraction(1)

    for _ in range(2):
        proposal = proposals.proposed(proposable)
        proposing.send_back(proposal=proposal, reason="Sửa lại", by=proposable.advisor)

    drawn = SecondOpinion.objects.get()
    assert (drawn.is_sampled, drawn.rater, drawn.submission) == (True, None, proposal.submission)


def test_proposing_draws_nothing_by_default(proposable):
    proposals.proposed(proposable)

    assert not SecondOpinion.objects.exists()


def test_drawn_opinion_is_given_to_who_is_asked(proposable, settings, hung, approver):
    settings.OPERATOR_SECOND_OPINION_SHARE = Fraction(1)
    proposals.proposed(proposable)

    asking.ask(review=proposable, rater=hung, by=approver)

    drawn = SecondOpinion.objects.get()
    assert (drawn.is_sampled, drawn.rater, drawn.asked_by) == (True, hung, approver)


# --- letting off -----------------------------------------------------------------------------------


def test_letting_off_removes_a_chosen_one_with_its_ratings(opinion, hung, approver):
    rating.rate(opinion=opinion, item="S1.1", given=rating.Given("dont_know"), note="", by=hung)

    asking.let_off(opinion=opinion, by=approver)

    assert not SecondOpinion.objects.exists()


def test_letting_off_leaves_a_drawn_one_for_somebody_else(opinion, hung, approver):
    SecondOpinion.objects.update(is_sampled=True)
    rating.rate(opinion=opinion, item="S1.1", given=rating.Given("dont_know"), note="", by=hung)

    asking.let_off(opinion=opinion, by=approver)

    left = SecondOpinion.objects.get()
    assert (left.rater, left.ratings.count()) == (None, 0)
    assert asking.ask(review=opinion.review, rater=hung, by=approver) == left


def test_finished_opinion_stays_with_its_rater(opinion, hung, approver):
    done = finished(opinion, hung)

    with pytest.raises(TransitionNotAllowed):
        asking.let_off(opinion=done, by=approver)


def test_letting_off_is_for_approvers_and_administrators_alone(opinion, hung):
    with pytest.raises(TransitionNotAllowed):
        asking.let_off(opinion=opinion, by=hung)
