"""Who may start a round and note the support before it."""

import pytest
from django.urls import reverse

from assessments import rounds
from assessments.models import Assessment, Support

NOTHING = "11111111-1111-4111-8111-111111111111"
LINES = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-kind": "grant"}


@pytest.fixture
def following(completed, an):
    return rounds.repeat(assessment=completed, by=an)


def ladder(client, url, before, following):
    return [
        client.get(url("again", before)).status_code,
        client.post(url("again", before)).status_code,
        client.get(url("support", following)).status_code,
        client.post(url("support", following), LINES).status_code,
    ]


@pytest.mark.parametrize(
    ("person", "statuses"),
    [("an", [200, 302, 200, 302]), ("cuong", [200, 302, 200, 302]), ("binh", [403, 403, 200, 403])],
)
def test_member_gets_what_the_role_allows(completed, following, person, statuses, client_of, url, request):
    assert ladder(client_of(request.getfixturevalue(person)), url, completed, following) == statuses
    assert Support.objects.exists() == (person != "binh")


@pytest.mark.parametrize("person", ["chi", "dung", "admin"])
def test_outsider_and_staff_find_nothing(completed, following, site_b, person, client_of, url, request):
    client = client_of(request.getfixturevalue(person))

    assert ladder(client, url, completed, following) == [404] * 4


def test_anonymous_is_sent_to_sign_in(completed, following, client_of, url):
    assert ladder(client_of(None), url, completed, following) == [302] * 4
    assert not Support.objects.exists()


@pytest.mark.parametrize("name", ["again", "support"])
def test_uuid_of_nothing_is_404_and_a_wrong_method_405(name, completed, an, client_of, url):
    assert client_of(an).get(reverse(f"assessments:{name}", args=[NOTHING])).status_code == 404
    assert client_of(an).put(url(name, completed)).status_code == 405


def test_draft_is_not_repeated_and_a_first_round_has_no_support_page(draft, an, client_of, url):
    assert client_of(an).get(url("again", draft)).status_code == 409
    assert client_of(an).post(url("again", draft)).status_code == 409
    assert client_of(an).get(url("support", draft)).status_code == 404
    assert Assessment.objects.count() == 1


def test_plant_that_is_being_assessed_leads_to_what_is_open(completed, following, an, client_of, url):
    assert url("tasks", following) in client_of(an).get(url("again", completed)).content.decode()


def test_support_of_a_finished_round_is_read_and_not_changed(following, an, client_of, url):
    Assessment.objects.filter(pk=following.pk).update(state="completed")

    assert client_of(an).get(url("support", following)).status_code == 200
    assert client_of(an).post(url("support", following), LINES).status_code == 409
