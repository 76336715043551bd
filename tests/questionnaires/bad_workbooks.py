"""Files that somebody may upload and that are refused: each a function from a good workbook to a bad one.

Run as a program with the path of such a file, this module reads it and prints what was said, the seconds of computing
that it took, and the megabytes beyond those of the program itself.
"""

import io
import json
import random
import resource
import sys
import time
import zipfile
from pathlib import Path

MAIN = "xl/worksheets/sheet8.xml"  # the questions
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def repacked(content, change, level=6):
    """Pack the parts of a workbook again; ``change`` is given the dictionary of their contents."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def with_part(name, part):
    return lambda content: repacked(content, lambda parts: parts.update({name: part}))


def with_sheet(inner):
    """Put rows in place of the questions; a function makes them when they are asked for: they may have megabytes."""

    def change(parts):
        parts[MAIN] = SHEET.format(inner() if callable(inner) else inner).encode()

    return lambda content: repacked(content, change)


def honest_and_large(content):
    """50 MB that cannot be compressed."""
    noise = random.Random(1).randbytes(50_000_000)  # noqa: S311 -- no secret
    return repacked(content, lambda parts: parts.update({"xl/media/image1.png": noise}), 0)


def bomb(content):
    """A few kilobytes that unpack to 200 MB."""
    return repacked(content, lambda parts: parts.update({MAIN: b"\0" * 200_000_000}), 9)


def lying_bomb(content):
    """The same, while the directory says that it is small."""
    packed = bytearray(repacked(content, lambda parts: parts.update({MAIN: b"\0" * 200_000_000}), 9))
    size = (200_000_000).to_bytes(4, "little")
    while (at := packed.find(size)) >= 0:
        packed[at : at + 4] = (1_000_000).to_bytes(4, "little")
    return bytes(packed)


def encrypted(_content):
    """What Excel stores with a password: another kind of file, in which this stream lies."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000


def with_password_of_the_archive(content):
    packed = bytearray(content)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(mark)
        packed[at + flags] |= 1
    return bytes(packed)


def many_parts(content):
    return repacked(content, lambda parts: parts.update({f"xl/media/{number}.png": b"" for number in range(1000)}))


def one_part_as_many_sheets(content):
    """A few kilobytes whose list of sheets names one large part a hundred times."""

    def change(parts):
        listing = parts["xl/workbook.xml"].decode()
        start = listing.index("<sheet ")
        end = listing.index("/>", start) + 2
        parts["xl/workbook.xml"] = (listing[:end] + listing[start:end] * 100 + listing[end:]).encode()
        rows = "".join(f'<row r="{n}"><c t="str"><v>{"x" * 30_000}</v></c></row>' for n in range(1, 300))
        parts["xl/worksheets/sheet1.xml"] = SHEET.format(rows).encode()

    return repacked(content, change, 9)


def packed_in_a_rare_way(content):
    """A way of packing that no spreadsheet program knows, and damaged besides."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as rare:
        for name in archive.namelist():
            rare.writestr(name, archive.read(name))
    body = bytearray(packed.getvalue())
    start = body.find(b"PK\x03\x04") + 60
    body[start : start + 20] = b"\xa5" * 20
    return bytes(body)


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>"""
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>'

ROW = '<row r="{}">' + "<c><v>1</v></c>" * 60 + "</row>"


def of_something_else(content):
    return repacked(content, lambda parts: [parts.clear(), parts.update(a=b"a")])


# What is bad about a file, how it is made, and how it is refused (words of the sentence).
BAD = {
    "fifty megabytes": (honest_and_large, "larger than 2 MB"),
    "zip bomb": (bomb, "unpacks to more"),
    "zip bomb whose directory lies": (lying_bomb, "not an Excel workbook"),
    "a thousand parts": (many_parts, "unpacks to more"),
    "a million empty rows": (with_sheet(lambda: "".join(f'<row r="{n}"/>' for n in range(1, 700_000))), "more rows"),
    "a million rows without numbers": (with_sheet(lambda: "<row/>" * 1_000_000), "more rows"),
    "a cell in the last row": (with_sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "more rows"),
    "a cell in the last column": (with_sheet('<row r="2"><c r="XFD2"><v>1</v></c></row>'), "more rows"),
    "cells without end": (with_sheet(lambda: "".join(map(ROW.format, range(2, 3000)))), "more rows"),
    "one giant attribute": (with_sheet(lambda: f'<row r="2" spans="{"x" * 9_000_000}"></row>'), "more rows"),
    "a million attributes": (with_sheet(lambda: f"<row {' '.join(f'a{n}=""' for n in range(700_000))}/>"), "more rows"),
    "a deep nest": (with_sheet(lambda: "<a>" * 2_000_000), "more rows"),
    "one part as a hundred sheets": (one_part_as_many_sheets, "more rows"),
    "one giant cell": (with_sheet(lambda: f'<row r="2"><c t="str"><v>{"a=1;" * 2_000_000}</v></c></row>'), "more rows"),
    "packed in a rare way": (packed_in_a_rare_way, "not an Excel workbook"),
    "macros": (with_part("xl/vbaProject.bin", b"macro"), "macros"),
    "external links": (with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), "links to other files"),
    "entities": (with_part("xl/sharedStrings.xml", ENTITIES), "declares entities"),
    "an entity from outside": (with_part("xl/sharedStrings.xml", OUTSIDE), "declares entities"),
    "a password": (encrypted, "password"),
    "a password of the archive": (with_password_of_the_archive, "password"),
    "old Excel": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, "old Excel format"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 5000, "not an Excel workbook"),
    "text": (lambda _: "mã,câu hỏi\n".encode() * 1000, "not an Excel workbook"),
    "nothing": (lambda _: b"", "not an Excel workbook"),
    "an archive of something else": (of_something_else, "not an Excel workbook"),
    "half a file": (lambda content: content[: len(content) // 2], "not an Excel workbook"),
    "broken XML": (with_part(MAIN, b"<worksheet><sheetData>"), "not an Excel workbook"),
    "a string that is not there": (with_sheet('<row><c r="A2" t="s"><v>999999</v></c></row>'), "not an Excel workbook"),
    "a number that is none": (with_sheet('<row r="2"><c r="A2"><v>many</v></c></row>'), "not an Excel workbook"),
}  # fmt: skip


def main(path):
    """Read a file and print what happened."""
    from django.conf import settings  # noqa: PLC0415 -- this is a program of its own

    settings.configure(USE_I18N=False)
    from questionnaires.workbook import reading  # noqa: PLC0415
    from questionnaires.workbook.package import SpreadsheetRefused  # noqa: PLC0415

    content = Path(path).read_bytes()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    try:
        said = f"taken: {len(reading.read(content).faults)}"
    except SpreadsheetRefused as refusal:
        said = str(refusal)
    seconds = time.process_time() - start
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps({"said": said, "seconds": seconds, "megabytes": more}))  # noqa: T201 -- a program


if __name__ == "__main__":
    main(sys.argv[1])
