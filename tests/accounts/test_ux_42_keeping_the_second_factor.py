"""UX-42: taking a second factor away is told by mail, its secret is sealed, a lost telephone locks nobody out."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command

from tests.accounts.second_step import (
    ENROL,
    NEW_CODES,
    QUEUE,
    REMOVE,
    STEP_TWO,
    code,
    enrol,
    person,
    sign_in,
)

pytestmark = pytest.mark.django_db

REMOVED = "Đã gỡ xác thực hai bước của C4IR Assess"


@pytest.fixture(autouse=True)
def _mandatory(settings):
    settings.STAFF_SECOND_FACTOR = "mandatory"
    cache.clear()


@pytest.fixture
def advisor():
    return person("Dũng", role="advisor")


def test_ux_42_removing_the_app_closes_the_pages(advisor):
    client = sign_in(advisor)
    enrol(client)

    client.post(REMOVE)

    assert client.get(QUEUE).url == ENROL
    assert not Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_ux_42_each_change_is_told_by_mail(advisor):
    client = sign_in(advisor)
    enrol(client)
    client.post(NEW_CODES)
    client.post(REMOVE)

    subjects = ["Đã cài đặt xác thực hai bước cho C4IR Assess", "Mã dự phòng mới của C4IR Assess", REMOVED]
    assert [letter.subject for letter in mail.outbox] == subjects
    assert {letter.to[0] for letter in mail.outbox} == {advisor.email}


def test_ux_42_secret_is_sealed(advisor):
    secret = enrol(sign_in(advisor))

    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]

    assert secret not in kept
    assert kept.startswith("gAAAA")


def test_ux_42_secret_of_another_key_fits_no_code(advisor, settings):
    secret = enrol(sign_in(advisor))
    settings.SECRET_KEY = "another" * 10
    client = sign_in(advisor)

    assert client.post(STEP_TWO, {"code": code(secret)}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_ux_42_former_key_still_opens(advisor, settings):
    secret = enrol(sign_in(advisor))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, [settings.SECRET_KEY]
    client = sign_in(advisor)

    client.post(STEP_TWO, {"code": code(secret)})

    assert client.get(QUEUE).status_code == 200


def test_ux_42_administrator_takes_a_lost_one_away(advisor):
    lost = sign_in(advisor)
    enrol(lost)
    administrator = sign_in(person("Hà", role="administrator"))
    enrol(administrator)

    administrator.post("/admin/accounts/user/", {"action": "reset_second_factor", "_selected_action": [advisor.pk]})

    advisor.refresh_from_db()
    assert not Authenticator.objects.filter(user=advisor).exists()
    assert not advisor.has_usable_password()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [([advisor.email], REMOVED)]
    assert lost.get(QUEUE).url.startswith("/accounts/login/")


def test_ux_42_command_takes_a_lost_one_away(advisor, capsys):
    enrol(sign_in(advisor))

    call_command("reset_second_factor", advisor.email.upper())

    assert not Authenticator.objects.exists()
    assert advisor.email in capsys.readouterr().out


def test_ux_42_command_tells_of_an_unknown_address():
    with pytest.raises(CommandError, match="nobody signs in with"):
        call_command("reset_second_factor", "nobody@example.org")
