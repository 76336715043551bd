"""What is asked of whom: variants, profiles and conditions on answers, worked by hand."""

from fractions import Fraction

import pytest

from assessments.scoring.applying import asked as what_is_asked
from assessments.scoring.applying import for_firm
from assessments.scoring.engine import score
from assessments.scoring.types import Answer, ScoringInputError
from questionnaires.conditions import AppliesWhen, Chosen, Condition
from tests.scoring import answering
from tests.scoring.answering import scale
from tests.scoring.shapes import asked, framework, given, node, variants

F = Fraction
DK, NA = Answer("dont_know"), Answer("not_applicable")


def ids(made):
    return [item.id for item in made.items()]


# variants

# A weighs 13 or 4, B 48 or 63, C is asked in discrete plants alone, and so is b2
ONLY_DISCRETE = asked("b2", in_variants=["discrete"])
BY_VARIANT = framework(
    [
        node(
            "N",
            [
                node("A", [asked("a")], weight={"discrete": "13", "process": "4"}),
                node("B", [asked("b"), ONLY_DISCRETE], weight={"discrete": "48", "process": "63"}),
                node("C", [asked("c")], weight={"discrete": "39"}, in_variants=["discrete"]),
            ],
            "weighted_mean",
        )
    ],
    variants=variants("discrete", "process"),
)


def test_variant_has_its_own_weights():
    # discrete: (13 x 5 + 48 x (1 + 3) / 2 + 39 x 1) / 100 = (65 + 96 + 39) / 100 = 2
    card = score(BY_VARIANT, given(a=5, b=1, b2=3, c=1), variant="discrete")

    assert card.nodes["N"].value == 2
    assert [part.weight for part in card.nodes["N"].explanation.parts] == [13, 48, 39]


def test_variant_is_asked_only_what_belongs_to_it():
    # process: (4 x 5 + 63 x 1) / 67 = 83/67
    card = score(BY_VARIANT, given(a=5, b=1), variant="process")

    assert card.nodes["N"].value == F(83, 67)
    assert list(card.nodes) == ["overall", "N", "A", "B"]
    assert ids(for_firm(BY_VARIANT, variant="process")) == ["a", "b"]


def test_answers_to_what_another_variant_is_asked_are_left_out():
    with_them = score(BY_VARIANT, given(a=5, b=1, b2=0, c=DK), variant="process")

    assert with_them == score(BY_VARIANT, given(a=5, b=1), variant="process")


def test_hidden_answer_must_still_be_one_that_the_item_allows():
    with pytest.raises(ScoringInputError, match="c: the answer must be a whole number from 0 to 5, not 9"):
        score(BY_VARIANT, given(c=9), variant="process")


@pytest.mark.parametrize("variant", [None, "", "hybrid"])
def test_framework_with_variants_needs_one_of_them(variant):
    with pytest.raises(ScoringInputError, match="test needs a variant: discrete, process"):
        score(BY_VARIANT, {}, variant=variant)


@pytest.mark.parametrize("variant", ["discrete", ""])
def test_framework_without_variants_takes_none(variant):
    with pytest.raises(ScoringInputError, match="test has no variants"):
        score(framework([node("N", [asked("a")])]), {}, variant=variant)


# conditions on the profile

SMALL = AppliesWhen(profile={"size": ("small", "medium")})
BOTH = AppliesWhen(profile={"size": ("small",), "industry": ("steel",)})


@pytest.mark.parametrize(
    ("profile", "value"),
    [({"size": "small"}, 2), ({"size": "medium"}, 2), ({"size": "large"}, 4), ({}, 4), ({"industry": "small"}, 4)],
)
def test_item_is_asked_of_the_profiles_it_names(profile, value):
    made = framework([node("N", [asked("a"), asked("b", applies_when=SMALL)])])

    assert score(made, given(a=4, b=0), profile=profile).nodes["N"].value == value


@pytest.mark.parametrize(
    ("profile", "value"),
    [({"size": "small", "industry": "steel"}, 2), ({"size": "small"}, 4), ({"industry": "steel"}, 4)],
)
def test_all_facts_that_an_item_names_must_hold(profile, value):
    made = framework([node("N", [asked("a"), asked("b", applies_when=BOTH)])])

    assert score(made, given(a=4, b=0), profile=profile).nodes["N"].value == value


# lists by profile

USED = answering.multi(0, lists=answering.lists(steel=(4, "8"), wood=(5, None)))
TOOLS = framework([node("N", [asked("a", 1), asked("t", USED)], "sum")])


@pytest.mark.parametrize(("industry", "value", "top"), [("steel", F(5, 4), F(3, 2)), ("wood", F(7, 5), 2)])
def test_list_of_the_industry_takes_the_place_of_the_options(industry, value, top):
    # a 1; steel 2 of 8, at most 4 of 8; wood 2 of its 5
    result = score(TOOLS, given(a=1, t=["a", "b"]), profile={"industry": industry}).nodes["N"]

    assert (result.value, result.top) == (value, top)


def test_list_has_its_own_options():
    with pytest.raises(ScoringInputError, match="t: the answer must be one of a, b, c, d, not 'e'"):
        score(TOOLS, given(t=["e"]), profile={"industry": "steel"})


@pytest.mark.parametrize("profile", [{}, {"industry": "food"}, {"size": "steel"}])
def test_item_does_not_apply_to_an_industry_without_a_list(profile):
    result = score(TOOLS, given(a=1, t=["a"]), profile=profile).nodes["N"]

    assert (result.value, result.coverage, result.items, result.not_applicable) == (1, 1, 1, 0)


def test_cap_of_the_options_holds_in_each_list():
    lists = answering.lists(steel=(4, None))
    made = framework([node("N", [asked("t", answering.multi(0, cap="2", scale=scale("1"), lists=lists))])])

    # three ticked, cut to two, of two at most
    assert score(made, given(t=list("abc")), profile={"industry": "steel"}).nodes["N"].value == 1


# conditions on answers

ENOUGH = Condition("a", ">=", 2)
LITTLE = Condition("a", "<=", 2)


def after(*conditions, first=5, second=5):
    """An item a, and b under conditions."""
    parts = [asked("a", first), asked("b", second, applies_when=AppliesWhen(answers=conditions))]
    return framework([node("N", parts)])


@pytest.mark.parametrize(("level", "asks"), [(0, False), (1, False), (2, True), (5, True)])
def test_item_is_asked_from_a_level_on(level, asks):
    assert ids(what_is_asked(after(ENOUGH), given(a=level))) == (["a", "b"] if asks else ["a"])


@pytest.mark.parametrize(("level", "asks"), [(0, True), (2, True), (3, False), (5, False)])
def test_item_is_asked_up_to_a_level(level, asks):
    assert ids(what_is_asked(after(LITTLE), given(a=level))) == (["a", "b"] if asks else ["a"])


@pytest.mark.parametrize(("level", "value"), [(1, 1), (2, 1), (3, F(3, 2))])
def test_item_that_is_not_asked_counts_for_nothing(level, value):
    # 1 alone; (2 + 0) / 2; (3 + 0) / 2
    assert score(after(ENOUGH), given(a=level, b=0)).nodes["N"].value == value


@pytest.mark.parametrize("answer", [DK, NA])
def test_condition_on_an_open_or_not_applicable_answer_does_not_hold(answer):
    for condition in (ENOUGH, LITTLE):
        assert ids(what_is_asked(after(condition), given(a=answer))) == ["a"]
        assert ids(what_is_asked(after(condition), {})) == ["a"]


@pytest.mark.parametrize(("option", "asks"), [("x", True), ("y", True), ("z", False)])
def test_item_is_asked_after_one_of_the_named_options(option, asks):
    made = after(Chosen("a", ("x", "y")), first=answering.choice({"x": "0", "y": "1", "z": "2"}))

    assert ids(what_is_asked(made, given(a=option))) == (["a", "b"] if asks else ["a"])


@pytest.mark.parametrize(("ticked", "asks"), [("ac", True), ("a", True), ("c", False), ("", False)])
def test_item_is_asked_after_several_options_of_which_one_is_named(ticked, asks):
    made = after(Chosen("a", ("a", "b")), first=answering.multi(3))

    assert ids(what_is_asked(made, given(a=list(ticked)))) == (["a", "b"] if asks else ["a"])


def test_all_conditions_must_hold():
    parts = [
        asked("a"),
        asked("c"),
        asked("b", applies_when=AppliesWhen(answers=(ENOUGH, Condition("c", "<=", 1)))),
    ]
    made = framework([node("N", parts)])

    assert ids(what_is_asked(made, given(a=2, c=1))) == ["a", "c", "b"]
    assert ids(what_is_asked(made, given(a=2, c=2))) == ["a", "c"]
    assert ids(what_is_asked(made, given(a=1, c=1))) == ["a", "c"]


def test_node_of_which_nothing_is_asked_is_gone():
    made = framework([node("N", [asked("a")]), node("M", [asked("b", applies_when=AppliesWhen(answers=(ENOUGH,)))])])

    card = score(made, given(a=1))

    assert (list(card.nodes), card.overall.value) == (["overall", "N"], 1)


def test_answer_to_what_is_not_asked_decides_nothing():
    parts = [asked("a", in_variants=["one"]), asked("b", applies_when=AppliesWhen(answers=(ENOUGH,))), asked("c")]
    made = framework([node("N", parts)], variants=variants("one", "two"))

    # variant one: (5 + 1 + 4) / 3; variant two is not asked a, so b is not asked either
    assert score(made, given(a=5, b=1, c=4), variant="one").nodes["N"].value == F(10, 3)
    assert score(made, given(a=5, b=1, c=4), variant="two").nodes["N"].value == 4


def test_quick_check_asks_conditional_items_when_what_they_depend_on_is_asked():
    parts = [
        asked("a", key=True),
        asked("c"),
        asked("b", key=True, applies_when=AppliesWhen(answers=(ENOUGH,))),
        asked("d", key=True, applies_when=AppliesWhen(answers=(Condition("c", ">=", 0),))),
    ]

    asked_quickly = what_is_asked(framework([node("N", parts)]), given(a=2), "quick")

    assert ids(asked_quickly) == ["a", "b"]


def test_framework_that_asks_everybody_everything_stays_the_same():
    made = framework([node("N", [asked("a")])])

    assert for_firm(made) is made
    assert what_is_asked(made, {}) is made
