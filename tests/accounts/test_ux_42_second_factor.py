"""UX-42: the staff have a second factor before any firm data; firms may have one."""

import re
import time

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts.second_factor import gate
from tests.accounts.second_step import (
    AGAIN,
    ENROL,
    NEW_CODES,
    PASSWORD,
    QUEUE,
    STEP_TWO,
    backup_codes,
    code,
    enrol,
    person,
    sign_in,
)
from tests.factories import assessments
from tests.factories.accounts import make_firm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mandatory(settings):
    settings.STAFF_SECOND_FACTOR = "mandatory"
    cache.clear()


@pytest.fixture
def advisor():
    return person("Dũng", role="advisor")


def addresses() -> list[str]:
    """Return one address of each pattern, made of ones where it takes arguments; the admin stands for its pages."""
    found = []

    def walk(patterns, before: str = "") -> None:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                found.append((getattr(pattern, "name", "") or "", before + str(pattern.pattern)))
            else:
                walk(pattern.url_patterns, before + str(pattern.pattern))

    walk(get_resolver().url_patterns)
    plain = {"uuid": "00000000-0000-4000-8000-000000000000"}
    own = {name.rpartition(":")[2] for name in gate.OPEN | gate.SETTING_UP}
    made = {
        "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda m: plain.get(m[1], "1"), address)
        for name, address in found
        if name not in own
    }
    return sorted(address for address in made if not re.search(r"[\\^(]", address))


def test_ux_42_new_advisor_is_led_to_setting_up(advisor):
    client = Client()

    answer = client.post("/accounts/login/", {"login": advisor.email, "password": PASSWORD}, follow=True)

    assert answer.redirect_chain[-1][0] == ENROL
    assert "Cài đặt xác thực hai bước" in answer.content.decode()


def test_ux_42_no_address_answers_the_staff_before(advisor):
    client = sign_in(advisor)

    answered = {
        address: (answer.status_code, answer.headers.get("Location"))
        for address in addresses()
        for answer in [client.get(address)]
    }

    assert len(answered) > 100
    assert {address: said for address, said in answered.items() if said != (302, ENROL)} == {}


@pytest.fixture
def firm_pages(site_a, an, advisor):
    """The pages on which an advisor meets firms."""
    sent = assessments.sent(site_a, by=an, advisor=advisor).submissions.get()
    return [QUEUE, f"/bench/{sent.uuid}/", f"/bench/{sent.uuid}/evidence/{sent.uuid}/", "/authoring/", "/programmes/"]


def test_ux_42_firm_pages_open_after_setting_up(advisor, firm_pages):
    client = sign_in(advisor)
    assert {client.get(page).status_code for page in firm_pages} == {302}

    enrol(client)

    assert [client.get(page).status_code for page in firm_pages] == [200, 200, 404, 200, 200]  # no such file


@pytest.mark.parametrize("address", ["/admin/", "/admin/accounts/user/", "/bench/data-requests/"])
def test_ux_42_administrator_too(address):
    client = sign_in(person("Hà", role="administrator"))
    assert client.get(address).url == ENROL

    enrol(client)

    assert client.get(address).status_code == 200


def test_ux_42_sign_in_asks_for_a_code_of_the_app(advisor):
    secret = enrol(sign_in(advisor))
    client = sign_in(advisor)
    assert client.get(QUEUE).url.startswith("/accounts/login/")

    client.post(STEP_TWO, {"code": code(secret)})

    assert client.get(QUEUE).status_code == 200


def test_ux_42_code_of_the_app_counts_once(advisor):
    """Also in the half minute after its own, in which a slow hand may still type it."""
    its_own = time.time() // 30 * 30
    secret = enrol(sign_in(advisor))
    first, second = sign_in(advisor), sign_in(advisor)
    with time_machine.travel(its_own + 1, tick=False):
        used = code(secret)
        first.post(STEP_TWO, {"code": used})
    with time_machine.travel(its_own + 40, tick=False):
        second.post(STEP_TWO, {"code": used})

    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session


def test_ux_42_slow_hand_is_let_in(advisor):
    its_own = time.time() // 30 * 30
    secret = enrol(sign_in(advisor))
    client = sign_in(advisor)
    with time_machine.travel(its_own + 1, tick=False):
        shown = code(secret)
    with time_machine.travel(its_own + 40, tick=False):
        client.post(STEP_TWO, {"code": shown})

    assert "_auth_user_id" in client.session


def test_ux_42_backup_code_signs_in_once(advisor):
    first = sign_in(advisor)
    enrol(first)
    backup = backup_codes(first)[0]
    second, third = sign_in(advisor), sign_in(advisor)

    second.post(STEP_TWO, {"code": backup})
    third.post(STEP_TWO, {"code": backup})

    assert second.get(QUEUE).status_code == 200
    assert "_auth_user_id" not in third.session


def test_ux_42_backup_codes_are_shown_once(advisor):
    client = sign_in(advisor)
    enrol(client)

    assert len(set(backup_codes(client))) == 10
    assert backup_codes(client) == []
    assert client.get("/accounts/2fa/recovery-codes/download/").status_code == 403


def test_ux_42_new_backup_codes_end_the_old_ones(advisor):
    client = sign_in(advisor)
    enrol(client)
    old = backup_codes(client)

    client.post(NEW_CODES)
    new = backup_codes(client)

    assert len(new) == 10
    assert not set(old) & set(new)


def test_ux_42_wrong_codes_are_throttled(advisor):
    secret = enrol(sign_in(advisor))
    client = sign_in(advisor)
    for _attempt in range(5):
        client.post(STEP_TWO, {"code": "000000"})

    refused = client.post(STEP_TWO, {"code": code(secret)})

    assert "Đã thử quá nhiều lần" in refused.content.decode()
    assert "_auth_user_id" not in client.session


def test_ux_42_other_session_shows_a_code_first(advisor):
    """Whoever read a mail may be signed in already when the app is set up elsewhere."""
    other = sign_in(advisor)
    secret = enrol(sign_in(advisor))
    assert other.get(QUEUE).url == f"{AGAIN}?next=%2Fbench%2F"

    other.post(AGAIN, {"code": code(secret), "next": QUEUE})

    assert other.get(QUEUE).status_code == 200


@pytest.mark.parametrize("way", ["code", "link", "reset"])
def test_ux_42_mail_alone_does_not_sign_in(advisor, way):
    enrol(sign_in(advisor))
    client = Client()
    if way != "reset":
        client.post("/accounts/login/code/", {"login": advisor.email})
    if way == "code":
        client.post("/accounts/login/code/confirm/", {"code": mailed()})
    elif way == "link":
        client.post(re.search(r"(/accounts/login/link/\S+)", mail.outbox[-1].body)[1])
    else:
        client.post("/accounts/password/reset/", {"email": advisor.email})
        client.post("/accounts/password/reset/confirm/", {"code": mailed()})
        client.post("/accounts/password/reset/complete/", {"password1": PASSWORD + " mới"})

    assert client.get(STEP_TWO).status_code == 200
    assert "_auth_user_id" not in client.session


def mailed() -> str:
    return re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def test_ux_42_owner_is_not_forced(an, firm_a, client_of):
    assert client_of(an).get("/firm/").status_code == 200


def test_ux_42_owner_may_have_one():
    owner = person("Lan")
    make_firm(owner=owner)
    client = sign_in(owner)
    assert "/accounts/2fa/" in client.get("/accounts/email/").content.decode()

    enrol(client)

    assert "_auth_user_id" not in sign_in(owner).session


def test_ux_42_staff_may_leave_and_change_the_language(advisor):
    client = sign_in(advisor)

    client.post("/language/", {"language": "en", "next": ENROL})
    assert "Set up two-step sign-in" in client.get(ENROL).content.decode()
    client.post("/accounts/logout/")

    assert "_auth_user_id" not in client.session


def test_ux_42_optional_forces_nobody(advisor, settings):
    settings.STAFF_SECOND_FACTOR = "optional"

    assert sign_in(advisor).get(QUEUE).status_code == 200
