"""What holds for every framework and every set of answers."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.scoring.engine import score
from assessments.scoring.types import Answer
from tests.scoring import arbitrary

often = pytest.mark.soak(30, 10_000)


def cases(campaign):
    """Frameworks of ladders, answers to them, and the chance that made them."""
    for _ in range(campaign.n):
        framework = arbitrary.framework(campaign.random)
        yield framework, arbitrary.answers(campaign.random, framework), campaign.random


def known(result):
    """Return the numbers that a result has."""
    return [number for number in (result.raw, result.value, result.low, result.high) if number is not None]


@often
def test_values_are_bounded_and_the_band_holds_them(campaign):
    for framework, answers, _ in cases(campaign):
        for result in score(framework, answers).nodes.values():
            assert all(0 <= number <= 5 for number in known(result))
            assert result.coverage is None or 0 <= result.coverage <= 1
            if result.raw is not None:
                assert result.low <= result.raw <= result.high


@often
def test_band_holds_every_way_to_answer_what_is_open(campaign):
    for framework, answers, random in cases(campaign):
        before, after = score(framework, answers), score(framework, arbitrary.completed(random, framework, answers))

        for id_, result in after.nodes.items():
            assert result.raw is None or before.nodes[id_].low <= result.raw <= before.nodes[id_].high


@often
def test_better_answer_never_lowers_anything(campaign):
    for framework, answers, random in cases(campaign):
        below_the_top = [id_ for id_, answer in answers.items() if answer.value is not None and answer.value < 5]
        if not below_the_top:
            continue
        raised = random.choice(below_the_top)

        before = score(framework, answers)
        after = score(framework, {**answers, raised: Answer("answered", answers[raised].value + 1)})

        for id_, result in before.nodes.items():
            for name in ("raw", "value", "level", "low", "high"):
                old, new = getattr(result, name), getattr(after.nodes[id_], name)
                assert (old is None) == (new is None)
                assert old is None or old <= new


@often
def test_same_answers_in_another_order_give_the_same_card(campaign):
    for framework, answers, random in cases(campaign):
        shuffled = random.sample(list(answers.items()), len(answers))

        assert score(framework, dict(shuffled)) == score(framework, answers)


@often
def test_scale_of_weights_is_irrelevant(campaign):
    for framework, answers, random in cases(campaign):
        factor = Fraction(random.randint(1, 500), random.randint(1, 100))
        before, after = (
            score(framework, answers),
            score(replace(framework, root=_scaled(framework.root, factor)), answers),
        )

        for id_, result in before.nodes.items():
            assert replace(after.nodes[id_], explanation=result.explanation) == result


def _scaled(node, factor):
    children = tuple(replace(_scaled(child, factor), weight=child.weight * factor) for child in node.children)
    return replace(node, children=children)


@often
def test_not_applicable_is_as_if_the_item_were_not_there(campaign):
    for framework, answers, _ in cases(campaign):
        gone = {id_ for id_, answer in answers.items() if answer.state == "not_applicable"}
        if not gone < {item.id for item in framework.items()}:
            continue
        rest = arbitrary.without(framework, gone)

        with_it = score(framework, answers, basis="verified")
        without_it = score(rest, {id_: answers[id_] for id_ in answers.keys() - gone}, basis="verified")

        for id_, result in without_it.nodes.items():
            same = with_it.nodes[id_]
            assert (same.raw, same.low, same.high, same.coverage) == (
                result.raw,
                result.low,
                result.high,
                result.coverage,
            )
            # A block in which nothing applies is not rated, and the whole needs every block.
            assert same.value == result.value or len(rest.blocks) < len(framework.blocks)


@often
def test_dont_know_is_the_same_as_no_answer(campaign):
    for framework, answers, _ in cases(campaign):
        unsaid = {id_: answer for id_, answer in answers.items() if answer.state != "dont_know"}

        assert score(framework, unsaid) == score(framework, answers)


@often
def test_contributions_add_up_to_the_value(campaign):
    for framework, answers, _ in cases(campaign):
        for result in score(framework, answers).nodes.values():
            contributions = [part.contribution for part in result.explanation.parts if part.contribution is not None]
            assert result.raw is None if not contributions else result.raw == sum(contributions)


@often
def test_value_is_hidden_or_the_raw_one_and_a_level_goes_with_it(campaign):
    for framework, answers, _ in cases(campaign):
        for result in score(framework, answers).nodes.values():
            assert result.value in {None, result.raw}
            assert (result.level is None) == (result.value is None)


@often
def test_cap_is_the_only_thing_that_holds_a_level_down(campaign):
    for framework, answers, _ in cases(campaign):
        held, free = score(framework, answers).overall, score(replace(framework, caps=()), answers).overall

        assert (held.value, held.low, held.high) == (free.value, free.low, free.high)
        if held.explanation.capped_by is None:
            assert held.level == free.level
        else:
            assert held.level < free.level == held.explanation.level_before_cap


@often
def test_counts_of_a_node_are_those_of_its_items(campaign):
    for framework, answers, _ in cases(campaign):
        overall = score(framework, answers).overall

        items = list(framework.items())
        left = [item for item in items if item.na_reasons and item.id in answers]
        assert overall.items == len(items)
        assert overall.not_applicable == sum(answers[item.id].state == "not_applicable" for item in left)
        answered = sum(answer.state == "answered" for answer in answers.values())
        assert overall.open == len(items) - answered - overall.not_applicable
