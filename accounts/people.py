"""The only writer of what people tell about themselves, and of passwords that must end."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.names import tidy


def update_person(*, person: User, name: str, phone: str) -> None:
    """Write a person's name and telephone number (E.164, empty for none); another number has to be proved anew."""
    person.name = tidy(name)
    if phone != person.phone:
        person.phone_verified_at = None
    person.phone = phone
    person.save(update_fields=["name", "phone", "phone_verified_at"])


def prove_number(*, person: User, number: str) -> bool:
    """Keep that a person holds a number, which from now on signs them in; False if it signs in somebody else."""
    person.phone, person.phone_verified_at = number, timezone.now()
    try:
        with transaction.atomic():
            person.save(update_fields=["phone", "phone_verified_at"])
    except IntegrityError:
        person.refresh_from_db(fields=["phone", "phone_verified_at"])
        return False
    return True


def end_password(*, person: User) -> None:
    """Let the person in by codes alone; sessions that began before end, as they hang on the password's hash."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


def has_proved_address(person: User) -> bool:
    """Whether somebody who reads this address has used the account."""
    proved = person.emailaddress_set.filter(email=person.email, verified=True)  # type: ignore[attr-defined]  # django-allauth's rows
    return bool(proved.exists())
