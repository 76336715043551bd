"""One way to write a name, so that two keyboards cannot make two firms of one."""

import unicodedata
from typing import Any

from django import forms


def tidy(text: str) -> str:
    """Return text in composed letters (NFC), its words parted by single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class NameField(forms.CharField):
    """A line of text, tidied before its length is judged: a Mac may send two code points a letter."""

    def to_python(self, value: Any) -> str:
        """Return the tidied text."""
        return tidy(super().to_python(value) or "")
