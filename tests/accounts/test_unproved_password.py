"""A password chosen before anybody proved the address: it must not outlive the day the address's owner comes."""

import re

import pytest
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.views import confirm_email
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import include, path, reverse

from tests.factories.accounts import AGREED

pytestmark = pytest.mark.django_db

# django-allauth makes the route of the link only where codes are off, and decides it on import.
urlpatterns = [
    path("accounts/confirm-email/<key>/", confirm_email, name="account_confirm_email"),
    path("", include("c4ir_assess.urls")),
]
CHOSEN = "mật khẩu của kẻ lạ"
OWN = "một câu ngắn dễ nhớ"
NEW = {"name": "Nguyễn Thị Lan", "email": "lan@example.com", "password1": CHOSEN, **AGREED}


def the_code() -> str:
    return re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def the_link(settings) -> str:
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False  # as it is together with "optional"
    return reverse("account_confirm_email", args=[EmailConfirmationHMAC(person().emailaddress_set.get()).key])


def person():
    return get_user_model().objects.get(email="lan@example.com")


def is_let_in(client: Client) -> bool:
    return client.get(reverse("accounts:person")).status_code == 200


def sign_in_by_code(client: Client) -> None:
    client.post("/accounts/login/code/", {"login": "lan@example.com"})
    client.post("/accounts/login/code/confirm/", {"code": the_code()})


@pytest.fixture
def by_link(settings) -> None:
    """As with EMAIL_VERIFICATION=optional: signed in at once, the address proved by a link, by a code or never."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    settings.ROOT_URLCONF = __name__


@pytest.fixture(params=["mandatory", "optional"])
def stranger(request, settings) -> Client:
    """The session of somebody who signed up with an address that is not his."""
    settings.ACCOUNT_EMAIL_VERIFICATION = request.param
    if request.param == "optional":
        request.getfixturevalue("by_link")
    stranger = Client()
    stranger.post("/accounts/signup/", NEW)
    return stranger


def test_sign_in_by_code_ends_the_password_chosen_before(stranger, client):
    sign_in_by_code(client)

    assert is_let_in(client)
    assert not person().has_usable_password()
    Client().post("/accounts/login/", {"login": NEW["email"], "password": CHOSEN})
    assert not is_let_in(stranger)


def test_reset_code_ends_the_password_before_the_new_one_is_typed(stranger, client):
    client.post("/accounts/password/reset/", {"email": NEW["email"]})
    client.post("/accounts/password/reset/confirm/", {"code": the_code()})
    assert not person().has_usable_password()
    assert not is_let_in(stranger)

    client.post("/accounts/password/reset/complete/", {"password1": OWN})
    assert person().check_password(OWN)
    assert is_let_in(client)


def test_link_opened_elsewhere_ends_the_password(by_link, settings, client):
    stranger = Client()
    stranger.post("/accounts/signup/", NEW)
    assert is_let_in(stranger)

    client.post(the_link(settings))

    assert person().emailaddress_set.get().verified
    assert not person().has_usable_password()
    assert not is_let_in(stranger)


def test_code_typed_where_the_password_was_chosen_keeps_it(client):
    client.post("/accounts/signup/", NEW)
    client.post("/accounts/confirm-email/", {"code": the_code()})

    assert is_let_in(client)
    assert person().check_password(CHOSEN)


def test_link_opened_where_the_password_was_chosen_keeps_it(by_link, settings, client):
    client.post("/accounts/signup/", NEW)
    client.post(the_link(settings))

    assert is_let_in(client)
    assert person().check_password(CHOSEN)


def test_code_typed_after_the_password_keeps_it(client):
    Client().post("/accounts/signup/", NEW)
    cache.clear()  # a quarter of an hour later
    client.post("/accounts/login/", {"login": NEW["email"], "password": CHOSEN})
    client.post("/accounts/confirm-email/", {"code": the_code()})

    assert is_let_in(client)
    assert person().check_password(CHOSEN)


def test_password_proved_for_another_account_proves_nothing(client):
    Client().post("/accounts/signup/", NEW)
    client.post("/accounts/signup/", NEW | {"email": "ba@example.com"})
    client.post("/accounts/confirm-email/", {"code": the_code()})
    client.post("/accounts/logout/")
    sign_in_by_code(client)

    assert not person().has_usable_password()


def test_second_proof_of_an_address_leaves_the_password(client):
    owner = get_user_model().objects.create_user(NEW["email"], OWN)
    owner.emailaddress_set.create(email=owner.email, primary=True, verified=True)
    sign_in_by_code(client)

    assert person().check_password(OWN)


def test_person_without_an_address_row_stays_signed_in_after_both_codes(client):
    get_user_model().objects.create_user(NEW["email"], OWN)
    sign_in_by_code(client)
    client.post("/accounts/confirm-email/", {"code": the_code()})

    assert is_let_in(client)


def test_new_address_of_a_signed_in_person_leaves_the_password(client):
    owner = get_user_model().objects.create_user("cu@example.com", OWN)
    owner.emailaddress_set.create(email=owner.email, primary=True, verified=True)
    client.force_login(owner)
    client.post("/accounts/email/", {"email": NEW["email"], "action_add": ""})
    client.post("/accounts/confirm-email/", {"code": the_code()})

    assert person().check_password(OWN)
