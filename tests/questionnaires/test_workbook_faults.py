"""Every fault of a workbook is told in one run, by the cell that is to be corrected."""

import unicodedata

import pytest
from django.utils.translation import override

from questionnaires.workbook.reading import read
from questionnaires.workbook.writing import write
from tests.factories.questionnaires import library_document
from tests.questionnaires.workbooks import cell, changed, everything, without


@pytest.fixture(scope="module")
def english():
    return write(library_document("c4ir-smc"), "en")


@pytest.fixture(scope="module")
def every_part():
    return write(everything(), "en")


def told(content, change, **options):
    """Return what is told about a changed workbook, one line each."""
    return [str(fault) for fault in read(changed(content, change), **options).faults]


def set_to(sheet, heading, value, **where):
    def change(book):
        cell(book, sheet, heading, **where).value = value

    return change


def test_text_over_its_limit_is_named_by_its_cell(english):
    (line,) = told(english, set_to("Questions", "Question (English)", "x" * 141, Id="O4.1"))

    assert line == "Questions!D29: O4.1 has 141 characters, the limit is 140"


def test_workbook_in_vietnamese_names_its_own_sheets():
    content = write(library_document("c4ir-smc"), "vi")

    lines = told(content, set_to("Câu hỏi", "Trọng số", "nặng", Mã="S1.1"))

    assert any(line.startswith("Câu hỏi!M2: S1.1 must be a number above 0") for line in lines)


CASES = {
    "formula": (
        ("Questions", "Question (Vietnamese)", "=1+1", {"Id": "S1.1"}),
        "Questions!C2: S1.1 holds a formula; put its value in its place",
    ),
    "unknown dimension": (
        ("Questions", "Dimension", "S9", {"Id": "S1.1"}),
        "Questions!A2: S1.1 names S9, which does not exist",
    ),
    "no dimension": (("Questions", "Dimension", None, {"Id": "S1.1"}), "Questions!A2: S1.1 is empty"),
    "neither yes nor no": (
        ("Questions", "In the quick check", "maybe", {"Id": "S1.2"}),
        "Questions!L3: S1.2 must say yes or no, not “maybe”",
    ),
    "id typed as a number": (
        ("Questions", "Id", 2.1, {"Id": "S1.3"}),
        "Questions!B4: holds a number where an id belongs; set the cell to Text and type it again",
    ),
    "level out of turn": (("Ladders", "Level", 7, {"Question": "S1.1", "Level": 2}), "Ladders!B4: must be 2 here"),
    "level of nothing": (
        ("Ladders", "Question", "S9.9", {"Question": "G3.3", "Level": 5}),
        "Ladders!A361: names S9.9, which does not exist",
    ),
    "word of a closed list": (
        ("Steps", "Effort", "hard", {"Question": "S1.1", "Step": "lead"}),
        'Steps!E4: S1.1 must be one of free, low, project, not "hard"',
    ),
    "threshold that does not rise": (
        ("Levels", "From (included)", 0.8, {"Id": "common_standard"}),
        "Levels!I4: common_standard must rise: it is not above 0.8, where the level before begins",
    ),
    "unknown block": (
        ("Blocks and dimensions", "Part of", "Z", {"Id": "S1"}),
        "Blocks and dimensions!A3: S1 no row above has the id Z",
    ),
    "name within a list": (
        ("Troubles", "Dimensions", "O1, O9", {"Id": "late_delivery"}),
        "Troubles!D2: late_delivery names the unknown dimension O9",
    ),
    "entry of the head": (
        ("General", "Value or Vietnamese", "1.0", {"Entry": "version"}),
        'General!C3: c4ir-smc must be a version such as 1.0.0, not "1.0"',
    ),
}


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.mark.parametrize("what", CASES)
def test_cell_is_named(english, what):
    (sheet, heading, value, where), line = CASES[what]

    assert line in told(english, set_to(sheet, heading, value, **where))


def test_question_of_no_dimension_is_told_once(english):
    assert len(told(english, set_to("Questions", "Dimension", "S9", Id="S1.1"))) == 1


def test_all_faults_come_at_once_in_the_order_of_the_sheets(english):
    def change(book):
        set_to("Glossary", "Meaning (English)", "x" * 400, Id=book["Glossary"]["A2"].value)(book)
        set_to("Questions", "Question (English)", "x" * 141, Id="O4.1")(book)
        set_to("Questions", "Question (English)", "y" * 150, Id="S1.1")(book)
        set_to("General", "English", "Tiếng Việt", Entry="title")(book)

    assert [line.split(":")[0] for line in told(english, change)] == [
        "General!D4",
        "Questions!D2",
        "Questions!D29",
        "Glossary!E2",
    ]


def test_condition_that_cannot_be_read_is_named_with_an_example(every_part):
    lines = told(every_part, set_to("Questions", "Asked only when", "plan more than 1", Id="several"))

    assert lines == ["Questions!Q5: several cannot be read at “plan more than 1”; write it as O1.2 >=2; q1 = a, b"]


def test_missing_part_is_named_where_it_belongs(english):
    lines = told(english, lambda book: without(book, "Ladders", 1, "S1.1"))

    assert "Questions!B2: S1.1 levels is missing" in lines


def test_sheet_or_heading_that_was_renamed_is_told(english):
    def change(book):
        book["Steps"].title = "Next steps"
        book["Questions"]["E1"].value = "Reason"

    lines = told(english, change)

    assert "The sheet “Bước cải thiện / Steps” is missing." in lines
    assert "Questions!E1: “Reason” is not a heading of this sheet, or stands there twice" in lines
    assert "Questions: the column “Vì sao hỏi (tiếng Việt) / Why it is asked (Vietnamese)” is missing" in lines
    assert any(line.startswith("Next steps: nobody reads a sheet of this name") for line in lines)


def test_sheet_of_notes_and_empty_rows_are_passed_over(english):
    def change(book):
        book.create_sheet("Notes of Lan")["A1"] = "=1+1"
        book["Questions"].insert_rows(4, amount=3)

    assert told(english, change) == []


def test_columns_may_stand_in_another_order(every_part):
    def change(book):
        page = book["Glossary"]
        for row in page.iter_rows():
            row[1].value, row[4].value = row[4].value, row[1].value

    loaded = read(changed(every_part, change))

    assert (loaded.faults, loaded.document["glossary"]) == ((), everything()["glossary"])


def test_vietnamese_and_english_headings_are_both_known(every_part):
    def change(book):
        book["Questions"].title = "CÂU HỎI"
        book["CÂU HỎI"]["B1"].value = " mã "

    assert told(every_part, change) == []


def test_decomposed_text_and_blanks_around_it_are_mended(english):
    text = unicodedata.normalize("NFD", "  Nhà máy đặt mục tiêu như thế nào? ")

    loaded = read(changed(english, set_to("Questions", "Question (Vietnamese)", text, Id="S1.1")))

    item = loaded.document["blocks"][0]["children"][0]["items"][0]
    assert (loaded.faults, item["ask"]["vi"]) == ((), "Nhà máy đặt mục tiêu như thế nào?")


def test_decimal_comma_is_understood(english):
    loaded = read(changed(english, set_to("Levels", "From (included)", "0,9", Id="first_steps")))

    assert (loaded.faults, loaded.document["levels"][1]["from"]) == ((), "0.9")


def test_date_is_refused_by_its_cell(english):
    def change(book):
        place = cell(book, "Levels", "From (included)", Id="first_steps")
        place.value, place.number_format = 45000, "dd/mm/yyyy"

    assert "Levels!I3: first_steps holds a date; set the cell to Text and type it again" in told(english, change)


def test_text_in_one_language_alone_is_no_fault(english):
    loaded = read(changed(english, set_to("Questions", "Question (English)", None, Id="S1.1")))

    assert (loaded.faults, loaded.document["blocks"][0]["children"][0]["items"][0]["ask"].keys()) == ((), {"vi"})


def test_text_in_no_language_is_a_fault(english):
    def change(book):
        set_to("Questions", "Question (English)", None, Id="S1.1")(book)
        set_to("Questions", "Question (Vietnamese)", None, Id="S1.1")(book)

    assert told(english, change) == ["Questions!C2: S1.1 is missing"]


def test_number_of_the_version_can_be_given(english):
    loaded = read(english, version="0.10.0")

    assert (loaded.faults, loaded.document["version"]) == ((), "0.10.0")


def test_id_used_twice_is_told_at_the_second(english):
    (line,) = (line for line in told(english, set_to("Glossary", "Id", "erp", Id="mes")) if "twice" in line)

    assert line.startswith("Glossary!A")


def test_other_part_without_a_place_is_told():
    document = everything()
    document["later"] = "x"
    content = write(document, "en")

    lines = told(content, set_to("Other parts", "Place", "blocks/nowhere/later", Place="later"))

    assert "Other parts!A2: names blocks/nowhere/later, which does not exist" in lines


@pytest.mark.parametrize("value", ["[" * 3000 + "]" * 3000, '{"a":' * 3000 + "1" + "}" * 3000])
def test_json_that_lies_too_deep_is_told_by_its_cell(value):
    document = everything()
    document["later"] = "x"

    lines = told(write(document, "en"), set_to("Other parts", "Value (JSON)", value, Place="later"))

    assert "Other parts!B2: lies too deep: no part of a framework has that many parts inside each other" in lines


@pytest.mark.parametrize("value", ["{", r'"\ud800"', r'{"\udfff": 1}'])
def test_broken_json_is_told_by_its_cell(value):
    document = everything()
    document["later"] = "x"

    lines = told(write(document, "en"), set_to("Other parts", "Value (JSON)", value, Place="later"))

    assert "Other parts!B2: is not JSON" in lines
