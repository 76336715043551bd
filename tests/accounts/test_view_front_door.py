"""The front door: what a visitor without an account reads, in both languages."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.factories.operators import LOGO

pytestmark = pytest.mark.django_db


def html(client: Client, url: str = "/", **headers: str) -> str:
    response = client.get(url, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_front_door_speaks_vietnamese(client):
    page = html(client)
    assert '<html lang="vi">' in page
    assert "Làm thử 20 câu" in page
    assert "Đánh giá đầy đủ" in page


def test_front_door_in_english(client):
    page = html(client, "/?lang=en")
    assert '<html lang="en">' in page
    assert "Try 20 questions" in page


def test_quick_check_starts_by_post(client):
    assert re.search(r'<form[^>]*method="post"[^>]*action="/quick/"', html(client))


def test_full_assessment_leads_a_visitor_to_an_account(client):
    assert re.search(r'href="/accounts/signup/"[^>]*>Đánh giá đầy đủ', html(client))


def test_full_assessment_leads_a_known_person_home(client):
    client.force_login(get_user_model().objects.create_user(email="an@example.com", name="An"))
    assert re.search(r'href="/assessments/"[^>]*>Đánh giá đầy đủ', html(client))


def test_sample_report_is_one_link_away(client):
    assert 'href="/sample-report/"' in html(client)


def test_without_operator_it_says_demonstration(client):
    assert "Chưa có, đây là bản minh hoạ." in html(client)


def test_operator_and_contact_are_named(client, settings):
    settings.OPERATOR_NAME = "Trung tâm C4IR"
    settings.OPERATOR_CONTACT_NAME = "Chị Lan"
    settings.OPERATOR_HOTLINE = "028 3822 0000"
    page = html(client)
    assert "Trung tâm C4IR" in page
    assert 'href="tel:02838220000"' in page
    assert "Chị Lan" in page
    assert "demo-mark" not in page


def test_logo_is_sent_under_a_name_of_its_own_and_runs_nothing(client, settings):
    settings.OPERATOR_NAME, settings.OPERATOR_LOGO = "Trung tâm C4IR", LOGO
    address = f"/logo/{LOGO.name}"
    assert f'<img class="logo" src="{address}" alt="Trung tâm C4IR" height="32" width="64">' in html(client)

    answer = client.get(address)

    assert (answer.content, answer["Content-Type"]) == (LOGO.content, "image/svg+xml")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "immutable" in answer["Cache-Control"]


def test_logo_that_is_not_shown_is_not_sent(client, settings):
    assert 'class="logo"' not in html(client)
    assert client.get(f"/logo/{LOGO.name}").status_code == 404

    settings.OPERATOR_LOGO = LOGO
    assert client.get("/logo/another.svg").status_code == 404


def test_operator_without_a_telephone_says_so(client, settings):
    settings.OPERATOR_NAME = "Trung tâm C4IR"
    assert "Chưa công bố số điện thoại." in html(client)


def test_default_promise_is_vietnamese(client):
    assert "cơ quan thuế, thanh tra, ngân hàng" in html(client)


@pytest.mark.parametrize(("language", "promise"), [("vi", "Lời hứa riêng."), ("en", "Our own promise.")])
def test_operators_own_promise_replaces_ours(client, settings, language, promise):
    settings.OPERATOR_PROMISE = "Lời hứa riêng."
    settings.OPERATOR_PROMISE_EN = "Our own promise."
    page = html(client, f"/?lang={language}")
    assert promise in page
    assert "ngân hàng, nhà cung cấp" not in page


def test_front_door_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/")


def test_front_door_refuses_post(client):
    assert client.post("/").status_code == 405
