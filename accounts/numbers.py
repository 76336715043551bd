"""Whom a mobile number lets in, by which way the code goes, and the words of the message.

A number that somebody proved signs in that person alone, by a message to it. One that was merely noted proves nothing:
the code goes to the account's e-mail address, and only if a single account has noted it. The staff signs in by e-mail
alone: numbers are given to other people after a while, and staff reads what firms send.
"""

from django.utils import translation
from django.utils.translation import gettext

from accounts import texting
from accounts.models import User
from accounts.profile import phone


def find(number: str) -> User | None:
    """Return the person whom this number (E.164) may let in."""
    people = User.objects.filter(phone=number, is_active=True, staff_role=User.StaffRole.NONE)
    proved = people.filter(phone_verified_at__isnull=False).first()
    if proved is not None:
        return proved
    noted = list(people[:2])
    return noted[0] if len(noted) == 1 else None


def is_proved(person: User, number: str) -> bool:
    """Whether this is the number that the person has shown to hold."""
    return person.phone == number and person.phone_verified_at is not None


def goes_by_message(person: User, number: str) -> bool:
    """Whether a code for this number is sent to it; else it goes to the person's e-mail address."""
    return texting.is_possible() and is_proved(person, number)


def can_prove(person: User) -> bool:
    """Whether a person can make their number one that signs in."""
    has_mobile = bool(person.phone) and phone.is_mobile(person.phone)
    return has_mobile and texting.is_possible() and not person.is_reviewer


def send_code(*, person: User, number: str, code: str) -> None:
    """Send a code to a number in the person's language; NotSentError if it did not go out."""
    sender = texting.sender()
    if sender is None:
        raise texting.NotSentError
    with translation.override(person.language):
        text = gettext("%(code)s is your C4IR Assess code, valid for 15 minutes. Give it to nobody.") % {"code": code}
    sender.send(number=number, text=text)
