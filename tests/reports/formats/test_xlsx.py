"""The workbook: numbers are numbers, texts are texts whatever they begin with, and long ones are whole."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.formats.sheet_types import Row
from reports.formats.xlsx import LONGEST, unfolded
from tests.reports.formats import reading

FORMULAS = [
    '=HYPERLINK("http://evil.example")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
]


def book(content):
    return reading.workbook(reading.made(content, "xlsx"))


def test_workbook_has_a_sheet_for_each_kind_of_content(content):
    names = book(content).sheetnames

    assert names[:2] == ["Tóm tắt", "Khía cạnh"]
    assert {"Câu trả lời", "Ưu tiên & lộ trình", "Con người", "Phương pháp & thuật ngữ"} <= set(names)


def test_sheets_of_sections_that_are_not_there_are_left_out(content):
    names = book(replace(content, learning=None, investments=(), others=())).sheetnames

    assert {"Con người", "Đầu tư", "Mô hình khác"} & set(names) == set()


def test_numbers_are_numbers(content):
    sheet = book(content)["Khía cạnh"]
    points = {row[0].value: row[2].value for row in sheet.iter_rows(min_row=3)}

    standings = [each.standing for block in content.blocks for each in (block, *block.dimensions)]
    shown = {each.node: float(each.value) for each in standings if points[each.node] != "không in"}
    assert {node: points[node] for node in shown} == pytest.approx(shown, abs=1e-6)
    assert len(shown) > 20


def test_headings_stay_in_sight_and_are_printed_on_every_page(content):
    for sheet in book(content):
        assert (sheet.freeze_panes or "A3")[-1] == "3"
        assert sheet.print_title_rows == "$2:$2"
        assert sheet.page_setup.fitToHeight == 0


def test_every_sheet_says_whose_word_it_is(content):
    for sheet in book(content):
        assert "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN" in sheet["A1"].value
        assert "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN" in sheet.oddHeader.right.text


@pytest.mark.parametrize("firm", ["3M Việt Nam", "&" * 160, "A & B", "Ư" * 160], ids=["digit", "signs", "sign", "long"])
def test_name_of_a_firm_is_no_command_in_the_head_of_a_page(content, firm):
    head = book(replace(content, firm=firm)).worksheets[0].oddHeader

    assert head.right.text.strip() == "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN"
    assert (head.left.size, head.left.text.strip()) == (8, firm[:60].replace("&", "&&"))


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_text_that_looks_like_a_formula_stays_a_text(content, text):
    answers = content.blocks[0].dimensions[0].answers
    first = replace(content.blocks[0].dimensions[0], answers=(replace(answers[0], text=text), *answers[1:]))
    block = replace(content.blocks[0], dimensions=(first, *content.blocks[0].dimensions[1:]))
    filled = replace(content, firm=text, place=text, blocks=(block, *content.blocks[1:]))
    cells = [cell for sheet in book(filled) for row in sheet.iter_rows() for cell in row]

    assert [cell.data_type for cell in cells if str(cell.value).lstrip().startswith(text.strip())]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert b"<f>" not in b"".join(reading.parts(reading.made(filled, "xlsx")).values())


@settings(max_examples=60, deadline=None, database=None)
@given(st.text(max_size=40000) | st.sampled_from(["𝄞" * 40000, "a" * 32768]))
def test_text_of_any_length_is_whole_in_cells_that_excel_takes(text):
    lines = list(unfolded(Row((1, text, Fraction(1, 2)))))

    pieces = [line.cells[1] or "" for line in lines]
    assert "".join(pieces) == unfolded_text(text)
    assert all(len(piece.encode("utf-16-le")) // 2 <= LONGEST for piece in pieces)


def unfolded_text(text):
    from reports.formats.cleaning import cleaned  # noqa: PLC0415 -- beside its only use

    return cleaned(text)


def test_text_too_long_for_a_cell_goes_on_in_the_row_below(content):
    long = "".join(f"từ{number} " for number in range(12000))
    texts = [row[1].value for row in book(replace(content, place=long))["Tóm tắt"].iter_rows()]

    place = next(number for number, text in enumerate(texts) if str(text).startswith("từ0 "))
    assert "".join(map(str, texts[place:])).startswith(long)
