"""Size classes at every limit of Decree 80/2021 (industry column), and tax codes."""

import pytest

from accounts.profile import tax_code
from accounts.profile.size_class import SizeClass, fits, size_class


@pytest.mark.parametrize(
    ("headcount", "revenue", "capital", "expected"),
    [
        (10, "0-3", "", SizeClass.MICRO),
        (10, "over-200", "0-3", SizeClass.MICRO),
        (11, "0-3", "", SizeClass.SMALL),
        (10, "3-20", "3-20", SizeClass.SMALL),
        (100, "20-50", "", SizeClass.SMALL),
        (100, "over-200", "3-20", SizeClass.SMALL),
        (101, "0-3", "", SizeClass.MEDIUM),
        (100, "50-100", "20-50", SizeClass.MEDIUM),
        (200, "100-200", "", SizeClass.MEDIUM),
        (200, "over-200", "50-100", SizeClass.MEDIUM),
        (201, "0-3", "0-3", SizeClass.LARGE),
        (200, "over-200", "100-200", SizeClass.LARGE),
        (5, "over-200", "over-200", SizeClass.LARGE),
        (5, "", "", None),
        (5, "not-said", "not-said", None),
        (5, "over-200", "not-said", None),
        (5, "not-said", "over-200", None),
    ],
)
def test_size_class_at_the_limits(headcount, revenue, capital, expected):
    found = size_class(headcount=headcount, headcount_band="", revenue_band=revenue, capital_band=capital)

    assert found == expected


def test_size_class_takes_a_band_at_its_upper_limit():
    assert size_class(headcount_band="1-10", revenue_band="0-3", capital_band="") == SizeClass.MICRO
    assert size_class(headcount_band="11-50", revenue_band="0-3", capital_band="") == SizeClass.SMALL
    assert size_class(headcount_band="over-200", revenue_band="", capital_band="") == SizeClass.LARGE


@pytest.mark.parametrize(
    ("headcount", "band", "is_in"),
    [
        (1, "1-10", True),
        (10, "1-10", True),
        (11, "1-10", False),
        (11, "11-50", True),
        (200, "101-200", True),
        (200, "over-200", False),
        (201, "over-200", True),
    ],
)
def test_exact_headcount_fits_its_band(headcount, band, is_in):
    assert fits(headcount, band) is is_in


@pytest.mark.parametrize(
    ("typed", "code"),
    [("0100233488", "0100233488"), ("0100 233 488", "0100233488"), ("0314409058-002", "0314409058-002")],
)
def test_tax_code_is_read_as_papers_write_it(typed, code):
    assert tax_code.read(typed) == code


@pytest.mark.parametrize("typed", ["0100233480", "0100109107", "12345", "abc", "0100233488-000"])
def test_tax_code_with_a_typing_error_is_refused(typed):
    with pytest.raises(ValueError, match=typed):
        tax_code.read(typed)


def test_tax_code_of_twelve_digits_is_a_citizen_id():
    with pytest.raises(tax_code.CitizenIdError):
        tax_code.read("079 085 001 234")
