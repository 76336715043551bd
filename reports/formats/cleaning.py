"""What a typed text may carry that Office files may not hold. Pure."""

import re
import unicodedata

# XML 1.0 has no way to write these, and a file that holds one is refused or "repaired".
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def cleaned(text: str) -> str:
    """Return a text that any Office file can hold: composed letters, plain line ends, nothing illegal."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _ILLEGAL.sub("", plain))
