from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring.rounding import half_up


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("2.25", 1, "2.3"),  # float and half-to-even give 2.2
        ("2.249999", 1, "2.2"),
        ("1/2", 0, "1"),
        ("5/2", 0, "3"),
        ("2.675", 2, "2.68"),  # the float 2.675 is a little less, and gives 2.67
        ("1/3", 6, "0.333333"),
        ("2/3", 6, "0.666667"),
        ("4.9999999", 6, "5.000000"),
        ("0", 1, "0.0"),
    ],
)
def test_halves_go_up(value, digits, rounded):
    assert half_up(Fraction(value), digits) == Decimal(rounded)


def test_rounded_number_keeps_its_last_zeros():
    assert str(half_up(Fraction(2), 2)) == "2.00"


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 10**9), st.integers(0, 6))
def test_rounding_agrees_with_decimal_wherever_decimal_is_exact(millionths, digits):
    exact = Decimal(millionths).scaleb(-6)

    assert half_up(Fraction(exact), digits) == exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
