"""Nothing that a person typed, and no link that grants access, reaches the log."""

import json
import logging

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path

from c4ir_assess import urls
from c4ir_assess.logs import configuration

SECRET = "token-of-a-private-link"
TYPED = "chi@example.org"


def breaks(_request: HttpRequest, token: str):
    raise ValueError(f"Key (email)=({TYPED}) already exists, {token}")


urlpatterns = [path("quick/<str:token>/", breaks), *urls.urlpatterns]


@pytest.fixture
def lines(caplog):
    """Return what our formatter writes of every record."""
    made = configuration(as_json=True)["formatters"]["line"].copy()
    formatter = made.pop("()")(**made)

    def written() -> list[dict]:
        return [json.loads(formatter.format(record)) for record in caplog.records]

    caplog.set_level(logging.INFO)
    return written


@pytest.mark.logs_errors("the view breaks on purpose")
@override_settings(ROOT_URLCONF=__name__)
def test_broken_request_is_logged_without_path_and_message(lines):
    Client(raise_request_exception=False).get(f"/quick/{SECRET}/")

    told = json.dumps(lines())
    assert "broken request to quick/<str:token>/" in told
    assert "ValueError: in breaks, line" in told
    assert SECRET not in told
    assert TYPED not in told


def test_request_line_has_route_and_id(lines, client, db):
    response = client.get(f"/quick/{SECRET}/")

    request_lines = [line for line in lines() if line["event"] == "request"]
    assert [(line["route"], line["status"]) for line in request_lines] == [("quick/<str:token>/", 404)]
    assert request_lines[0]["request_id"] == response["X-Request-ID"]
    assert SECRET not in json.dumps(lines())


def test_answers_to_a_session_are_kept_nowhere(client_of, an, site_a):
    for address in ("/firm/", "/firm/edit/", "/person/", "/"):
        assert "no-store" in client_of(an).get(address)["Cache-Control"], address


def test_answers_to_a_visitor_without_session_may_be_kept(client, db):
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert "Cache-Control" not in client.get("/")
