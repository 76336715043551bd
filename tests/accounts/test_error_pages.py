"""Error pages: ours, in both languages, and the last one without anything that could fail in its turn."""

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.urls import include, path
from django.utils import translation

from tests.factories.accounts import make_user

FAILING = "tests.accounts.test_error_pages"


def fail(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the inside")


urlpatterns = [path("fail/", fail), path("", include("c4ir_assess.urls"))]
handler500 = "accounts.views.errors.server_error"


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "words"), [("vi", "Không có trang này"), ("en", "This page does not exist")])
def test_missing_page_is_explained(client, lang, words):
    response = client.get(f"/nowhere/?lang={lang}")
    assert response.status_code == 404
    assert words in response.content.decode()
    assert response.headers["Content-Language"] == lang


@pytest.mark.django_db
def test_missing_page_offers_a_visitor_to_sign_in(client):
    assert 'href="/accounts/login/?next=/nowhere/"' in client.get("/nowhere/").content.decode()


@pytest.mark.django_db
def test_missing_page_leads_a_known_person_home(client):
    client.force_login(get_user_model().objects.create_user(email="an@example.com"))
    page = client.get("/nowhere/").content.decode()
    assert 'href="/assessments/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "words"), [("vi", "Vui lòng gửi lại lần nữa"), ("en", "Please send this once more")])
def test_stale_form_is_explained(lang, words):
    response = Client(enforce_csrf_checks=True).post(f"/language/?lang={lang}")
    assert response.status_code == 403
    assert words in response.content.decode()


@pytest.mark.django_db
def test_forbidden_page_does_not_speak_to_staff_of_an_owner_of_their_firm(client):
    request = client.get("/").wsgi_request
    request.user = make_user(role="advisor")
    with translation.override("en"):
        page = render_to_string("403.html", request=request)
    assert "owner" not in page
    assert 'href="/bench/"' in page


@pytest.mark.logs_errors("the fault of the page itself")
@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "Hệ thống đang gặp lỗi"), ("en", "Something went wrong on our side")]
)
def test_our_fault_is_explained_without_its_inside(settings, lang, words):
    settings.ROOT_URLCONF = FAILING
    response = Client(raise_request_exception=False).get(f"/fail/?lang={lang}")
    assert response.status_code == 500
    page = response.content.decode()
    assert words in page
    assert "secret" not in page


@pytest.mark.logs_errors("Django logs a host that is not ours")
def test_wrong_host_is_refused(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Không hiểu được yêu cầu này" in response.content.decode()


@pytest.mark.parametrize("page", ["400.html", "500.html"])
def test_last_pages_need_no_context(page):
    with translation.override("en"):
        assert '<html lang="en">' in render_to_string(page)


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "words"), [("vi", "chưa có quyền làm việc này"), ("en", "You may not do this")])
def test_forbidden_page_is_explained(client, lang, words):
    with translation.override(lang):
        page = render_to_string("403.html", request=client.get("/").wsgi_request)
    assert words in page


@pytest.mark.logs_errors("the fault of the page itself")
def test_our_fault_says_whom_to_call(settings):
    settings.ROOT_URLCONF = FAILING
    settings.OPERATOR_NAME = "Trung tâm C4IR"
    settings.OPERATOR_HOTLINE = "028 3822 0000"
    page = Client(raise_request_exception=False).get("/fail/").content.decode()
    assert 'href="tel:02838220000"' in page
    assert "demo-mark" not in page


@pytest.mark.django_db
@pytest.mark.logs_errors("the database is away")
def test_our_fault_is_explained_while_the_database_is_away(client, monkeypatch):
    def away(*_args: object) -> None:
        raise OperationalError

    client.cookies["session"] = "x" * 32
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", away)
    client.raise_request_exception = False
    response = client.get("/assessments/")
    assert response.status_code == 500
    assert "Hệ thống đang gặp lỗi" in response.content.decode()
