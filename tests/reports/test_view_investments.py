"""The page on which a firm enters its own figures for larger steps."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from assessments import lifecycle
from reports.content import build_report_content
from reports.models import InvestmentFigures
from tests.factories import assessments
from tests.factories.reports import all_at, score, scored

pytestmark = pytest.mark.django_db

# At level 2 the next steps of T2.1 and O5.1 are larger ones.
ANSWERS = {**all_at(5), "T2.1": 2, "T2.2": 2, "T2.3": 2}
TYPED = {
    "T2.1-unit": "giờ dừng máy mỗi tháng",
    "T2.1-today": "62,5",
    "T2.1-goal": "22,5",
    "T2.1-worth": "500.000",
    "T2.1-price": "1.500.000.000 đồng",
}


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an, answers=ANSWERS)


def url(submission):
    return reverse("reports:investments", args=[getattr(submission, "uuid", submission)])


def save(client, card, **changes):
    return client.post(url(card.submission), TYPED | {f"T2.1-{name}": text for name, text in changes.items()})


def stored():
    return list(InvestmentFigures.objects.values_list("item", "unit", "today", "goal", "worth_per_unit", "price"))


def test_figures_are_kept_as_people_type_them(client_of, an, card):
    assert save(client_of(an), card).status_code == 302

    assert stored() == [
        ("T2.1", "giờ dừng máy mỗi tháng", Decimal("62.5"), Decimal("22.5"), Decimal(500000), Decimal(1500000000))
    ]
    assert InvestmentFigures.objects.get().entered_by == an


def test_kept_figures_are_part_of_what_the_next_report_says(client_of, an, card):
    before = build_report_content(card, "vi")
    save(client_of(an), card)
    (sheet,) = build_report_content(card, "vi").investments

    assert before.investments != (sheet,)
    assert sheet.payback_text == "Theo các con số này, hoàn vốn sau khoảng 75 tháng."  # 1500 / (40 x 0.5)


def test_page_shows_what_was_entered_and_what_follows(client_of, an, card):
    save(client_of(an), card)
    html = client_of(an).get(url(card.submission)).content.decode()

    assert 'value="1.500.000.000"' in html
    assert 'value="62,5"' in html
    assert "hoàn vốn sau khoảng 75 tháng" in html


def test_number_that_cannot_be_read_is_shown_with_how_to_write_it(client_of, an, card):
    answer = save(client_of(an), card, price="khoảng một tỷ")
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "Anh/chị vui lòng ghi bằng số, ví dụ 1.500.000 hoặc 12,5." in html
    assert 'value="khoảng một tỷ"' in html
    assert 'href="#id_T2.1-price"' in html
    assert stored() == []


@pytest.mark.parametrize("typed", ["-5", "1,5 tỷ", "1.50.000", "9" * 17, "1" * 41, "<b>", "\x00"])
def test_odd_numbers_are_refused(client_of, an, card, typed):
    assert save(client_of(an), card, worth=typed).status_code == 422


@pytest.mark.parametrize(
    ("typed", "read"), [("1500000", 1500000), ("1,500,000", 1500000), ("1 500 000 VND", 1500000), ("0", 0)]
)
def test_thousands_may_be_written_in_any_way(client_of, an, card, typed, read):
    save(client_of(an), card, worth=typed)

    assert InvestmentFigures.objects.get().worth_per_unit == read


def test_fields_left_empty_stay_empty(client_of, an, card):
    save(client_of(an), card, goal="", price="")

    assert stored() == [("T2.1", "giờ dừng máy mỗi tháng", Decimal("62.5"), None, Decimal(500000), None)]


def test_figures_can_be_taken_away_again(client_of, an, card):
    save(client_of(an), card)
    client_of(an).post(url(card.submission), {"initial-T2.1-price": "1.500.000.000"})

    assert stored() == [("T2.1", "", None, None, None, None)]


def test_sheet_that_was_not_changed_keeps_what_a_colleague_entered_meanwhile(client_of, an, card):
    save(client_of(an), card)  # after this person opened the page, with its fields still empty
    client_of(an).post(
        url(card.submission), {f"T2.1-{name}": "" for name in ("unit", "today", "goal", "worth", "price")}
    )

    assert InvestmentFigures.objects.get().price == Decimal(1500000000)


def test_nothing_typed_stores_nothing(client_of, an, card):
    assert client_of(an).post(url(card.submission), {}).status_code == 302
    assert stored() == []


def test_item_without_a_sheet_is_ignored(client_of, an, card):
    client_of(an).post(url(card.submission), {"S1.1-price": "5000"})

    assert stored() == []


def test_correction_keeps_the_figures(client_of, an, card):
    save(client_of(an), card)
    assessment = card.submission.assessment
    lifecycle.correct(assessment=assessment, by=an)
    assessment.refresh_from_db()
    lifecycle.complete(assessment=assessment, by=an, language="vi")
    (sheet,) = build_report_content(score(assessment), "vi").investments

    assert sheet.price_text == "1.500.000.000 đồng"


def test_result_links_to_the_figures(client_of, an, card):
    html = client_of(an).get(reverse("reports:result", args=[card.submission.uuid])).content.decode()

    assert f'href="{url(card.submission)}"' in html


def test_result_without_larger_steps_does_not(client_of, an, firm_a):
    submission = scored(firm_a, by=an, answers=all_at(5)).submission

    assert url(submission) not in client_of(an).get(reverse("reports:result", args=[submission.uuid])).content.decode()
    assert "nên chưa có gì cần nhập ở đây" in client_of(an).get(url(submission)).content.decode()


@pytest.mark.parametrize(
    ("person", "read", "write"),
    [("an", 200, 302), ("cuong", 200, 302), ("binh", 200, 403), ("chi", 404, 404), ("dung", 404, 404)],
)
def test_members_read_and_those_who_answer_write(card, person, read, write, client_of, request):
    client = client_of(request.getfixturevalue(person))

    assert client.get(url(card.submission)).status_code == read
    assert save(client, card).status_code == write
    assert InvestmentFigures.objects.exists() == (write == 302)


def test_read_only_colleague_sees_the_figures_without_fields(card, client_of, an, binh):
    save(client_of(an), card)
    html = client_of(binh).get(url(card.submission)).content.decode()

    assert "<dd>1.500.000.000 đồng</dd>" in html
    assert 'name="T2.1-price"' not in html


def test_visitor_is_sent_to_the_sign_in_page(card, client_of):
    assert client_of(None).get(url(card.submission)).status_code == 302
    assert save(client_of(None), card).status_code == 302
    assert stored() == []


def test_unknown_result_and_other_methods_are_refused(card, client_of, an):
    assert client_of(an).get(url(uuid4())).status_code == 404
    assert client_of(an).put(url(card.submission)).status_code == 405


def test_result_that_is_being_worked_out_has_no_page_yet(firm_a, an, client_of):
    submission = assessments.completed(firm_a, by=an).submissions.get()

    assert client_of(an).get(url(submission)).status_code == 404
