"""What people call their files: shown again, sent back in a header, and never a path here."""

import unicodedata
from pathlib import PurePosixPath

from evidence.refusals import refuse

LONGEST = 150
# They join letters and emoji into one sign; every other character of their class hides or turns what is read.
JOINERS = {"\u200c", "\u200d"}


def checked(sent: str) -> str:
    """Return a file's name as it is kept; Refused for one that no camera or office program would give."""
    name = unicodedata.normalize("NFC", sent).strip()
    if any(_is_hidden(character) for character in name):
        refuse("name_hidden")
    if "/" in name or "\\" in name or name in {"", ".", ".."}:
        refuse("name_path")
    if len(name) > LONGEST:
        refuse("name_long")
    return name


def extension(name: str) -> str:
    """Return the ending in lower case without its dot."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def with_extension(name: str, ending: str) -> str:
    """Return a name that says what the content has become; the longest stays within the column."""
    stem = name.removesuffix(PurePosixPath(name).suffix) or name
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} and character not in JOINERS
