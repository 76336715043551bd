"""The list of what is looked at in the plant, and the plan of the visit."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reviews.visit import agenda, choosing, visits
from reviews.visit.models import SiteVisit
from tests.factories import assessments, judged
from tests.factories.questionnaires import library_document
from tests.reviews.visit.pages import SEEN, listed, text_of

pytestmark = pytest.mark.django_db


def test_suggested_list_has_the_least_sure_questions_that_are_asked_each_with_why(review, bench, url):
    page = bench.get(url())

    items = listed(page)
    asked = [item.id for item in agenda.read(review, by=review.advisor).board.sheet.items]
    assert len(items) == choosing.MOST
    assert items == [item for item in asked if item in items]
    assert {"S1.1", "S1.2", "S1.3", "T1.1"} <= set(items)
    assert text_of(page).count("stop-why") == choosing.MOST


def test_question_on_the_list_says_what_part_of_the_overall_result_hangs_on_it(review, bench, url):
    assert stop_why(text_of(bench.get(url())), "S1.2").endswith(" · chiếm 2,2% kết quả chung")


def test_where_nothing_speaks_against_any_answer_key_questions_are_suggested_and_it_is_said_why(
    site_b, chi, dung, bench
):
    levels = {item: 1 + place % 2 for place, item in enumerate(assessments.all_at(2))}
    review = judged.review(site_b, by=chi, advisor=dung, answers=levels)

    page = bench.get(f"/bench/reviews/{review.uuid}/visit/")

    assert listed(page) == ["S1.1", "S2.1", "S3.1", "P1.1", "P2.1", "P3.1", "T1.1", "T2.1"]
    why = "⚑ Báo cáo đã xác nhận cần đủ mọi câu then chốt · chiếm 1,7% kết quả chung · câu then chốt"
    assert stop_why(text_of(page), "T2.1") == why


def test_where_there_is_no_overall_result_nothing_is_said_to_be_a_part_of_it(site_b, chi, dung, bench):
    document = library_document("qd-1567-sme")
    review = judged.review_of(document, site_b, {"6.1": "xong"}, by=chi, advisor=dung)

    page = bench.get(f"/bench/reviews/{review.uuid}/visit/")

    assert len(listed(page)) == choosing.MOST
    assert "kết quả chung" not in text_of(page)


def stop_why(page, item):
    """Return why a question is on the list, as it is read."""
    return re.sub(r"<[^>]+>", "", re.search(rf'id="{item}".*?<p class="stop-why[^>]*>(.*?)</p>', page)[1])


def test_what_is_settled_from_papers_is_left_out_and_what_is_settled_there_stays(review, bench, url, dung):
    judged.agree(review, "S1.1", ground="papers")
    judged.agree(review, "S1.2", ground="plant")

    items = listed(bench.get(url()))

    assert ("S1.1" in items, "S1.2" in items) == (False, True)


def test_chosen_questions_take_the_place_of_the_suggested_ones(review, bench, url):
    answer = bench.post(url("plan/"), {"item": ["O1.1", "S1.1", "X9.9"], "met": "Ông Tư", "planned_on": "2026-12-01"})

    page = bench.get(url())
    assert answer.url == url()
    assert listed(page) == ["S1.1", "O1.1"]
    assert ("Ông Tư" in text_of(page), "01/12/2026" in text_of(page)) == (True, True)
    bench.post(url("plan/"), {"item": ["O1.1"], "suggest": "1"})
    assert len(listed(bench.get(url()))) == choosing.MOST


def test_page_of_the_plan_keeps_saving_and_the_number_chosen_together(bench, url):
    page = text_of(bench.get(f"{url('plan/')}?lang=en"))

    form = page[page.index('class="visit-plan"') :]
    assert form[: form.index("</button>")].endswith("Save the plan")  # by Enter in a field, too, the plan is saved
    bar = form[form.index("visit-save") :].partition("</form>")[0]
    assert ("Save the plan" in bar, 'data-of="60">Questions chosen:' in bar) == (True, True)


def test_printed_list_has_a_box_for_every_level_and_both_special_answers(review, bench, url):
    bench.post(url("plan/"), {"item": ["S1.1"]})

    stop = text_of(bench.get(f"{url()}?lang=en")).partition('id="S1.1"')[2].partition("stop-work")[0]

    levels = re.findall(r'<li class="([\w -]*)"><span class="stop-box"', stop)
    assert levels == ["is-far", "is-far", "is-far", "", "is-own", ""]
    boxes = re.findall(r'<span class="stop-box" aria-hidden="true"></span> ([A-Z][\w ]+)', stop)
    assert boxes == ["Does not apply", "Cannot be told"]


@pytest.mark.parametrize(
    "days",
    [
        {"began_on": "2026-11-02"},
        {"began_on": "2026-11-02", "ended_on": "2026-11-01"},
        {"began_on": "2026-11-02", "ended_on": "2999-01-01"},
    ],
    ids=["one alone", "backwards", "ahead"],
)
def test_days_on_which_nobody_can_have_been_there_are_refused(days, review, bench, url):
    answer = bench.post(url("plan/"), days | {"item": ["O1.1"]})

    assert answer.status_code == 422
    assert not SiteVisit.objects.exists()
    assert [line.id for _, lines in answer.context["choices"] for line in lines if line.is_ticked] == ["O1.1"]


def test_list_costs_the_same_number_of_queries_for_any_length(review, bench, url, dung):
    def queries(items):
        visits.plan(review=review, plan=visits.Plan(), items=items, by=dung)
        bench.get(url())
        with CaptureQueriesContext(
            connection,
        ) as found:
            bench.get(url())
        return len(found)

    assert queries({"S1.1"}) == queries({f"{part}1.{n}" for part in "SPOTG" for n in (1, 2, 3)})


def shown_fields(page):
    """Return what a page's form would post, untouched."""
    fields = dict[str, list[str]]()
    for tag in re.findall(r"<input[^>]*>", page.content.decode().split("novalidate>")[1]):
        of = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if of.get("type") != "checkbox" or re.search(r"\schecked", tag):
            fields.setdefault(of["name"], []).append(of.get("value", ""))
    return fields


def test_plan_that_was_open_since_before_the_visit_takes_no_day_and_no_question_from_it(review, bench, url):
    bench.post(url("plan/"), {"address": "Lô 5"})
    stale = shown_fields(bench.get(url("plan/")))
    bench.post(url(), SEEN)
    before = SiteVisit.objects.get(review=review)
    bench.post(url("plan/"), shown_fields(bench.get(url("plan/"))) | {"address": ["Lô 7"]})
    SiteVisit.objects.update(items=[*before.items[1:], "O1.2"])

    bench.post(url("plan/"), stale | {"met": ["Ông Tư"]})

    after = SiteVisit.objects.get(review=review)
    assert (after.met, after.address, after.items[-1]) == ("Ông Tư", "Lô 7", "O1.2")
    assert (after.began_on, after.ended_on) == (before.began_on, before.ended_on) == (timezone.localdate(),) * 2


def test_plan_shows_no_sign_while_the_firm_reads_along(review, bench, url):
    before = text_of(bench.get(url("plan/")))
    bench.post(f"/bench/reviews/{review.uuid}/together/", {"act": "begin"})

    assert ("⚑" in before, "⚑" in text_of(bench.get(url("plan/")))) == (True, False)
