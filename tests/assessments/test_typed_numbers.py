"""Numbers as people type them. No database."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments import typed_numbers
from questionnaires.answer_types import Number
from questionnaires.words import Text


def number(low="0", high="1000000", decimals=2):
    unit = Text(vi="kWh/tấn", en="kWh/t")
    return Number(unit, Fraction(low), Fraction(high), decimals, (Fraction(0), Fraction(1)), (Fraction(1),))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("12,50", "12.5"),
        ("1.500", "1500"),
        ("1,500", "1500"),
        ("1 500", "1500"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        (" 007 ", "7"),
        ("12,5 kWh/tấn", "12.5"),
        ("12.5 kWh/t", "12.5"),
        ("12,", "12"),
        ("0", "0"),
    ],
)
def test_ux_03_number_is_read_in_either_way_of_writing(typed, value):
    assert typed_numbers.read(typed, number(high="2000000")) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "-",
        "-1",
        "−1",
        "mười",
        "1.2.3",
        "12.34.567",
        "0.123.456",
        "1,2,3",
        "1e5",
        "NaN",
        "٣",
        "1" * 70,
        "1.234,567",
    ],
)
def test_what_is_no_number_or_out_of_bounds_is_none(typed):
    assert typed_numbers.read(typed, number()) is None


def test_number_with_too_many_decimals_is_none():
    assert typed_numbers.read("12,55", number(decimals=1)) is None
    assert typed_numbers.read("12,5", number(decimals=0)) is None


def test_number_with_two_meanings_is_not_guessed():
    with pytest.raises(typed_numbers.AmbiguousNumberError) as ambiguous:
        typed_numbers.read("1.500", number(decimals=3))

    assert ambiguous.value.readings == [Decimal("1.5"), Decimal(1500)]


def test_bounds_tell_which_meaning_is_meant():
    assert typed_numbers.read("1.500", number(high="100", decimals=3)) == Decimal("1.5")
    assert typed_numbers.read("1.500", number(low="100", decimals=3)) == Decimal(1500)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789., -−%k\u00a0", max_size=12))
def test_whatever_is_typed_is_a_number_within_bounds_or_none(typed):
    try:
        read = typed_numbers.read(typed, number(high="9999"))
    except typed_numbers.AmbiguousNumberError:
        return
    assert read is None or 0 <= read <= 9999


@settings(max_examples=200, deadline=None)
@given(st.decimals(min_value=0, max_value=99999, places=2))
def test_number_written_in_vietnamese_is_read_back(value):
    whole, _, rest = f"{value:,.2f}".partition(".")
    written = f"{whole.replace(',', '.')},{rest}"

    assert typed_numbers.read(written, number()) == value
