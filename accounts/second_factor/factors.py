"""Whether a person has a second factor, whether this session has shown it, and taking a lost one away."""

import logging

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest

from accounts import people
from accounts.models import User

log = logging.getLogger(__name__)

METHOD = "mfa"  # as django-allauth writes it into the session
PASSKEY, APP = Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP


def kinds(person: User) -> set[str]:
    """Return which a person has set up. Backup codes alone are none: they come and go with the others."""
    found = Authenticator.objects.filter(user=person, type__in=[PASSKEY, APP])
    return set(found.values_list("type", flat=True))


def was_shown(request: HttpRequest, person: User) -> bool:
    """Whether this session has shown one: others may have begun before it was set up, by somebody else."""
    return any(record["method"] == METHOD for record in get_authentication_records(request, person))


@transaction.atomic
def reset(*, person: User, by: User | None) -> None:
    """Take a lost factor away. Every session ends and the password with them: the next code by e-mail begins anew."""
    Authenticator.objects.filter(user=person).delete()
    people.end_password(person=person)
    log.info("second factor reset", extra={"person": person.pk, "by": by.pk if by else None})
