"""A document that was written as a workbook and read again is the same document, whoever saved the file in between."""

import random
import unicodedata
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.canonical import content_hash, differences
from questionnaires.validation import validate
from questionnaires.workbook import sheets
from questionnaires.workbook.cells import number
from questionnaires.workbook.reading import read
from questionnaires.workbook.writing import write
from tests.factories.library import LIBRARY
from tests.factories.questionnaires import library_document
from tests.questionnaires.editing import EVERYTHING
from tests.questionnaires.workbooks import changed, everything
from tests.scoring.any_documents import Author

RISKY = (
    "=1+1",
    "+84 90 123",
    "-5 °C",
    "@nhà",
    "'trích'",
    "_x0041_",
    "x005F_ x",
    "<b>&amp;</b>",
    "100 %",
    "😀",
    "#N/A",
    "1-2",
    "007",
)


def same(document, language):
    """Whether a document comes back, with as little or as much told about it as before."""
    loaded = read(write(document, language))
    assert list(differences(document, loaded.document)) == []
    assert bool(loaded.faults) == bool(validate(document)), list(map(str, loaded.faults))
    return content_hash(loaded.document) == content_hash(document)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", [*LIBRARY, EVERYTHING.name])
def test_framework_comes_back_the_same(name, language):
    assert same(everything() if name == EVERYTHING.name else library_document(name), language)


@pytest.mark.soak(25, 5_000)
def test_any_document_comes_back_the_same(campaign):
    @settings(max_examples=campaign.n, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32), st.sampled_from(["vi", "en"]))
    def check(seed, language):
        document = Author(random.Random(seed)).document()  # noqa: S311 -- repeatable on purpose
        assert same(document, language)

    check()


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(
            rules={}, na={}, sensitive=[], glossary=[], crosswalks={}, drafts={}, answers={}
        ),
        lambda document: document["blocks"][0].update(weight="2.50"),
        lambda document: document["blocks"][0]["children"][0]["items"][0].update(maps={}, applies_when={}, key=False),
        lambda document: document["drafts"]["other-model"][0].pop("draft"),
        lambda document: document["levels"][1].update({"from": "0.80"}),
    ],
)
def test_what_is_there_and_empty_comes_back(change):
    document = everything()
    change(document)

    assert same(document, "vi")


def test_part_that_no_sheet_knows_comes_back_in_its_place():
    document = everything()
    document["blocks"][0]["children"][0]["items"][1]["later"] = {"vi": "Mới", "deep": [{"id": "a"}, "2.10", True, None]}

    loaded = read(write(document, "vi"))

    assert content_hash(loaded.document) == content_hash(document)
    assert [str(fault) for fault in loaded.faults] == ["Câu hỏi!B3: grown later is not known here"]


def test_framework_saved_by_another_program_is_the_same():
    document = library_document("c4ir-smc")

    loaded = read(changed(write(document, "vi")))

    assert (loaded.faults, content_hash(loaded.document)) == ((), content_hash(document))


def test_text_is_never_a_formula_whatever_it_begins_with():
    document = everything()
    item = document["blocks"][0]["children"][0]["items"][0]
    document["glossary"] = [
        {"id": f"t{order}", "term": {"vi": text, "en": text}, "meaning": item["ask"]}
        for order, text in enumerate(RISKY)
    ]

    content = write(document, "vi")

    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert {cell.data_type for cell in cells if cell.value in RISKY} == {"s"}
    assert read(content).document["glossary"] == document["glossary"]


CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])


@given(st.lists(st.text(CHARACTERS, min_size=1, max_size=40), min_size=10, max_size=30))
@settings(max_examples=15, deadline=None, database=None)
def test_any_text_survives(texts):
    """Blanks around it and unusual ways to write an accent are mended; every other character stays."""
    names = [f"x{unicodedata.normalize('NFC', text)}x" for text in texts]
    glossary = [
        {"id": str(order), "term": {"vi": name, "en": name}, "meaning": {"vi": "ở", "en": "at"}}
        for order, name in enumerate(names)
    ]

    assert read(write({**everything(), "glossary": glossary}, "en")).document["glossary"] == glossary


def test_numbers_are_numbers_where_their_digits_survive():
    book = openpyxl.load_workbook(BytesIO(write(library_document("c4ir-smc"), "en")))
    levels = {cell.value: cell.column for cell in book["Levels"][1]}

    assert [book["Levels"].cell(row, levels["From (included)"]).value for row in (2, 3, 4)] == [0, 0.8, 1.8]
    assert book["General"]["C3"].value == "0.9.1"


@pytest.mark.parametrize(
    ("stored", "wanted"), [("0.80000000000000004", "0.8"), ("13", "13"), ("1E-06", "0.000001"), ("13.0", "13")]
)
def test_number_of_a_cell_is_read_without_the_noise_of_binary(stored, wanted):
    assert number(stored) == wanted


@pytest.mark.parametrize("language", ["vi", "en"])
def test_names_of_sheets_are_allowed_and_unlike(language):
    titles = [sheet.title[language] for sheet in sheets.SHEETS]

    assert len({title.casefold() for title in titles}) == len(titles)
    assert [title for title in titles if len(title) > 31 or set(title) & set("[]:*?/\\")] == []


@pytest.mark.parametrize("sheet", sheets.SHEETS, ids=lambda sheet: sheet.key)
def test_headings_of_a_sheet_are_unlike_in_both_languages_together(sheet):
    titles = [title for column in sheet.columns for title in {column.title.vi, column.title.en}]

    assert len(set(titles)) == len(titles)


def test_sheets_have_frozen_headings_wide_columns_and_drop_downs():
    book = openpyxl.load_workbook(BytesIO(write(library_document("cmmm"), "vi")))
    questions, parts = book["Câu hỏi"], book["Khối và khía cạnh"]

    assert book.sheetnames[0] == "Hướng dẫn"
    assert questions.freeze_panes == "D2"
    assert questions.column_dimensions["C"].width > 40
    offered = [rule.formula1 for rule in parts.data_validations.dataValidation]
    assert any("weighted_mean" in words for words in offered)
    assert '"có,không"' in offered
    assert any("Khối và khía cạnh" in rule.formula1 for rule in questions.data_validations.dataValidation)


def test_cells_for_new_ids_and_texts_are_text_beforehand():
    book = openpyxl.load_workbook(BytesIO(write(everything(), "vi")))

    assert book["Câu hỏi"].column_dimensions["B"].number_format == "@" or book["Câu hỏi"]["B2"].number_format == "@"
