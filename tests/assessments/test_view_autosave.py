"""One card posted by htmx: what is stored, what comes back, what is refused."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment, Response
from tests.factories import assessments

BRACKETS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")


def field(answer, name):
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', answer.content.decode())
    return found and found[1]


def stored():
    return [(one.item, one.state, one.value, one.reason) for one in Response.objects.order_by("item")]


@pytest.mark.both_databases
def test_autosave_stores_the_answer_and_returns_its_version(draft, an, client_of, autosave):
    answer = autosave(client_of(an), draft, "S1.1", "3")

    assert answer.status_code == 200
    assert stored() == [("S1.1", "answered", 3, "")]
    assert field(answer, "S1.1-version") == str(Response.objects.get().version)
    assert field(answer, "S1.1-seen") == "3"
    assert "answersaved" in answer.headers["HX-Trigger"]


def test_autosave_answers_less_than_two_kilobytes(draft, an, client_of, autosave):
    assert len(autosave(client_of(an), draft, "S1.1", "3").content) < 2048


def test_autosave_says_the_time_in_vietnam(draft, an, client_of, autosave, time_machine):
    time_machine.move_to("2026-11-22T20:30:00Z", tick=False)
    client = client_of(an)
    client.cookies["django_language"] = "en"

    assert "Saved 03:30" in autosave(client, draft, "S1.1", "3").content.decode()


def test_autosave_of_a_thousandth_version_is_not_grouped(draft, an, client_of, autosave):
    Assessment.objects.update(revision=12344)

    assert field(autosave(client_of(an), draft, "S1.1", "3"), "S1.1-version") == "12345"


def test_autosave_with_the_new_version_goes_on(draft, an, client_of, autosave):
    client = client_of(an)
    version = field(autosave(client, draft, "S1.1", "3"), "S1.1-version")

    assert autosave(client, draft, "S1.1", "dont_know", version=version).status_code == 200
    assert stored() == [("S1.1", "dont_know", None, "")]


def test_autosave_sent_twice_is_harmless(draft, an, client_of, autosave):
    client = client_of(an)
    first = autosave(client, draft, "S1.1", "3")

    again = autosave(client, draft, "S1.1", "3")

    assert again.status_code == 200
    assert field(again, "S1.1-version") == field(first, "S1.1-version")


def test_act_that_leads_back_to_what_was_shown_leaves_the_card_and_the_focus_where_they_are(
    draft, an, client_of, autosave
):
    client = client_of(an)
    version = field(autosave(client, draft, "S1.1", "3"), "S1.1-version")
    act = {"S1.1-mutation": str(uuid4())}

    answer = autosave(client, draft, "S1.1", "3", version=version, seen="3", **act)

    assert "HX-Retarget" not in answer.headers
    assert field(answer, "S1.1-version") == version
    assert "answersaved" in answer.headers["HX-Trigger"]


def test_card_takes_the_focus_only_where_something_in_it_was_pressed(draft, an, client_of, autosave):
    client = client_of(an)
    autosave(client, draft, "S1.1", "3")

    assert "autofocus" in autosave(client, draft, "S1.1", "3", clear="S1.1").content.decode()
    assert "autofocus" not in autosave(client, draft, "S1.1", "3", seen="3").content.decode()


def test_autosave_of_a_stale_version_shows_both_answers(draft, an, cuong, client_of, autosave):
    assessments.answer(draft, {"S1.1": 1}, by=cuong)

    answer = autosave(client_of(an), draft, "S1.1", "4", version=0)

    item = assessments.questionnaires.shipped_framework().blocks[0].children[0].items[0]
    page = answer.content.decode()
    assert answer.status_code == 409
    assert stored() == [("S1.1", "answered", 1, "")]
    assert page.count(item.levels[1].vi) == page.count(item.levels[4].vi) == 2  # in the panel and in the list
    assert str(cuong) in page
    assert field(answer, "S1.1-version") == str(Response.objects.get().version)
    assert answer.headers["HX-Retarget"] == '[data-item="S1.1"]'


def test_after_a_conflict_my_answer_can_be_used(draft, an, cuong, client_of, autosave):
    assessments.answer(draft, {"S1.1": 1}, by=cuong)
    client = client_of(an)
    conflict = autosave(client, draft, "S1.1", "4")

    chosen = autosave(client, draft, "S1.1", "4", version=field(conflict, "S1.1-version"), mine="S1.1")

    assert chosen.status_code == 200
    assert "fieldset" in chosen.content.decode()
    assert stored() == [("S1.1", "answered", 4, "")]


def test_after_a_conflict_the_stored_answer_can_be_kept(draft, an, cuong, client_of, autosave):
    assessments.answer(draft, {"S1.1": 1}, by=cuong)
    client = client_of(an)
    autosave(client, draft, "S1.1", "4")

    kept = autosave(client, draft, "S1.1", "4", version=1, keep="S1.1")

    assert kept.status_code == 200
    assert stored() == [("S1.1", "answered", 1, "")]
    assert field(kept, "S1.1-seen") == "1"


def test_clearing_takes_the_answer_back(draft, an, client_of, autosave):
    assessments.answer(draft, {"S1.1": 1})

    answer = autosave(client_of(an), draft, "S1.1", "1", version=1, clear="S1.1")

    assert answer.status_code == 200
    assert stored() == []
    assert " checked" not in answer.content.decode()


def test_clearing_an_answer_changed_since_is_a_conflict(draft, an, cuong, client_of, autosave):
    assessments.answer(draft, {"S1.1": 1}, by=cuong)
    assessments.answer(draft, {"S1.1": 5}, by=cuong)

    assert autosave(client_of(an), draft, "S1.1", "1", version=1, clear="S1.1").status_code == 409
    assert stored() == [("S1.1", "answered", 5, "")]


@pytest.mark.parametrize("reason", ["", "   "])
def test_not_applicable_without_a_reason_asks_for_it(draft, an, client_of, autosave, reason):
    answer = autosave(client_of(an), draft, "S1.1", "not_applicable", reason=reason)

    assert answer.status_code == 422
    assert 'id="S1.1-error"' in answer.content.decode()
    assert stored() == []


def test_not_applicable_with_own_words_is_stored(draft, an, client_of, autosave):
    autosave(client_of(an), draft, "S1.1", "not_applicable", reason="Chưa có xưởng riêng")

    assert stored() == [("S1.1", "not_applicable", None, "Chưa có xưởng riêng")]


def test_not_applicable_with_a_listed_reason_is_stored_in_words(draft, an, client_of, autosave, framework):
    autosave(client_of(an), draft, "O6.2", "not_applicable", listed="1")

    item = next(item for item in framework.items() if item.id == "O6.2")
    assert stored() == [("O6.2", "not_applicable", None, item.na_reasons[1].vi)]


def test_not_applicable_with_another_reason_than_the_listed_is_stored(draft, an, client_of, autosave):
    autosave(client_of(an), draft, "O6.2", "not_applicable", listed="other", reason="Chỉ sửa chữa")

    assert stored() == [("O6.2", "not_applicable", None, "Chỉ sửa chữa")]


@pytest.mark.parametrize("choice", ["6", "99", "-1", "1.0", "٣", "level", "\x00", "1" * 5000])
def test_level_out_of_range_is_400(draft, an, client_of, autosave, choice):
    assert autosave(client_of(an), draft, "S1.1", choice).status_code == 400
    assert stored() == []


@pytest.mark.parametrize("fields", [{"version": "x"}, {"version": -1}, {"choice": "not_applicable", "listed": "9"}])
def test_fields_that_no_page_posts_are_400(draft, an, client_of, autosave, fields):
    item = "O6.2" if "listed" in fields else "S1.1"

    assert autosave(client_of(an), draft, item, **({"choice": "2"} | fields)).status_code == 400
    assert stored() == []


@pytest.mark.parametrize(("item", "node"), [("Z9.9", "S1"), ("P1.1", "S1"), ("", "S1"), ("S1.1", "Z9")])
def test_item_or_page_that_is_not_asked_is_404(draft, an, client_of, url, item, node):
    fields = {"item": item, f"{item}-choice": "2"}

    answer = client_of(an).post(url("node", draft, node), fields, headers={"HX-Request": "true"})

    assert answer.status_code == 404
    assert stored() == []


@pytest.mark.parametrize("state", ["completed", "sent"])
def test_answer_to_a_frozen_assessment_is_409(request, an, client_of, autosave, state):
    frozen = request.getfixturevalue(state)
    before = stored()

    assert autosave(client_of(an), frozen, "S1.1", "5", version=1).status_code == 409
    assert stored() == before


def test_autosave_after_signing_out_is_401_and_no_page(draft, client_of, autosave):
    answer = autosave(client_of(None), draft, "S1.1", "3")

    assert (answer.status_code, answer.content) == (401, b"")
    assert stored() == []


def test_post_of_no_card_at_all_is_400(draft, an, client_of, url):
    answer = client_of(an).post(url("node", draft, "S1"), {}, headers={"HX-Request": "true"})

    assert answer.status_code == 400


@pytest.mark.parametrize("before", [{}, {"S1.1": 1}, "all"], ids=["none", "one", "sixty"])
def test_autosave_costs_seven_queries_whatever_is_stored(draft, an, client_of, autosave, before):
    assessments.answer(draft, assessments.all_at(1) if before == "all" else before)
    version = 0 if before == {} else Response.objects.get(item="S1.1").version
    client = client_of(an)

    with CaptureQueriesContext(connection) as captured:
        assert autosave(client, draft, "S1.1", "3", version=version).status_code == 200

    asked = [query["sql"] for query in captured if not query["sql"].startswith(BRACKETS)]
    assert len(asked) == 7, "\n".join(asked)


def test_autosave_costs_no_more_where_the_questions_depend_on_plant_and_firm(every_type, an, client_of, save_card):
    client = client_of(an)

    with CaptureQueriesContext(connection) as captured:
        assert save_card(client, every_type, "energy_block", "power", {"number": "1.234,5"}).status_code == 200

    assert len([query for query in captured if not query["sql"].startswith(BRACKETS)]) == 7


def test_autosave_by_private_link_costs_no_more(db, client_of, autosave):
    quick, token = assessments.unclaimed()
    client = client_of(None)
    client.get(f"/quick/{token}/")

    with CaptureQueriesContext(connection) as captured:
        assert autosave(client, quick, "S1.1", "3").status_code == 200

    assert len([query for query in captured if not query["sql"].startswith(BRACKETS)]) <= 7
