"""Answers that rarely go together: linked, explained by the advisor, read by the approver, not by the firm."""

import pytest

from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from reviews.judged import contradictions
from reviews.models import ContradictionNote
from tests.factories import assessments, judged, proposals, reports
from tests.factories.judged import agree, change
from tests.reviews.judged.pages import text_of, url

pytestmark = pytest.mark.django_db

WHY = "Khách chuyển lô hàng bằng phiếu riêng"


@pytest.fixture
def review(site_a, an, dung):
    """O3.2 at 3 or more rarely goes with O5.1 at 1 or less."""
    made = judged.review(site_a, by=an, advisor=dung, answers=assessments.all_at(2) | {"O3.2": 3, "O5.1": 1})
    reports.score(made.assessment)
    return made


def explained(bench, review, text=WHY, contradiction="trace_stock"):
    return bench.post(f"{url(review)}contradictions/{contradiction}/", {"text": text})


def test_question_names_and_links_the_other_one(review, bench):
    page = text_of(bench.get(url(review, "O3.2")))

    flags = page[page.index("desk-flags") : page.index("desk-answer")]
    assert f'href="{url(review, "O5.1")}"' in flags
    assert f'href="{url(review, "O3.2")}"' not in flags


def test_overview_lists_them_with_both_questions(review, bench):
    page = text_of(bench.get(url(review)))

    part = page[page.index('id="contradictions-title"') :]
    assert f'href="{url(review, "O3.2")}"' in part
    assert f'href="{url(review, "O5.1")}"' in part


def test_what_is_verified_takes_the_place_of_what_the_firm_said(review, bench):
    change(review, "O5.1", 2)

    assert 'id="contradictions-title"' not in text_of(bench.get(url(review)))


def test_words_to_one_are_kept_with_who_wrote_them_and_empty_ones_take_them_away(review, bench, dung):
    explained(bench, review)
    note = ContradictionNote.objects.get()
    assert (note.review, note.contradiction, note.note, note.by) == (review, "trace_stock", WHY, dung)
    assert f"\n{WHY}</textarea>" in bench.get(url(review)).content.decode()

    explained(bench, review, "  ")

    assert not ContradictionNote.objects.exists()


def test_approver_reads_what_is_left_open_and_what_was_explained(review, bench, dung, client_of):
    agree(review, "S1.1")
    proposals.proposed(review)
    approver, where = proposals.staff("approver", "Vũ Minh Khang"), f"{url(review)}approve/"
    assert "1 mâu thuẫn chưa giải quyết" in text_of(client_of(approver).get(where))

    contradictions.ContradictionNote.objects.create(
        review=review, contradiction="trace_stock", note=WHY, by=dung, at=review.arrived_at
    )

    page = text_of(client_of(approver).get(where))
    assert "Mâu thuẫn đã được giải thích" in page
    assert WHY in page
    assert "<b>O3.2</b>" in page


def test_firm_never_reads_it(review, bench, an, client_of):
    explained(bench, review)
    change(review, "S1.1", 1, reason="Chưa dùng đều.")
    proposals.proposed(review)

    page = text_of(client_of(an).get(f"/results/{review.assessment.sent_submission.uuid}/proposal/"))

    assert "Chưa dùng đều." in page
    assert WHY not in page


def test_firm_that_reads_along_does_not_see_it(review, bench):
    explained(bench, review)
    bench.post(f"{url(review)}together/", {"act": "begin"})

    assert WHY not in text_of(bench.get(url(review)))


@pytest.mark.parametrize(("contradiction", "text"), [("no_such", WHY), ("trace_stock", "x" * 1001)])
def test_words_that_no_page_sends_are_refused(contradiction, text, review, bench, dung):
    with pytest.raises(InvalidAnswer):
        contradictions.explain(review=review, contradiction=contradiction, text=text, by=dung)

    assert explained(bench, review, text, contradiction).status_code == 400
    assert not ContradictionNote.objects.exists()


def test_only_the_advisor_explains_and_only_while_it_is_in_review(review, dung):
    with pytest.raises(TransitionNotAllowed):
        contradictions.explain(
            review=review, contradiction="trace_stock", text=WHY, by=proposals.staff(name="Trần Hai")
        )
    agree(review, "S1.1")
    proposals.proposed(review)
    with pytest.raises(TransitionNotAllowed):
        contradictions.explain(review=review, contradiction="trace_stock", text=WHY, by=dung)

    assert not ContradictionNote.objects.exists()


def test_words_come_back_where_it_is_proposed_by_now(review, bench):
    agree(review, "S1.1")
    proposals.proposed(review)

    answer = explained(bench, review)

    assert (answer.status_code, WHY in text_of(answer)) == (403, True)
