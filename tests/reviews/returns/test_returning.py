"""An advisor sends the noted questions back to the firm, and the clock stands still."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, ReturnedItem
from reviews.models import ItemReview, Review
from reviews.returns import returning
from tests.factories import assessments
from tests.factories.accounts import make_user

pytestmark = pytest.mark.both_databases


@pytest.fixture
def review(site_a, an, dung):
    sent = assessments.sent(site_a, by=an, answers={"S1.1": 2, "O1.1": 4})
    Review.objects.filter(assessment=sent).update(advisor=dung)
    return Review.objects.get(assessment=sent)


@pytest.fixture
def other_advisor(db):
    return make_user("Cao Văn Hùng", role="advisor")


@pytest.fixture
def approver(db):
    return make_user("Vũ Minh Khang", role="approver")


@pytest.fixture
def noted(review, dung):
    return note(review, dung, "O1.1", "Cho xem sổ ghi tay.")


def note(review, by, item, question):
    return ItemReview.objects.create(
        review=review,
        item=item,
        outcome="asked",
        question=question,
        note="Chỉ nội bộ.",
        seen_state="answered",
        seen_value=review.assessment.sent_submission.answers.get(item=item).value,
        by=by,
        at=timezone.now(),
    )


def post(client, review, **changed):
    day = timezone.localdate() + timedelta(days=14)
    return client.post(url(review), {"due_on": day.isoformat(), "note": "", **changed})


def url(review):
    return reverse("reviews:return", args=[review.uuid])


def test_noted_questions_go_back_and_the_clock_stands_still(client_of, review, noted, dung):
    left = review.due_on

    assert post(client_of(dung), review).status_code == 302

    review.refresh_from_db()
    assert list(ReturnedItem.objects.values_list("item", "question")) == [("O1.1", "Cho xem sổ ghi tay.")]
    assert (Assessment.objects.get().state, review.due_on, left is None) == ("returned", None, False)
    assert review.days_left == settings.OPERATOR_REVIEW_DAYS


@pytest.mark.usefixtures("noted")
def test_ux_39_firm_never_sees_the_private_note(client_of, review, dung, an):
    post(client_of(dung), review)

    for name in ("returned", "tasks", "send_again"):
        page = client_of(an).get(reverse(f"assessments:{name}", args=[review.assessment.uuid]))
        assert "Chỉ nội bộ." not in page.content.decode()


def test_without_a_noted_question_nothing_goes_back(client_of, review, dung):
    post(client_of(dung), review)

    assert Assessment.objects.get().state == "in_review"


@pytest.mark.usefixtures("noted")
@pytest.mark.parametrize("days", [0, -1, 91])
def test_day_that_is_no_day_to_answer_by_is_refused(client_of, review, dung, days):
    day = timezone.localdate() + timedelta(days=days)

    assert post(client_of(dung), review, due_on=day.isoformat()).status_code == 422
    assert Assessment.objects.get().state == "in_review"


@pytest.mark.usefixtures("noted")
def test_sending_back_twice_is_told_and_does_nothing(client_of, review, dung):
    post(client_of(dung), review)

    assert post(client_of(dung), review).status_code == 302
    assert ReturnedItem.objects.count() == 1


@pytest.mark.usefixtures("noted")
class TestPermissions:
    """Who may send questions back."""

    def test_advisor_of_another_review_finds_nothing(self, client_of, review, other_advisor):
        assert client_of(other_advisor).get(url(review)).status_code == 404

    def test_approver_reads_reviews_and_sends_nothing_back(self, client_of, review, approver):
        assert post(client_of(approver), review).status_code == 403

    def test_firm_finds_nothing(self, client_of, review, an):
        assert client_of(an).get(url(review)).status_code == 404

    def test_anonymous_visitor_signs_in_first(self, client, review):
        assert client.get(url(review)).status_code == 302

    def test_wrong_method_is_405(self, client_of, review, dung):
        assert client_of(dung).put(url(review)).status_code == 405


def test_page_of_a_return_holds_the_usual_day_as_a_date_field_reads_it(client_of, dung, review, noted):
    client = client_of(dung)
    client.cookies["django_language"] = "vi"

    page = client.get(url(review)).content.decode()

    assert f'value="{returning.usual_day():%Y-%m-%d}"' in page


def test_review_says_by_when_the_firm_answers_and_offers_nothing_that_would_be_refused(client_of, dung, review, noted):
    client = client_of(dung)
    offered = [reverse(f"reviews:{name}", args=[review.uuid]) for name in ("return", "together", "propose")]
    before = client.get(reverse("reviews:review", args=[review.uuid])).content.decode()

    post(client, review)

    after = client.get(reverse("reviews:review", args=[review.uuid])).content.decode()
    assert [address in before for address in offered] == [True, True, True]
    assert [address in after for address in offered] == [False, False, False]
    assert "Doanh nghiệp đang trả lời 1 câu hỏi" in after
