"""The archive that an .xlsx file is, with a bound on everything that a stranger could make large.

Bounded before anything is unpacked: the file and the archive's directory. Bounded while it is read: the elements of the
XML, and how much of it may pass without one. A document type, which is how entities are declared, is refused. Macros,
links to other files and passwords are refused by name, since their owner can take them out.
"""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from typing import Any, NoReturn, Protocol
from xml.parsers import expat

from django.utils.translation import gettext

LARGEST_FILE = 2_000_000  # bytes; the largest shipped framework takes a tenth of it
LARGEST_UNPACKED = 12_000_000
MOST_PARTS = 200
MOST_ELEMENTS = 200_000  # of all XML that is read; that framework has a tenth of it
PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the two that spreadsheet programs write
CHUNK = 65_536
LONGEST_TOKEN = 4 * CHUNK
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how old Excel files begin, and those with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What reading raises where the file is damaged, or was never a workbook.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
)


class SpreadsheetRefused(Exception):  # noqa: N818 -- named like the domain's exceptions
    """The file is not taken; the only argument says why in one sentence, in the reader's language."""


class Reader(Protocol):
    """What happens at the elements of one part. Names of elements come without their name space."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """See an element begin."""

    def end(self, tag: str) -> None:
        """See an element end."""

    def words(self, words: str) -> None:
        """See text."""


class Quiet:
    """A reader that looks at nothing."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """See an element begin."""

    def end(self, tag: str) -> None:
        """See an element end."""

    def words(self, words: str) -> None:
        """See text."""


def check_file(content: bytes) -> None:
    """Look at the size of a file and how it begins. Raises SpreadsheetRefused."""
    if len(content) > LARGEST_FILE:
        raise SpreadsheetRefused(gettext("The file is larger than %(most)s MB.") % {"most": LARGEST_FILE // 1_000_000})
    if content.startswith(OLE):
        if ENCRYPTED in content:
            refuse_password()
        raise SpreadsheetRefused(gettext("The file is in the old Excel format; save it as an Excel workbook (.xlsx)."))


def check_directory(archive: zipfile.ZipFile) -> None:
    """Look at what an archive says it holds, before anything in it is unpacked. Raises SpreadsheetRefused."""
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise SpreadsheetRefused(gettext("The workbook unpacks to more than a framework can need."))
    if any(part.flag_bits & 1 for part in parts):
        refuse_password()
    if any(part.compress_type not in PACKINGS for part in parts):
        raise zipfile.BadZipFile("packed in a way that no spreadsheet program knows")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise SpreadsheetRefused(gettext("The workbook has macros; save it as an Excel workbook (.xlsx)."))
    if any(name.startswith("xl/externallinks/") for name in names):
        raise SpreadsheetRefused(gettext("The workbook has links to other files; break the links and save it again."))


@dataclass(slots=True)
class Package:
    """The parts of an archive whose directory was looked at."""

    archive: zipfile.ZipFile
    elements: int = 0
    unpacked: int = 0  # bytes so far: a workbook may list one part as many sheets

    def parse(self, name: str, reader: Reader) -> None:
        """Feed one part to a reader, bit by bit."""
        parse = _Parse(self, reader)
        with self.archive.open(name) as stream:
            while chunk := stream.read(CHUNK):
                self.unpacked += len(chunk)
                if self.unpacked > LARGEST_UNPACKED:
                    refuse_size()
                parse.feed(chunk)
        parse.close()

    def targets(self, name: str) -> dict[str, list[tuple[str, str]]]:
        """Return what a part, or the package itself (``""``), is related to, by kind: ids and names of parts."""
        folder, _, file = name.rpartition("/")
        relations = _Relations([])
        self.parse(join(folder, "_rels", f"{file}.rels"), relations)
        found: dict[str, list[tuple[str, str]]] = {}
        for kind, id_, target in relations.found:
            path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found.setdefault(kind, []).append((id_, path))
        return found


class _Parse:
    """One part on its way through the parser."""

    def __init__(self, package: Package, reader: Reader) -> None:
        self.package, self.reader, self.unseen = package, reader, 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = lambda tag: reader.end(tag.rpartition("}")[2])
        self.parser.CharacterDataHandler = self._words

    def feed(self, chunk: bytes) -> None:
        """Read on; a stretch in which nothing is seen is one giant name, attribute or comment."""
        self.unseen += len(chunk)
        if self.unseen > LONGEST_TOKEN:
            refuse_size()
        self.parser.Parse(chunk, False)  # noqa: FBT003 -- the parser takes it by its place alone

    def close(self) -> None:
        """Read to the end."""
        self.parser.Parse(b"", True)  # noqa: FBT003 -- the same

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.unseen = 0
        self.package.elements += 1
        if self.package.elements > MOST_ELEMENTS:
            refuse_size()
        self.reader.start(tag.rpartition("}")[2], attributes)

    def _words(self, words: str) -> None:
        self.unseen = 0
        self.reader.words(words)


@dataclass(slots=True)
class _Relations(Quiet):
    found: list[tuple[str, str, str]]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            self.found.append((attributes["Type"].rpartition("/")[2], attributes["Id"], attributes["Target"]))


def refuse_size() -> NoReturn:
    """Refuse what is over a bound."""
    raise SpreadsheetRefused(gettext("The workbook has more rows, columns or cells than a framework can need."))


def refuse_password() -> NoReturn:
    """Refuse what cannot be opened."""
    raise SpreadsheetRefused(gettext("The file is protected by a password; save it without one."))


def _refuse_doctype(*_: Any) -> NoReturn:
    raise SpreadsheetRefused(gettext("The workbook declares entities, which no spreadsheet program writes."))
