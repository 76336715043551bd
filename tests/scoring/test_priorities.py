"""What to do first, by score: weight = block weight / dimensions in the block; gap = next level - value."""

from dataclasses import replace

import pytest

from questionnaires.document import Aggregate, Bounds, Rescale
from questionnaires.rules import PriorityRule
from tests.factories.questionnaires import shipped_framework
from tests.scoring.ranked import F, first, names, pair
from tests.scoring.shapes import asked, block, dimension, framework, node, rows, shipped


def test_score_is_weight_times_the_distance_to_the_next_level():
    # A1: 20/2 x (2 - 4/3) = 10 x 2/3; A2 is nearer: 20/2 x (2 - 5/3)
    chosen = first(pair(), rows(A1="112", A2="122"))[0]

    assert (chosen.dimension, chosen.weight, chosen.gap, chosen.score) == ("A1", 10, F(2, 3), F(20, 3))


@pytest.mark.parametrize(
    ("row", "gap"), [("00000", "1"), ("11110", "1.2"), ("11100", "0.4"), ("11111", "1"), ("55544", "0.4")]
)
def test_distance_is_to_the_number_of_the_next_level(row, gap):
    # 0.8 is level 1: 2 - 0.8; 0.6 is level 0: 1 - 0.6; 4.6 is level 4: 5 - 4.6
    made = framework([block("A", [dimension("A1", 5)])])

    assert [priority.gap for priority in first(made, rows(A1=row))] == [F(gap)]


def test_dimension_that_eases_a_trouble_counts_half_as_much_again():
    # A1: 10 x 2/3 = 20/3; A2: 10 x 1/2 x 3/2 = 15/2
    made = pair(troubles={"late": ["A2"]})

    chosen = first(made, rows(A1="112", A2="1-2"), "late")[0]

    assert (chosen.dimension, chosen.trouble, chosen.score) == ("A2", "late", F(15, 2))


def test_two_troubles_eased_count_once_and_the_first_is_named():
    made = pair(troubles={"late": ["A1"], "stock": ["A1", "A2"]})

    chosen = first(made, rows(A1="000", A2="555"), "stock", "late")[0]

    assert (chosen.trouble, chosen.score) == ("stock", 15)


def test_trouble_that_was_not_named_changes_nothing():
    chosen = first(pair(troubles={"late": ["A1"]}), rows(A1="000", A2="555"))[0]

    assert (chosen.trouble, chosen.score) == (None, 10)


def test_top_level_leaves_nothing_to_do():
    assert first(shipped_framework(), shipped("5")) == ()


def test_dimensions_at_the_top_do_not_compete():
    assert names(pair(), rows(A1="555", A2="444")) == ["A2"]


def test_dimension_that_is_not_rated_does_not_compete():
    assert names(pair(), rows(A1="0--", A2="444")) == ["A2"]


def test_dimension_of_which_every_item_is_at_the_top_has_no_next_step():
    # 5 of 5 everywhere, rescaled to 4: below the top level, but there is no step above
    stretch = Rescale((F(0), F(5)), (F(0), F(4)))
    at_the_top = replace(dimension("A1"), aggregate=Aggregate("mean", rescale=stretch))

    assert names(framework([block("A", [at_the_top, dimension("A2")])]), rows(A1="555", A2="333")) == ["A2"]


def test_distance_is_to_the_next_level_by_the_nodes_own_bounds():
    # 0.8 is level 0 where level 1 begins at 1: 1 - 0.8; by the bounds of the whole it would be level 1
    of_its_own = replace(dimension("A1", 5), bounds=Bounds(tuple(map(F, ("1", "2", "3", "4", "5")))))

    assert [each.gap for each in first(framework([block("A", [of_its_own])]), rows(A1="11101"))] == [F(1, 5)]


def test_dimension_without_levels_does_not_compete():
    without = replace(dimension("A1"), bounds=Bounds())

    assert names(framework([block("A", [without, dimension("A2")])]), rows(A1="000", A2="333")) == ["A2"]


def test_framework_of_many_blocks_gives_the_best_of_each():
    # 8 blocks of 12 dimensions each: to try every group of eight would take years
    made = framework(
        [
            block(letter, [dimension(f"{letter}{number}", 1) for number in range(1, 13)], weight=weight)
            for weight, letter in enumerate("HGFEDCBA", start=1)
        ],
        priorities=PriorityRule(most=8),
    )
    lowest = {f"{letter}{number}": "1" for letter in "ABCDEFGH" for number in range(1, 13)}

    assert names(made, rows(**lowest)) == ["A1", "B1", "C1", "D1", "E1", "F1", "G1", "H1"]


def test_framework_that_only_measures_has_nothing_to_do_first():
    assert names(framework([node("N", [asked("N.1"), asked("N.2")])]), rows(N="11")) == []


def test_nothing_answered_gives_no_priority():
    assert first(shipped_framework(), {}) == ()
