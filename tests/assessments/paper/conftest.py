"""Workbooks of an assessment, filled in as a spreadsheet program does."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.paper import workbook


@pytest.fixture
def fill():
    """Return a function that makes an assessment's workbook and fills it in: code -> what is written in its cell."""

    def made(assessment, cells, *, is_filled=False, also=None):
        book = openpyxl.load_workbook(BytesIO(workbook.make(assessment, "vi", is_filled=is_filled)))
        left = dict(cells)
        for page in book.worksheets:
            for row in range(1, page.max_row + 1):
                code = page.cell(row, 4).value
                if code in left:
                    page.cell(row, 3).value = left.pop(code)
        assert not left, left
        if also:
            also(book)
        file = BytesIO()
        book.save(file)
        return file.getvalue()

    return made


@pytest.fixture
def upload(url):
    """Return a function that uploads a file to an assessment's page."""

    def send(client, assessment, content, name="phieu.xlsx"):
        return client.post(url("paper", assessment), {"workbook": SimpleUploadedFile(name, content)})

    return send


@pytest.fixture
def accept(url):
    """Return a function that stores what a preview shows, as its button does."""

    def store(client, assessment, preview, **choices):
        changes = preview.content.decode().partition('name="changes" value="')[2].partition('"')[0]
        return client.post(url("paper_store", assessment), {"changes": changes} | choices)

    return store
