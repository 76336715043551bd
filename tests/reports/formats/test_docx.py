"""The Word document: real styles, a language, running heads, tables whose headings are repeated."""

import io
from dataclasses import replace
from itertools import pairwise

import docx as word
import pytest
from docx.oxml.ns import qn

from reports.content import compose
from tests.factories.reports import source
from tests.reports.formats import reading


@pytest.fixture(scope="module")
def document(content):
    return word.Document(io.BytesIO(reading.made(content, "docx")))


def test_headings_are_headings_in_the_order_of_the_report(document):
    tops = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]

    assert tops[:3] == ["Tóm tắt", "20 khía cạnh", "Chiến lược và quản trị"]
    assert "Lộ trình 12 tháng" in tops
    assert tops[-1] == "Cách tính và giới hạn"


def test_headings_leave_no_level_out(document):
    levels = [int(each.style.name[-1]) for each in document.paragraphs if each.style.name.startswith("Heading")]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels) if after != 3)


@pytest.mark.parametrize(("language", "tag"), [("vi", "vi-VN"), ("en", "en-US")])
def test_document_has_its_language(language, tag):
    made_in = word.Document(io.BytesIO(reading.made(compose(source(), language), "docx")))
    (default,) = made_in.styles.element.iter(qn("w:lang"))

    assert (made_in.core_properties.language, default.get(qn("w:val"))) == (tag, tag)


def test_title_and_every_page_say_whose_word_it_is(document):
    mark = "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN"

    assert mark in document.core_properties.title
    assert all(mark in section.header.paragraphs[0].text for section in document.sections)
    assert mark in [each.text for each in document.paragraphs][:4]


def test_pages_are_numbered(document):
    codes = [code.text for code in document.sections[0].footer._element.iter(qn("w:instrText"))]

    assert codes == ["PAGE", "NUMPAGES"]


def test_tables_have_a_style_and_repeat_their_heading(document):
    tables = document.tables
    with_heading = [table for table in tables if next(table._tbl.iter(qn("w:tblHeader")), None) is not None]

    assert {table.style.name for table in tables} == {"C4IR Table"}
    assert len(with_heading) >= 20


def test_nothing_is_a_picture(content):
    assert not [name for name in reading.parts(reading.made(content, "docx")) if "media" in name]


def test_text_of_a_firm_is_neither_markup_nor_illegal(content):
    nasty = "A & B <w:p/> \x00\x0b\ufffe]]> “x”\u202e 🏭\nsecond"
    texts = reading.docx(reading.made(replace(content, firm=nasty), "docx"))

    assert any("A & B <w:p/> ]]> “x”\u202e 🏭" in text for text in texts)
