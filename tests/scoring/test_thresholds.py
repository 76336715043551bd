"""Each bound of the overall level from both sides, as close to it as the shipped framework can come."""

from fractions import Fraction

import pytest

from assessments.scoring.engine import score
from tests.factories.questionnaires import shipped_framework
from tests.scoring.shapes import answers, block, dimension, framework, rows, shipped

BOUNDS = [0, 1, 2, 3, 4]  # the bound lies 0.8 above each


def just_at(base):
    """All of S, P, O one higher: + 0.20 + 0.20 + 0.25; nine of T's 15 items: + 0.25 x 9/15 = 0.15. Sum 0.8."""
    low, high = str(base), str(base + 1)
    return shipped(low, S=high, P=high, O=high, T1=high * 3, T2=high * 3, T3=high * 3)


def just_below(base):
    """One item of O back (- 0.25/18 = - 5/360), one of G up (+ 0.10/9 = + 4/360): 1/360 less, the least there is."""
    low, high = str(base), str(base + 1)
    return {**just_at(base), **rows(O6=high + high + low, G1=high + low + low)}


@pytest.mark.parametrize("base", BOUNDS)
def test_overall_at_a_bound_has_the_level_above_it(base):
    overall = score(shipped_framework(), just_at(base)).overall

    assert (overall.value, overall.level) == (base + Fraction("0.8"), base + 1)
    assert overall.explanation.lower_bound == overall.value
    assert overall.explanation.capped_by is None


@pytest.mark.parametrize("base", BOUNDS)
def test_overall_one_step_below_a_bound_has_the_level_below(base):
    overall = score(shipped_framework(), just_below(base)).overall

    assert (overall.value, overall.level) == (base + Fraction("0.8") - Fraction(1, 360), base)


@pytest.mark.parametrize("base", BOUNDS)
def test_weights_of_a_thousandth_decide_a_bound(base):
    at, below = two_blocks(200, 800), two_blocks(201, 799)

    assert score(at, answers(A1_1=base, B1_1=base + 1)).overall.level == base + 1
    assert score(below, answers(A1_1=base, B1_1=base + 1)).overall.level == base


def two_blocks(*weights):
    blocks = [block(id_, [dimension(f"{id_}1", 1)], weight=weight) for id_, weight in zip("AB", weights, strict=True)]
    return framework(blocks)
