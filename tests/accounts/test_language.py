"""Which language a page speaks: link, cookie, person, Vietnamese; never the browser's wish."""

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db


@pytest.fixture
def english_person():
    return get_user_model().objects.create_user(email="ann@example.com", name="Ann", language="en")


def language(client, url="/", **headers):
    return client.get(url, headers=headers).headers["Content-Language"]


def test_language_of_a_new_visitor_is_vietnamese(client):
    assert language(client) == "vi"


def test_browsers_wish_is_ignored(client):
    assert language(client, accept_language="en-GB,en;q=0.9") == "vi"


def test_person_decides_without_a_cookie(client, english_person):
    client.force_login(english_person)
    assert language(client) == "en"


def test_cookie_comes_before_the_person(client, english_person):
    client.force_login(english_person)
    client.cookies["django_language"] = "vi"
    assert language(client) == "vi"


def test_link_comes_before_the_cookie(client):
    client.cookies["django_language"] = "vi"
    assert language(client, "/?lang=en") == "en"


def test_links_language_stays_on_the_pages_that_follow(client):
    client.get("/?lang=en")
    assert language(client, "/accounts/signup/") == "en"


def test_unknown_language_of_a_link_is_ignored(client):
    response = client.get("/?lang=fr")
    assert response.headers["Content-Language"] == "vi"
    assert "django_language" not in response.cookies


def test_unknown_cookie_is_ignored(client):
    client.cookies["django_language"] = "fr"
    assert language(client) == "vi"
