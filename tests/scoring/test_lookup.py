"""Decision tables, worked by hand."""

from fractions import Fraction

import pytest

from assessments.scoring.engine import score
from assessments.scoring.types import Answer
from questionnaires.conditions import Condition
from questionnaires.document import Bounds, LookupRow, Rescale
from tests.scoring import answering
from tests.scoring.shapes import asked, framework, given, node

F = Fraction
NA = Answer("not_applicable")


def row(value, **when):
    """``row("3", a=">=2")``: the value 3 where a has level 2 or more."""
    conditions = [Condition(item, words[:2], int(words[2:])) for item, words in when.items()]
    return LookupRow(tuple(conditions), F(value))


# low skill and low tools is weak (0), both high is strong (2), else medium (1)
SKILL_AND_TOOLS = (row("2", a=">=3", b=">=3"), row("0", a="<=1", b="<=1"), row("1"))


def scored(parts, table, basis="self", **told_and_values):
    told = {"rescale": told_and_values.pop("rescale")} if "rescale" in told_and_values else {}
    made = framework([node("N", parts, "lookup", table=table, **told)])
    return score(made, given(**told_and_values), basis=basis).nodes["N"]


def band(result):
    return result.raw, result.low, result.high


@pytest.mark.parametrize(
    ("a", "b", "value"),
    [(0, 0, 0), (1, 1, 0), (2, 1, 1), (1, 2, 1), (0, 5, 1), (3, 2, 1), (3, 3, 2), (5, 5, 2)],
)
def test_first_row_that_holds_gives_the_value(a, b, value):
    result = scored([asked("a"), asked("b")], SKILL_AND_TOOLS, a=a, b=b)

    assert (result.value, *band(result), result.top) == (value, value, value, value, 2)
    assert {part.contribution for part in result.explanation.parts} == {None}


def test_earlier_row_comes_before_a_later_one_that_holds_too():
    assert scored([asked("a")], (row("1", a=">=1"), row("5", a=">=3"), row("0")), a=4).value == 1


def test_open_part_leaves_the_values_that_are_still_possible():
    # a is 4: b up to 2 gives 1, from 3 on 2
    result = scored([asked("a"), asked("b")], SKILL_AND_TOOLS, a=4)

    assert (result.value, *band(result)) == (None, None, 1, 2)


def test_table_need_not_rise():
    # best in the middle: an open part may be worth the least or the most
    table = (row("0", a="<=1"), row("3", a="<=3"), row("1"))

    assert [scored([asked("a")], table, a=level).value for level in (1, 2, 3, 4)] == [0, 3, 3, 1]
    assert band(scored([asked("a")], table)) == (None, 0, 3)


def test_part_of_a_table_that_is_a_node_counts_with_its_level():
    # (3 + 3 + 2) / 3 = 8/3 is below 2.8: level 2; (3 + 3 + 3) / 3 = 3: level 3
    parts = [node("a", [asked("a1"), asked("a2"), asked("a3")])]
    table = (row("7", a=">=3"), row("4"))

    assert scored(parts, table, a1=3, a2=3, a3=2).value == 4
    assert scored(parts, table, a1=3, a2=3, a3=3).value == 7


def test_half_open_node_of_a_table_counts_with_the_levels_it_may_have():
    # a: 5 and open: so far 5, level 5; at worst 5/2, level 2; at best level 5
    parts = [node("a", [asked("a1"), asked("a2")])]
    table = (row("9", a=">=5"), row("6", a=">=3"), row("4", a=">=2"), row("1"))

    result = scored(parts, table, a1=5)

    assert (result.value, *band(result)) == (None, 9, 4, 9)


def test_part_of_a_table_with_its_own_bounds_counts_by_them():
    # bounds at 1, 2, 3, 4, 5 instead of 0.8, 1.8 …: 2.8 of the framework's level 3 is level 2 here
    own = Bounds(tuple(map(F, "12345")))
    parts = [node("a", [asked(f"a{n}") for n in range(5)], bounds=own)]
    table = (row("7", a=">=3"), row("4"))

    assert scored(parts, table, a0=3, a1=3, a2=3, a3=3, a4=2).value == 4


def test_part_of_a_table_with_bounds_on_its_share_counts_by_its_share():
    # 1 of 2 is 0.5 of the most: level 3 by the bounds 0.1, 0.3, 0.5, 0.7, 0.9, while the value 1 is level 1
    own = Bounds(tuple(map(F, (".1", ".3", ".5", ".7", ".9"))), on="share")
    parts = [node("a", [asked("a1", 2)], bounds=own)]
    table = (row("7", a=">=3"), row("4"))

    assert scored(parts, table, a1=1).value == 7


def test_part_of_a_table_without_levels_counts_with_the_whole_of_its_value():
    # (3 + 2) / 2 = 2.5 counts as 2
    parts = [node("a", [asked("a1"), asked("a2")], bounds=Bounds())]
    table = (row("7", a=">=3"), row("5", a=">=2"), row("4"))

    assert scored(parts, table, a1=3, a2=2).value == 5


def test_item_of_a_table_that_is_no_ladder_counts_with_the_whole_of_its_points():
    # 2.5 points count as 2
    item = asked("a", answering.choice({"x": "2.5", "y": "3"}))
    table = (row("7", a=">=3"), row("5", a=">=2"), row("4"))

    assert [scored([item], table, a=option).value for option in "xy"] == [5, 7]


def test_condition_about_a_part_that_does_not_apply_does_not_hold():
    parts = [asked("a"), asked("b", may_be_left_out=True), asked("c"), asked("d")]
    table = (row("2", b=">=0"), row("1", a=">=3"), row("0"))

    assert scored(parts, table, a=3, b=NA, c=0, d=0).value == 1


def test_combination_without_a_row_has_no_value_and_the_widest_band():
    # with b gone no row is left for a below 3: the value might have been any in the table
    parts = [asked("a"), asked("b")]
    table = (row("1", a=">=3"), row("2", b=">=2"), row("4", b="<=1"))

    gone = scored(parts, table, "verified", a=2, b=NA)
    open_ = scored(parts, table, "verified", b=NA)
    held = scored(parts, table, "verified", a=3, b=NA)

    assert (gone.value, *band(gone), gone.coverage) == (None, None, 1, 4, 1)
    assert band(open_) == (None, 1, 4)
    assert band(held) == (1, 1, 1)


def test_table_of_parts_that_do_not_apply_has_no_numbers():
    result = scored([asked("a")], (row("1"),), "verified", a=NA)

    assert (*band(result), result.coverage) == (None, None, None, None)


def test_value_without_a_row_is_left_out_above_but_its_band_is_not():
    # x: no row, band 1 to 4; y: 3. Above: so far 3, worst (1 + 3) / 2, best (4 + 3) / 2
    x = node("x", [asked("a"), asked("b")], "lookup", table=(row("1", b=">=2"), row("4", b="<=1")))
    above = node("N", [x, node("y", [asked("c")])])

    result = score(framework([above]), given(a=2, b=NA, c=3), basis="verified").nodes["N"]

    assert band(result) == (3, 2, F(7, 2))


def test_value_of_a_table_can_be_rescaled():
    stretch = Rescale((F(0), F(2)), (F(0), F(100)))

    assert scored([asked("a"), asked("b")], SKILL_AND_TOOLS, a=2, b=2, rescale=stretch).value == 50
