"""One step further, for each type of answer."""

from dataclasses import replace
from fractions import Fraction

import pytest

from questionnaires.answer_types import Checklist, ChecklistLevel, FreeText, Ladder, Named, Number
from reports.trying.steps_up import one_up
from tests.scoring import answering, shapes
from tests.scoring.shapes import WORDS


def up(answer, value):
    return one_up(replace(shapes.item("Q"), answer=answer), value)


def number(points, bounds, *, is_above=False, decimals=0, high=100):
    return Number(
        unit=WORDS,
        low=Fraction(0),
        high=Fraction(high),
        decimals=decimals,
        points=tuple(map(Fraction, points)),
        bounds=tuple(map(Fraction, bounds)),
        is_above=is_above,
    )


def checklist():
    named = tuple(Named(each, WORDS) for each in "ab")
    return Checklist((ChecklistLevel(1, named), ChecklistLevel(2, named)))


@pytest.mark.parametrize(("level", "then"), [(0, [1]), (4, [5]), (5, [])])
def test_ladder_goes_up_one_level(level, then):
    assert up(Ladder((WORDS,) * 6), level) == then


def test_choice_goes_to_the_next_points_whatever_the_order():
    answer = answering.choice({"most": "4", "least": "0", "middle": "2", "same": "2"})

    assert [up(answer, each) for each in ("least", "same", "most")] == [["middle"], ["most"], []]


def test_multi_gains_its_best_missing_tick():
    answer = answering.multi({"a": "1", "b": "3", "c": "3"})

    assert up(answer, ["a"]) == [["a", "b"]]


def test_multi_gives_up_the_exclusive_tick():
    assert up(answering.multi(2, alone=["none"]), ["none"]) == [["a"]]


def test_multi_at_its_cap_has_no_step():
    assert up(answering.multi(3, cap="2"), ["a", "b"]) == []


def test_grid_moves_the_row_that_gains_most():
    answer = answering.grid(2, ["0", "1", "5"])

    assert up(answer, {"a": 0, "b": 1}) == [{"a": 0, "b": 2}]


def test_grid_leaves_open_rows_open():
    assert up(answering.grid(2, ["0", "1"]), {"b": 0}) == [{"b": 1}]


@pytest.mark.parametrize(("is_above", "then"), [(False, "25"), (True, "25.1")])
def test_number_goes_to_the_edge_of_the_next_bin(is_above, then):
    answer = number([0, 1, 2], [25, 50], is_above=is_above, decimals=1)

    assert up(answer, "3") == [then]


@pytest.mark.parametrize(("is_above", "then"), [(False, "9.99"), (True, "10")])
def test_number_of_which_less_is_better_goes_down(is_above, then):
    answer = number([3, 1, 0], [10, 50], is_above=is_above, decimals=2)

    assert up(answer, "20") == [then]


def test_number_in_its_best_bin_has_no_step():
    assert up(number([0, 1], [25]), "25") == []


def test_number_passes_over_a_bin_that_earns_no_more():
    assert up(number([0, 0, 2], [25, 50]), "3") == ["50"]


def test_checklist_gains_one_attribute_at_each_level_that_was_looked_at():
    assert up(checklist(), {"1": ["a"], "2": []}) == [{"1": ["a", "b"], "2": []}, {"1": ["a"], "2": ["a"]}]
    assert up(checklist(), {"1": ["a"]}) == [{"1": ["a", "b"]}]


def test_own_words_have_no_step():
    assert up(FreeText(50), "hai dây chuyền") == []
