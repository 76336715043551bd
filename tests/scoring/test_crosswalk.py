"""One set of answers in the terms of other models, worked by hand."""

from fractions import Fraction

import pytest

from assessments.scoring.crosswalk import profile, profiles
from assessments.scoring.types import Answer
from questionnaires.crosswalks import Crosswalk, Target
from tests.factories.questionnaires import shipped_framework
from tests.scoring import answering
from tests.scoring.shapes import WORDS, asked, block, dimension, framework, item, shipped

F = Fraction
TO_FIVE = Target("x", WORDS, F(0), F(5))
TO_HUNDRED = Target("x", WORDS, F(0), F(100))


def mapped(*answers, target=TO_FIVE):
    """The result of one target to which these items count; ``-`` open, ``n`` accepted as not applicable."""
    items = [item(f"A.{number}", may_be_left_out=True, maps={"m": ("x",)}) for number in range(1, len(answers) + 1)]
    words = {"n": Answer("not_applicable"), "?": Answer("dont_know")}
    given = {
        each.id: words.get(mark) or Answer("answered", int(mark))
        for each, mark in zip(items, answers, strict=True)
        if mark != "-"
    }
    made = framework([block("B", [dimension("A", items)])])
    return profile(made, Crosswalk("m", "m", (target,)), given).targets[0]


@pytest.mark.parametrize(
    ("answers", "value", "coverage"),
    [
        ("23", F(5, 2), F(1)),  # (2 + 3) / 2
        ("12-", F(3, 2), F(2, 3)),  # (1 + 2) / 2 over what is answered, two of three
        ("12?", F(3, 2), F(2, 3)),  # do not know is open
        ("44n", F(4), F(1)),  # what does not apply has left
        ("00", F(0), F(1)),  # nothing yet is a value
        ("5-", None, F(1, 2)),  # one answer says too little
        ("5", None, F(1)),
        ("--", None, F(0)),
        ("nn", None, None),
    ],
)
def test_dimension_is_the_mean_of_its_answered_items(answers, value, coverage):
    result = mapped(*answers)

    assert (result.value, result.coverage) == (value, coverage)


def test_value_is_put_on_the_scale_of_the_other_model():
    assert mapped("2", "3", target=TO_HUNDRED).value == 50  # 5/2 of 5 is half of 100


def test_scale_of_the_other_model_may_begin_above_zero():
    # 5/2 of 5 is half of the way from 1 to 5
    assert mapped("2", "3", target=Target("x", WORDS, F(1), F(5))).value == 3


def test_item_that_cannot_earn_anything_says_nothing():
    nothing = asked("A.1", answering.choice({"x": "0", "y": "0"}), maps={"m": ("x",)})
    items = [nothing, *(item(f"A.{number}", maps={"m": ("x",)}) for number in (2, 3))]
    made = framework([block("B", [dimension("A", items)])])
    given = {"A.1": Answer("answered", "x"), "A.2": Answer("answered", 2), "A.3": Answer("answered", 3)}

    assert profile(made, Crosswalk("m", "m", (TO_FIVE,)), given).targets[0].value == F(5, 2)


def test_lines_name_the_items_they_were_taken_from():
    result = mapped("2", "-", "3", "n")

    assert (result.answered, result.open) == (("A.1", "A.3"), ("A.2",))


def test_not_applicable_that_is_only_proposed_stays_open():
    items = [item(f"A.{number}", maps={"m": ("x",)}) for number in (1, 2, 3)]
    given = {"A.1": Answer("answered", 1), "A.2": Answer("answered", 1), "A.3": Answer("not_applicable")}
    made = framework([block("B", [dimension("A", items)])])

    assert profile(made, Crosswalk("m", "m", (TO_FIVE,)), given).targets[0].coverage == F(2, 3)


def test_shipped_framework_speaks_to_four_models():
    models = {each.crosswalk.key: len(each.targets) for each in profiles(shipped_framework(), shipped("2"))}

    assert models == {"siri": 16, "impuls": 6, "cmmm": 20, "dmat": 6}


def test_everything_at_level_two_is_two_of_five_in_every_dimension_with_enough_items():
    for model in profiles(shipped_framework(), shipped("2")):
        reach = model.crosswalk.targets[0].high
        values = {result.value for result in model.targets if result.value is not None}
        assert values == {reach * F(2, 5)}


def test_dimension_with_a_single_item_is_never_given_a_value():
    named = {
        (model.crosswalk.key, result.target.id)
        for model in profiles(shipped_framework(), shipped("5"))
        for result in model.targets
        if result.value is None
    }

    assert named == {
        ("cmmm", "network"), ("cmmm", "logistics"), ("cmmm", "product_service"),
        ("impuls", "products"), ("impuls", "services"),
        ("siri", "D6"),
    }  # fmt: skip
