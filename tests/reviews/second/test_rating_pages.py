"""Rating question by question: what is shown, what is told, where each act leads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.models import SecondRating
from reviews.second import rating
from tests.factories import questionnaires
from tests.factories.judged import review_of
from tests.reviews.second.conftest import asked, fresh, rate_all
from tests.reviews.second.pages import RATED, text_of, url

pytestmark = pytest.mark.django_db


def test_saving_a_rating_goes_on_to_the_next_question(opinion, bench):
    page = bench.get(url(opinion, "items/S1.1/"))
    following = page.context["page"].next_open

    answer = bench.post(url(opinion, "items/S1.1/"), RATED | {"next": following})

    assert answer.url == url(opinion, f"items/{following}/")
    row = SecondRating.objects.get()
    assert (row.item, row.value, row.note) == ("S1.1", 3, "Thấy sổ")
    assert f"1/{len(rating.read(opinion).items)}" in text_of(bench.get(answer.url))


def test_question_shows_what_the_firm_said_and_the_levels_beside(opinion, photo, bench):
    page = text_of(bench.get(url(opinion, "items/S1.1/")))

    item = next(item for item in questionnaires.shipped_framework().items() if item.id == "S1.1")
    assert all(item.levels[level].vi in page for level in (1, 2, 3))
    assert page.count('class="is-own"') == 2
    assert url(opinion, f"evidence/{photo.uuid}/") in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Vui lòng chọn câu trả lời mà anh/chị xác định."),
        ({"S1.1-choice": "not_applicable", "note": ""}, "Vui lòng ghi lý do không áp dụng vào phần ghi chú."),
        ({"S1.1-choice": "3", "note": "x" * 2001}, "quá dài"),
    ],
)
def test_rating_with_something_missing_is_told_and_keeps_what_was_typed(fields, said, opinion, bench):
    answer = bench.post(url(opinion, "items/S1.1/"), {"note": "Ghi lại"} | fields)

    page = text_of(answer)
    assert (answer.status_code, said in page, SecondRating.objects.exists()) == (422, True, False)
    assert fields.get("note", "Ghi lại") in page


@pytest.mark.parametrize("choice", ["9", "-1", "abc"])
def test_rating_that_no_page_posts_is_400(choice, opinion, bench):
    assert bench.post(url(opinion, "items/S1.1/"), {"S1.1-choice": choice}).status_code == 400


def test_not_applicable_takes_its_reason_from_the_note(opinion, bench):
    bench.post(url(opinion, "items/S1.1/"), {"S1.1-choice": "not_applicable", "note": "Không có kho"})

    row = SecondRating.objects.get()
    assert (row.state, row.value, row.note) == ("not_applicable", None, "Không có kho")


def test_next_leads_nowhere_else(opinion, bench):
    answer = bench.post(url(opinion, "items/S1.1/"), RATED | {"next": "//elsewhere.example"})

    assert answer.url == url(opinion)


def test_finishing_leads_to_both_sides(opinion, hung, bench):
    rate_all(opinion, hung)
    assert "Hoàn tất ý kiến thứ hai" in text_of(bench.get(url(opinion)))

    answer = bench.post(url(opinion, "finish/"), follow=True)

    assert answer.redirect_chain[0][0] == url(opinion, "differences/")
    page = text_of(answer)
    assert "LÝ DO KHÁC" in page
    assert "Vì S1.2" in page
    assert "GHI CHÚ" not in page


def test_finishing_too_early_is_told(opinion, bench):
    answer = bench.post(url(opinion, "finish/"), follow=True)

    assert "chưa có gì thay đổi" in text_of(answer)
    assert fresh(opinion).finished_at is None


def test_every_type_of_answer_is_rated(site_a, an, dung, hung, approver, bench):
    values = {"has_software": "used", "machines": {"cnc": 1, "energy": 2}, "power": "1200", "wishes": "Ít giấy tờ hơn"}
    document = questionnaires.every_type_document()
    opinion = asked(review_of(document, site_a, values, by=an, advisor=dung, variant="flow"), hung, approver)
    for item in rating.read(opinion).items:
        assert bench.get(url(opinion, f"items/{item.id}/")).status_code == 200
    bench.post(url(opinion, "items/power/"), {"power-number": "1.500"})
    bench.post(url(opinion, "items/machines/"), {"machines-row.cnc": "2"})

    rows = dict(SecondRating.objects.values_list("item", "value"))
    assert rows == {"power": "1500", "machines": {"cnc": 2}}
    assert "wishes" not in {item.id for item in rating.read(opinion).items}


def test_question_takes_the_same_queries_however_much_is_rated(opinion, hung, bench):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            bench.get(url(opinion, "items/S1.1/"))
        return len(seen)

    queries()
    before = queries()
    rate_all(opinion, hung)

    assert queries() == before
