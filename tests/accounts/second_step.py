"""The steps of people who have a second factor, as their browser takes them."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests.factories.accounts import make_user

PASSWORD = "một câu ngắn dễ nhớ"
ENROL, CODES, NEW_CODES = (
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
)
STEP_TWO, AGAIN, REMOVE = (
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
)
QUEUE = "/bench/"


def person(name: str, *, role: str = ""):
    made = make_user(name, role=role, password=PASSWORD)
    made.emailaddress_set.create(email=made.email, primary=True, verified=True)
    return made


def sign_in(somebody) -> Client:
    """Take the first step."""
    client = Client()
    client.post("/accounts/login/", {"login": somebody.email, "password": PASSWORD})
    return client


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def enrol(client: Client) -> str:
    """Set an app up as its owner does, and return its key."""
    secret = re.search(r'factor-key">(\w+)<', client.get(ENROL).content.decode())[1]
    assert client.post(ENROL, {"code": code(secret)}).url == CODES
    return secret


def backup_codes(client: Client) -> list[str]:
    return re.findall(r"<li><code>(\d{8})</code></li>", client.get(CODES).content.decode())
