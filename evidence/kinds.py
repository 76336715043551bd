"""What a file is: its content decides, and its name must agree. Nothing is unpacked that has not said how large it is.

Documents are kept byte for byte, so what could be read as two kinds of file is refused. Pictures are drawn anew.
"""

import io
import re
import zipfile

from evidence import packages
from evidence.models import Evidence
from evidence.refusals import refuse

Kind = Evidence.Kind

PICTURES = {"jpg", "jpeg", "png", "webp"}
HEIC = {"heic", "heif"}
OLD_OFFICE = {"xls", "doc"}
WITH_MACROS = {"xlsm", "docm", "xltm", "dotm", "xlsb"}
BY_EXTENSION = {"pdf": Kind.PDF, "xlsx": Kind.WORKBOOK, "docx": Kind.DOCUMENT} | dict.fromkeys(PICTURES, Kind.PICTURE)

PACKAGES = {
    Kind.WORKBOOK: packages.Package("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
    Kind.DOCUMENT: packages.Package("word/document.xml", b"wordprocessingml.document.main+xml"),
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
PDF_START = re.compile(rb"%PDF-[12]\.\d")
PDF_LOCK = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|\?php|\?xml)", re.IGNORECASE)
SNIFFED = 1024  # as far as browsers look for what a file might be


def named(extension: str) -> Kind:
    """Return the kind that a name promises; Refused for one that is not taken."""
    if extension in HEIC:
        refuse("heic")
    if extension in OLD_OFFICE:
        refuse("old_office")
    if extension in WITH_MACROS:
        refuse("macros")
    return BY_EXTENSION.get(extension) or refuse("type")


def check(kind: Kind, content: bytes) -> None:
    """Make sure that a content is of its kind, whole, open and nothing else; Refused otherwise."""
    found = _seen(content)
    if found is None:
        _refuse_unknown(content)
    if found != kind:
        refuse("mismatch")
    if found in PACKAGES:
        PACKAGES[found].check(content)
        return
    if zipfile.is_zipfile(io.BytesIO(content)):
        refuse("two_in_one")
    if found == Kind.PDF:
        _check_pdf(content)


def _seen(content: bytes) -> Kind | None:
    """Return what the first bytes say."""
    is_webp = (content[:4], content[8:12]) == (b"RIFF", b"WEBP")
    if is_webp or content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return Kind.PICTURE
    if PDF_START.match(content):
        return Kind.PDF
    if not content.startswith(packages.START):
        return None
    parts = packages.parts(content)
    return next((kind for kind, package in PACKAGES.items() if package.main_part in parts), None)


def _refuse_unknown(content: bytes) -> None:
    if content.startswith(OLE):
        refuse("password" if ENCRYPTED_PACKAGE in content else "old_office")
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"mif1", b"hevc", b"msf1"}:
        refuse("heic")
    refuse("mismatch")


def _check_pdf(content: bytes) -> None:
    """Look at what a PDF says of itself in words that are never packed: where it ends, and whether it is locked."""
    if b"startxref" not in content or b"%%EOF" not in content[-SNIFFED:]:
        refuse("damaged")
    if PDF_LOCK.search(content):
        refuse("password")
    if MARKUP.search(content[:SNIFFED]):
        refuse("two_in_one")
