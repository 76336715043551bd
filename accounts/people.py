"""The only writer of what people tell about themselves."""

from accounts.models import User
from accounts.names import tidy


def update_person(*, person: User, name: str, phone: str) -> None:
    """Write a person's name and telephone number (E.164, empty for none)."""
    person.name = tidy(name)
    person.phone = phone
    person.save(update_fields=["name", "phone"])
