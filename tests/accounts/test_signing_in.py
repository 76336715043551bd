"""Sign-up, sign-in by password and by code, a forgotten password; every page and e-mail in the person's language."""

import re
import unicodedata
from smtplib import SMTPServerDisconnected

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from tests.factories.accounts import AGREED

pytestmark = pytest.mark.django_db

PASSWORD = "một câu ngắn dễ nhớ"
NEW = {"name": "Nguyễn Thị Lan", "email": "lan@example.com", "password1": PASSWORD, **AGREED}


@pytest.fixture
def person():
    return get_user_model().objects.create_user(email="lan@example.com", password=PASSWORD, name="Lan")


@pytest.fixture
def english_person():
    return get_user_model().objects.create_user(email="ann@example.com", password=PASSWORD, name="Ann", language="en")


def the_code() -> str:
    return re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def errors(response) -> str:
    return re.search(r'<div class="error-summary.*?</div>', response.content.decode(), re.DOTALL)[0]


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_sign_up_asks_for_the_code_first(client):
    response = client.post("/accounts/signup/", NEW)
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)


def test_code_completes_the_sign_up(client):
    client.post("/accounts/signup/", NEW)
    response = client.post("/accounts/confirm-email/", {"code": the_code()})
    assert response.headers["Location"] == "/assessments/resume/"
    assert is_signed_in(client)


def test_sign_up_signs_in_at_once_where_codes_are_optional(client, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    response = client.post("/accounts/signup/", NEW)
    assert response.headers["Location"] == "/assessments/resume/"
    assert is_signed_in(client)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_new_person_keeps_the_language_of_the_page(client, language):
    client.cookies["django_language"] = language
    client.post("/accounts/signup/", NEW)
    assert get_user_model().objects.get().language == language


def test_name_is_kept_in_composed_letters_and_single_spaces(client):
    client.post("/accounts/signup/", NEW | {"name": unicodedata.normalize("NFD", "  Nguyễn   Thị Lan ")})
    assert get_user_model().objects.get().name == "Nguyễn Thị Lan"


def test_sign_up_with_a_known_address_tells_only_its_owner(client, person):
    response = client.post("/accounts/signup/", NEW | {"name": "Somebody"})
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert mail.outbox[-1].subject == "Anh/chị đã có tài khoản C4IR Assess"
    assert get_user_model().objects.get().name == "Lan"


@pytest.mark.parametrize("weak", ["ngắn", "password123", "lan@example.com"])
def test_weak_password_is_refused_in_vietnamese(client, weak):
    said = errors(client.post("/accounts/signup/", NEW | {"password1": weak}))
    assert "Mật khẩu" in said
    assert "assword" not in said.replace("password1", "")


def test_empty_sign_up_names_every_field(client):
    said = errors(client.post("/accounts/signup/", {}))
    assert re.findall(r'href="#id_(\w+)"', said) == ["name", "email", "password1", "agree"]
    assert said.count("Chưa điền mục này") == 3


def test_password_signs_in(client, confirmed):
    response = client.post("/accounts/login/", {"login": "LAN@example.com", "password": PASSWORD})
    assert response.headers["Location"] == "/assessments/resume/"
    assert is_signed_in(client)


@pytest.fixture
def confirmed(person):
    person.emailaddress_set.create(email=person.email, primary=True, verified=True)
    return person


def test_sign_in_returns_to_the_page_asked_for(client, confirmed):
    response = client.post("/accounts/login/", {"login": confirmed.email, "password": PASSWORD, "next": "/firm/"})
    assert response.headers["Location"] == "/firm/"


def test_sign_in_does_not_lead_away(client, confirmed):
    answers = {"login": confirmed.email, "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/accounts/login/", answers).headers["Location"] == "/assessments/resume/"


def test_wrong_password_and_unknown_address_read_the_same(client, person):
    wrong = client.post("/accounts/login/", {"login": person.email, "password": "another one"})
    unknown = client.post("/accounts/login/", {"login": "nobody@example.com", "password": "another one"})
    assert errors(wrong) == errors(unknown)
    assert "Địa chỉ email, số điện thoại hoặc mật khẩu không đúng." in errors(wrong)


def test_guessing_is_stopped(client, person):
    for _ in range(5):
        client.post("/accounts/login/", {"login": person.email, "password": "a guess"})
    response = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert "Đã thử quá nhiều lần" in errors(response)
    assert not is_signed_in(client)


def test_flood_of_attempts_meets_our_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post("/accounts/login/", {})
    response = client.post("/accounts/login/", {})
    assert response.status_code == 429
    assert "Đã thử quá nhiều lần" in response.content.decode()


def test_addresses_before_the_trusted_proxy_are_not_believed(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post("/accounts/login/", {}, headers={"x-forwarded-for": "198.51.100.1, 203.0.113.9"})
    response = client.post("/accounts/login/", {}, headers={"x-forwarded-for": "198.51.100.2, 203.0.113.9"})
    assert response.status_code == 429


def test_code_by_e_mail_signs_in(client, confirmed):
    client.post("/accounts/login/code/", {"login": confirmed.email})
    response = client.post("/accounts/login/code/confirm/", {"code": the_code()})
    assert response.headers["Location"] == "/assessments/resume/"
    assert is_signed_in(client)


def test_code_mail_is_vietnamese(client, person):
    client.post("/accounts/login/code/", {"login": person.email})
    assert mail.outbox[-1].subject == "Mã đăng nhập C4IR Assess"
    assert "Mã dùng được trong 15 phút" in mail.outbox[-1].body


def test_code_mail_is_in_the_persons_language(client, english_person):
    client.post("/accounts/login/code/", {"login": english_person.email})
    assert mail.outbox[-1].subject == "Code to sign in to C4IR Assess"
    assert "It is valid for 15 minutes" in mail.outbox[-1].body


def test_code_for_an_unknown_address_looks_the_same(client):
    response = client.post("/accounts/login/code/", {"login": "nobody@example.com"})
    assert response.headers["Location"] == "/accounts/login/code/confirm/"
    assert mail.outbox[-1].subject == "Địa chỉ này chưa có tài khoản C4IR Assess"


def test_wrong_code_is_refused(client, person):
    client.post("/accounts/login/code/", {"login": person.email})
    response = client.post("/accounts/login/code/confirm/", {"code": "000000" if the_code() != "000000" else "111111"})
    assert "Mã không đúng" in errors(response)


def test_code_field_is_offered_to_the_phone(client, person):
    client.post("/accounts/login/code/", {"login": person.email})
    page = client.get("/accounts/login/code/confirm/").content.decode()
    assert re.search(r'<input[^>]*inputmode="numeric"[^>]*>', page)
    assert re.search(r'<input[^>]*autocomplete="one-time-code"[^>]*>', page)


def test_forgotten_password_is_replaced_by_a_code(client, confirmed):
    client.post("/accounts/password/reset/", {"email": confirmed.email})
    client.post("/accounts/password/reset/confirm/", {"code": the_code()})
    client.post("/accounts/password/reset/complete/", {"password1": "một mật khẩu khác hẳn"})
    confirmed.refresh_from_db()
    assert confirmed.check_password("một mật khẩu khác hẳn")
    assert is_signed_in(client)


def test_known_password_is_changed(client, confirmed):
    client.force_login(confirmed)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "một mật khẩu khác hẳn"})
    confirmed.refresh_from_db()
    assert confirmed.check_password("một mật khẩu khác hẳn")


def test_wrong_present_password_is_refused(client, confirmed):
    client.force_login(confirmed)
    response = client.post("/accounts/password/change/", {"oldpassword": "no", "password1": "một mật khẩu khác hẳn"})
    assert "Mật khẩu hiện tại không đúng." in errors(response)


def test_address_is_changed_after_its_code(client, confirmed):
    client.force_login(confirmed)
    client.post("/accounts/email/", {"email": "new@example.com", "action_add": ""})
    assert mail.outbox[-1].to == ["new@example.com"]
    client.post("/accounts/confirm-email/", {"code": the_code()})
    confirmed.refresh_from_db()
    assert confirmed.email == "new@example.com"


def test_sign_out_by_post_only(client, person):
    client.force_login(person)
    client.get("/accounts/logout/")
    assert is_signed_in(client)
    assert client.post("/accounts/logout/").headers["Location"] == "/"
    assert not is_signed_in(client)


class SilentServer(EmailBackend):
    def send_messages(self, email_messages):  # noqa: ARG002 -- it sends none
        raise SMTPServerDisconnected


def test_silent_mail_server_is_told_and_not_an_error_page(client, settings, person):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.SilentServer"}}
    response = client.post("/accounts/login/code/", {"login": person.email}, follow=True)
    assert response.status_code == 200
    assert "Chưa gửi được thư" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["social/connections/", "3rdparty/", "2fa/webauthn/login/", "google/login/", "phone/verify/"]
)
def test_ways_that_we_do_not_offer_are_not_there(client, path):
    assert client.get(f"/accounts/{path}").status_code == 404


OPEN = [
    "",
    "accounts/signup/",
    "accounts/login/",
    "accounts/login/code/",
    "accounts/password/reset/",
    "accounts/inactive/",
]
OWN = ["accounts/email/", "accounts/password/change/", "accounts/logout/", "accounts/reauthenticate/"]
ENGLISH = re.compile(
    r"\b(the|your|password|sign|please|address|account|free|enter|code|and|with|this|is|of|send)\b", re.IGNORECASE
)


def words_of(response) -> str:
    body = response.content.decode().split("<body>", 1)[1]
    body = re.sub(r'<button[^>]*lang="en".*?</button>', "", body, flags=re.DOTALL)
    shown = re.findall(r'(?:placeholder|aria-label|title)="([^"]*)"', body)
    return " ".join([re.sub(r"<[^>]+>", " ", body), *shown])


@pytest.mark.parametrize("path", OPEN)
def test_open_pages_hold_no_english(client, path):
    assert ENGLISH.findall(words_of(client.get(f"/{path}"))) == []


@pytest.mark.parametrize("path", OPEN[1:-1])
def test_refusals_hold_no_english(client, path):
    assert ENGLISH.findall(words_of(client.post(f"/{path}", {"email": "@", "login": "@"}))) == []


@pytest.mark.parametrize("path", OWN)
def test_own_pages_hold_no_english(client, confirmed, path):
    client.force_login(confirmed)
    assert ENGLISH.findall(words_of(client.get(f"/{path}"))) == []


def test_pages_of_codes_hold_no_english(client):
    client.post("/accounts/signup/", NEW)
    assert ENGLISH.findall(words_of(client.get("/accounts/confirm-email/"))) == []
    assert ENGLISH.findall(mail.outbox[-1].subject + mail.outbox[-1].body) == []


@pytest.mark.parametrize("path", OPEN + OWN)
def test_fields_have_labels_and_no_placeholders(client, confirmed, path):
    if path in OWN:
        client.force_login(confirmed)
    page = client.get(f"/{path}").content.decode()
    shown = re.findall(r'<input(?![^>]*type="hidden")[^>]*id="([^"]+)"[^>]*>', page)
    assert [field for field in shown if f'for="{field}"' not in page] == []
    assert "placeholder" not in page
