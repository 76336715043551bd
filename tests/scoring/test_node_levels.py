"""Levels of nodes with bounds of their own, levels with conditions, classes and caps, worked by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.scoring.engine import score
from assessments.scoring.types import Answer, Held
from questionnaires.document import Aggregate, Bounds
from questionnaires.rules import Cap
from tests.scoring import answering
from tests.scoring.shapes import asked, block, classes, dimension, framework, given, levels, node

F = Fraction
DMAT = levels([None, "25", "50", "75"], first=1)


def bounds(*lowers, **kind):
    return Bounds(tuple(map(F, lowers)), **kind)


def level(number, of=DMAT, node_bounds=None, top=100):
    """Return the level of a node that has this value."""
    made = framework([node("N", [asked("q", answering.measured(top))], bounds=node_bounds)], levels=of)
    result = score(made, given(q=number)).nodes["N"]
    assert result.value == F(number)
    return result.level


# bounds that belong to the level below them


@pytest.mark.parametrize(
    ("number", "expected"),
    [("0", 1), ("25", 1), ("25.01", 2), ("50", 2), ("50.01", 3), ("75", 3), ("75.01", 4), ("75.1", 4), ("100", 4)],
)
def test_level_above_a_bound_does_not_hold_it(number, expected):
    assert level(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("0", 0), ("0.79", 0), ("0.8", 1), ("1.79", 1), ("1.8", 2), ("2.79", 2), ("2.8", 3), ("4.79", 4), ("4.8", 5)],
)
def test_level_from_a_bound_holds_it(number, expected):
    assert level(number, levels(), top=5) == expected


def test_lowest_level_above_a_bound_begins_nowhere():
    made = framework([node("N", [asked("q", answering.measured(100))])], levels=DMAT)

    assert score(made, given(q="25")).nodes["N"].explanation.lower_bound is None
    assert score(made, given(q="26")).nodes["N"].explanation.lower_bound == 25


# a node's own bounds


@pytest.mark.parametrize(("number", "expected"), [("9.99", 1), ("10", 2), ("19.99", 2), ("20", 3), ("30", 4)])
def test_own_bounds_take_the_place_of_the_frameworks(number, expected):
    assert level(number, node_bounds=bounds("10", "20", "30")) == expected


@pytest.mark.parametrize(("number", "expected"), [("10", 1), ("10.01", 2), ("20", 2), ("30", 3), ("30.01", 4)])
def test_own_bounds_may_be_of_the_other_kind(number, expected):
    assert level(number, levels(["0", "1", "2", "3"], first=1), bounds("10", "20", "30", is_above=True)) == expected


def test_lowest_of_own_levels_begins_at_zero_or_nowhere():
    begins = []
    for is_above in (False, True):
        own = bounds("10", "20", "30", is_above=is_above)
        made = framework([node("N", [asked("q", answering.measured(100))], bounds=own)], levels=DMAT)
        begins.append(score(made, given(q="5")).nodes["N"].explanation.lower_bound)

    assert begins == [0, None]


PILLAR = bounds("0.1", "0.2", "0.4", "0.6", "0.8", is_above=True, on="share")


@pytest.mark.parametrize(
    ("total", "expected"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4), (9, 5), (10, 5)]
)
def test_share_of_exactly_ten_percent_is_level_zero(total, expected):
    # two ladders to 5: 1 of 10 is 10 %, 2 of 10 is 20 %
    made = framework([node("N", [asked("a"), asked("b")], "sum", bounds=PILLAR)])

    result = score(made, given(a=min(total, 5), b=max(0, total - 5))).nodes["N"]

    assert (result.value, result.level) == (total, expected)


def test_share_is_of_what_can_still_be_reached():
    # 2 of 10 is 20 %: level 1; without b it is 2 of 5, 40 %: level 2
    made = framework([node("N", [asked("a"), asked("b", may_be_left_out=True)], "sum", bounds=PILLAR)])

    assert score(made, given(a=2, b=0), basis="verified").nodes["N"].level == 1
    assert score(made, given(a=2, b=Answer("not_applicable")), basis="verified").nodes["N"].level == 2


def test_share_of_nothing_that_can_be_reached_is_the_lowest_level():
    nothing = asked("a", answering.choice({"x": "0", "y": "0"}))
    made = framework([node("N", [nothing], "sum", bounds=PILLAR)])

    result = score(made, given(a="x")).nodes["N"]

    assert (result.value, result.level) == (0, 0)


def test_share_of_the_bounds_is_of_the_declared_denominator_too():
    # 3 + 1 of 8 declared is 1/2; 5 + 3 of 8 could be reached: 4/8 of it is 50 %: level 3
    parts = [asked("a", 5), asked("b", 3)]
    made = framework([node("N", parts, "share_of_maximum", out_of=F(16), bounds=PILLAR)])

    result = score(made, given(a=3, b=1)).nodes["N"]

    assert (result.value, result.top, result.level) == (F(1, 4), F(1, 2), 3)


def test_node_without_levels_has_a_value_and_no_level():
    made = framework([node("N", [asked("a")], bounds=Bounds())])

    result = score(made, given(a=3)).nodes["N"]

    assert (result.value, result.level, result.explanation.lower_bound) == (3, None, None)


# levels with conditions: dbi-1970 in small, two pillars of 10 points, the whole is their sum

WITH_CONDITIONS = levels(
    [None, "2", "4", "8", "12", "16"], needs={1: (1, 2), 2: (2, 2), 3: (3, 1), 4: (4, 2), 5: (5, 2)}
)


def whole(p, q, **head):
    pillars = [node(id_, [asked(f"{id_}1"), asked(f"{id_}2")], "sum", bounds=PILLAR) for id_ in "pq"]
    made = framework(pillars, aggregate=Aggregate("sum", F(1)), levels=WITH_CONDITIONS, **head)
    values = {f"{id_}{n}": each for id_, row in (("p", p), ("q", q)) for n, each in enumerate(row, start=1)}
    return score(made, given(**values))


@pytest.mark.parametrize(
    ("p", "q", "total", "pillars", "level"),
    [
        ((1, 0), (1, 0), 2, [0, 0], 0),  # 2 is not above 2
        ((2, 0), (1, 1), 4, [1, 1], 1),  # above 2, both pillars at 1; 4 is not above 4
        ((3, 0), (2, 0), 5, [2, 1], 1),  # above 4, but only one pillar has level 2
        ((3, 0), (3, 0), 6, [2, 2], 2),
        ((5, 4), (0, 0), 9, [5, 0], 3),  # above 8, and level 3 wants one pillar at 3 only
        ((5, 3), (0, 0), 8, [4, 0], 0),  # 8 is not above 8, and levels 2 and 1 want two pillars
        ((5, 5), (5, 5), 20, [5, 5], 5),
    ],
)
def test_highest_level_whose_bound_and_condition_hold(p, q, total, pillars, level):
    card = whole(p, q)

    assert (card.overall.value, [card.nodes[id_].level for id_ in "pq"], card.overall.level) == (total, pillars, level)


def test_level_that_is_held_is_told_with_what_is_missing():
    # 15 points are above 12: level 4 wants two pillars at 4, and only p is there; level 3 wants one at 3
    card = whole((5, 5), (5, 0))

    assert (card.overall.value, card.overall.level) == (15, 3)
    assert card.overall.explanation.held == Held(reached=4, level=4, needs=2, has=1)
    assert card.overall.explanation.lower_bound == 8


def test_highest_of_several_held_levels_is_told():
    # p 5 + 5, q 1: 11 points, above 8; levels 3, 2 and 1 all want two pillars, and q is at 0
    strict = levels([None, "2", "4", "8", "12", "16"], needs={1: (1, 2), 2: (2, 2), 3: (3, 2)})
    pillars = [node(id_, [asked(f"{id_}1"), asked(f"{id_}2")], "sum", bounds=PILLAR) for id_ in "pq"]
    made = framework(pillars, aggregate=Aggregate("sum", F(1)), levels=strict)

    overall = score(made, given(p1=5, p2=5, q1=1, q2=0)).overall

    assert (overall.value, overall.level, overall.explanation.held) == (11, 0, Held(3, 3, 2, 1))


def test_level_that_nothing_holds_says_so():
    assert whole((3, 0), (3, 0)).overall.explanation.held is None


def test_condition_is_about_the_whole_and_about_no_other_node():
    # N has no bounds of its own: 13 is above 12, so level 4, whatever its parts have
    below = node("N", [node("x", [asked("a", 13)])], "sum")
    made = framework([below], aggregate=Aggregate("sum", F(1)), levels=WITH_CONDITIONS)

    card = score(made, given(a=13))

    assert (card.nodes["N"].level, card.nodes["x"].level, card.overall.level) == (4, 4, 3)
    assert card.overall.explanation.held == Held(4, 4, 2, 1)


def test_node_that_is_not_rated_does_not_count_for_a_condition():
    pillars = [node(id_, [asked(f"{id_}1"), asked(f"{id_}2")], "sum", bounds=PILLAR) for id_ in "pq"]
    made = framework(pillars, aggregate=Aggregate("sum", F(3, 4)), levels=WITH_CONDITIONS)

    overall = score(made, given(p1=3, p2=3, q1=5)).overall

    # 11 points: level 3 wants one pillar at 3, p has 60 %
    assert (overall.value, overall.level) == (11, 3)
    assert score(made, given(p1=1, p2=1, q1=5)).overall.explanation.held == Held(2, 2, 2, 0)


# classes

CLASSES = classes(newcomer=[0, 1], learner=[2], leader=[3, 4, 5])


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "newcomer"), (1, "newcomer"), (2, "learner"), (3, "leader"), (5, "leader")]
)
def test_class_is_that_of_the_overall_level(value, expected):
    made = framework([node("N", [asked("a")])], classes=CLASSES)

    assert score(made, given(a=value)).level_class == expected


def test_whole_that_is_not_rated_has_no_class():
    assert score(framework([node("N", [asked("a")])], classes=CLASSES), {}).level_class is None


def test_level_outside_of_all_classes_has_none():
    made = framework([node("N", [asked("a")])], classes=classes(newcomer=[0, 1]))

    assert score(made, given(a=2)).level_class is None


def test_quick_check_has_no_class():
    made = framework([node("N", [asked("a", key=True)])], classes=CLASSES)

    assert score(made, given(a=5), scope="quick").level_class is None


# caps

BLOCKS = [block("A", [dimension("A1", 1)], weight="14"), block("B", [dimension("B1", 1)], weight="6")]


def capped(*caps, a=4, b=0, **head):
    # (14 x 4 + 6 x 0) / 20 = 2.8: level 3 by itself
    return score(framework(BLOCKS, caps=caps, **head), {**given(**{"A1.1": a, "B1.1": b})})


def test_class_follows_the_level_that_was_capped():
    card = capped(Cap("overall", ("B",), 1), classes=CLASSES)

    assert (card.overall.level, card.level_class) == (1, "newcomer")


def test_caps_act_one_after_the_other():
    # A is held at B's level 0 + 2; the whole at A's new level 2 + 0
    card = capped(Cap("A", ("B",), 2), Cap("overall", ("A",), 0))

    assert (card.nodes["A"].level, card.overall.level, card.overall.explanation.capped_by) == (2, 2, "A")


def test_second_cap_of_a_node_may_hold_it_lower():
    card = capped(Cap("overall", ("B",), 2), Cap("overall", ("B",), 1))

    assert (card.overall.level, card.overall.explanation.level_before_cap) == (1, 3)


def test_cap_of_a_node_that_is_not_asked_does_nothing():
    card = capped(Cap("C", ("A",), 0), Cap("overall", ("C",), 0))

    assert (card.overall.level, card.overall.explanation.capped_by) == (3, None)


def test_cap_leaves_out_a_named_node_without_a_level():
    blocks = [*BLOCKS, node("C", [asked("c")], bounds=Bounds())]
    made = framework(blocks, caps=[Cap("overall", ("C", "A"), 0)], aggregate=Aggregate("weighted_mean"))

    overall = score(made, given(**{"A1.1": 2, "B1.1": 5, "c": 0})).overall

    # (14 x 2 + 6 x 5 + 0) / 21 = 58/21 = 2.76
    assert (overall.value, overall.level, overall.explanation.capped_by) == (F(58, 21), 2, None)


# the quick check's range


def test_quick_range_is_cut_to_what_can_be_reached():
    # a whole of 100: 99 ± 0.5 and 100 ± 0.5
    made = framework([node("N", [asked("q", answering.measured(100), key=True)])], levels=DMAT)

    assert score(made, given(q="99"), scope="quick").range == (F(197, 2), F(199, 2))
    assert score(made, given(q="100"), scope="quick").range == (F(199, 2), 100)


def test_framework_without_a_quick_check_has_no_range():
    made = replace(framework([node("N", [asked("a", key=True)])]), quick=None)

    assert score(made, given(a=3), scope="quick").range is None
