"""What troubles the owner most: asked once, up to two, skipping is fine."""

import pytest

from assessments.models import Assessment
from tests.factories import assessments


def chosen():
    row = Assessment.objects.get()
    return row.first_trouble, row.second_trouble, row.troubles_asked


def test_page_offers_the_frameworks_troubles(draft, an, client_of, url, framework):
    page = client_of(an).get(url("troubles", draft)).content.decode()

    assert [trouble.name.vi in page for trouble in framework.troubles] == [True] * 8
    assert " checked" not in page


def test_two_are_stored_and_shown_with_the_parts(draft, an, client_of, url):
    answer = client_of(an).post(url("troubles", draft), {"troubles": ["late_delivery", "power_cost"]}, follow=True)

    assert chosen() == ("late_delivery", "power_cost", True)
    assert "Hay trễ hẹn giao hàng cho khách" in answer.content.decode()


@pytest.mark.parametrize("fields", [{}, {"skip": "1"}, {"skip": "1", "troubles": ["power_cost"]}])
def test_skipping_is_an_answer_too(draft, an, client_of, url, fields):
    answer = client_of(an).post(url("troubles", draft), fields)

    assert (answer.status_code, answer.url) == (302, url("tasks", draft))
    assert chosen() == ("", "", True)


def test_three_are_a_kind_error_and_stay_ticked(draft, an, english, url):
    three = ["late_delivery", "power_cost", "machine_stops"]

    answer = english(an).post(url("troubles", draft), {"troubles": three})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(" checked") == 3
    assert page.count("Please keep the two that trouble you most") == 2  # in the summary and beside the field
    assert chosen() == ("", "", False)


def test_unknown_trouble_stores_nothing(draft, an, client_of, url):
    assert client_of(an).post(url("troubles", draft), {"troubles": ["no_such"]}).status_code == 422
    assert chosen() == ("", "", False)


def test_asked_once_then_start_leads_to_the_parts(site_a, an, client_of, url):
    draft = assessments.draft(site_a, by=an)
    client = client_of(an)
    client.post(url("troubles", draft), {"skip": "1"})

    assert client.post(url("start"), {"scope": "full"}).url == url("tasks", draft)


def test_completed_assessments_troubles_are_kept(completed, an, client_of, url):
    assert client_of(an).post(url("troubles", completed), {"troubles": ["power_cost"]}).status_code == 409
    assert chosen() == ("", "", False)
