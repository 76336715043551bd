"""The history of one answer: who said what when, for those who may read the whole assessment."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from assessments import lifecycle
from tests.factories import assessments


@pytest.fixture
def history(english, url):
    """Open the history of one answer, in English."""
    return lambda person, assessment, item="S1.1": english(person).get(url("history", assessment, item))


def level(framework, number, item="S1.1"):
    return escape(next(one for one in framework.items() if one.id == item).levels[number].en)


def test_history_tells_who_answered_what_before_and_after(draft, an, cuong, history, framework):
    assessments.answer(draft, {"S1.1": 1}, by=an)
    assessments.answer(draft, {"S1.1": 4}, by=cuong)

    page = history(an, draft).content.decode()

    assert page.index(str(cuong)) < page.index(level(framework, 4)) < page.rindex(level(framework, 1))
    assert page.count(level(framework, 1)) == 2  # what it was before, and what it was then
    assert str(an) in page


def test_history_names_a_colleague_who_was_asked(draft, an, history):
    given = assessments.given(2)
    lifecycle.save_response(assessment=draft, item="S1.1", given=given, base_version=0, by=None, by_name="Chị Lan")

    assert "Chị Lan" in history(an, draft).content.decode()


def test_history_tells_of_a_clearing(draft, an, history):
    assessments.answer(draft, {"S1.1": 1}, by=an)
    lifecycle.clear_response(assessment=draft, item="S1.1", base_version=1, by=an)

    page = history(an, draft).content.decode()

    assert "Cleared" in page
    assert "No answer" in page


def test_history_of_nothing_says_so(draft, an, history):
    assert "Nobody has answered" in history(an, draft).content.decode()


@pytest.mark.parametrize(("person", "status"), [("cuong", 200), ("binh", 200), ("chi", 404), ("dung", 404)])
def test_history_is_for_the_firms_members(draft, history, person, status, request):
    assert history(request.getfixturevalue(person), draft).status_code == status


def test_history_of_a_quick_check_is_for_its_link_alone(client_of, url, db):
    quick, token = assessments.unclaimed(answers={"S1.1": 2})
    holder = client_of(None)
    holder.get(f"/quick/{token}/")

    assert holder.get(url("history", quick, "S1.1")).status_code == 200
    assert client_of(None).get(url("history", quick, "S1.1")).status_code == 302


@pytest.mark.parametrize("item", ["Z9.9", "S1", "-"])
def test_history_of_a_question_that_is_not_asked_is_404(draft, an, history, item):
    assert history(an, draft, item).status_code == 404


@pytest.mark.parametrize("acts", [1, 4])
def test_history_costs_the_same_however_long(draft, an, client_of, url, acts):
    client = client_of(an)
    for number in range(acts):
        assessments.answer(draft, {"S1.1": number}, by=an)

    with CaptureQueriesContext(connection) as captured:
        client.get(url("history", draft, "S1.1"))

    assert len(captured) == 5


def test_check_and_card_lead_to_the_history(draft, an, client_of, url):
    assessments.answer(draft, {"S1.1": 1}, by=an)
    client = client_of(an)

    for page in (url("check", draft), url("node", draft, "S1")):
        assert client.get(page).content.decode().count(url("history", draft, "S1.1")) == 1


def test_ux_05_answer_that_came_second_stays_in_the_history(draft, an, cuong, autosave, client_of, history, framework):
    assessments.answer(draft, {"S1.1": 1}, by=an)

    for _ in range(2):  # a device sends again what it had no answer to
        assert autosave(client_of(cuong), draft, "S1.1", "4").status_code == 409

    page = history(an, draft).content.decode()
    assert page.count("Answered at the same time, not taken over") == 1
    assert level(framework, 4) in page
    assert draft.responses.get(item="S1.1").value == 1


def test_own_answer_that_is_overtaken_is_no_second_one(draft, an, autosave, client_of, history):
    assessments.answer(draft, {"S1.1": 1}, by=an)

    autosave(client_of(an), draft, "S1.1", "4")

    assert "not taken over" not in history(an, draft).content.decode()


def test_history_begins_with_what_was_given(draft, an, history):
    assessments.answer(draft, {"S1.1": 1}, by=an)

    page = history(an, draft).content.decode()

    assert "<dt>Given</dt>" in page
    assert "<dt>Then</dt>" not in page
