"""How a person wants to hear, and the link in letters that ends reminders without signing in.

The link holds who it is for, signed; it lets nobody in and changes nothing else.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User
from notices.models import Preference

SALT = "notices.preferences"


def of(person: User) -> Preference:
    """Return what a person chose, or the defaults."""
    return Preference.objects.filter(person=person).first() or Preference(person=person)


def choose(*, person: User, reminders: bool, digest: bool) -> None:
    """Keep what a person chose."""
    Preference.objects.update_or_create(person=person, defaults={"reminders": reminders, "digest": digest})


def end_reminders(*, person: User) -> None:
    """Write no reminders any more; once more is harmless."""
    Preference.objects.update_or_create(person=person, defaults={"reminders": False})


def link(person: User) -> str:
    """Return the address that ends a person's reminders."""
    token = signing.dumps(person.pk, salt=SALT)
    return f"{settings.BASE_URL}{reverse('notices:unsubscribe', args=[token])}"


def read(token: str) -> User | None:
    """Return whose reminders a link ends; None for one that never was ours, or whose account is gone."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first() if isinstance(pk, int) else None
