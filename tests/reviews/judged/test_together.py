"""Judging together with the firm."""

import pytest
from django.urls import reverse

from tests.factories import judged
from tests.factories.judged import agree, ask
from tests.reviews.judged.pages import kept, text_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def together(review, bench):
    """The bench of an advisor beside whom the firm sits."""
    agree(review, "S1.1", note="Riêng của chuyên gia")
    bench.post(f"{url(review)}together/", {"act": "begin"})
    return bench


def test_firm_that_reads_along_sees_no_private_note_and_no_hint(review, together):
    page = together.get(f"{url(review, 'S1.1')}?lang=en")

    assert "Riêng của chuyên gia" not in text_of(page)
    assert 'name="note"' not in text_of(page)
    assert [line.signs for line in page.context["page"].lines if line.signs] == []
    assert "You are judging together with the firm" in text_of(page)


def test_judging_together_keeps_the_private_note_and_that_the_firm_confirmed(review, together):
    together.post(url(review, "S1.1"), {"S1.1-choice": "1", "reason": "Cùng xem.", "version": "1", "with_firm": "on"})

    assert (kept(review).value, kept(review).note, kept(review).with_firm) == (1, "Riêng của chuyên gia", True)


def test_working_together_ends_and_holds_for_one_review_alone(review, together, site_b, chi, dung):
    other = judged.review(site_b, by=chi, advisor=dung)
    assert 'name="note"' in text_of(together.get(url(other, "S1.1")))

    together.post(f"{url(review)}together/", {"act": "end"})

    assert "Riêng của chuyên gia" in text_of(together.get(url(review, "S1.1")))


def test_overview_puts_the_hints_away_where_the_firm_reads_along(review, together, site_b, chi, dung):
    hints = "Nên xem trước"
    other = judged.review(site_b, by=chi, advisor=dung)
    assert hints in text_of(together.get(url(other)))

    page = text_of(together.get(url(review)))

    assert hints not in page
    assert page.count("Kết thúc làm cùng") == 1


@pytest.mark.parametrize("where", ["findings", "return", "propose"])
def test_every_page_of_the_review_says_that_the_firm_reads_along(review, together, where):
    ask(review, "S1.2")

    assert 'class="together"' in text_of(together.get(reverse(f"reviews:{where}", args=[review.uuid])))


def test_what_the_firm_confirmed_stands_until_what_it_confirmed_changes(review, together):
    together.post(url(review, "S1.1"), {"S1.1-choice": "1", "reason": "Cùng xem.", "version": "1", "with_firm": "on"})
    together.post(f"{url(review)}together/", {"act": "end"})
    alone = {"S1.1-choice": "1", "reason": "Cùng xem.", "note": "Hỏi lại tổ trưởng.", "version": "2"}
    together.post(url(review, "S1.1"), alone)
    assert (kept(review).note, kept(review).with_firm) == ("Hỏi lại tổ trưởng.", True)
    assert "Doanh nghiệp đã đồng ý tại chỗ" in text_of(together.get(url(review, "S1.1")))
    assert "Doanh nghiệp đã đồng ý tại chỗ" in text_of(together.get(reverse("reviews:propose", args=[review.uuid])))

    together.post(url(review, "S1.1"), alone | {"reason": "Xem lại sổ.", "version": "3"})

    assert not kept(review).with_firm
