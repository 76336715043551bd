"""Tax codes of firms: 10 digits with a check digit, or 13 for a branch. Pure."""

from stdnum.exceptions import ValidationError
from stdnum.vn import mst

CITIZEN_ID_DIGITS = 12


class CitizenIdError(ValueError):
    """Twelve digits: the number of a person's identity card, which a household business may use, not a firm."""


def read(text: str) -> str:
    """Return the code as it is written on papers, 0100233488 or 0314409058-002; ValueError if it cannot be one.

    The check digit tells typing errors; it does not tell whether the firm exists or is active.
    """
    digits = "".join(character for character in text if character.isdigit())
    if len(digits) == CITIZEN_ID_DIGITS:
        raise CitizenIdError
    try:
        return str(mst.format(mst.validate(text.replace("–", "-"))))
    except ValidationError as fault:
        raise ValueError(text) from fault
