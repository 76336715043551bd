"""Every method that adds up, picks or counts, worked by hand. Gates and tables have tests of their own."""

import pytest

from assessments.scoring.types import Part
from tests.scoring import answering
from tests.scoring.one_node import DK, NA, F, band, ladders, scored, weighed
from tests.scoring.shapes import asked, node

# mean


def test_mean_counts_all_parts_the_same():
    # (4 + 3 + 2) / 3 = 3
    result = scored(node("N", ladders(5, 5, 5)), a=4, b=3, c=2)

    assert (result.value, *band(result), result.top) == (3, 3, 3, 3, 5)


def test_mean_of_what_is_answered_lies_in_a_band():
    # 4 answered; the open one 0 to 5: (4 + 0) / 2 = 2, (4 + 5) / 2 = 9/2
    assert band(scored(node("N", ladders(5, 5)), a=4)) == (4, 2, F(9, 2))


def test_mean_so_far_is_held_at_the_best_that_can_still_come():
    # 5 of 5 answered, a ladder that ends at 3 open: 5 so far, but (5 + 3) / 2 = 4 at best
    result = scored(node("N", ladders(5, 3)), a=5)

    assert band(result) == (4, F(5, 2), 4)
    assert [part.contribution for part in result.explanation.parts] == [None, None]


def test_mean_so_far_is_held_at_the_worst_that_can_still_come():
    # 0 answered; the open choice earns 3 at least: 0 so far, but (0 + 3) / 2 at worst
    result = scored(node("N", [asked("a"), asked("b", answering.choice({"x": "3", "y": "4"}))]), a=0)

    assert band(result) == (F(3, 2), F(3, 2), 2)


def test_mean_of_a_half_answered_grid_counts_its_coverage():
    # grid: rows 5 and open -> so far 5, worst 5/2, best 5, coverage 1/2; ladder: 1.
    # so far (5 + 1) / 2 = 3, worst (5/2 + 1) / 2 = 7/4, best 3; coverage (1/2 + 1) / 2 = 3/4
    result = scored(node("N", [asked("a", answering.grid(2, "012345")), asked("b")]), a={"a": 5}, b=1)

    assert (*band(result), result.coverage, result.open) == (3, F(7, 4), 3, F(3, 4), 1)


# weighted_mean


def test_weighted_mean_weighs_items():
    # (3 x 4 + 2 x 3 + 4 x 2 + 1 x 5) / 10 = 31/10
    result = scored(node("N", weighed(a="3", b="2", c="4", d="1"), "weighted_mean"), a=4, b=3, c=2, d=5)

    assert result.value == F("3.1")
    assert result.explanation.parts[0] == Part("a", F(3), F(4), F("1.2"), F(1))  # 3 x 4 / 10


def test_weighted_mean_goes_on_without_what_does_not_apply():
    # weights 0.3, 0.3, 0.4; values 2, not applicable, 4: (0.6 + 1.6) / 0.7 = 22/7 = 3.143
    result = scored(node("N", weighed(a=".3", b=".3", c=".4"), "weighted_mean"), "verified", a=2, b=NA, c=4)

    assert (result.value, result.coverage) == (F(22, 7), 1)


def test_coverage_has_the_weights_of_the_value():
    # 3 of 3 + 1: the other one open
    result = scored(node("N", weighed(a="3", b="1"), "weighted_mean", min_coverage="0.75"), a=4)

    assert (result.coverage, result.value) == (F(3, 4), 4)
    assert band(result) == (4, 3, F(17, 4))  # (12 + 0) / 4, (12 + 5) / 4


def test_method_that_does_not_look_at_weights_ignores_them_in_the_coverage_too():
    result = scored(node("N", weighed(a="3", b="1"), min_coverage="0.6"), a=4)

    assert (result.coverage, result.value, result.explanation.parts[0].weight) == (F(1, 2), None, 1)


def test_third_that_may_be_left_out_is_a_third_of_the_weight():
    parts = [asked("a", weight="2"), asked("b", weight="1", may_be_left_out=True)]
    heavy = [asked("a", weight="1.9"), asked("b", weight="1", may_be_left_out=True)]

    assert scored(node("N", parts, "weighted_mean"), a=4, b=NA).value == 4
    assert scored(node("N", heavy, "weighted_mean"), a=4, b=NA).value is None
    assert scored(node("N", heavy, "weighted_mean"), "verified", a=4, b=NA).value == 4


# sum


def test_sum_adds_points_and_counts_some_of_them_several_times():
    # 5 x 3 + 2 + 0 = 17 of 5 x 5 + 5 + 5 = 35
    result = scored(node("N", weighed(a="5", b="1", c="1"), "sum"), a=3, b=2, c=0)

    assert (result.value, result.top) == (17, 35)
    assert [part.contribution for part in result.explanation.parts] == [15, 2, 0]


def test_sum_with_an_open_part_is_not_shown_but_has_a_band():
    # 15 + 2 so far; the open one adds 0 to 5
    result = scored(node("N", weighed(a="5", b="1", c="1"), "sum"), a=3, b=2)

    assert (result.value, *band(result)) == (None, 17, 17, 22)


def test_sum_so_far_counts_what_an_open_part_earns_at_least():
    # 4, and an open choice of 1 or 3: 4 + 1 is certain
    parts = [asked("a"), asked("b", answering.choice({"x": "1", "y": "3"}))]

    assert band(scored(node("N", parts, "sum"), a=4)) == (5, 5, 7)


# min, max


def test_min_is_the_lowest_part():
    result = scored(node("N", ladders(5, 5, 5, 5), "min"), a=5, b=5, c=5, d=1)

    assert (result.value, result.top) == (1, 5)
    assert {part.contribution for part in result.explanation.parts} == {None}


def test_min_with_an_open_part_may_still_fall_to_nothing():
    # 3 and 4 so far; the open one is worth 0 to 5: 0 at worst, 3 at best
    result = scored(node("N", ladders(5, 5, 5), "min"), a=3, b=4, c=DK)

    assert (result.value, *band(result)) == (None, 3, 0, 3)


def test_min_so_far_is_held_at_the_best_that_can_still_come():
    # 5 answered, a ladder that ends at 3 open
    assert band(scored(node("N", ladders(5, 3), "min"), a=5)) == (3, 0, 3)


def test_band_of_a_min_goes_on_above_it():
    # 3, 0 to 3 below; alone above, so the same there
    below = node("A", ladders(5, 5, 5), "min")

    assert band(scored(node("N", [below]), a=3, b=4)) == (3, 0, 3)


def test_top_of_a_min_is_that_of_the_shortest_part():
    assert scored(node("N", ladders(5, 3), "min"), a=5, b=3).top == 3


def test_max_is_the_highest_part():
    result = scored(node("N", ladders(5, 5, 3), "max"), a=2, b=4, c=0)

    assert (result.value, result.top) == (4, 5)


def test_max_with_an_open_part_may_still_rise():
    assert band(scored(node("N", ladders(5, 5), "max"), a=2)) == (2, 2, 5)


# count_at_least


@pytest.mark.parametrize(("last", "count"), [(4, 7), (3, 6)])
def test_count_at_least_counts_parts_that_have_the_value(last, count):
    made = node("N", ladders(*[5] * 7), "count_at_least", at_least=F(4))

    result = scored(made, a=4, b=5, c=4, d=4, e=5, f=4, g=last)

    assert (result.value, result.top) == (count, 7)


def test_count_at_least_with_an_open_part_lies_between_without_and_with_it():
    made = node("N", ladders(5, 5, 5), "count_at_least", at_least=F(4))

    assert band(scored(made, a=4, b=3)) == (1, 1, 2)


def test_count_at_least_does_not_wait_for_what_cannot_have_the_value():
    made = node("N", ladders(5, 3), "count_at_least", at_least=F(4))

    assert (*band(scored(made, a=4)), scored(made, a=4).top) == (1, 1, 1, 1)


def test_count_at_least_compares_values_of_nodes_exactly():
    # (4 + 4 + 4) / 3 = 4 counts, (4 + 4 + 3) / 3 = 11/3 does not
    whole = [node(name, [asked(f"{name}{n}") for n in range(3)]) for name in "xy"]

    result = scored(node("N", whole, "count_at_least", at_least=F(4)), x0=4, x1=4, x2=4, y0=4, y1=4, y2=3)

    assert result.value == 1


# identity, none


def test_identity_is_its_one_part():
    result = scored(node("N", ladders(5), "identity"), a=3)

    assert (result.value, *band(result), result.top) == (3, 3, 3, 3, 5)
    assert result.explanation.parts[0].contribution == 3


def test_none_has_a_coverage_and_no_value():
    result = scored(node("N", ladders(5, 5), "none"), a=3)

    assert (result.value, *band(result), result.top, result.level) == (None,) * 6
    assert (result.coverage, result.items, result.open) == (F(1, 2), 2, 1)


def test_node_without_a_value_counts_for_nothing_in_the_node_above():
    # A has sub-scores only and is half answered; B is 4 and answered: the mean and the coverage are B's
    below = [node("A", ladders(5, 5), "none"), node("B", [asked("x")])]

    result = scored(node("N", below), a=5, x=4)

    assert (*band(result), result.coverage, result.value) == (4, 4, 4, 1, 4)


def test_node_above_nodes_without_a_value_has_none_either():
    result = scored(node("N", [node("A", [asked("a"), asked("b")], "none")]), a=5)

    assert (*band(result), result.top, result.value, result.coverage) == (None, None, None, None, None, F(1, 2))


def test_nodes_without_a_value_count_in_the_coverage_of_one_that_has_none_itself():
    # the mean of 1/2 and 1
    below = [node("A", ladders(5, 5), "none"), node("B", [asked("x")])]

    assert scored(node("N", below, "none"), a=5, x=4).coverage == F(3, 4)
