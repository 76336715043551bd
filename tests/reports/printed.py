"""Looking into a printed PDF with other people's eyes."""

import io
import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pikepdf
import pypdf
import pytest

from reports.press import rendering


class Printed:
    """A report that was printed, its objects and the words of its pages."""

    def __init__(self, content, folder, **how):
        self.content, self.rendered = content, rendering.render_pdf(content, **how)
        self.pdf, self.document = self.rendered.pdf, opened(self.rendered.pdf)
        self.pages = [" ".join(page.split()) for page in text_of(self.pdf, folder).split("\f")[:-1]]

    @property
    def text(self):
        return " ".join(self.pages)

    def page_with(self, words):
        return next(page for page in self.pages if words in page)


def text_of(pdf, tmp_path):
    """Return the text layer as a search would see it: by poppler where it is installed, else by pypdf."""
    if shutil.which("pdftotext"):
        file = tmp_path / "report.pdf"
        file.write_bytes(pdf)
        read = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True, timeout=60)
        return read.stdout.decode()
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def words_of(pdf, tmp_path):
    """Return the text with all white space made single."""
    return " ".join(text_of(pdf, tmp_path).split())


def opened(pdf):
    """Return the PDF as objects."""
    return pikepdf.open(io.BytesIO(pdf))


def elements(document):
    """Return every element of the structure tree, root first."""
    found, waiting = [], [document.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        found.append(element)
        kids = element.get("/K", [])
        waiting += [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if _is_element(kid)]
    return found


def marked_ids(document):
    """Return, a page, the ids that the structure tree holds."""
    held = {page.objgen: set() for page in document.pages}
    for element in elements(document):
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                held[element.Pg.objgen].add(kid)
    return held


def held(document):
    """Return, page by page, the ids that the structure tree holds."""
    ids = marked_ids(document)
    return [ids[page.objgen] for page in document.pages]


def drawn_ids(page):
    """Return the ids that the page draws under, and how many artifacts it marks."""
    ids, artifacts = set(), 0
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) in {"BDC", "BMC"}:
            tag, *properties = instruction.operands
            if str(tag) == "/Artifact":
                artifacts += 1
            elif properties:
                ids.add(int(properties[0].MCID))
    return ids, artifacts


def is_nfc(text):
    """Tell whether letters and their marks are joined."""
    return unicodedata.is_normalized("NFC", text)


def has_tool(name):
    return pytest.mark.skipif(not shutil.which(name), reason=f"{name} is not installed")


def _is_element(kid):
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"


def page_texts(pdf):
    """Return the words of each page, white space made single."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def findings(pdf, tmp_path):
    """Return what the checker of PDF/UA has to say."""
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    checker = Path(sys.executable).with_name("pdfua")
    checked = subprocess.run([checker, "check", "--format", "json", file], capture_output=True, check=False, timeout=60)
    return json.loads(checked.stdout)["findings"]
