"""Which step is proposed, by which item; and the shipped questionnaire as a whole."""

from dataclasses import replace

import pytest

from assessments.scoring.priorities import step_name, weakest_item
from tests.factories.questionnaires import shipped_framework
from tests.scoring.ranked import F, blocks, first, pair
from tests.scoring.shapes import dimension, rows, shipped


@pytest.mark.parametrize(
    ("level", "name"), [(0, "start"), (1, "start"), (2, "build"), (3, "build"), (4, "lead"), (5, None)]
)
def test_step_follows_the_level_of_the_item(level, name):
    assert step_name(level) == name


def test_step_is_that_of_the_lowest_item():
    chosen = first(pair(), rows(A1="421", A2="555"))[0]

    assert (chosen.item, chosen.step) == ("A1.3", "start")


def test_first_of_two_lowest_items_is_taken_and_open_ones_are_not():
    answers = rows(A1="?422")

    item, level = weakest_item(dimension("A1", 4), answers)

    assert (item.id, level) == ("A1.3", 2)


def test_item_that_does_not_count_is_not_the_weakest():
    first_item, *rest = dimension("A1").items
    made = replace(dimension("A1"), items=(replace(first_item, is_scored=False), *rest))

    found = weakest_item(made, rows(A1="032"))

    assert found is not None
    assert (found[0].id, found[1]) == ("A1.3", 2)


def test_dimension_without_an_answer_has_no_weakest_item():
    assert weakest_item(dimension("A1"), rows(A1="?-n")) is None


def test_quick_check_is_ranked_by_its_key_items():
    made = blocks("A", "B")

    chosen = first(made, rows(A1="1", B1="0"), scope="quick")

    assert [(each.dimension, each.item, each.step, each.score) for each in chosen] == [
        ("A1", "A1.1", "start", 40),
        ("B1", "B1.1", "start", 30),
    ]


def test_plant_at_level_zero_begins_with_what_everything_else_needs():
    """S and P 20/3 each; T 5: T1 waits for O2; T3 and T4 wait for P1; O 25/6; G 10/3."""
    chosen = first(shipped_framework(), shipped("0"))

    assert [(each.dimension, each.step, each.score, each.instead_of) for each in chosen] == [
        ("S1", "start", F(20, 3), None),
        ("P1", "start", F(20, 3), None),
        ("O2", "start", 5, "T1"),
    ]


def test_analysis_waits_for_common_data_and_that_for_people_who_report():
    # T4: 5 x 1, waits for T3 (5/3 < 1.8), and that for P1 (1/3 < 0.8), by itself 20/3 x 2/3
    chosen = first(shipped_framework(), shipped("3", S="5", P="5", P1="100", T3="122", T4="0"))

    assert ("P1", "T4", "T3") in {(each.dimension, each.instead_of, each.required_by) for each in chosen}
