"""Whatever is sent is either scored or refused in words; nothing crashes."""

import pytest

from assessments.scoring import points
from assessments.scoring.answer_values import fault
from assessments.scoring.types import Answer, ScoringInputError
from tests.scoring import any_answers
from tests.scoring.any_cases import case

NAMES = ("a", "b", "c", "d", "no", "yes", "0", "1", "2", "none", "dk", "na", "", "A.0", "2.10", "\ud800")
SCALARS = (*NAMES, None, True, False, 0, 1, 2, 3, 7, -1, 2.0, float("nan"), 10**50, "25", "25.5", "1e3", "-0", "١")
STATES = ("answered", "dont_know", "not_applicable", "skipped", "")
often = pytest.mark.soak(150, 50_000)


def junk(random, depth=3):
    """Any JSON, much of it close to an answer, and some things that are no JSON at all."""
    kind = random.random()
    if depth and kind < 0.25:
        return [junk(random, depth - 1) for _ in range(random.randint(0, 3))]
    if depth and kind < 0.55:
        return {random.choice((*NAMES, 1, None)): junk(random, depth - 1) for _ in range(random.randint(0, 3))}
    return random.choice(SCALARS)


def refused(drawn, answers, **told):
    """Score, whatever comes of it; return whether it was refused. Anything but ScoringInputError is a crash."""
    try:
        drawn.score(answers, **told)
    except ScoringInputError:
        return True
    return False


@often
def test_any_value_is_scored_or_refused_in_words(campaign):
    for _ in range(campaign.n):
        drawn, value = case(campaign.random), junk(campaign.random)
        for id_, answer_type in drawn.checked_as().items():
            is_wrong = value is None or fault(answer_type, value) is not None

            assert refused(drawn, {**drawn.answers, id_: Answer("answered", value)}) == is_wrong


@often
def test_what_is_accepted_has_points_within_those_of_an_open_answer(campaign):
    for _ in range(campaign.n):
        for item in case(campaign.random).framework.items():
            if getattr(item.answer, "lists", None):  # has no options before a profile chose a list
                continue
            value = any_answers.value(campaign.random, item.answer)
            open_, found = points.open_points(item), points.earned(item, value)

            assert fault(item.answer, value) is None
            assert open_.low <= found.low <= found.raw or found.raw <= found.low <= found.high
            assert open_.low <= found.low <= found.high <= open_.high == points.most(item)
            assert 0 < found.coverage <= 1


@often
def test_any_state_of_any_item_is_scored_or_refused_in_words(campaign):
    for _ in range(campaign.n):
        drawn = case(campaign.random)
        name = campaign.random.choice([*drawn.types(), *NAMES])
        answer = Answer(campaign.random.choice(STATES), campaign.random.choice((None, junk(campaign.random))))

        refused(drawn, {**drawn.answers, name: answer})


@often
def test_any_variant_and_profile_is_scored_or_refused_in_words(campaign):
    for _ in range(campaign.n):
        drawn = case(campaign.random)
        facts = campaign.random.sample((*NAMES, "size", "industry", "steel", "small"), 4)
        variant = campaign.random.choice((None, "", "discrete", "process", "hybrid"))

        refused(drawn, {}, variant=variant, profile=dict(zip(facts[:2], facts[2:], strict=True)))
