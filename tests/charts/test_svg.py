from fractions import Fraction

import pytest

from charts.svg import number, text, wrap


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1"), (1.5, "1.5"), (Fraction(1, 3), "0.33"), (2.0, "2"), (0, "0"), (100, "100")]
)
def test_number_is_short(value, written):
    assert number(value) == written


def test_text_escapes_its_content():
    assert "<script>" not in text("<script>alert(1)</script>", x=0, y=0, size=10)


def test_wrap_breaks_at_spaces():
    assert wrap("Khách hàng, bán hàng số và dịch vụ", width=120, size=13, lines=3) == [
        "Khách hàng, bán",
        "hàng số và dịch",
        "vụ",
    ]


def test_wrap_cuts_what_does_not_fit():
    assert wrap("một hai ba bốn năm sáu", width=50, size=13, lines=1) == ["một ha…"]


def test_wrap_cuts_a_word_without_spaces():
    assert all(len(line) <= 7 for line in wrap("X" * 400, width=50, size=13, lines=2))


def test_wrap_keeps_a_long_word_whole_if_asked():
    assert wrap("Experience-based", width=40, size=11, lines=2, cut=False) == ["Experience-", "based"]


def test_wrap_of_nothing_is_one_empty_line():
    assert wrap("", width=50, size=13, lines=2) == [""]
