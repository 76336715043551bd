import pytest

from assessments.answers import Given
from assessments.models import SubmittedAnswer
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed, UnknownItem
from reviews.models import ItemReview, SecondOpinion, SecondRating
from reviews.second import rating, reconciling
from tests.factories.judged import agree, ask, change
from tests.reviews.second.conftest import finished, rate_all

pytestmark = pytest.mark.django_db


def rate(opinion, item, given, by, note=""):
    return rating.rate(opinion=opinion, item=item, given=given, note=note, by=by)


def test_rating_keeps_the_last_one_of_each_question(opinion, hung):
    rate(opinion, "S1.1", Given("answered", 3), hung)
    rate(opinion, "S1.1", Given("answered", 1), hung, note="  Chưa có sổ. ")

    row = SecondRating.objects.get()
    assert (row.item, row.state, row.value, row.note, row.first_state) == ("S1.1", "answered", 1, "Chưa có sổ.", "")


def test_rating_is_for_its_rater_alone(opinion, dung):
    with pytest.raises(TransitionNotAllowed):
        rate(opinion, "S1.1", Given("answered", 3), dung)


@pytest.mark.parametrize(
    ("item", "given", "wrong"),
    [
        ("X9.9", Given("answered", 3), UnknownItem),
        ("S1.1", Given("answered", 9), InvalidAnswer),
        ("S1.1", Given("not_applicable"), InvalidAnswer),
        ("S1.1", Given("maybe"), InvalidAnswer),
    ],
)
def test_rating_refuses_what_is_not_asked_or_cannot_be_answered(item, given, wrong, opinion, hung):
    with pytest.raises(wrong):
        rate(opinion, item, given, hung)

    assert not SecondRating.objects.exists()


def test_rating_changes_nothing_that_is_verified_or_sent(opinion, hung):
    before = list(ItemReview.objects.values()), list(SubmittedAnswer.objects.values())

    finished(opinion, hung, 5)

    assert (list(ItemReview.objects.values()), list(SubmittedAnswer.objects.values())) == before


def test_finishing_needs_every_question(opinion, hung):
    rate(opinion, "S1.1", Given("answered", 3), hung)

    with pytest.raises(TransitionNotAllowed):
        rating.finish(opinion=opinion, by=hung)


def test_finishing_copies_what_the_first_verified_at_that_moment(opinion, hung, dung):
    rate_all(opinion, hung)
    assert not SecondRating.objects.exclude(first_state="").exists()
    change(opinion.review, "S1.1", 3, version=1)

    rating.finish(opinion=opinion, by=hung)
    change(opinion.review, "S1.1", 4, version=2)

    rows = {row.item: row for row in SecondRating.objects.exclude(first_state="")}
    assert {item: (row.first_value, row.first_by) for item, row in rows.items()} == {
        "S1.1": (3, dung),
        "S1.2": (0, dung),
        "O1.1": (4, dung),
    }


def test_finishing_leaves_out_what_waits_for_the_firm_and_what_was_answered_anew(opinion, hung):
    ask(opinion.review, "S1.1", version=1)
    ItemReview.objects.filter(item="S1.2").update(seen_value=5)

    finished(opinion, hung)

    assert list(SecondRating.objects.exclude(first_state="").values_list("item", flat=True)) == ["O1.1"]


def test_finished_opinion_is_not_rated_or_finished_again(opinion, hung):
    done = finished(opinion, hung)

    with pytest.raises(TransitionNotAllowed):
        rate(done, "S1.1", Given("answered", 3), hung)
    with pytest.raises(TransitionNotAllowed):
        rating.finish(opinion=done, by=hung)


# --- both sides ------------------------------------------------------------------------------------


def test_both_sides_name_the_differences_and_the_widest_first(opinion, hung):
    both = reconciling.both_sides(finished(opinion, hung))

    assert [(each.item.id, each.places) for each in both.differences] == [("S1.2", 2), ("O1.1", -2)]
    assert (both.compared, both.same, both.alone) == (3, 1, len(rating.read(opinion).items) - 3)


def test_difference_is_settled_once_the_first_verifies_what_the_second_found(opinion, hung):
    done = finished(opinion, hung, S1_2=1)
    change(opinion.review, "S1.2", 1, version=1)

    found = {each.item.id: each for each in reconciling.both_sides(done).differences}

    assert (found["S1.2"].is_settled, found["O1.1"].is_settled) == (True, False)
    assert (found["S1.2"].is_changed, found["O1.1"].is_changed) == (True, False)


@pytest.mark.parametrize("who", ["hung", "dung"])
def test_either_advisor_notes_once_that_they_talked(who, opinion, hung, request):
    done, by = finished(opinion, hung), request.getfixturevalue(who)

    reconciling.reconcile(opinion=done, how="Theo sổ tháng 10.", by=by)

    done.refresh_from_db()
    assert (done.reconciled_by, done.reconciled_at is None) == (by, False)
    assert done.reconciled_how == "Theo sổ tháng 10."
    with pytest.raises(TransitionNotAllowed):
        reconciling.reconcile(opinion=done, how="Theo sổ tháng 10.", by=by)


def test_where_the_two_still_differ_reconciling_takes_words(opinion, hung):
    done = finished(opinion, hung, S1_2=1)

    for how in ("  ", "x" * 1001):
        with pytest.raises(InvalidAnswer):
            reconciling.reconcile(opinion=done, how=how, by=hung)
    change(opinion.review, "S1.2", 1, version=1)
    agree(opinion.review, "O1.1", version=1)
    reconciling.reconcile(opinion=done, how="", by=hung)

    assert SecondOpinion.objects.get().reconciled_at


def test_reconciling_is_for_the_two_advisors_and_after_the_end(opinion, hung, approver):
    with pytest.raises(TransitionNotAllowed):
        reconciling.reconcile(opinion=opinion, how="Theo sổ tháng 10.", by=hung)
    with pytest.raises(TransitionNotAllowed):
        reconciling.reconcile(opinion=finished(opinion, hung), how="Theo sổ tháng 10.", by=approver)
