"""The link beside the code in an e-mail: it signs in on the device on which it is opened, after one tap.

A code has to be typed where it was asked for, since that browser's session keeps it. The link is for everybody else: it
is valid as long as the code, and only until the next sign-in of that person, by whichever way. Opening it does nothing,
because mail scanners open links, too.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

SALT = "accounts.entrance_links"


def link(person: User) -> str:
    """Return the address with which this person can sign in."""
    token = signing.dumps([person.pk, _state(person)], salt=SALT)
    return f"{settings.BASE_URL}{reverse('accounts:sign_in_by_link', args=[token])}"


def read(token: str) -> User | None:
    """Return whom a link lets in; None for one that was used, is too old, or never was ours."""
    try:
        pk, state = signing.loads(token, salt=SALT, max_age=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = User.objects.filter(pk=pk, is_active=True).first()
    return person if person and constant_time_compare(_state(person), state) else None


def _state(person: User) -> str:
    """Return what changes with each sign-in and with each new password or address."""
    known = f"{person.pk}|{person.email}|{person.password}|{person.last_login}"
    return salted_hmac(SALT, known, algorithm="sha256").hexdigest()[:32]
