from fractions import Fraction

import pytest

from assessments.scoring.levels import level_for, next_level, reached
from tests.scoring.shapes import framework

LEVELS = framework([]).levels
A_HAIR = Fraction(1, 10**12)


@pytest.mark.parametrize(("level", "bound"), [(1, "0.8"), (2, "1.8"), (3, "2.8"), (4, "3.8"), (5, "4.8")])
def test_bound_belongs_to_the_level_above_it(level, bound):
    assert level_for(LEVELS, Fraction(bound)) == level


@pytest.mark.parametrize(("level", "bound"), [(0, "0.8"), (1, "1.8"), (2, "2.8"), (3, "3.8"), (4, "4.8")])
def test_anything_below_a_bound_belongs_to_the_level_below(level, bound):
    assert level_for(LEVELS, Fraction(bound) - A_HAIR) == level


@pytest.mark.parametrize(("value", "level"), [("0", 0), ("5", 5)])
def test_ends_of_the_scale_have_the_lowest_and_the_highest_level(value, level):
    assert level_for(LEVELS, Fraction(value)) == level


@pytest.mark.parametrize(("value", "begins"), [("0", "0"), ("0.8", "0.8"), ("2.79", "1.8"), ("5", "4.8")])
def test_level_is_told_with_where_it_begins(value, begins):
    assert reached(LEVELS, Fraction(value), []).lower == Fraction(begins)


@pytest.mark.parametrize(("value", "level"), [("0", 1), ("0.79", 1), ("0.8", 2), ("3", 4), ("4.79", 5)])
def test_next_level_is_the_one_above_the_level_reached(value, level):
    assert next_level(LEVELS, Fraction(value)) == level


@pytest.mark.parametrize("value", ["4.8", "5"])
def test_top_level_has_no_next_one(value):
    assert next_level(LEVELS, Fraction(value)) is None
