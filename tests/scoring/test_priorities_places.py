"""Which dimensions get the few places: one a block, the named blocks, an easy step among them."""

from questionnaires.rules import PriorityRule
from tests.scoring.ranked import blocks, names, pair
from tests.scoring.shapes import PROJECTS, block, dimension, framework, rows


def test_best_of_each_block_and_one_a_block_at_most():
    # 40 x 1, 30 x 1, 20 x 1, 10 x 1
    assert names(blocks("A", "B", "C", "D"), rows(A1="111", B1="111", C1="111", D1="111")) == ["A1", "B1", "C1"]
    assert names(pair(), rows(A1="000", A2="000")) == ["A1"]


def test_ties_go_by_the_frameworks_order():
    made = framework([block(id_, [dimension(f"{id_}1")]) for id_ in "DCBA"])

    assert names(made, rows(A1="111", B1="111", C1="111", D1="111")) == ["D1", "C1", "B1"]


def test_last_place_goes_to_the_named_block_if_it_would_have_none():
    made = blocks("A", "B", "C", "D", priorities=PriorityRule(3, ("D",)))

    assert names(made, rows(A1="111", B1="111", C1="111", D1="111")) == ["A1", "B1", "D1"]


def test_named_block_with_nothing_to_do_is_not_waited_for():
    made = blocks("A", "B", "C", "D", priorities=PriorityRule(3, ("D",)))

    assert names(made, rows(A1="111", B1="111", C1="111", D1="555")) == ["A1", "B1", "C1"]


def test_easy_step_comes_first():
    """A1 and C1 are at level 4: their next step is a project. B1's costs little."""
    assert names(blocks("A", "B", "C"), rows(A1="444", B1="222", C1="444")) == ["B1", "A1", "C1"]


def test_easy_step_is_sought_further_down_if_the_best_three_have_none():
    assert names(blocks("A", "B", "C", "D"), rows(A1="444", B1="444", C1="444", D1="111")) == ["D1", "A1", "B1"]


def test_easy_and_named_are_sought_together():
    """Only D is easy and only C is named: A keeps its place, B gives way."""
    made = blocks("A", "B", "C", "D", priorities=PriorityRule(3, ("C",)))

    assert names(made, rows(A1="444", B1="444", C1="444", D1="111")) == ["D1", "A1", "C1"]


def test_last_place_goes_to_the_one_that_is_both_named_and_easy():
    """C is named too and comes before D, but only with D is anything easy."""
    made = blocks("A", "B", "C", "D", priorities=PriorityRule(3, ("C", "D")))

    assert names(made, rows(A1="444", B1="444", C1="444", D1="111")) == ["D1", "A1", "B1"]


def test_last_place_is_not_promised_to_two_that_each_fulfil_one_wish():
    """A and B come first, D is easy and C is named: with both, only one of A and B has room."""
    made = blocks("A", "B", "D", "C", priorities=PriorityRule(3, ("C",)))

    assert names(made, rows(A1="444", B1="444", D1="111", C1="444")) == ["D1", "A1", "C1"]


def test_place_in_the_block_of_the_only_easy_step_is_left_to_it():
    children = [dimension("A1", efforts=PROJECTS), dimension("A2")]
    made = framework(
        [
            block("A", children, weight=60),
            block("B", [dimension("B1", efforts=PROJECTS)], weight=20),
            block("C", [dimension("C1", efforts=PROJECTS)], weight=10),
        ],
        priorities=PriorityRule(3, ("C",)),
    )

    # A1: 30 x 1; B1: 20 x 1; A2: 30 x 1/3; C1: 10 x 1/3, named
    assert names(made, rows(A1="111", A2="122", B1="111", C1="122")) == ["A2", "B1", "C1"]


def test_easy_step_of_another_dimension_in_the_same_block_is_found():
    children = [dimension("A1", efforts=PROJECTS), dimension("A2")]
    made = framework([block("A", children, weight=20), block("B", [dimension("B1", efforts=PROJECTS)], weight=20)])

    # B1: 20 x 1; A1: 10 x 1; A2: 10 x 1/3
    assert names(made, rows(A1="111", A2="122", B1="111")) == ["A2", "B1"]


def test_without_any_easy_step_the_order_is_that_of_the_scores():
    assert names(blocks("A", "B"), rows(A1="444", B1="444")) == ["A1", "B1"]


def test_named_block_goes_before_an_easy_step_where_one_place_cannot_hold_both():
    made = blocks("A", "B", priorities=PriorityRule(1, ("A",)))

    assert names(made, rows(A1="444", B1="111")) == ["A1"]


def test_how_many_is_data():
    answers = rows(A1="111", B1="111", C1="111", D1="111")

    assert names(blocks("A", "B", "C", "D", priorities=PriorityRule(most=4)), answers) == ["A1", "B1", "C1", "D1"]
