"""How much must be answered for a value to be shown."""

import copy
from fractions import Fraction

import pytest

from assessments.scoring.engine import score
from assessments.scoring.types import Answer
from questionnaires.document import Aggregate
from questionnaires.parsing import parse
from tests.factories.questionnaires import shipped_document
from tests.scoring import answering
from tests.scoring.shapes import asked, framework, given, node

F = Fraction
TOLD = {"lookup": {"table": [{"when": {}, "value": "1"}]}, "count_at_least": {"at_least": "4"}}


def parsed(aggregate):
    """Return the aggregate of a block of the shipped framework that says this."""
    document = copy.deepcopy(shipped_document())
    document["blocks"][0]["aggregate"] = aggregate
    return parse(document).blocks[0].aggregate


@pytest.mark.parametrize("method", ["mean", "weighted_mean", "share_of_maximum"])
def test_part_of_the_parts_is_enough_for_means_and_shares(method):
    assert parsed({"method": method}).min_coverage == F(3, 5)


@pytest.mark.parametrize(
    "method",
    ["sum", "min", "max", "gated_sum_of_levels", "sequential_gate", "lookup", "count_at_least", "identity", "none"],
)
def test_all_other_methods_need_everything(method):
    assert parsed({"method": method, **TOLD.get(method, {})}).min_coverage == 1


def test_least_coverage_can_be_declared():
    assert parsed({"method": "sum", "min_coverage": "0.8"}).min_coverage == F(4, 5)


@pytest.mark.parametrize("method", ["mean", "sum", "min", "max", "share_of_maximum"])
@pytest.mark.parametrize(("answered", "is_shown"), [(3, True), (2, False)])
def test_value_is_shown_from_the_declared_coverage_on(method, answered, is_shown):
    made = framework([node("N", [asked(f"q{n}") for n in range(5)], method, min_coverage="0.6")])

    result = score(made, given(**{f"q{n}": 3 for n in range(answered)})).nodes["N"]

    assert (result.coverage, result.value is not None) == (F(answered, 5), is_shown)
    assert result.raw is not None


def test_half_a_grid_is_half_an_answer():
    # (1/2 + 1 + 1) / 3 = 5/6
    parts = [asked("a", answering.grid(2, "01")), asked("b"), asked("c")]

    result = score(framework([node("N", parts)]), given(a={"b": 1}, b=2, c=3)).nodes["N"]

    assert (result.coverage, result.open) == (F(5, 6), 1)


def test_node_that_requires_all_waits_for_each_of_its_children():
    # coverage 5/6 in all, but B is not shown: one of two is answered, and its minimum is all
    a, b = node("A", [asked("a1"), asked("a2")]), node("B", [asked("b1"), asked("b2")])
    made = framework([a, b], aggregate=Aggregate("mean", F(1, 2), requires_all=True))
    relaxed = framework([a, b], aggregate=Aggregate("mean", F(1, 2)))
    answers = given(a1=4, a2=4, b1=2)

    assert (score(made, answers).overall.raw, score(made, answers).overall.value) == (3, None)
    assert score(relaxed, answers).overall.value == 3


@pytest.mark.parametrize(("industry", "value"), [("steel", None), ("wood", 4)])
def test_node_that_requires_all_does_not_wait_where_a_firm_is_asked_nothing_that_counts(industry, value):
    # B asks everybody for their industry, which counts for nothing, and only steel makers for their tools
    told, listed = asked("b1", is_scored=False), asked("b2", answering.multi(0, lists=answering.lists(steel=(2, None))))
    made = framework([node("A", [asked("a1")]), node("B", [told, listed])])

    card = score(made, given(a1=4, b1=1), profile={"industry": industry})

    assert (card.nodes["B"].value, card.overall.value) == (None, value)


def test_node_that_requires_all_waits_for_a_question_beside_one_that_counts_for_nothing():
    made = framework([node("A", [asked("a1")]), node("B", [asked("b1", is_scored=False), asked("b2")])])

    assert score(made, given(a1=4, b1=1)).overall.value is None


def test_the_most_of_a_few_answers_may_still_become_more():
    """At worst A stays at what is answered, the very same number; at best its open question has the top level."""
    made = framework([node("A", [asked("a"), asked("b")], "max")])

    overall = score(made, given(a=2)).overall

    assert (overall.raw, overall.low, overall.high) == (2, 2, 5)


def test_what_does_not_apply_asks_for_no_coverage():
    parts = [asked("a"), asked("b"), asked("c", may_be_left_out=True)]

    result = score(framework([node("N", parts)]), given(a=4, b=2, c=Answer("not_applicable"))).nodes["N"]

    assert (result.coverage, result.value, result.items, result.not_applicable) == (1, 3, 3, 1)
