"""What holds for every framework that can be published, with every type of answer and every method."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.scoring import stored_form
from assessments.scoring.types import Answer, Priority
from tests.scoring import any_answers
from tests.scoring.any_cases import case, without
from tests.scoring.any_documents import GATES, METHODS

RISING = tuple(method for method in METHODS if method != "lookup")  # what a table says need not rise
ADDING = ("mean", "weighted_mean", "sum", "share_of_maximum", "identity")
NUMBERS = ("raw", "value", "level", "low", "high")
often = pytest.mark.soak(40, 10_000)


def cases(campaign, **author):
    return (case(campaign.random, **author) for _ in range(campaign.n))


@often
def test_numbers_are_bounded_and_the_band_holds_the_value(campaign):
    for drawn in cases(campaign):
        for result in drawn.score().nodes.values():
            if result.raw is not None:
                assert 0 <= result.low <= result.raw <= result.high <= result.top
            if result.low is not None:
                assert 0 <= result.low <= result.high <= result.top
            assert result.coverage is None or 0 <= result.coverage <= 1


@often
def test_value_is_the_raw_one_or_hidden_and_a_level_needs_a_value(campaign):
    for drawn in cases(campaign):
        for result in drawn.score().nodes.values():
            assert result.value in {None, result.raw}
            assert result.level is None or result.value is not None
            if result.value is not None:
                assert result.coverage >= result.explanation.min_coverage


@often
def test_band_holds_every_way_to_answer_what_is_open(campaign):
    for drawn in cases(campaign, has_conditions=False):
        before, after = drawn.score(), drawn.score(drawn.completed())

        for id_, result in after.nodes.items():
            old = before.nodes[id_]
            assert result.coverage in {None, 1}
            assert (old.low, old.high, old.top) == (None,) * 3 or old.low <= result.low <= result.high <= old.high
            assert old.top == result.top


@often
def test_better_answer_never_lowers_anything(campaign):
    for drawn in cases(campaign, methods=RISING, has_conditions=False, answered=0.9):
        types = drawn.types()
        answered = [id_ for id_, answer in drawn.answers.items() if answer.state == "answered"]
        if not answered:
            continue
        id_ = drawn.random.choice(answered)
        raised = any_answers.better(drawn.random, types[id_], drawn.answers[id_].value)

        before, after = drawn.score(), drawn.score({**drawn.answers, id_: Answer("answered", raised)})

        for name, result in before.nodes.items():
            for number in NUMBERS:
                old, new = getattr(result, number), getattr(after.nodes[name], number)
                assert (old is None) == (new is None)
                assert old is None or old <= new
        assert before.range is None or before.range <= after.range


@often
def test_same_answers_in_any_order_give_the_same_card(campaign):
    for drawn in cases(campaign):
        shuffled = drawn.random.sample(list(drawn.answers.items()), len(drawn.answers))

        assert drawn.score(dict(shuffled)) == drawn.score()


@often
def test_scale_of_weights_is_irrelevant_where_weights_are_shares(campaign):
    for drawn in cases(campaign):
        factor = Fraction(drawn.random.randint(1, 500), drawn.random.randint(1, 100))
        before, after = drawn.score(), drawn.score(framework=weighed(drawn.framework, factor))

        for id_, result in before.nodes.items():
            assert replace(after.nodes[id_], explanation=result.explanation) == result


def weighed(framework, factor):
    """Multiply all weights below every node of which only their ratio matters."""
    return replace(framework, root=_weighed(framework.root, factor))


def _weighed(node, factor):
    is_share = node.aggregate.method in {"weighted_mean", *GATES}
    is_share |= node.aggregate.method == "share_of_maximum" and node.aggregate.out_of is None
    times = factor if is_share else 1
    children = (
        replace(
            _weighed(child, factor),
            weight=child.weight * times,
            weights={name: weight * times for name, weight in child.weights.items()},
        )
        for child in node.children
    )
    items = (replace(item, weight=item.weight * times) for item in node.items)
    return replace(node, children=tuple(children), items=tuple(items))


@often
def test_not_applicable_is_as_if_the_item_were_not_there(campaign):
    for drawn in cases(campaign):
        gone = {id_ for id_, answer in drawn.answers.items() if answer.state == "not_applicable"}
        rest = without(drawn.framework, gone)
        left = {id_: answer for id_, answer in drawn.answers.items() if id_ not in gone}

        with_it = drawn.score(basis="verified")
        without_it = drawn.score(left, rest, basis="verified")

        for id_, result in without_it.nodes.items():
            same = with_it.nodes[id_]
            for name in ("raw", "low", "high", "top", "coverage", "items", "open"):
                applicable = same.items - same.not_applicable if name == "items" else getattr(same, name)
                assert applicable == getattr(result, name)


@often
def test_dont_know_is_the_same_as_no_answer(campaign):
    for drawn in cases(campaign):
        said = {id_: answer for id_, answer in drawn.answers.items() if answer.state != "dont_know"}

        assert drawn.score(said) == drawn.score()


@often
def test_answers_to_what_is_not_asked_change_nothing(campaign):
    for drawn in cases(campaign):
        card = drawn.score()
        counted = {part.id for result in card.nodes.values() for part in result.explanation.parts}
        unscored = {item.id for item in drawn.framework.items() if not item.is_scored}
        asked = {id_: answer for id_, answer in drawn.answers.items() if id_ in counted | unscored}

        assert drawn.score(asked) == card


@often
def test_not_applicable_weighs_more_on_the_verified_basis_only(campaign):
    for drawn in cases(campaign):
        said = {id_: answer for id_, answer in drawn.answers.items() if answer.state != "not_applicable"}

        assert drawn.score(said, basis="verified") == drawn.score(said, basis="self")
        on_verified = drawn.score(basis="verified").nodes
        assert all(result.open <= drawn.score(basis="self").nodes[id_].open for id_, result in on_verified.items())


@often
def test_contributions_add_up_to_the_value_where_the_method_adds(campaign):
    for drawn in cases(campaign):
        for result in drawn.score().nodes.values():
            why = result.explanation
            contributions = [part.contribution for part in why.parts if part.contribution is not None]
            before = result.raw if why.before_rescale is None else why.before_rescale
            if contributions:
                assert why.method in ADDING
                assert sum(contributions) == before
            elif why.method in ADDING and result.raw is not None:  # held at the edge of its band
                assert result.raw in {result.low, result.high}


@often
def test_counts_of_a_node_are_those_of_its_parts(campaign):
    for drawn in cases(campaign):
        card = drawn.score()
        nodes = {node.id: node for node in drawn.framework.root.walk()}

        for id_, result in card.nodes.items():
            below = [card.nodes[child.id] for child in nodes[id_].children if child.id in card.nodes]
            own = len(result.explanation.parts) - len(below)
            assert result.items == own + sum(child.items for child in below)
            assert 0 <= result.open + result.not_applicable <= result.items
            assert result.coverage is not None or result.not_applicable == result.items


@often
def test_card_is_read_as_it_was_written(campaign):
    for drawn in cases(campaign):
        card = drawn.score()
        third = Fraction(1, 3)
        first = Priority("A", "A.1", "start", third, third, third, trouble="late", instead_of="B", required_by="C")
        priorities = drawn.random.choice([(), (first, replace(first, trouble=None))])

        written = stored_form.written(card, priorities)

        assert stored_form.read(written, engine=card.engine, scope=card.scope) == (card, priorities)
