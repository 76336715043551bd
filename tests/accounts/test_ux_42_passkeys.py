"""UX-42: a passkey is a second factor like the app, alone or beside it."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.accounts.second_step import AGAIN, CODES, ENROL, QUEUE, STEP_TWO, backup_codes, code, enrol, person, sign_in
from tests.accounts.soft_passkey import SoftPasskey

pytestmark = pytest.mark.django_db

ALL, ADD, SHOW = (f"/accounts/2fa/webauthn/{path}" for path in ("", "add/", "reauthenticate/"))


@pytest.fixture(autouse=True)
def _mandatory(settings):
    settings.STAFF_SECOND_FACTOR = "mandatory"
    cache.clear()


@pytest.fixture
def advisor():
    return person("Dũng", role="advisor")


@pytest.fixture
def passkey():
    return SoftPasskey()


def options(client, page):
    text = client.get(page, secure=True).content.decode()
    return json.loads(re.search(r'id="passkey-options" type="application/json">(.*?)</script>', text)[1])


def add(client, passkey, name="Điện thoại của Dũng", **how):
    said = passkey.made(options(client, ADD), **how)
    return client.post(ADD, {"name": name, "credential": said}, secure=True)


def second_step(advisor, passkey, **how):
    """Take both steps in a new browser."""
    client = sign_in(advisor)
    said = passkey.shown(options(client, STEP_TWO), **how)
    return client, client.post(STEP_TWO, {"credential": said}, secure=True)


def test_ux_42_passkey_opens_the_pages_and_brings_backup_codes(advisor, passkey):
    client = sign_in(advisor)
    assert client.get(QUEUE).url == ENROL
    assert ADD in client.get(ENROL).content.decode()

    assert add(client, passkey).url == CODES

    assert len(backup_codes(client)) == 10
    assert client.get(QUEUE).status_code == 200
    assert "Điện thoại của Dũng" in client.get(ALL).content.decode()


def test_ux_42_passkey_is_offered_before_the_app_to_who_has_no_second_step(advisor):
    page = sign_in(advisor).get(ENROL).content.decode()

    assert page.index(ADD) < page.index("factor-picture")


def test_ux_42_who_has_a_passkey_is_not_offered_one_beside_the_app(advisor, passkey):
    client = sign_in(advisor)
    add(client, passkey)

    assert ADD not in client.get(ENROL).content.decode()


def test_ux_42_sign_in_asks_for_the_passkey(advisor, passkey):
    add(sign_in(advisor), passkey)

    client, _ = second_step(advisor, passkey)

    assert client.get(QUEUE).status_code == 200


@pytest.mark.parametrize("case", ["another key", "another page", "another passkey", "used before"])
def test_ux_42_what_is_not_the_passkey_does_not_sign_in(advisor, passkey, case):
    add(sign_in(advisor), passkey)
    client = sign_in(advisor)
    asked = options(client, STEP_TWO)
    said = {
        "another key": lambda: passkey.shown(asked, key=ec.generate_private_key(ec.SECP256R1())),
        "another page": lambda: passkey.shown(asked, origin="https://testserver.example"),
        "another passkey": lambda: SoftPasskey().shown(asked),
        "used before": lambda: passkey.shown(options(sign_in(advisor), STEP_TWO)),
    }[case]()

    answer = client.post(STEP_TWO, {"credential": said}, secure=True)

    assert "Khoá truy cập này không được chấp nhận" in answer.content.decode()
    assert "_auth_user_id" not in client.session


MADE_UP = ["", "null", "[]", "{}", "7", '"x"', "{", '{"id": 1}', '{"id":"AA","rawId":"AA","type":"public-key"}']
MADE_UP += [
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": response})
    for response in (
        {},
        None,
        {"clientDataJSON": "AA"},
        {"clientDataJSON": "e30", "attestationObject": "gA", "authenticatorData": "AA", "signature": "AA"},
        {"clientDataJSON": "é", "attestationObject": "é", "authenticatorData": 1, "signature": []},
    )
]


@pytest.mark.parametrize("made_up", MADE_UP, ids=range(len(MADE_UP)))
def test_made_up_passkey_is_refused_kindly(advisor, passkey, made_up):
    client = sign_in(advisor)
    options(client, ADD)
    assert client.post(ADD, {"name": "x", "credential": made_up}, secure=True).status_code == 200
    assert not Authenticator.objects.exists()

    add(client, passkey)
    again = sign_in(advisor)
    options(again, STEP_TWO)
    assert again.post(STEP_TWO, {"credential": made_up}, secure=True).status_code == 200
    assert "_auth_user_id" not in again.session

    options(client, SHOW)
    assert client.post(SHOW, {"credential": made_up}, secure=True).status_code in {200, 302}


def test_ux_42_wrong_passkeys_are_throttled(advisor, passkey):
    add(sign_in(advisor), passkey)
    for _ in range(5):
        second_step(advisor, passkey, origin="https://testserver.example")

    client, answer = second_step(advisor, passkey)

    assert "_auth_user_id" not in client.session
    assert "Đã thử quá nhiều lần" in answer.content.decode()


def test_ux_42_other_session_shows_the_passkey_before_it_adds_one(advisor, passkey):
    """Whoever read a mail may be signed in already when a passkey is set up elsewhere."""
    other = sign_in(advisor)
    add(sign_in(advisor), passkey)
    for page in (QUEUE, ADD, ENROL):
        assert other.get(page).url.startswith(f"{SHOW}?next=")

    said = passkey.shown(options(other, SHOW))
    other.post(SHOW, {"credential": said, "next": QUEUE}, secure=True)

    assert other.get(QUEUE).status_code == 200


def test_ux_42_app_and_passkey_stand_for_each_other(advisor, passkey):
    client = sign_in(advisor)
    secret = enrol(client)
    assert add(client, passkey).url == "/accounts/2fa/"  # there are backup codes already

    by_passkey, _ = second_step(advisor, passkey)
    by_app = sign_in(advisor)
    by_app.post(STEP_TWO, {"code": code(secret)})

    assert [each.get(QUEUE).status_code for each in (by_passkey, by_app)] == [200, 200]


def test_ux_42_backup_code_signs_in_where_the_passkey_is_not_at_hand(advisor, passkey):
    client = sign_in(advisor)
    add(client, passkey)
    backup = backup_codes(client)[0]
    again = sign_in(advisor)
    assert "Mã dự phòng" in again.get(STEP_TWO).content.decode()

    again.post(STEP_TWO, {"code": backup})

    assert again.get(QUEUE).status_code == 200
    assert again.get(AGAIN).status_code == 200


def test_ux_42_removing_the_only_passkey_closes_the_pages(advisor, passkey):
    client = sign_in(advisor)
    add(client, passkey)
    row = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)

    assert client.get(f"{ALL}keys/{row.pk}/remove/").status_code == 200
    client.post(f"{ALL}keys/{row.pk}/remove/")

    assert client.get(QUEUE).url == ENROL
    assert not Authenticator.objects.exists()


def test_passkey_gets_another_name(advisor, passkey):
    client = sign_in(advisor)
    add(client, passkey, name="")
    row = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    assert "Khoá truy cập 1" in client.get(ALL).content.decode()

    client.post(f"{ALL}keys/{row.pk}/edit/", {"name": "Máy bàn"})

    assert "Máy bàn" in client.get(ALL).content.decode()
    assert client.post(f"{ALL}keys/{row.pk}/edit/", {"name": "x" * 61}).status_code == 200


def test_passkeys_of_another_person_are_not_there(advisor, passkey):
    add(sign_in(advisor), passkey)
    row = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    other = sign_in(person("Hà", role="advisor"))
    add(other, SoftPasskey())

    for act in ("remove", "edit"):
        assert other.get(f"{ALL}keys/{row.pk}/{act}/").status_code == 404
        assert other.post(f"{ALL}keys/{row.pk}/{act}/", {"name": "x"}).status_code == 404
    assert Client().get(ALL).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_ux_42_each_change_of_a_passkey_is_told_by_mail(advisor, passkey):
    client = sign_in(advisor)
    add(client, passkey)
    row = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    client.post(f"{ALL}keys/{row.pk}/remove/")

    added, removed = mail.outbox
    assert added.subject == "Đã thêm khoá truy cập vào tài khoản C4IR Assess"
    assert removed.subject == "Đã gỡ một khoá truy cập khỏi tài khoản C4IR Assess"
    assert {letter.to[0] for letter in mail.outbox} == {advisor.email}
