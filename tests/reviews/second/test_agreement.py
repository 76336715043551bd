"""How far two people agree, held against scikit-learn."""

import math
import random
import warnings
from fractions import Fraction

import pytest

from reviews.second.agreement import FEWEST, agreement, weighted_kappa

TWO_APART = [(0, 2)] * 5 + [(2, 0)] * 5
WORKED = [(0, 0)] * 4 + [(1, 1)] * 2 + [(1, 2)] * 2 + [(2, 2)] + [(0, 2)]
DEGENERATE = {
    "all agree": [(place, place) for place in range(6)] * 3,
    "everything at one place": [(3, 3)] * 12,
    "first at one place": [(2, place % 6) for place in range(12)],
    "second at one place": [(place % 6, 2) for place in range(12)],
    "always one above": [(place % 5, place % 5 + 1) for place in range(15)],
    "opposite": [(0, 5), (5, 0)] * 6,
    "each at one place of their own": [(1, 4)] * 12,
    "a gap in the scale": [(0, 5), (5, 5), (0, 0), (1, 5)] * 3,
}


def by_scikit_learn(pairs, weights, places=6):
    from sklearn.metrics import cohen_kappa_score  # noqa: PLC0415 -- takes a second, and this file alone needs it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it divided by nothing
        return cohen_kappa_score(*zip(*pairs, strict=True), weights=weights, labels=range(places))


def assert_same(ours, theirs):
    if ours is None:
        assert math.isnan(theirs)
    else:
        assert math.isclose(ours, theirs, rel_tol=0, abs_tol=1e-12)


def drawn(seed):
    """Pairs of two people of whom one is more or less generous, on a scale of 2 to 7 places."""
    chance = random.Random(seed)  # noqa: S311 -- repeatable on purpose
    places, shift, spread = chance.randint(2, 7), chance.choice([-1, 0, 0, 1]), chance.choice([0, 1, 2, 6])
    pairs = []
    for _ in range(chance.randint(FEWEST, 200)):
        first = chance.randrange(places)
        second = first + shift + chance.randint(-spread, spread)
        pairs.append((first, min(max(second, 0), places - 1)))
    return pairs, places


@pytest.mark.parametrize(("weights", "power"), [("linear", 1), ("quadratic", 2)])
def test_weighted_kappa_is_that_of_scikit_learn_on_seeded_pairs(weights, power):
    for seed in range(150):
        pairs, places = drawn(seed)
        assert_same(weighted_kappa(pairs, power=power), by_scikit_learn(pairs, weights, places))


@pytest.mark.parametrize(("weights", "power"), [("linear", 1), ("quadratic", 2)])
@pytest.mark.parametrize("case", DEGENERATE)
def test_weighted_kappa_is_that_of_scikit_learn_in_degenerate_cases(case, weights, power):
    pairs = DEGENERATE[case]

    assert_same(weighted_kappa(pairs, power=power), by_scikit_learn(pairs, weights))


def test_weighted_kappa_of_a_worked_example():
    # 4, 2, 1 alike; 1 -> 2 twice, 0 -> 2 once. First: 5, 4, 1 of 10 at 0, 1, 2; second: 4, 2, 4.
    # Linear: observed 4/10; expected (5·2 + 5·4·2 + 4·4 + 4·4 + 1·4·2 + 1·2)/100 = 92/100.
    assert weighted_kappa(WORKED, power=1) == 1 - Fraction(40, 92)
    # Squared: observed 6/10; expected (5·2 + 5·4·4 + 4·4 + 4·4 + 1·4·4 + 1·2)/100 = 140/100.
    assert weighted_kappa(WORKED, power=2) == 1 - Fraction(60, 140)


def test_agreement_counts_equal_pairs_and_tells_who_is_above():
    found = agreement(WORKED)

    assert (found.n, found.exact, found.bias) == (10, Fraction(7, 10), Fraction(4, 10))


def test_agreement_of_fewer_than_ten_pairs_is_not_told():
    assert agreement(TWO_APART[:9]) is None
    assert agreement(TWO_APART).exact == 0


def test_kappa_is_not_told_where_everybody_gave_one_place():
    found = agreement([(3, 3)] * 10)

    assert (found.exact, found.kappa_linear, found.kappa_quadratic) == (1, None, None)
