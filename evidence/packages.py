"""The archive that an .xlsx or .docx file is. Its directory is read, its parts are not, but for the list of types.

Everything that a stranger could make large is bounded first: the directory itself, and what the parts would unpack to.
"""

import io
import zlib
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from evidence.refusals import refuse

START = b"PK\x03\x04"
END = b"PK\x05\x06"
END_BYTES = 22  # without the comment behind it
LARGEST_DIRECTORY = 1_000_000
MOST_UNPACKED = 200_000_000
MOST_TYPES = 1_000_000
BROKEN = (BadZipFile, zlib.error, LookupError, ValueError, OSError, EOFError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Package:
    """One kind of office file: its main part, and the type that the list of types gives to it."""

    main_part: str
    main_type: bytes

    def check(self, content: bytes) -> None:
        """Make sure that it is whole, open, without macros and nothing else beside; Refused otherwise."""
        with _opened(content) as archive:
            _check_parts(archive)
            types = _types(archive)
        if b"macroEnabled" in types:
            refuse("macros")
        if self.main_type not in types:
            refuse("mismatch")


def parts(content: bytes) -> set[str]:
    """Return the names of an archive's parts; Refused if it is damaged."""
    with _opened(content) as archive:
        return set(archive.namelist())


def _opened(content: bytes) -> ZipFile:
    """Open an archive that ends where it says, with a directory of a bounded size."""
    end = content.rfind(END)
    if end < 0 or len(content) < end + END_BYTES:
        refuse("damaged")
    if int.from_bytes(content[end + 12 : end + 16], "little") > LARGEST_DIRECTORY:
        refuse("unpacks_too_large")
    if end + END_BYTES + int.from_bytes(content[end + 20 : end + 22], "little") != len(content):
        refuse("two_in_one")
    try:
        return ZipFile(io.BytesIO(content))
    except BROKEN:
        refuse("damaged")


def _check_parts(archive: ZipFile) -> None:
    found = archive.infolist()
    names = [part.filename for part in found]
    if sum(part.file_size for part in found) > MOST_UNPACKED:
        refuse("unpacks_too_large")
    if any(part.flag_bits & 1 for part in found):
        refuse("password")
    if len(names) != len(set(names)) or any(".." in name or name.startswith(("/", "\\")) for name in names):
        refuse("two_in_one")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        refuse("macros")


def _types(archive: ZipFile) -> bytes:
    """Return the list of the parts' types, no more of it than an honest one has."""
    try:
        with archive.open("[Content_Types].xml") as opened:
            return opened.read(MOST_TYPES)
    except (*BROKEN, RuntimeError):
        refuse("damaged")
