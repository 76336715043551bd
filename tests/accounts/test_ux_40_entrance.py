"""UX-40: a code, typed where it was asked for, and a link, tapped wherever it is read; both once and not for long."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


@pytest.fixture
def lan():
    person = make_user("Lan", password="một câu ngắn dễ nhớ")
    person.emailaddress_set.create(email=person.email, primary=True, verified=True)
    cache.clear()
    return person


def code() -> str:
    return re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def link() -> str:
    return re.search(r"https?://[^/]+(/accounts/login/link/\S+)", mail.outbox[-1].body)[1]


def signed_in(client) -> int:
    return int(client.session.get("_auth_user_id", 0))


def later(**much):
    return time_machine.travel(timezone.now() + timedelta(**much), tick=True)


def test_ux_40_mail_read_on_the_phone_signs_in_the_laptop_by_its_code(lan):
    laptop = Client()
    laptop.post(ASK, {"login": lan.email})

    laptop.post(CONFIRM, {"code": code()})

    assert signed_in(laptop) == lan.pk


def test_ux_40_code_alone_opens_nothing_on_another_device(lan):
    laptop, phone = Client(), Client()
    laptop.post(ASK, {"login": lan.email})

    assert phone.post(CONFIRM, {"code": code()}).url == ASK
    assert not signed_in(phone)


def test_ux_40_link_signs_in_the_device_on_which_it_is_tapped(lan):
    laptop, phone = Client(), Client()
    laptop.post(ASK, {"login": lan.email})

    answer = phone.post(link())

    assert answer.url == "/assessments/resume/"
    assert (signed_in(phone), signed_in(laptop)) == (lan.pk, 0)


def test_ux_40_opening_the_link_twice_uses_nothing_up(client, lan):
    client.post(ASK, {"login": lan.email})
    scanner = Client()

    assert [scanner.get(link()).status_code for _ in range(2)] == [200, 200]
    assert not signed_in(scanner)
    client.post(link())
    assert signed_in(client) == lan.pk


def test_ux_40_link_is_for_one_sign_in(lan):
    Client().post(ASK, {"login": lan.email})
    Client().post(link())
    second = Client()

    answer = second.post(link())

    assert answer.status_code == 410
    assert "không còn dùng được" in answer.content.decode()
    assert not signed_in(second)


def test_ux_40_link_ends_with_the_sign_in_by_its_code(client, lan):
    client.post(ASK, {"login": lan.email})
    client.post(CONFIRM, {"code": code()})
    second = Client()

    second.post(link())

    assert not signed_in(second)


@pytest.mark.parametrize("way", ["code", "link"])
def test_ux_40_code_and_link_end_after_a_quarter_of_an_hour(client, lan, way):
    client.post(ASK, {"login": lan.email})

    with later(minutes=15, seconds=1):
        client.post(CONFIRM, {"code": code()}) if way == "code" else client.post(link())

    assert not signed_in(client)


def test_ux_40_code_is_for_one_sign_in(client, lan):
    client.post(ASK, {"login": lan.email})
    used = code()
    client.post(CONFIRM, {"code": used})
    client.post("/accounts/logout/")

    client.post(CONFIRM, {"code": used})

    assert not signed_in(client)


def test_ux_40_another_code_comes_after_a_wait_and_ends_the_first(client, lan):
    client.post(ASK, {"login": lan.email})
    first = code()
    early = client.post(CONFIRM, {"action": "resend"}, follow=True)
    assert "Vui lòng chờ nửa phút" in early.content.decode()
    assert len(mail.outbox) == 1

    with later(seconds=40):
        client.post(CONFIRM, {"action": "resend"})
        assert len(mail.outbox) == 2
        client.post(CONFIRM, {"code": first if first != code() else "000000"})
        assert not signed_in(client)
        client.post(CONFIRM, {"code": code()})

    assert signed_in(client) == lan.pk


def test_ux_40_code_may_be_pasted_with_blanks_and_is_offered_by_the_phone(client, lan):
    client.post(ASK, {"login": lan.email})
    field = re.search(r'<input[^>]*name="code"[^>]*>', client.get(CONFIRM).content.decode())[0]
    assert 'autocomplete="one-time-code"' in field
    assert 'inputmode="numeric"' in field

    client.post(CONFIRM, {"code": f" {code()[:3]} {code()[3:]} "})

    assert signed_in(client) == lan.pk


def test_mistyped_address_can_be_corrected(client, lan):
    client.post(ASK, {"login": "lann@example.com"})

    assert client.post(CONFIRM, {"action": "another"}).url == ASK
    client.post(ASK, {"login": lan.email})
    client.post(CONFIRM, {"code": code()})

    assert signed_in(client) == lan.pk


def test_link_of_a_closed_account_opens_nothing(client, lan):
    client.post(ASK, {"login": lan.email})
    lan.is_active = False
    lan.save()

    assert client.post(link()).status_code == 410


@pytest.mark.parametrize("token", ["x", "W10:abc:def", "a" * 300])
def test_forged_link_opens_nothing(client, token):
    assert client.get(f"/accounts/login/link/{token}/").status_code == 410


def test_link_of_somebody_signed_in_leads_home(client_of, lan):
    Client().post(ASK, {"login": lan.email})

    assert client_of(lan).get(link()).url == "/assessments/"


def test_link_ends_a_password_that_a_stranger_chose_before(client):
    person = make_user("Lan", password="mật khẩu của kẻ lạ")
    person.emailaddress_set.create(email=person.email, primary=True, verified=False)
    cache.clear()
    client.post(ASK, {"login": person.email})

    client.post(link())

    person.refresh_from_db()
    assert signed_in(client) == person.pk
    assert not person.has_usable_password()


def test_link_refuses_other_methods(client, lan):
    client.post(ASK, {"login": lan.email})

    assert client.delete(link()).status_code == 405
