"""A file that is no workbook of a framework is refused in one sentence, quickly and without taking memory."""

import json
import subprocess
import sys
import unicodedata

import pytest
from django.utils.translation import override

from questionnaires.workbook.package import SpreadsheetRefused
from questionnaires.workbook.reading import read
from questionnaires.workbook.writing import write
from tests.factories.questionnaires import library_document
from tests.questionnaires.bad_workbooks import BAD, MAIN, SHEET, repacked
from tests.servers import ROOT

SECONDS, MEGABYTES = 1, 50
HEAVY = [
    "fifty megabytes",
    "zip bomb",
    "zip bomb whose directory lies",
    "a million empty rows",
    "a million rows without numbers",
    "cells without end",
    "one giant attribute",
    "a million attributes",
    "a deep nest",
    "one part as a hundred sheets",
    "one giant cell",
]


@pytest.fixture(scope="module")
def good():
    return write(library_document("impuls"), "en")


@pytest.mark.parametrize("what", BAD)
def test_bad_file_is_refused_in_one_sentence(what, good):
    make, words = BAD[what]

    with override("en"), pytest.raises(SpreadsheetRefused) as refused:
        read(make(good))

    said = str(refused.value)
    assert words in said
    assert (said.count("\n"), said[-1]) == (0, ".")


@pytest.mark.parametrize("what", HEAVY)
def test_heavy_file_is_refused_within_a_second_and_fifty_megabytes(what, good, tmp_path):
    file = tmp_path / "bad.xlsx"
    file.write_bytes(BAD[what][0](good))

    ran = subprocess.run(
        [sys.executable, "-m", "tests.questionnaires.bad_workbooks", file], cwd=ROOT, capture_output=True, check=True
    )

    measured = json.loads(ran.stdout)
    assert BAD[what][1] in measured["said"]
    assert measured["seconds"] < SECONDS
    assert measured["megabytes"] < MEGABYTES


def test_rows_with_nothing_in_them_are_no_harm_while_they_are_few(good):
    def add(parts):
        empty = "".join(f'<row r="{number}" ht="15"><c r="A{number}" s="1"/></row>' for number in range(400, 4000))
        parts[MAIN] = parts[MAIN].replace(b"</sheetData>", empty.encode() + b"</sheetData>")

    assert read(repacked(good, add)).faults == ()


def test_formula_is_told_by_its_cell_with_the_others_faults(good):
    def add(parts):
        parts[MAIN] = parts[MAIN].replace(b'<c r="C2"', b'<c r="C2"><f>1+1</f><v>2</v></c><c r="ZZ1"', 1)

    with override("en"), pytest.raises(SpreadsheetRefused):
        read(repacked(good, add))  # the column ZZ is over the bound


def test_hint_for_reading_aloud_is_not_part_of_a_text(good):
    def add(parts):
        strings = parts["xl/sharedStrings.xml"].decode()
        parts["xl/sharedStrings.xml"] = strings.replace("</t></si>", "</t><rPh><t>かな</t></rPh></si>").encode()

    assert read(repacked(good, add)).document == library_document("impuls")


def test_text_in_pieces_is_one_text(good):
    def add(parts):
        strings = parts["xl/sharedStrings.xml"].decode()
        cut = strings.replace("<si><t>Questions", "<si><r><t>Ques</t></r><r><rPr><b/></rPr><t>tions</t></r><t>", 1)
        parts["xl/sharedStrings.xml"] = cut.encode()

    assert read(repacked(good, add)).document == library_document("impuls")


@pytest.mark.parametrize(
    "cell", ['<c r="A2" t="inlineStr"><is><t>strategy</t></is></c>', '<c r="A2" t="str"><v>strategy</v></c>']
)
def test_text_within_the_cell_is_read_too(cell, good):
    def add(parts):
        start = parts[MAIN].index(b'<c r="A2"')
        end = parts[MAIN].index(b"</c>", start) + 4
        parts[MAIN] = parts[MAIN][:start] + cell.encode() + parts[MAIN][end:]

    assert read(repacked(good, add)).document == library_document("impuls")


def test_wide_letters_and_other_forms_are_brought_into_one(good):
    decomposed = unicodedata.normalize("NFD", "Nhà máy ở đâu")

    def add(parts):
        parts[MAIN] = SHEET.format(f'<row r="1"><c r="A1" t="str"><v>{decomposed}</v></c></row>').encode()

    with override("en"):
        told = [str(fault) for fault in read(repacked(good, add)).faults]

    assert "Questions!A1: “Nhà máy ở đâu” is not a heading of this sheet, or stands there twice" in [
        unicodedata.normalize("NFC", line) for line in told
    ]
