"""The industries of Decision 1567/QD-BKHCN: told only where a division leaves no doubt."""

import pytest

from accounts.profile import vsic
from accounts.profile.industry import industry

CERTAIN = {"11": "food_and_drink", "14": "garment", "21": "pharma", "24": "steel", "29": "automotive"}


@pytest.mark.parametrize(("division", "expected"), CERTAIN.items())
def test_industry_of_a_division_that_is_certain(division, expected):
    assert industry(division) == expected


@pytest.mark.parametrize(
    "division",
    [
        pytest.param("10", id="food or seafood"),
        pytest.param("17", id="paper or packaging"),
        pytest.param("22", id="plastics or rubber"),
        pytest.param("30", id="motorcycles or ships"),
        pytest.param("32", id="medical devices or toys"),
    ],
)
def test_industry_of_a_division_that_several_share(division):
    assert industry(division) is None


def test_industry_of_all_other_divisions_is_not_told():
    told = {division for division, _ in vsic.CHOICES if industry(division)}

    assert told == set(CERTAIN)


@pytest.mark.parametrize("text", ["", "2", "241", " 24", "C24"])
def test_industry_of_what_is_no_division(text):
    assert industry(text) is None
