"""A page of questions: how it reads, and posting it whole, as a browser without JavaScript does."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Response
from tests.factories import assessments

STATIC = Path(settings.BASE_DIR) / "static"


def page_of(client, url, assessment, node="S1", query=""):
    answer = client.get(url("node", assessment, node) + query)
    return answer, answer.content.decode()


def test_page_asks_each_question_in_a_fieldset_of_its_own(draft, an, client_of, url):
    _, page = page_of(client_of(an), url, draft)

    assert page.count("<fieldset") == page.count("<legend") == 3
    assert "<table" not in page


def test_page_of_the_quick_check_asks_a_blocks_key_items(quick, an, client_of, url, framework):
    _, page = page_of(client_of(an), url, quick, "O")

    assert re.findall(r'data-item="([^"]+)"', page) == ["O1.1", "O2.1", "O3.1", "O4.1", "O5.1", "O6.1"]


def test_fresh_page_has_nothing_preselected(draft, an, client_of, url):
    _, page = page_of(client_of(an), url, draft)

    assert " checked" not in page


def test_page_shows_the_stored_answers(draft, an, client_of, url, form_fields):
    assessments.answer(draft, {"S1.1": 4, "S1.2": "dk", "S1.3": "chưa có"}, by=an)

    fields = form_fields(page_of(client_of(an), url, draft)[0])

    assert [fields.get(f"S1.{n}-choice") for n in (1, 2, 3)] == ["4", "dont_know", "not_applicable"]
    assert fields["S1.3-reason"] == "chưa có"


def test_listed_reason_is_marked_in_both_languages(draft, an, client_of, english, url, form_fields, framework):
    item = next(item for item in framework.items() if item.id == "O6.2")
    assessments.answer(draft, {"O6.2": item.na_reasons[2].vi}, by=an)

    for client in (client_of(an), english(an)):
        assert form_fields(page_of(client, url, draft, "O6")[0])["O6.2-listed"] == "2"


def test_sensitive_question_says_that_it_is_confidential(draft, an, english, url):
    assert page_of(english(an), url, draft, "S2")[1].count("Confidential:") == 1
    assert page_of(english(an), url, draft, "S1")[1].count("Confidential:") == 0


def test_page_explains_the_terms_it_uses(draft, an, english, url, framework):
    _, page = page_of(english(an), url, draft, "O2")

    used = {term.id for term in framework.glossary if f"<dt>{term.term.en}</dt>" in page}
    assert {"oee", "mes", "andon"} <= used
    assert "agv" not in used


def test_page_says_that_the_framework_is_a_trial(draft, an, english, url):
    assert "Trial version" in page_of(english(an), url, draft)[1]


def test_page_of_a_completed_assessment_is_read_only(completed, an, client_of, url):
    _, page = page_of(client_of(an), url, completed)

    assert page.count("<fieldset") == page.count(" disabled>") == 3
    assert "hx-post" not in page
    assert "htmx" not in page.replace("htmx-config", "")


def test_page_for_a_reader_is_read_only(draft, binh, client_of, url):
    assert "hx-post" not in page_of(client_of(binh), url, draft)[1]


def test_several_answers_in_one_post_are_all_stored(draft, an, client_of, url, answers):
    fields = {"S1.1-choice": "3", "S1.2-choice": "dont_know", "S1.3-choice": "not_applicable"}

    answer = client_of(an).post(url("node", draft, "S1"), fields | {"S1.3-reason": "no plan", "action": "continue"})

    assert (answer.status_code, answer.url) == (302, url("node", draft, "S2"))
    assert answers(draft) == {
        "S1.1": ("answered", 3, ""),
        "S1.2": ("dont_know", None, ""),
        "S1.3": ("not_applicable", None, "no plan"),
    }


def test_answers_are_signed_by_who_gave_them(draft, cuong, client_of, url):
    client_of(cuong).post(url("node", draft, "S1"), {"S1.1-choice": "3"})

    assert Response.objects.get().answered_by == cuong


def test_page_posted_again_unchanged_changes_nothing(draft, an, client_of, url, form_fields):
    assessments.answer(draft, {"S1.1": 4, "S1.2": "dk", "S1.3": "chưa có"}, by=an)
    client = client_of(an)
    fields, before = form_fields(page_of(client, url, draft)[0]), list(Response.objects.values())

    client.post(url("node", draft, "S1"), fields)

    assert list(Response.objects.values()) == before


def test_card_that_nobody_touched_does_not_overwrite_a_colleague(
    draft, an, cuong, client_of, url, form_fields, answers
):
    assessments.answer(draft, {"S1.1": 1}, by=an)
    client = client_of(an)
    fields = form_fields(page_of(client, url, draft)[0])
    assessments.answer(draft, {"S1.1": 5}, by=cuong)

    answer = client.post(url("node", draft, "S1"), fields | {"S1.2-choice": "2"})

    assert answer.status_code == 302
    assert answers(draft) == {"S1.1": ("answered", 5, ""), "S1.2": ("answered", 2, "")}


def test_conflict_keeps_the_other_answers_of_the_post(draft, an, cuong, client_of, url, form_fields, answers):
    client = client_of(an)
    fields = form_fields(page_of(client, url, draft)[0])
    assessments.answer(draft, {"S1.1": 5}, by=cuong)

    answer = client.post(url("node", draft, "S1"), fields | {"S1.1-choice": "1", "S1.2-choice": "2"})

    assert answer.status_code == 409
    assert answers(draft) == {"S1.1": ("answered", 5, ""), "S1.2": ("answered", 2, "")}
    assert form_fields(answer)["S1.1-choice"] == "1"


def test_conflict_is_settled_by_the_buttons_of_the_page(draft, an, cuong, client_of, url, form_fields, answers):
    client = client_of(an)
    assessments.answer(draft, {"S1.1": 5}, by=cuong)
    conflict = client.post(url("node", draft, "S1"), {"S1.1-choice": "1", "S1.1-version": "0"})

    kept = client.post(url("node", draft, "S1"), form_fields(conflict) | {"keep": "S1.1"})
    assert (kept.status_code, answers(draft)["S1.1"][1]) == (302, 5)

    mine = client.post(url("node", draft, "S1"), form_fields(conflict) | {"mine": "S1.1"})
    assert (mine.status_code, answers(draft)["S1.1"][1]) == (302, 1)


def test_ux_25_missing_reason_is_said_beside_its_field_and_keeps_the_rest(
    draft, an, english, url, form_fields, answers
):
    answer = english(an).post(url("node", draft, "S1"), {"S1.1-choice": "3", "S1.2-choice": "not_applicable"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error:" in page
    assert 'href="#S1.2-reason"' in page
    assert form_fields(answer)["S1.2-choice"] == "not_applicable"
    assert answers(draft) == {"S1.1": ("answered", 3, "")}


def test_reason_too_long_is_an_error_and_kept(draft, an, client_of, url, form_fields, answers):
    fields = {"S1.2-choice": "not_applicable", "S1.2-reason": "x" * 301}

    answer = client_of(an).post(url("node", draft, "S1"), fields)

    assert answer.status_code == 422
    assert form_fields(answer)["S1.2-reason"] == "x" * 301
    assert answers(draft) == {}


def test_fault_in_one_answer_stores_none_of_the_page(draft, an, client_of, url, answers):
    answer = client_of(an).post(url("node", draft, "S1"), {"S1.1-choice": "3", "S1.2-choice": "6"})

    assert answer.status_code == 400
    assert answers(draft) == {}


def test_unknown_item_in_the_post_is_404_and_stores_nothing(draft, an, client_of, url, answers):
    answer = client_of(an).post(url("node", draft, "S1"), {"S1.1-choice": "3", "S9.9-choice": "3"})

    assert answer.status_code == 404
    assert answers(draft) == {}


def test_clear_button_of_the_page_clears_one_card(draft, an, client_of, url, form_fields, answers):
    assessments.answer(draft, {"S1.1": 1, "S1.2": 2}, by=an)
    client = client_of(an)

    answer = client.post(url("node", draft, "S1"), form_fields(page_of(client, url, draft)[0]) | {"clear": "S1.1"})

    assert (answer.status_code, answer.url) == (302, url("node", draft, "S1") + "#S1.1")
    assert list(answers(draft)) == ["S1.2"]


def test_ux_26_continue_points_out_the_questions_left(draft, an, english, url):
    client = english(an)

    answer = client.post(url("node", draft, "S1"), {"S1.2-choice": "3", "action": "continue"}, follow=True)

    page = answer.content.decode()
    assert "2 questions are left on this page" in page
    assert ['href="#S1.1"' in page, 'href="#S1.2"' in page, 'href="#S1.3"' in page] == [True, False, True]
    assert f'href="{url("node", draft, "S2")}">Later' in page


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"action": "list"}, ("tasks",)),
        ({"action": "list", "from": "check"}, ("check",)),
        ({}, ("node", "S1")),
    ],
)
def test_buttons_lead_where_they_say(draft, an, client_of, url, fields, where):
    name, *more = where

    answer = client_of(an).post(url("node", draft, "S1"), {"S1.1-choice": "3"} | fields)

    assert answer.url.split("#")[0] == url(name, draft, *more)


def test_continue_after_the_last_page_leads_to_a_look_over_its_block(draft, an, client_of, url):
    fields = {f"G3.{n}-choice": "3" for n in (1, 2, 3)}

    answer = client_of(an).post(url("node", draft, "G3"), fields | {"action": "continue"})

    assert answer.url == url("part_check", draft, "G")


def test_sign_in_comes_back_to_the_page_that_was_read(draft, client_of, url):
    where = url("node", draft, "S1")

    assert client_of(None).get(where).url.endswith(f"?next={where}")
    assert client_of(None).post(where).url.endswith(f"?next={url('tasks', draft)}")


@pytest.mark.parametrize("stored", [{}, {"S1.1": 1, "S1.2": 2, "S1.3": 3}])
def test_page_costs_six_queries_whatever_is_stored(draft, an, client_of, url, stored):
    assessments.answer(draft, stored, by=an)
    client = client_of(an)
    client.get(url("node", draft, "S1"))  # the first page of a day lets the session last

    with CaptureQueriesContext(connection) as captured:
        client.get(url("node", draft, "S1"))

    assert len(captured) == 6  # session, person, assessment, answers, evidence, unread notices


def test_first_view_is_within_its_budget(quick, an, client_of, url):
    """Fonts are compressed already; styles and scripts travel compressed, the page as it is."""
    answer, page = page_of(client_of(an), url, quick, "O")  # six questions, the longest page there is
    names = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))
    fonts = {path.name: path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")}
    sizes = {name: len(gzip.compress((STATIC / name).read_bytes())) for name in names}
    scripts = sum(size for name, size in sizes.items() if name.endswith(".js"))

    assert scripts <= 50_000
    assert len(answer.content) + sum(sizes.values()) + sum(fonts.values()) <= 190_000
    assert 1 + len(names) + len(fonts) <= 15


def test_page_names_no_other_origin(draft, an, client_of, url):
    _, page = page_of(client_of(an), url, draft)

    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', page) == []


def test_time_of_an_answer_is_shown_in_vietnam(draft, an, english, url):
    assessments.answer(draft, {"S1.1": 1}, by=an)
    Response.objects.update(answered_at="2026-03-04T20:30:00Z")

    assert "Saved 05/03/2026" in page_of(english(an), url, draft)[1]
