"""A person proves a number by a code; it then signs in that person and nobody else, until it is changed."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from accounts.models import User
from tests.accounts import texts
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

NUMBER = "+84912345678"
SEND, CONFIRM, PERSON = "/person/number/", "/person/number/confirm/", "/person/"


@pytest.fixture(autouse=True)
def provider(settings):
    settings.SMS_SENDER = "tests.accounts.texts.Keeping"
    texts.SENT.clear()


@pytest.fixture
def me() -> User:
    return make_user("Nguyễn Văn An", phone=NUMBER)


def is_proved(person: User) -> bool:
    person.refresh_from_db()
    return person.phone_verified_at is not None


def prove(client, person) -> None:
    cache.clear()
    client.post(SEND)
    client.post(CONFIRM, {"code": texts.code()})


def test_right_code_proves_the_number_and_tells_by_e_mail(client_of, me):
    prove(client_of(me), me)

    assert is_proved(me)
    assert mail.outbox[-1].subject == "Đã thêm số điện thoại để đăng nhập C4IR Assess"
    assert "0912 345 678" in mail.outbox[-1].body


def test_wrong_code_proves_nothing_and_the_third_ends_it(client_of, me):
    client = client_of(me)
    client.post(SEND)
    wrong = "000000" if texts.code() != "000000" else "111111"

    answers = [client.post(CONFIRM, {"code": wrong}).status_code for _ in range(3)]
    client.post(CONFIRM, {"code": texts.code()})

    assert answers == [422, 422, 302]
    assert not is_proved(me)


def test_code_ends_after_a_quarter_of_an_hour(client_of, me):
    client = client_of(me)
    client.post(SEND)

    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1), tick=True):
        client.post(CONFIRM, {"code": texts.code()})

    assert not is_proved(me)


def test_code_for_one_number_does_not_prove_another(client_of, me):
    client = client_of(me)
    client.post(SEND)
    client.post(PERSON, {"name": me.name, "phone": "0987 654 321"})

    client.post(CONFIRM, {"code": texts.code()})

    assert not is_proved(me)


def test_changed_number_has_to_be_proved_anew(client_of, me):
    client = client_of(me)
    prove(client, me)

    client.post(PERSON, {"name": "An", "phone": "0912 345 678"})
    assert is_proved(me)
    client.post(PERSON, {"name": "An", "phone": "0987 654 321"})

    assert not is_proved(me)


def test_number_of_somebody_else_is_refused_only_to_who_holds_it(client_of, me):
    other = make_user(phone=NUMBER, phone_verified_at=timezone.now())
    client = client_of(me)
    cache.clear()

    before = client.post(SEND, follow=True).content.decode()
    after = client.post(CONFIRM, {"code": texts.code()}, follow=True).content.decode()

    assert "tài khoản khác" not in before
    assert "tài khoản khác" in after
    assert (is_proved(me), is_proved(other)) == (False, True)


def test_another_code_is_not_sent_at_once(client_of, me):
    client = client_of(me)
    cache.clear()
    client.post(SEND)

    answer = client.post(SEND, follow=True)

    assert len(texts.SENT) == 1
    assert "Vui lòng chờ" in answer.content.decode()


def test_silent_provider_is_told(client_of, me, settings):
    settings.SMS_SENDER = "tests.accounts.texts.Refusing"

    assert "Chưa gửi được tin nhắn" in client_of(me).post(SEND, follow=True).content.decode()


@pytest.mark.parametrize(("method", "address"), [("post", SEND), ("get", CONFIRM), ("post", CONFIRM)])
def test_without_a_sender_there_is_no_such_page(client_of, me, settings, method, address):
    settings.SMS_SENDER = ""

    assert getattr(client_of(me), method)(address).status_code == 404


@pytest.mark.parametrize(("method", "address"), [("post", SEND), ("get", CONFIRM), ("post", CONFIRM)])
def test_staff_may_not_and_strangers_sign_in_first(client_of, method, address):
    staff = make_user(role="advisor", phone=NUMBER)

    assert getattr(client_of(staff), method)(address).status_code == 403
    assert getattr(client_of(None), method)(address).url.startswith("/accounts/login/")


@pytest.mark.parametrize(("method", "address"), [("get", SEND), ("put", CONFIRM)])
def test_other_methods_are_refused(client_of, me, method, address):
    assert getattr(client_of(me), method)(address).status_code == 405


@pytest.mark.parametrize("number", ["", "+842438255555"])
def test_what_takes_no_messages_is_not_offered(client_of, number):
    person = make_user(phone=number)

    assert SEND not in client_of(person).get(PERSON).content.decode()
    client_of(person).post(SEND)
    assert texts.SENT == []


def test_page_offers_to_prove_a_number_until_it_is(client_of, me):
    client = client_of(me)
    assert SEND in client.get(PERSON).content.decode()

    prove(client, me)

    shown = client.get(PERSON).content.decode()
    assert SEND not in shown
    assert "cũng có thể đăng nhập bằng số 0912 345 678" in shown


def test_ux_40_number_code_field_takes_paste_and_autofill(client_of, me):
    client = client_of(me)
    client.post(SEND)
    field = re.search(r'<input[^>]*name="code"[^>]*>', client.get(CONFIRM).content.decode())[0]
    assert 'autocomplete="one-time-code"' in field

    code = texts.code()
    client.post(CONFIRM, {"code": f" {code[:3]} {code[3:]} "})

    assert is_proved(me)
