"""What each type of answer earns, worked by hand: (over what is answered, at worst, at best, coverage)."""

from fractions import Fraction

import pytest

from assessments.scoring import points
from tests.scoring import answering
from tests.scoring.answering import CLAUSE, scale
from tests.scoring.shapes import asked

F = Fraction


def earned(answer, value):
    return points.earned(asked("q", answer), value)


def full(number):
    """All that is known of an answer given in full."""
    return (F(number), F(number), F(number), 1)


def range_of(answer):
    found = points.open_points(asked("q", answer))
    return found.low, found.high


# ladder: the level


@pytest.mark.parametrize("level", [0, 3, 5])
def test_ladder_earns_its_level(level):
    assert earned(5, level) == full(level)


def test_open_ladder_may_be_anything_from_0_to_its_top():
    assert points.open_points(asked("q", 3)) == (None, 0, 3, 0)


# choice: the option's points


@pytest.mark.parametrize(("option", "number"), [("none", "0"), ("partly", "0.5"), ("mostly", "0.8"), ("full", "1")])
def test_choice_earns_the_points_of_its_option(option, number):
    assert earned(answering.choice(CLAUSE), option) == full(number)


def test_open_choice_lies_between_its_least_and_its_best_option_in_any_order():
    assert range_of(answering.choice({"a": "2", "b": "4", "c": "1"})) == (1, 4)


# multi: the sum of the points, up to a cap


@pytest.mark.parametrize(
    ("ticked", "number"),
    [([], 0), (["a"], 1), (["b", "d"], "3.5"), (["a", "b", "c", "d"], "7.5"), (["none"], 0)],
)
def test_multi_sums_its_options(ticked, number):
    # a 1, b 0.5, c 3, d 3
    assert earned(answering.multi({"a": "1", "b": "0.5", "c": "3", "d": "3"}, alone=["none"]), ticked) == full(number)


@pytest.mark.parametrize(("ticked", "number"), [("abcd", 4), ("abcde", 4), ("abc", 3)])
def test_cap_of_a_multi_cuts_the_sum(ticked, number):
    assert earned(answering.multi(6, cap="4"), list(ticked)) == full(number)


def test_open_multi_lies_between_nothing_and_all_that_can_be_ticked_together():
    assert range_of(answering.multi(7, alone=["none"])) == (0, 7)
    assert range_of(answering.multi(6, cap="4")) == (0, 4)


# grid: the mean or the sum of its rows, each an answer of its own

DEGREES = ("0", "0.2", "0.4", "0.6", "0.8", "1")


def test_grid_takes_the_mean_of_its_rows():
    # 5, 0, 3, 0, 2, 0, 0 of 5 each: (1 + 0 + 0.6 + 0 + 0.4 + 0 + 0) / 7 x 10 = 20/7 = 2.857…
    row = dict(zip("abcdefg", (5, 0, 3, 0, 2, 0, 0), strict=True))

    assert earned(answering.grid(7, DEGREES, scale=scale("10")), row) == full(F(20, 7))


def test_grid_of_words_takes_the_points_of_the_words():
    # 0.5 + 0 + 0 + 0.5 + 1 = 2 over 5 rows, x 10 = 4
    said = dict(zip("abcde", ("partly", "no", "no", "partly", "yes"), strict=True))

    found = earned(answering.grid_of_words(5, {"no": "0", "partly": "0.5", "yes": "1"}, scale("10")), said)

    assert found == full(4)


def test_missing_row_of_a_grid_is_open_and_not_zero():
    # rows 4 and 2 answered, the third open, columns 0 to 5:
    # mean of what is answered (4 + 2) / 2 = 3; worst (4 + 2 + 0) / 3 = 2; best (4 + 2 + 5) / 3 = 11/3
    assert earned(answering.grid(3, "012345"), {"a": 4, "c": 2}) == (3, 2, F(11, 3), F(2, 3))


def test_summed_grid_adds_its_rows_and_leaves_the_missing_ones_open():
    # 4 + 2 = 6 so far; worst 6 + 0; best 6 + 5
    assert earned(answering.grid(3, "012345", combine="sum"), {"a": 4, "c": 2}) == (6, 6, 11, F(2, 3))


def test_missing_row_of_a_grid_may_become_its_least_or_its_best_column():
    # columns 3, 1, 2: the open row is worth 1 at worst and 3 at best. Answered 2: (2 + 1) / 2, (2 + 3) / 2
    assert earned(answering.grid(2, "312"), {"b": 2}) == (2, F(3, 2), F(5, 2), F(1, 2))


def test_open_grid_lies_between_its_least_and_its_best_column_in_every_row():
    assert range_of(answering.grid(3, "312")) == (1, 3)
    assert range_of(answering.grid(3, "312", combine="sum")) == (3, 9)


# number: bins, each with its side


@pytest.mark.parametrize(
    ("measured", "number"),
    [("0", 0), ("24.99", 0), ("25", 1), ("25.01", 1), ("49.99", 1), ("50", 2), ("75", 3), ("100", 3)],
)
def test_bin_from_a_bound_holds_the_bound(measured, number):
    assert earned(answering.number("0", "100", ["25", "50", "75"], "0123"), measured) == full(number)


@pytest.mark.parametrize(
    ("measured", "number"),
    [("0", 0), ("25", 0), ("25.01", 1), ("50", 1), ("50.01", 2), ("75", 2), ("75.01", 3), ("100", 3)],
)
def test_bin_above_a_bound_does_not_hold_it(measured, number):
    assert earned(answering.number("0", "100", ["25", "50", "75"], "0123", is_above=True), measured) == full(number)


def test_number_of_which_less_is_better_has_falling_bins():
    # share of rejects: below 1 % earns 3, from 5 % nothing
    rejects = answering.number("0", "100", ["1", "5"], "310")

    assert [earned(rejects, measured).raw for measured in ("0.99", "1", "4.99", "5")] == [3, 1, 1, 0]
    assert range_of(rejects) == (0, 3)


# checklist: the share of all that is met


def test_checklist_is_worth_the_share_that_is_met():
    # 5 of 5 and 2 of 3: 7 of 8
    assert earned(answering.checklist(5, 3), {"1": list("abcde"), "2": ["a", "c"]}) == full(F(7, 8))


def test_level_of_a_checklist_that_is_not_looked_at_is_open():
    # level 1: 4 of 5; level 2, three attributes, open. So far 4/5, worst 4/8, best (4 + 3)/8; one level of two
    found = earned(answering.checklist(5, 3), {"1": list("abcd")})

    assert found == (F(4, 5), F(1, 2), F(7, 8), F(1, 2))


def test_open_checklist_lies_between_nothing_and_everything():
    assert range_of(answering.checklist(5, 3)) == (0, 1)


# text


def test_own_words_earn_nothing():
    assert earned(answering.text(), "Máy cũ") == full(0)
    assert range_of(answering.text()) == (0, 0)


# scale: points x to / out_of


@pytest.mark.parametrize(
    ("answer", "value", "number"),
    [
        (answering.multi(10, scale=scale("10")), list("abcd"), 4),  # 4 of 10
        (answering.multi(7, scale=scale("10")), list("abc"), F(30, 7)),  # 3/7 x 10
        (answering.multi(7, alone=["none"], scale=scale("10", "8")), list("abcdefg"), F(35, 4)),  # 7/8 x 10 = 8.75
        (answering.multi(6, cap="4", scale=scale("10")), list("abc"), F(15, 2)),  # 3 of 4, the cap: 7.5
        (answering.choice(CLAUSE, scale("5")), "mostly", 4),  # 0.8 / 1 x 5
        (answering.choice({"a": "0", "b": "2", "c": "4"}, scale("10")), "b", 5),  # 2/4 x 10
        (answering.grid(2, "0123", combine="sum", scale=scale("1")), {"a": 3, "b": 0}, F(1, 2)),  # 3 of 6
        (answering.checklist(4, 4, scale=scale("100")), {"1": ["a"], "2": []}, F(25, 2)),  # 1/8 x 100 = 12.5
    ],
)
def test_scale_multiplies_and_divides(answer, value, number):
    assert earned(answer, value) == full(number)


def test_scale_stretches_what_is_open_too():
    # rows 5 and open, of 5: so far 10, worst (5 + 0) / 2 / 5 x 10 = 5, best 10
    assert earned(answering.grid(2, "012345", scale=scale("10")), {"a": 5}) == (10, 5, 10, F(1, 2))
    assert range_of(answering.multi(7, scale=scale("10", "8"))) == (0, F(35, 4))


def test_most_that_an_answer_earns_is_on_its_scale():
    assert points.most(asked("q", answering.multi(7, scale=scale("10", "8")))) == F(35, 4)


@pytest.mark.parametrize("out_of", [None, "4"])
def test_scale_of_what_earns_nothing_is_nothing(out_of):
    none = answering.multi({"a": "0", "b": "0"}, scale=scale("10", out_of))

    assert earned(none, ["a"]) == full(0)
    assert range_of(none) == (0, 0)
