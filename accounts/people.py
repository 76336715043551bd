"""The only writer of what people tell about themselves, and of passwords that must end."""

from accounts.models import User
from accounts.names import tidy


def update_person(*, person: User, name: str, phone: str) -> None:
    """Write a person's name and telephone number (E.164, empty for none)."""
    person.name = tidy(name)
    person.phone = phone
    person.save(update_fields=["name", "phone"])


def end_password(*, person: User) -> None:
    """Let the person in by codes alone; sessions that began before end, as they hang on the password's hash."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


def has_proved_address(person: User) -> bool:
    """Whether somebody who reads this address has used the account."""
    proved = person.emailaddress_set.filter(email=person.email, verified=True)  # type: ignore[attr-defined]  # django-allauth's rows
    return bool(proved.exists())
