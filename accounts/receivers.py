"""What follows when an address is proved: a password that its owner may not have chosen ends with that moment."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, user_signed_up
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import people
from accounts.models import User

SIGNED_UP = "signed_up_person"


@receiver(user_signed_up)
def remember_who_chose_the_password(*, request: HttpRequest, user: User, **_signal: Any) -> None:
    """Keep in the session that its holder made this account."""
    request.session[SIGNED_UP] = user.pk


@receiver(email_confirmed)
def end_a_password_of_somebody_else(*, request: HttpRequest, email_address: EmailAddress, **_signal: Any) -> None:
    """Somebody may have signed up with an address that is not theirs, and wait until its owner comes in by a code."""
    person = email_address.user
    assert isinstance(person, User)  # noqa: S101 -- AUTH_USER_MODEL
    if not knows_the_password(request, person):
        people.end_password(person=person)


def knows_the_password(request: HttpRequest, person: User) -> bool:
    """Whether this session is signed in as the person, made the account, or has typed its password."""
    if request.user.pk == person.pk or request.session.get(SIGNED_UP) == person.pk:
        return True
    return any(record["method"] == "password" for record in get_authentication_records(request, person))


def signed_in_just_now(request: HttpRequest) -> bool:
    """Whether this session has shown a password or a code within the time that django-allauth gives for a change."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
