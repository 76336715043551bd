"""Saving a judgement: where it leads, what is told, what is never lost."""

from uuid import uuid4

import pytest

from assessments.models import Assessment
from reviews.judged.form import JudgeForm
from reviews.models import ItemReview, Review
from tests.factories.accounts import make_user
from tests.factories.judged import change
from tests.reviews.judged.pages import AGREED, kept, text_of, url
from tests.reviews.rows import put_in

pytestmark = pytest.mark.django_db


def test_saving_goes_to_the_next_question_that_the_page_named(review, bench):
    page = bench.get(url(review, "S1.1"))
    following = page.context["page"].next_open

    answer = bench.post(url(review, "S1.1"), AGREED | {"next": following})

    assert answer.url == url(review, following)
    assert kept(review).outcome == "agreed"


def test_saving_keeps_the_order_that_was_chosen(review, bench):
    answer = bench.post(f"{url(review, 'S1.1')}?order=framework", AGREED | {"next": "S1.2"})

    assert answer.url == f"{url(review, 'S1.2')}?order=framework"


@pytest.mark.parametrize("following", ["", "X9.9", "//evil.example", "../../x"])
def test_saving_the_last_one_or_a_strange_one_leads_to_the_overview(following, review, bench):
    assert bench.post(url(review, "S1.1"), AGREED | {"next": following}).url == url(review)


@pytest.mark.parametrize(
    ("fields", "outcome", "value"),
    [
        ({"S1.1-choice": "2"}, "agreed", 2),
        ({"S1.1-choice": "2", "outcome": "agreed"}, "agreed", 2),
        ({"S1.1-choice": "1", "reason": "Khác."}, "changed", 1),
        ({"S1.1-choice": "1", "reason": "Khác.", "outcome": "changed"}, "changed", 1),
        ({"S1.1-choice": "not_applicable", "reason": "Không có."}, "changed", None),
        ({"outcome": "asked", "question": "Sổ đâu?"}, "asked", None),
        ({"outcome": "asked", "question": "Sổ đâu?", "S1.1-choice": "1"}, "asked", 1),
    ],
)
def test_page_without_script_judges_by_what_is_marked(fields, outcome, value, review, bench):
    assert bench.post(url(review, "S1.1"), fields).status_code == 302

    assert (kept(review).outcome, kept(review).value) == (outcome, value)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Please choose: agree, another answer, or ask the firm."),
        ({"S1.1-choice": "1"}, "Please say why it differs; the firm reads this."),
        ({"S1.1-choice": "1", "outcome": "agreed"}, "both are marked"),
        ({"S1.1-choice": "2", "outcome": "changed", "reason": "x"}, "This is the firm’s own answer"),
        ({"outcome": "asked"}, "Please write what the firm is asked."),
        ({"outcome": "agreed", "note": "x" * 2001}, "A text is too long"),
        ({"outcome": "liked"}, "A text is too long, or a field has a value"),
    ],
)
def test_judgement_that_is_not_whole_is_told_and_keeps_what_was_written(fields, words, review, bench):
    answer = bench.post(f"{url(review, 'S1.1')}?lang=en", fields | {"note": fields.get("note", "Gọi ông Tư")})

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert fields.get("note", "Gọi ông Tư") in text_of(answer)
    assert not ItemReview.objects.exists()


def test_high_level_without_evidence_asks_for_words(review, bench):
    answer = bench.post(f"{url(review, 'S1.2')}?lang=en", AGREED)

    assert answer.status_code == 422
    assert "Nothing was shown for this level." in text_of(answer)
    assert bench.post(url(review, "S1.2"), AGREED | {"note": "Thấy ở xưởng."}).status_code == 302


def test_field_that_no_page_of_ours_posts_is_refused(review, bench):
    assert bench.post(url(review, "S1.1"), {"S1.1-choice": "seven", "reason": "x"}).status_code == 400


def test_second_advisor_is_told_and_loses_nothing(review, bench):
    change(review, "S1.1", 0, reason="Bên kia đã xem.")

    answer = bench.post(f"{url(review, 'S1.1')}?lang=en", AGREED | {"note": "Của tôi", "S1.1-choice": "2"})

    page = text_of(answer)
    assert answer.status_code == 409
    assert "This question was judged meanwhile," in page
    assert "Bên kia đã xem." in page
    assert "Của tôi" in page
    assert 'name="version" value="1"' in page
    assert kept(review).outcome == "changed"
    assert bench.post(url(review, "S1.1"), AGREED | {"version": "1"}).status_code == 302


def test_judging_what_is_back_with_the_firm_is_told_and_loses_nothing(review, bench):
    put_in(Assessment.State.RETURNED, review)

    answer = bench.post(f"{url(review, 'S1.1')}?lang=en", AGREED | {"note": "Của tôi"})

    assert answer.status_code == 409
    assert "Nothing can be judged until it comes back." in text_of(answer)
    assert "Của tôi" in text_of(answer)
    assert 'id="save"' not in text_of(answer)


WRITTEN = AGREED | {"reason": "Đã xem sổ tháng 10.", "note": "Gọi lại ông Tư."}


def test_advisor_who_was_replaced_meanwhile_gets_what_was_written_back(review, bench):
    Review.objects.filter(pk=review.pk).update(advisor=make_user(role="advisor"))

    answer = bench.post(f"{url(review, 'S1.1')}?lang=en", WRITTEN)

    assert answer.status_code == 404
    assert "This review is not with you now" in text_of(answer)
    assert all(text in text_of(answer) for text in ("Đã xem sổ tháng 10.", "Gọi lại ông Tư."))
    assert review.assessment.site.organization.name not in text_of(answer)
    assert not ItemReview.objects.exists()


def test_advisor_who_is_replaced_while_saving_gets_what_was_written_back(review, bench, monkeypatch):
    replaced = Review.objects.filter(pk=review.pk)
    form = JudgeForm.judgement
    judgement = lambda *args: (form(*args), replaced.update(advisor=make_user(role="advisor")))[0]  # noqa: E731
    monkeypatch.setattr(JudgeForm, "judgement", judgement)

    answer = bench.post(f"{url(review, 'S1.1')}?lang=en", WRITTEN)

    assert answer.status_code == 403
    assert "Gọi lại ông Tư." in text_of(answer)
    assert not ItemReview.objects.exists()


def test_page_that_is_gone_says_the_same_of_every_review_that_is_not_ones_own(review, client_of):
    stranger = client_of(make_user(role="advisor"))
    told = [stranger.post(f"/bench/reviews/{each}/items/S1.1/", WRITTEN) for each in (review.uuid, uuid4())]

    first, second = (text_of(answer).partition("<main")[2].partition("</main>")[0] for answer in told)
    assert first == second


def test_ux_37_advisor_cannot_change_an_answer_of_the_firm(review, an, dung, bench, client_of):
    """Neither by judging nor by the pages on which the firm answers."""
    before = list(review.assessment.responses.order_by("item").values())

    bench.post(url(review, "S1.1"), {"S1.1-choice": "1", "reason": "Khác."})
    answered = bench.post(f"/assessments/{review.assessment.uuid}/S1/", {"item": "S1.1", "S1.1-choice": "1"})

    assert answered.status_code == 404
    assert list(review.assessment.responses.order_by("item").values()) == before
    assert review.assessment.sent_submission.answers.get(item="S1.1").value == 2
