"""The language switch: a POST that comes back to the same page of this site."""

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db

URL = "/language/"


def test_switch_sets_the_cookie(client):
    response = client.post(URL, {"language": "en", "next": "/sample-report/"})
    assert response.headers["Location"] == "/sample-report/"
    assert response.cookies["django_language"].value == "en"
    assert response.cookies["django_language"]["samesite"] == "Lax"


def test_switch_is_kept_with_the_person(client):
    person = get_user_model().objects.create_user(email="an@example.com")
    client.force_login(person)
    client.post(URL, {"language": "en"})
    person.refresh_from_db()
    assert person.language == "en"


def test_switch_touches_nobody_else(client):
    users = get_user_model().objects
    other = users.create_user(email="binh@example.com")
    client.force_login(users.create_user(email="an@example.com"))
    client.post(URL, {"language": "en"})
    other.refresh_from_db()
    assert other.language == "vi"


def test_switch_shows_in_the_next_page(client):
    page = client.post(URL, {"language": "en", "next": "/"}, follow=True).content.decode()
    assert '<html lang="en">' in page


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", r"\\evil.example", "javascript:1", ""]
)
def test_way_back_stays_on_this_site(client, elsewhere):
    assert client.post(URL, {"language": "en", "next": elsewhere}).headers["Location"] == "/"


def test_way_back_loses_the_language_of_the_link(client):
    response = client.post(URL, {"language": "vi", "next": "/bench/?lang=en&state=in_review"})
    assert response.headers["Location"] == "/bench/?state=in_review"


@pytest.mark.parametrize("unknown", ["fr", "", "VI", "en-us"])
def test_unknown_language_changes_nothing(client, unknown):
    response = client.post(URL, {"language": unknown, "next": "/"})
    assert response.status_code == 302
    assert "django_language" not in response.cookies


def test_switch_by_get_is_refused(client):
    assert client.get(URL).status_code == 405


def test_switch_needs_the_forms_token(client_with_csrf):
    assert client_with_csrf.post(URL, {"language": "en"}).status_code == 403


@pytest.fixture
def client_with_csrf():
    from django.test import Client  # noqa: PLC0415 -- only here

    return Client(enforce_csrf_checks=True)
