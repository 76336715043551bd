"""A card that is sent again, as a device does that had no answer: harmless, and it learns what is stored now."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Response, ResponseChange
from tests.assessments.test_view_autosave import BRACKETS, field
from tests.factories import assessments


@pytest.fixture
def send(autosave):
    """Post one card with the device's own name for the act."""

    def post(client, draft, choice, mutation, *, after="", **more):
        names = {"S1.1-mutation": mutation, "S1.1-after": after}
        return autosave(client, draft, "S1.1", choice, **more, **names)

    return post


def test_card_sent_again_is_answered_as_the_first_time(draft, an, client_of, send):
    client, mutation = client_of(an), uuid4()
    first = send(client, draft, "3", mutation)

    again = send(client, draft, "3", mutation)

    assert again.status_code == 200
    assert field(again, "S1.1-version") == field(first, "S1.1-version")
    assert ResponseChange.objects.count() == 1


def test_card_sent_again_after_a_colleague_shows_the_colleagues_answer(draft, an, cuong, client_of, send):
    client, mutation = client_of(an), uuid4()
    send(client, draft, "3", mutation)
    assessments.answer(draft, {"S1.1": 5}, by=cuong)

    again = send(client, draft, "3", mutation)

    assert again.status_code == 200
    assert str(cuong) in again.content.decode()
    assert field(again, "S1.1-version") == str(Response.objects.get().version)
    assert Response.objects.get().value == 5
    assert list(ResponseChange.objects.order_by("version").values_list("value", flat=True)) == [3, 5]


def test_card_changed_before_the_first_answer_arrived_is_no_conflict(draft, an, client_of, send):
    client, lost = client_of(an), uuid4()
    send(client, draft, "3", lost)

    assert send(client, draft, "4", uuid4(), after=f"{uuid4()} {lost}").status_code == 200
    assert Response.objects.get().value == 4


def test_clearing_sent_again_shows_what_is_stored_now(draft, an, cuong, client_of, send):
    client, mutation = client_of(an), uuid4()
    assessments.answer(draft, {"S1.1": 1}, by=an)
    send(client, draft, "1", mutation, version=1, clear="S1.1")
    assessments.answer(draft, {"S1.1": 5}, by=cuong)

    again = send(client, draft, "1", mutation, version=1, clear="S1.1")

    assert again.status_code == 200
    assert str(cuong) in again.content.decode()


@pytest.mark.parametrize(("mutation", "after"), [("x", ""), (uuid4(), "x"), (uuid4(), "1 2")])
def test_name_that_no_script_gives_is_400(draft, an, client_of, send, mutation, after):
    assert send(client_of(an), draft, "3", mutation, after=after).status_code == 400
    assert not Response.objects.exists()


def test_name_of_another_questions_act_is_400(draft, an, client_of, autosave, send):
    client, mutation = client_of(an), uuid4()
    send(client, draft, "3", mutation)

    assert autosave(client, draft, "S1.2", "3", **{"S1.2-mutation": mutation}).status_code == 400


@pytest.mark.parametrize("before", [{}, {"S1.1": 1}])
def test_named_autosave_costs_seven_queries(draft, an, client_of, send, before):
    assessments.answer(draft, before)
    client = client_of(an)

    with CaptureQueriesContext(connection) as captured:
        assert send(client, draft, "3", uuid4(), version=len(before)).status_code == 200

    asked = [query["sql"] for query in captured if not query["sql"].startswith(BRACKETS)]
    assert len(asked) == 7, "\n".join(asked)


def test_page_posted_with_names_records_them(draft, an, client_of, url):
    mutation = uuid4()

    client_of(an).post(url("node", draft, "S1"), {"S1.1-choice": "3", "S1.1-mutation": mutation})

    assert ResponseChange.objects.get().mutation == mutation
