"""What the page of one question and the overview show."""

import re

import pytest

from assessments import lifecycle, rounds
from assessments.answers import Given
from assessments.models import Assessment
from reviews.judged.ordering import Sign
from reviews.models import Review
from tests.factories import judged, questionnaires
from tests.factories.accounts import make_user
from tests.factories.judged import agree, ask, change
from tests.reviews.judged.pages import show, text_of, url
from tests.reviews.rows import put_in

pytestmark = pytest.mark.django_db


def test_question_shows_the_answer_its_neighbours_and_who_gave_it(review, bench, an):
    page = bench.get(url(review, "S1.1")).context["page"]

    assert [(rung.level, rung.is_own) for rung in page.rungs if rung.is_near] == [(1, False), (2, True), (3, False)]
    assert page.answered.startswith(str(an))


def test_list_marks_what_was_judged_and_counts_it(review, bench):
    agree(review, "S1.1")
    change(review, "S2.2", 0)
    ask(review, "S3.1")

    page = bench.get(f"{url(review, 'S1.1')}?order=framework").context["page"]

    marks = {line.id: str(line.mark) for line in page.lines}
    assert len(marks) == 60
    assert [marks[item] for item in ("S1.1", "S2.2", "S3.1", "S3.2")] == ["agreed", "changed", "asked", "none"]
    assert page.board.judged_count == 3


def test_list_puts_first_what_needs_a_look_and_can_stand_as_the_questionnaire(review, bench):
    order = bench.get(url(review, "S1.1")).context["page"].board.order
    by_framework = bench.get(f"{url(review, 'S1.1')}?order=framework").context["page"].board.order

    assert order[0] == "S2.2"  # from here on the same level to the end
    assert order[-4:] == ("S1.2", "S1.3", "S2.1", "S1.1")
    assert list(by_framework) == [item.id for item in questionnaires.shipped_framework().items()]


def test_proposal_that_a_question_does_not_apply_is_told_as_one(review, bench):
    page = text_of(bench.get(f"{url(review, 'S2.1')}?lang=en"))

    assert "Not applicable, as the firm sees it" in page
    assert "Nhà máy không làm việc này" in page


def test_private_note_is_shown_to_the_advisor_and_on_no_page_of_the_firm(review, bench, an, client_of):
    note = "Ghi chú riêng: ông Tư nói khác"
    agree(review, "S1.1", note=note)
    firm = client_of(an)
    uuid = review.assessment.uuid
    card = review.assessment.sent_submission.uuid

    assert note in text_of(bench.get(url(review, "S1.1")))
    for address in (f"/assessments/{uuid}/", f"/assessments/{uuid}/S1/", f"/results/{card}/", "/my-data/"):
        assert note not in text_of(firm.get(address, follow=True))


def test_round_before_is_shown_where_its_firm_sent_it_too(review, bench, an, dung):
    put_in(Assessment.State.VERIFIED, review)
    review.assessment.refresh_from_db()
    page = bench.get(f"{url(following(review, an, dung), 'S1.1')}?lang=en").context["page"]

    assert (page.earlier_level, page.own_level) == (2, 5)
    assert Sign.FAR_FROM_LAST in page.board.signs["S1.1"]


def test_round_before_that_its_firm_kept_to_itself_is_not_shown(review, bench, an, dung):
    lifecycle.take_back(assessment=review.assessment, by=an)
    review.assessment.refresh_from_db()
    page = bench.get(url(following(review, an, dung), "S1.1")).context["page"]

    assert (page.earlier, page.earlier_level) == ([], None)


def following(review, by, advisor):
    """The next round, with the first question three levels higher, in review."""
    assessment = rounds.repeat(assessment=review.assessment, by=by)
    for response in assessment.responses.all():
        level = 5 if response.item == "S1.1" else response.value
        given = (
            Given("answered", level) if response.state == "answered" else Given(response.state, None, response.reason)
        )
        lifecycle.save_response(
            assessment=assessment, item=response.item, given=given, base_version=response.version, by=by
        )
    lifecycle.complete(assessment=assessment, by=by, language="vi")
    words = {"wording": "I agree.", "wording_version": "test", "language": "en"}
    submission = assessment.submissions.get()
    lifecycle.send_for_review(assessment=assessment, submission=submission, by=by, **words)
    return judged.assigned(assessment, advisor)


def test_approver_reads_without_anything_to_save(review, client_of):
    page = text_of(client_of(make_user(role="approver")).get(f"{url(review, 'S1.1')}?lang=en"))

    assert f"You read this review. Only {review.advisor}, to whom it is assigned, changes" in page
    assert 'id="save"' not in page


def test_who_only_reads_finds_words_and_no_field(review, client_of):
    change(review, "S1.1", 0, reason="Chưa có văn bản nào.", note="Xem lại khi đến nhà máy", ground="papers")

    page = client_of(make_user(role="approver")).get(url(review, "S1.1")).content.decode()

    verdict = page[page.index('id="verdict"') :].partition("</section>")[0]
    assert not re.search("<(input|textarea|select)", verdict)
    for words in ("level-mark-0", "Chưa có văn bản nào.", "Xem lại khi đến nhà máy", "qua hồ sơ"):
        assert words in verdict


def test_advisor_finds_words_and_no_field_while_it_is_proposed(review, bench):
    agree(review, "S1.1")
    Assessment.objects.update(state="proposed")
    Review.objects.update(state="proposed")

    page = bench.get(f"{url(review, 'S1.1')}?lang=en")

    assert "take the proposal back first" in text_of(page)
    assert "<textarea" not in text_of(page)


def test_private_note_is_read_by_nobody_while_the_firm_reads_along(review, bench):
    agree(review, "S1.1", note="Ông Tư nói khác")
    bench.post(f"{url(review)}together/", {"act": "begin"})
    Assessment.objects.update(state="proposed")
    Review.objects.update(state="proposed")

    assert "Ông Tư nói khác" not in text_of(bench.get(url(review, "S1.1")))


def test_overview_shows_progress_both_results_and_what_was_changed(review, bench):
    change(review, "S1.1", 0)

    page = bench.get(f"{url(review)}?lang=en")

    assert "1 of 60 questions judged" in text_of(page)
    assert [(each.line.id, each.levels, each.is_far) for each in page.context["overview"].differences] == [
        ("S1.1", -2, True)
    ]


def test_how_it_was_verified_is_not_said_for_the_advisor_where_nothing_was_shown(review, bench):
    show(review, "S1.1")
    show(review, "S3.1")
    ground = lambda item: bench.get(url(review, item)).context["page"].fields.ground  # noqa: E731

    assert (ground("S1.1"), ground("S2.1"), ground("S1.2")) == ("papers", "", "online")  # S1.2: level 4
    agree(review, "S1.1", ground="online")
    assert (ground("S3.1"), ground("S2.1")) == ("online", "")
    agree(review, "S2.2", ground="plant")
    assert (ground("S3.1"), ground("S2.1")) == ("online", "plant")
