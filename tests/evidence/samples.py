"""Files that people send: good ones of every kind, and bad ones, each made here."""

import io
import struct
import zipfile
import zlib

import pikepdf
import xlsxwriter
from PIL import Image

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
ORIENTATION, MODEL, GPS = 0x0112, 0x0110, 0x8825


def picture(kind="JPEG", *, size=(60, 40), colour="red", mode="RGB", **options):
    written = io.BytesIO()
    Image.new(mode, size, colour).save(written, kind, **options)
    return written.getvalue()


def photo(*, orientation=6, size=(60, 40)):
    """As a phone writes it: camera, place, a comment, and turned on its side, the left half black."""
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1]))
    exif = image.getexif()
    exif[ORIENTATION], exif[MODEL] = orientation, "SECRET-CAMERA"
    exif.get_ifd(GPS).update({1: "N", 2: (10.0, 46.0, 37.0), 3: "E", 4: (106.0, 40.0, 0.0)})
    written = io.BytesIO()
    image.save(written, "JPEG", exif=exif, comment=b"SECRET-COMMENT")
    return written.getvalue()


def flood(width=50_000, height=50_000):
    """A PNG whose head says that it is huge."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def pdf(**options):
    written = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(written, **options)
    return written.getvalue()


def locked_pdf():
    return pdf(encryption=pikepdf.Encryption(owner="a", user="b"))


def locked_pdf_with_packed_directory():
    modes = pikepdf.ObjectStreamMode
    return pdf(encryption=pikepdf.Encryption(owner="a", user="b"), object_stream_mode=modes.generate)


def workbook():
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as made:
        made.add_worksheet().write(0, 0, "Máy")
    return written.getvalue()


def archive(parts, *, level=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", level) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return packed.getvalue()


def document(**more):
    types = TYPES.format(f'<Override PartName="/word/document.xml" ContentType="{DOCX_TYPE}"/>')
    return archive({"[Content_Types].xml": types, "word/document.xml": "<w/>"} | more)


def with_macros():
    return document(**{"word/vbaProject.bin": b"macro"})


def with_macro_type():
    types = TYPES.format(f"{DOCX_TYPE} application/vnd.ms-word.document.macroEnabled.main+xml")
    return archive({"[Content_Types].xml": types, "word/document.xml": "<w/>"})


def bomb():
    """A few hundred kilobytes that say themselves that they unpack to 300 MB."""
    packed = bytearray(document(**{"word/media/image1.png": b"\0" * 300_000}))
    return bytes(packed.replace((300_000).to_bytes(4, "little"), (300_000_000).to_bytes(4, "little")))


def crowded():
    return document(**{f"word/media/{number:05}-{'x' * 80}": b"" for number in range(8000)})


def locked_office():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def old_office():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000


def locked_part():
    packed = bytearray(document())
    at = packed.rfind(b"PK\x01\x02")
    packed[at + 8] |= 1
    return bytes(packed)


GOOD = {
    "ảnh máy ép số 3.jpg": (photo, "jpg"),
    "man hinh.png": (lambda: picture("PNG"), "jpg"),
    "ANH.JPEG": (picture, "jpg"),
    "anh.webp": (lambda: picture("WEBP"), "jpg"),
    "from a chat, in truth a WebP.jpg": (lambda: picture("WEBP"), "jpg"),
    "báo cáo.pdf": (pdf, "pdf"),
    "số liệu.xlsx": (workbook, "xlsx"),
    "quy trình.docx": (document, "docx"),
}

BAD = {
    "empty": ("anh.jpg", lambda: b"", "empty"),
    "program": ("doc.exe", lambda: b"MZ\x90", "type"),
    "vector picture": ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "type"),
    "page": ("a.html", lambda: b"<html><script>x()</script></html>", "type"),
    "no ending": ("anh", picture, "type"),
    "two endings": ("anh.jpg.exe", picture, "type"),
    "page named as a photo": ("a.jpg", lambda: b"<html><script>x()</script></html>", "mismatch"),
    "vector picture named as a photo": ("a.png", lambda: b"<svg onload='x()'/>", "mismatch"),
    "PDF named as a photo": ("a.jpg", pdf, "mismatch"),
    "photo named as a PDF": ("a.pdf", picture, "mismatch"),
    "workbook named as a document": ("a.docx", workbook, "mismatch"),
    "archive named as a workbook": ("a.xlsx", lambda: archive({"a.txt": "a"}), "mismatch"),
    "GIF named as a photo": ("a.jpg", lambda: picture("GIF"), "mismatch"),
    "cut photo": ("a.jpg", lambda: picture(size=(600, 400))[:700], "damaged"),
    "cut PDF": ("a.pdf", lambda: pdf()[:-200], "damaged"),
    "cut workbook": ("a.xlsx", lambda: workbook()[:-300], "damaged"),
    "head of a photo alone": ("a.jpg", lambda: b"\xff\xd8\xff\xe0" + b"\0" * 50, "damaged"),
    "workbook without types": ("a.xlsx", lambda: archive({"xl/workbook.xml": "<w/>"}), "damaged"),
    "locked PDF": ("a.pdf", locked_pdf, "password"),
    "locked PDF, packed": ("a.pdf", locked_pdf_with_packed_directory, "password"),
    "locked workbook": ("a.xlsx", locked_office, "password"),
    "locked part": ("a.docx", locked_part, "password"),
    "old workbook by name": ("a.xls", old_office, "old_office"),
    "old workbook inside": ("a.xlsx", old_office, "old_office"),
    "macros by name": ("a.xlsm", workbook, "macros"),
    "macros inside": ("a.docx", with_macros, "macros"),
    "macros by type": ("a.docx", with_macro_type, "macros"),
    "HEIC by name": ("a.heic", lambda: b"\0\0\0\x18ftypheic" + b"\0" * 50, "heic"),
    "HEIC inside": ("a.jpg", lambda: b"\0\0\0\x18ftypheic" + b"\0" * 50, "heic"),
    "photo and archive": ("a.jpg", lambda: picture() + archive({"a.js": "x()"}), "two_in_one"),
    "PDF and archive": ("a.pdf", lambda: pdf() + archive({"a.js": "x()"}, level=zipfile.ZIP_STORED), "two_in_one"),
    "PDF around an archive": ("a.pdf", lambda: pdf() + archive({"a": "a"}) + b"\nstartxref\n0\n%%EOF\n", "two_in_one"),
    "PDF that is a page too": ("a.pdf", lambda: b"%PDF-1.4\n<script>x()</script>\n" + pdf(), "two_in_one"),
    "page before a PDF": ("a.pdf", lambda: b"<html>" + pdf(), "mismatch"),
    "workbook with something behind": ("a.xlsx", lambda: workbook() + b"<script>x()</script>", "two_in_one"),
    "workbook with a way out": ("a.docx", lambda: document(**{"../../evil": "x"}), "two_in_one"),
    "pixel flood": ("a.png", flood, "too_many_pixels"),
    "bomb": ("a.docx", bomb, "unpacks_too_large"),
    "crowd": ("a.docx", crowded, "unpacks_too_large"),
    "too large": ("a.pdf", lambda: pdf() + b"0" * 11_000_000, "too_large"),
    "path": ("../../etc/anh.jpg", picture, "name_path"),
    "path of Windows": ("..\\..\\anh.jpg", picture, "name_path"),
    "zero byte": ("anh.jpg\0.exe", picture, "name_hidden"),
    "turned round": ("anh\u202egpj.exe", picture, "name_hidden"),
    "line break": ("anh\r\nSet-Cookie: a=b.jpg", picture, "name_hidden"),
    "long name": ("a" * 150 + ".jpg", picture, "name_long"),
}
