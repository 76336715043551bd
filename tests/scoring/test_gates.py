"""Levels that are passed from the bottom, worked by hand."""

from fractions import Fraction

import pytest

from assessments.scoring.engine import score
from assessments.scoring.types import Answer, RungResult
from questionnaires.document import Aggregate
from tests.scoring import answering
from tests.scoring.answering import CLAUSE
from tests.scoring.shapes import asked, framework, given, levels, node

F = Fraction
NA = Answer("not_applicable")
GATE = "gated_sum_of_levels"
MARKS = {"f": "full", "m": "mostly", "p": "partly", "n": "none"}


def clauses(id_, row):
    """Items with one clause a level, and answers to them: ``f`` full, ``m`` mostly, ``p`` partly, ``n`` none, ``-``."""
    items = [asked(f"{id_}{rung}", answering.choice(CLAUSE), rung=rung) for rung in range(1, len(row) + 1)]
    values = {f"{id_}{rung}": MARKS[mark] for rung, mark in enumerate(row, start=1) if mark != "-"}
    return items, values


def gated(row, method=GATE, **told):
    """Return the result of one node with one clause a level."""
    items, values = clauses("q", row)
    made = framework([node("N", items, method, **told)], aggregate=Aggregate(method), levels=levels())
    return score(made, given(**values)).nodes["N"]


def met(rung, raw):
    return RungResult(rung, raw, is_met=True)


def unmet(rung, raw):
    return RungResult(rung, raw, is_met=False)


def band(result):
    return result.raw, result.low, result.high


# gated_sum_of_levels


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("nnnnn", "0"),
        ("pffff", "0.5"),  # 0.5 is not met: its share, then stop
        ("mnnnn", "1"),  # 0.8 is met and counts 1
        ("mmpff", "2.5"),
        ("ffffn", "4"),
        ("fffff", "5"),
        ("nffff", "0"),  # nothing above an unmet level counts
    ],
)
def test_met_level_counts_one_and_the_first_unmet_one_its_share(row, value):
    result = gated(row)

    assert (result.value, *band(result), result.top) == (*(F(value),) * 4, 5)


def test_level_of_a_node_is_the_weighted_mean_of_its_parts_levels():
    # level 1: (60 x 1 + 40 x 0.8) / 100 = 0.92, met; level 2: (60 x 0.5 + 40 x 1) / 100 = 0.7, not met: 1 + 0.7
    items_a, given_a = clauses("a", "fp")
    items_b, given_b = clauses("b", "mf")
    below = [node("A", items_a, GATE, weight="60"), node("B", items_b, GATE, weight="40")]

    result = score(framework([node("N", below, GATE)]), given(**given_a, **given_b)).nodes["N"]

    assert result.value == F("1.7")
    assert result.explanation.rungs == (met(1, F("0.92")), unmet(2, F("0.7")))
    assert {part.contribution for part in result.explanation.parts} == {None}


def test_levels_above_are_made_of_levels_below_and_not_of_their_sums():
    # A and C: 1 met, then 0 -> 1. B: 0.5 stops -> 0.5, although its level 2 is full. The mean of the sums is 5/6.
    # Above: level 1 (1 + 0.5 + 1) / 3 = 5/6, met; level 2 (0 + 1 + 0) / 3 = 1/3: 1 + 1/3
    rows = {"a": "fn", "b": "pf", "c": "fn"}
    below = [node(id_.upper(), clauses(id_, row)[0], GATE) for id_, row in rows.items()]
    values = {item: value for id_, row in rows.items() for item, value in clauses(id_, row)[1].items()}

    card = score(framework([node("N", below, GATE)]), given(**values))

    assert [card.nodes[id_].value for id_ in "ABC"] == [1, F(1, 2), 1]
    assert card.nodes["N"].value == F(4, 3)


@pytest.mark.parametrize(("row", "value"), [("m", 1), ("p", F(1, 2))])
def test_level_is_met_from_its_bound_on(row, value):
    assert gated(row).value == value


def test_level_just_below_the_bound_is_not_met():
    # 79 full and 21 none of 100 clauses: 0.79 stops the sum; 80 and 20 pass
    items = [asked(f"q{n}", answering.choice(CLAUSE), rung=1) for n in range(100)]
    made = framework([node("N", items, GATE)])

    below = score(made, given(**{f"q{n}": "full" if n < 79 else "none" for n in range(100)})).nodes["N"]
    at = score(made, given(**{f"q{n}": "full" if n < 80 else "none" for n in range(100)})).nodes["N"]

    assert (below.value, at.value) == (F("0.79"), 1)


def test_level_at_its_bound_is_told_to_be_met():
    assert gated("mp").explanation.rungs == (met(1, F(4, 5)), unmet(2, F(1, 2)))


def test_bound_of_a_gate_is_what_the_framework_says():
    assert gated("pf", met=F(1, 2)).value == 2
    assert gated("mf", met=F(9, 10)).value == F(4, 5)


def test_items_weigh_within_their_level():
    # (3 x 1 + 1 x 0) / 4 = 0.75
    items = [asked("a", answering.choice(CLAUSE), rung=1, weight="3"), asked("b", answering.choice(CLAUSE), rung=1)]

    assert score(framework([node("N", items, GATE)]), given(a="full", b="none")).nodes["N"].value == F(3, 4)


def test_item_counts_as_the_share_of_the_most_that_it_can_earn():
    # a ladder at 3 of 5 is 0.6 of its level; at 4 of 5 it meets it
    items = [asked("a", 5, rung=1), asked("b", 5, rung=2)]
    made = framework([node("N", items, GATE)])

    assert score(made, given(a=3, b=5)).nodes["N"].value == F(3, 5)
    assert score(made, given(a=4, b=2)).nodes["N"].value == F(7, 5)


def test_open_level_stops_the_sum_so_far_and_widens_the_band():
    # level 1 met, level 2 open, level 3 full: so far 1; worst 1 + 0; best 1 + 1 + 1
    result = gated("f-f")

    assert (result.value, *band(result), result.coverage) == (None, 1, 1, 3, F(2, 3))
    assert result.explanation.rungs[1] == unmet(2, None)


def test_nothing_answered_is_unknown_and_not_zero():
    assert band(gated("-----")) == (None, 0, 5)


def test_half_open_level_counts_what_is_answered():
    # level 1: full and open: 1 so far, 1/2 at worst; level 2 none: so far 1, worst 1/2, best 1
    items = [asked(name, answering.choice(CLAUSE), rung=rung) for name, rung in (("a", 1), ("b", 1), ("c", 2))]

    result = score(framework([node("N", items, GATE)]), given(a="full", c="none")).nodes["N"]

    assert band(result) == (1, F(1, 2), 1)


def test_level_of_which_nothing_applies_is_left_out():
    # levels 1, 3, 4 remain: 1 + 1 + 0.5, out of 3
    items, values = clauses("q", "f-fp")
    made = framework([node("N", items, GATE)])

    result = score(made, given(**values, q2=NA), basis="verified").nodes["N"]

    assert (result.value, result.top) == (F("2.5"), 3)
    assert [each.rung for each in result.explanation.rungs] == [1, 3, 4]


def test_part_without_a_level_does_not_weigh_in_it():
    # level 2 is B's alone: 0.5. Level 1: (1 + 1) / 2
    below = [node("A", clauses("a", "f")[0], GATE), node("B", clauses("b", "fp")[0], GATE)]

    result = score(framework([node("N", below, GATE)]), given(a1="full", b1="full", b2="partly")).nodes["N"]

    assert result.value == F("1.5")


@pytest.mark.parametrize(
    ("row", "level"),
    [("pnnnn", 0), ("mnnnn", 1), ("mpnnn", 1), ("mmnnn", 2), ("mmmnn", 3), ("mmmmp", 4), ("mmmmm", 5)],
)
def test_level_of_a_gated_sum_follows_the_bounds(row, level):
    assert gated(row).level == level


# sequential_gate


@pytest.mark.parametrize(
    ("row", "value"),
    [("nffff", 0), ("pffff", 0), ("mnnnn", 1), ("mmpff", 2), ("mmmmm", 5), ("mnfff", 1)],
)
def test_last_level_met_with_all_below_it_is_the_value(row, value):
    result = gated(row, "sequential_gate")

    assert (result.value, *band(result), result.top) == (value, value, value, value, 5)


def test_open_level_stops_a_sequential_gate_so_far():
    assert band(gated("f-f", "sequential_gate")) == (1, 1, 3)


def test_nothing_answered_is_unknown_at_a_sequential_gate_too():
    assert band(gated("---", "sequential_gate")) == (None, 0, 3)


def test_level_of_which_nothing_applies_does_not_stop_a_sequential_gate():
    items, values = clauses("q", "f-fn")

    result = score(framework([node("N", items, "sequential_gate")]), given(**values, q2=NA), basis="verified").nodes[
        "N"
    ]

    assert (result.value, result.top) == (3, 4)


def test_sequential_gate_of_nodes_takes_their_levels():
    # level 1: (1 + 0.5) / 2 = 0.75 is not met, although A by itself is at level 2
    below = [node("A", clauses("a", "ff")[0], "sequential_gate"), node("B", clauses("b", "pf")[0], "sequential_gate")]

    card = score(framework([node("N", below, "sequential_gate")]), given(a1="full", a2="full", b1="partly", b2="full"))

    assert (card.nodes["A"].value, card.nodes["B"].value, card.nodes["N"].value) == (2, 0, 0)


# checklists


def test_checklist_gives_the_gate_the_share_of_each_level():
    # 4 of 5 is met, 2 of 3 is not: 1 + 2/3
    item = asked("q", answering.checklist(5, 3, 2))
    made = framework([node("N", [item], GATE)])

    result = score(made, given(q={"1": list("abcd"), "2": ["a", "b"], "3": ["a", "b"]})).nodes["N"]

    assert result.value == F(5, 3)


def test_level_zero_of_a_checklist_is_no_gate():
    # nothing of level 0 met, 4 of 5 of level 1
    item = asked("q", answering.checklist(1, 5, first=0))

    result = score(framework([node("N", [item], "sequential_gate")]), given(q={"0": [], "1": list("abcd")})).nodes["N"]

    assert (result.value, result.top) == (1, 1)


def test_level_of_a_checklist_that_is_not_looked_at_is_open():
    # level 1 met, level 2 not looked at: 1 so far, 1 at worst, 2 at best; one level of two looked at
    item = asked("q", answering.checklist(2, 2))

    result = score(framework([node("N", [item], "sequential_gate")]), given(q={"1": ["a", "b"]})).nodes["N"]

    assert (result.value, *band(result), result.coverage, result.open) == (None, 1, 1, 2, F(1, 2), 1)


def test_checklists_weigh_in_each_level():
    # level 1: (2 x 1 + 1 x 0.5) / 3 = 5/6, met; level 2: (2 x 0.5 + 1 x 1) / 3 = 2/3
    items = [asked("a", answering.checklist(2, 2), weight="2"), asked("b", answering.checklist(2, 1))]

    result = score(
        framework([node("N", items, GATE)]), given(a={"1": ["a", "b"], "2": ["b"]}, b={"1": ["a"], "2": ["a"]})
    ).nodes["N"]

    assert result.value == F(5, 3)
