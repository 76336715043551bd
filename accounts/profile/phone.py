"""Telephone numbers: kept as +84912345678 (E.164), shown as people write them. Pure."""

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

HOME = "VN"


def read(text: str) -> str:
    """Return the number in E.164; ValueError if nobody can be called by it.

    0912 345 678, 84912345678 and +84 912 345 678 are the same; numbers of other countries need their +.
    """
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException as fault:
        raise ValueError(text) from fault
    if not phonenumbers.is_valid_number(number):
        raise ValueError(text)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(number: str) -> str:
    """Return a number kept by ``read`` for people: 0912 345 678 at home, +49 30 123456 from abroad."""
    if not number:
        return ""
    parsed = phonenumbers.parse(number, HOME)
    is_home = phonenumbers.region_code_for_number(parsed) == HOME
    style = PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def is_mobile(number: str) -> bool:
    """Whether a number kept by ``read`` can take short messages."""
    kind = phonenumbers.number_type(phonenumbers.parse(number, HOME))
    return kind in {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
