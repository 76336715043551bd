"""What to do first. Weight = block weight / dimensions in the block; gap = next level - value."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.scoring.engine import score
from assessments.scoring.priorities import day_one, step_name, weakest_item
from questionnaires.document import Aggregate, Bounds, Rescale
from questionnaires.rules import PriorityRule
from tests.factories.questionnaires import shipped_framework
from tests.scoring.shapes import PROJECTS, asked, block, dimension, framework, node, rows, shipped

F = Fraction


def first(made, answers, *troubles, scope="full"):
    return day_one(made, score(made, answers, scope=scope), answers, troubles)


def names(*given, **options):
    return [priority.dimension for priority in first(*given, **options)]


def blocks(*ids, **options):
    """One dimension a block; the blocks weigh 40, 30, 20, 10."""
    weights = (40, 30, 20, 10)
    made = [block(id_, [dimension(f"{id_}1")], weight=weight) for id_, weight in zip(ids, weights, strict=False)]
    return framework(made, **options)


def pair(**options):
    """One block of weight 20 with two dimensions."""
    return framework([block("A", [dimension("A1"), dimension("A2")], weight=20)], **options)


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


def test_requirement_that_only_what_is_at_the_top_could_meet_gives_no_place():
    # B1 has 4.9, which is the top level, and would need 5: there is nothing to do in B1, so A1 has no place to give
    made = framework(
        [block("A", [dimension("A1", 1)]), block("B", [dimension("B1", 10)]), block("C", [dimension("C1", 1)])],
        requires={"A1": {"B1": "5"}},
    )

    assert names(made, rows(A1="0", B1="5555555554", C1="1")) == ["C1"]


def test_nothing_answered_gives_no_priority():
    assert first(shipped_framework(), {}) == ()


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


def test_missing_requirement_takes_the_place():
    # A1: 40 x 1 waits for C1 (0 < 0.8), which by itself has 20 x 1
    made = blocks("A", "B", "C", requires={"A1": {"C1": "0.8"}})

    chosen = first(made, rows(A1="111", B1="111", C1="000"))

    assert [(each.dimension, each.instead_of, each.required_by) for each in chosen] == [
        ("C1", "A1", "A1"),
        ("B1", None, None),
    ]
    assert (chosen[0].score, chosen[0].weight, chosen[0].gap) == (40, 20, 1)


@pytest.mark.parametrize(("row", "expected"), [("11110", "A1"), ("11100", "B1")])
def test_requirement_is_met_from_its_bound_on(row, expected):
    children = [block("A", [dimension("A1")], weight=90), block("B", [dimension("B1", 5)])]
    made = framework(children, requires={"A1": {"B1": "0.8"}})

    assert names(made, rows(A1="111", B1=row))[0] == expected


def test_first_missing_requirement_in_the_listed_order_is_taken():
    made = blocks("A", "B", "C", "D", requires={"A1": {"D1": "0.8", "C1": "0.8"}})

    assert first(made, rows(A1="111", B1="555", C1="000", D1="000"))[0].dimension == "D1"


def test_requirements_are_followed_down_the_chain():
    made = blocks("A", "B", "C", requires={"A1": {"B1": "1.8"}, "B1": {"C1": "0.8"}})

    chosen = first(made, rows(A1="111", B1="111", C1="000"))

    assert [(each.dimension, each.instead_of, each.required_by, each.score) for each in chosen] == [
        ("C1", "A1", "B1", 40)
    ]


def test_requirement_that_is_not_rated_cannot_be_called_missing():
    made = blocks("A", "B", requires={"A1": {"B1": "0.8"}})

    assert names(made, rows(A1="111", B1="0--")) == ["A1"]


def test_requirements_in_a_circle_end_where_it_closes():
    made = blocks("A", "B", requires={"A1": {"B1": "3"}, "B1": {"A1": "3"}})

    assert {each.dimension for each in first(made, rows(A1="111", B1="111"))} == {"A1", "B1"}


def test_circle_further_down_the_chain_ends_too():
    made = blocks("A", "B", "C", requires={"A1": {"B1": "3"}, "B1": {"C1": "3"}, "C1": {"B1": "3"}})

    assert "A1" not in names(made, rows(A1="111", B1="111", C1="111"))


def test_place_of_the_best_score_counts_when_two_wait_for_the_same():
    made = blocks("A", "B", "C", requires={"A1": {"C1": "0.8"}, "B1": {"C1": "0.8"}})

    chosen = first(made, rows(A1="111", B1="111", C1="000"))

    assert [(each.dimension, each.instead_of) for each in chosen] == [("C1", "A1")]


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
