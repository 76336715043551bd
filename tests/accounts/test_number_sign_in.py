"""Signing in by a mobile number: the same field, the same answers, and a code only to where somebody proved to be."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.accounts import texts
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

NUMBER = "+84912345678"
ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


@pytest.fixture(autouse=True)
def provider(settings):
    settings.SMS_SENDER = "tests.accounts.texts.Keeping"
    texts.SENT.clear()


@pytest.fixture
def lan() -> User:
    """A person whose number is proved."""
    return with_number(make_user("Lan", password="một câu ngắn dễ nhớ"), proved=True)


def with_number(person: User, *, proved: bool, number: str = NUMBER) -> User:
    person.phone, person.phone_verified_at = number, timezone.now() if proved else None
    person.save()
    person.emailaddress_set.create(email=person.email, primary=True, verified=True)
    return person


def ask(client: Client, login: str):
    cache.clear()
    return client.post(ASK, {"login": login}, follow=True)


def mailed_code() -> str:
    return re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def signed_in(client: Client) -> int:
    return int(client.session.get("_auth_user_id", 0))


def words(response) -> str:
    return re.sub(r"csrfmiddlewaretoken[^>]*>", "", response.content.decode())


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "+84 912 345 678", "84912345678", " 0912.345.678 "])
def test_ux_45_number_signs_in_however_it_is_typed(client, lan, typed):
    answer = ask(client, typed)
    assert "0912 345 678" in answer.content.decode()

    client.post(CONFIRM, {"code": texts.code()})

    assert texts.SENT[0][0] == NUMBER
    assert signed_in(client) == lan.pk
    assert mail.outbox == []


def test_number_and_password_sign_in(client, lan):
    client.post("/accounts/login/", {"login": "0912 345 678", "password": "một câu ngắn dễ nhớ"})

    assert signed_in(client) == lan.pk


def test_message_is_in_the_persons_language(client, lan):
    ask(client, NUMBER)
    assert "là mã C4IR Assess" in texts.SENT[-1][1]

    User.objects.update(language="en")
    ask(Client(), NUMBER)
    assert "is your C4IR Assess code" in texts.SENT[-1][1]


@pytest.mark.parametrize("sender", ["tests.accounts.texts.Keeping", ""])
def test_number_that_is_merely_noted_gets_its_code_by_e_mail(client, settings, sender):
    settings.SMS_SENDER = sender
    person = with_number(make_user(), proved=False)

    page = ask(client, "0912 345 678").content.decode()
    assert mail.outbox[-1].to == [person.email]
    assert person.email not in page
    client.post(CONFIRM, {"code": mailed_code()})

    assert signed_in(client) == person.pk
    assert texts.SENT == []
    person.refresh_from_db()
    assert person.phone_verified_at is None


def test_without_a_sender_a_proved_number_gets_its_code_by_e_mail(client, lan, settings):
    settings.SMS_SENDER = ""

    ask(client, NUMBER)

    assert (texts.SENT, mail.outbox[-1].to) == ([], [lan.email])


def test_number_noted_by_two_lets_nobody_in(client):
    with_number(make_user(), proved=False)
    with_number(make_user(), proved=False)

    ask(client, NUMBER)

    assert (texts.SENT, mail.outbox) == ([], [])


def test_number_noted_by_another_still_signs_in_who_proved_it(client, lan):
    with_number(make_user(), proved=False)

    ask(client, NUMBER)
    client.post(CONFIRM, {"code": texts.code()})

    assert signed_in(client) == lan.pk


@pytest.mark.parametrize("why", ["staff", "closed", "nobody"])
def test_number_that_lets_nobody_in_reads_the_same(client, lan, why):
    known = words(ask(Client(), NUMBER))
    texts.SENT.clear()
    User.objects.update(
        **{"staff": {"staff_role": "advisor"}, "closed": {"is_active": False}, "nobody": {"phone": ""}}[why]
    )

    assert words(ask(client, NUMBER)) == known
    wrong = client.post(CONFIRM, {"code": "000000"})

    assert "Mã không đúng" in words(wrong)
    assert (texts.SENT, mail.outbox) == ([], [])


def test_unknown_number_may_ask_again_like_a_known_one(client, lan):
    said = []
    for number in (NUMBER, "+84987654321"):
        visitor = Client()
        ask(visitor, number)
        with time_machine.travel(timezone.now() + timedelta(seconds=40), tick=True):
            again = visitor.post(CONFIRM, {"action": "resend"}, follow=True)
        said.append((again.status_code, words(again).replace("0987 654 321", "0912 345 678")))

    assert said[0] == said[1]
    assert len(texts.SENT) == 2


def test_wrong_password_reads_the_same_for_a_known_and_an_unknown_number(client, lan):
    said = [
        words(client.post("/accounts/login/", {"login": login, "password": "another one"})).replace(login, "")
        for login in ("0912345678", "0987654321", "không có gì", "nobody@example.com")
    ]

    assert len(set(said)) == 1
    assert "hoặc mật khẩu không đúng" in said[0]


@pytest.mark.parametrize("typed", ["", "12345", "không có", "0123456789"])
def test_what_is_neither_address_nor_number_is_refused(client, typed):
    answer = client.post(ASK, {"login": typed})

    assert "<title>Lỗi:" in words(answer)


def test_codes_for_a_number_are_counted_like_those_for_an_address(client, lan):
    cache.clear()
    for _ in range(5):
        answer = Client().post(ASK, {"login": "0912 345 678"})

    assert "Đã thử quá nhiều lần" in words(answer)
    assert len(texts.SENT) == 3


def test_silent_provider_is_no_error_page(client, lan, settings):
    settings.SMS_SENDER = "tests.accounts.texts.Refusing"

    assert ask(client, NUMBER).status_code == 200
