"""The rule of the first things to do, tried on frameworks nobody thought of against a plain search."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring.engine import score
from assessments.scoring.priorities import day_one
from tests.scoring import arbitrary
from tests.scoring.candidates import Candidates

some = settings(max_examples=30, deadline=None)


@st.composite
def cases(draw):
    random = draw(st.randoms(use_true_random=False))
    framework = arbitrary.framework(random)
    answers = arbitrary.answers(random, framework, answered=random.choice((0.7, 1)))
    return framework, answers, random.sample(["late", "stock"], random.randint(0, 2))


def fits(group, rule, candidates):
    """Whether this group fulfils every wish that can be fulfilled."""
    blocks = {each.block for each in group}
    wants_named = any(each.block in rule.at_least_one_of for each in candidates)
    wants_easy = any(each.is_easy for each in candidates)
    return (
        len(blocks) == len(group)
        and (not wants_named or bool(blocks & set(rule.at_least_one_of)))
        and (not wants_easy or any(each.is_easy for each in group))
    )


@some
@given(cases())
def test_priorities_are_the_first_group_that_fits(case):
    framework, answers, troubles = case
    card, rule = score(framework, answers), framework.priorities
    candidates = Candidates(framework, card, answers, troubles).ranked()
    size = min(rule.most, len({each.block for each in candidates}))

    chosen = day_one(framework, card, answers, troubles)

    best = next((group for group in combinations(candidates, size) if fits(group, rule, candidates)), None)
    if best is not None:
        assert {each.dimension for each in chosen} == {each.dimension for each in best}
    else:  # one place for two wishes
        assert (size, len(chosen)) == (1, 1)
        assert next(each for each in candidates if each.dimension == chosen[0].dimension).block in rule.at_least_one_of


@some
@given(cases())
def test_first_priority_is_easy_wherever_one_is(case):
    framework, answers, troubles = case
    card = score(framework, answers)
    easy = {each.dimension for each in Candidates(framework, card, answers, troubles).ranked() if each.is_easy}

    chosen = [each.dimension for each in day_one(framework, card, answers, troubles)]

    assert not easy & set(chosen) or chosen[0] in easy


@some
@given(cases())
def test_score_is_explained_by_its_parts(case):
    framework, answers, troubles = case

    for each in day_one(framework, score(framework, answers), answers, troubles):
        factor = framework.priorities.trouble_factor if each.trouble else 1
        own = each.weight * each.gap * factor
        assert each.score == own if each.instead_of is None else each.required_by is not None


@some
@given(cases())
def test_priorities_are_the_same_every_time(case):
    framework, answers, troubles = case
    card = score(framework, answers)
    backwards = dict(reversed(answers.items()))

    assert day_one(framework, card, answers, troubles) == day_one(framework, card, backwards, troubles)
