"""What raises a result most: the same as if every single step were scored on the whole framework."""

import random

import pytest

from assessments.answers import Given
from assessments.scoring import engine
from assessments.scoring.types import Answer
from questionnaires.parsing import parse
from reports.content.subject import asked, of_firm
from reports.trying.raising import open_items, raises
from reports.trying.steps_up import one_up
from tests.factories.library import LIBRARY, firm_framework, random_answers, source
from tests.factories.questionnaires import library_framework
from tests.factories.reports import all_at, block_at
from tests.scoring.any_documents import Author


def best(made, node="overall"):
    """Return the best steps to a node: item -> (level, value)."""
    found = raises(of_firm(made), made.scored, node_of(made, node), made.card)
    return {each.item.id: (each.result.level, each.result.value) for each in found}


def still_open(made, node="overall"):
    framework = asked(made)
    return [item.id for item in open_items(framework, made.scored, node_of(made, node), made.card)]


def node_of(made, id_):
    return next(each for each in asked(made).root.walk() if each.id == id_)


def tried_one_by_one(made, node):
    """Score the whole framework for each step of each answer below a node."""
    result, found = made.card.nodes[node.id], {}
    for item in (item for leaf in node.walk() for item in leaf.items if item.is_scored):
        given = made.scored.get(item.id)
        for value in one_up(item, given.value) if given and given.state == "answered" else ():
            answers = {**made.scored, item.id: Answer("answered", value)}
            told = {"scope": made.card.scope, "variant": made.variant, "profile": made.profile}
            raised = engine.score(made.framework, answers, **told).nodes.get(node.id)
            if raised and rank(raised) > rank(result):
                found[item.id] = max(found.get(item.id, rank(raised)), rank(raised))
    return {item: each if each[0] >= 0 else (None, each[1]) for item, each in found.items()}


def rank(result):
    return -1 if result.level is None else result.level, result.value or 0


def any_source(seed):
    """A framework, a firm and its answers that nobody thought of."""
    chance = random.Random(seed)  # noqa: S311 -- repeatable on purpose
    framework = parse(Author(chance).document())
    return source(framework, random_answers(chance, firm_framework(framework), answered=chance.choice([0.7, 1])))


# The later ones are frameworks in which a step brings up another question, or lets one go.
@pytest.mark.parametrize("seed", [*range(40), 138, 271, 381])
def test_raises_are_those_of_scoring_each_step_on_the_whole(seed):
    made = any_source(seed)

    for node in asked(made).root.walk():
        rated = made.card.nodes[node.id].value is not None
        assert best(made, node.id) == (tried_one_by_one(made, node) if rated else {})


@pytest.mark.parametrize("name", LIBRARY)
def test_raises_in_the_library_are_those_of_scoring_each_step_on_the_whole(name):
    chance = random.Random(name)  # noqa: S311 -- repeatable on purpose
    answers = random_answers(chance, firm_framework(library_framework(name)), answered=1)
    made = source(name, answers)

    assert best(made) == (tried_one_by_one(made, node_of(made, "overall")) if made.card.overall.value else {})


def test_raises_put_the_level_before_the_value():
    made = source("c4ir-smc", {**block_at(S=3, P=1, O=3, T=3, G=3), "P1.1": 0, "P2.1": 0})

    found = list(best(made).items())

    assert (made.card.overall.level, made.card.overall.explanation.capped_by) == (1, "P")
    assert [level for _, (level, _) in found[:9]] == [2] * 9
    assert {item[0] for item, (level, _) in found if level == 2} == {"P"}
    assert found[9][0] == "S1.1"


def test_raises_of_equals_keep_the_order_of_the_framework():
    made = source("c4ir-smc", all_at(2))

    assert list(best(made, "S1")) == ["S1.1", "S1.2", "S1.3"]


def test_raises_at_the_top_are_none():
    assert best(source("c4ir-smc", all_at(5))) == {}


def test_raises_of_the_lowest_of_two_are_none():
    made = source("impuls", dict.fromkeys(("products.ict_functions", "products.use_phase_data"), 1))

    assert best(made, "products") == {}


def test_raises_of_a_hidden_value_are_none():
    assert best(source("c4ir-smc", {"S1.1": 2}), "S1") == {}


def test_open_items_of_a_value_that_is_shown_are_none():
    made = source("c4ir-smc", {"S1.1": 2, "S1.2": 2})

    assert still_open(made, "S1") == []


def test_open_items_of_a_gate_name_the_one_that_is_missing():
    answers = {item.id: "full" for item in firm_framework(library_framework("cmmm")).items()}
    del answers["sales.4"]

    made = source("cmmm", answers)

    assert still_open(made) == ["sales.4"]


def test_open_items_leave_out_parts_that_have_their_value():
    answers = {item: level for item, level in all_at(2).items() if item[0] != "G" and item != "S1.1"}

    assert {item[0] for item in still_open(source("c4ir-smc", answers))} == {"G"}


def test_open_items_do_not_help_where_too_much_does_not_apply():
    away = Given("not_applicable", reason="không có xưởng thiết kế")
    made = source("c4ir-smc", {**all_at(2), "O6.1": away, "O6.2": away})

    assert made.card.nodes["O6"].value is None
    assert still_open(made, "O6") == []
