"""Cases worked by hand. The numbers in the comments are the whole arithmetic."""

from fractions import Fraction

import pytest

from assessments.scoring.engine import score
from assessments.scoring.types import Answer, Part, ScoringInputError
from questionnaires.document import Aggregate, Node
from questionnaires.rules import Cap
from tests.scoring.shapes import WORDS, answers, block, dimension, framework, item

F = Fraction


def one_dimension(count: int = 3, **dimension_options):
    return framework([block("A", [dimension("A1", count, **dimension_options)])])


def flat(values: list[int]) -> dict[str, Answer]:
    return {f"A1.{n}": Answer("answered", value) for n, value in enumerate(values, start=1)}


def test_dimension_is_the_mean_of_its_items():
    # (1 + 1 + 2) / 3 = 4/3
    result = score(one_dimension(), flat([1, 1, 2])).nodes["A1"]

    assert (result.value, result.low, result.high, result.coverage) == (F(4, 3), F(4, 3), F(4, 3), 1)


def test_overall_weighs_blocks_and_dimensions():
    # A: (2 + 4) / 2 = 3, weight 20; B: 1, weight 30. (20 x 3 + 30 x 1) / 50 = 90 / 50 = 9/5
    made = framework(
        [
            block("A", [dimension("A1", 1), dimension("A2", 1)], weight="20"),
            block("B", [dimension("B1", 1)], weight="30"),
        ]
    )

    card = score(made, {"A1.1": Answer("answered", 2), "A2.1": Answer("answered", 4), "B1.1": Answer("answered", 1)})

    assert card.nodes["A"].value == 3
    assert card.overall.value == F(9, 5)
    assert card.overall.level == 2


@pytest.mark.parametrize(
    ("values", "value", "level"),
    [
        ([1] * 4 + [0], "0.8", 1),
        ([1] * 3 + [0] * 2, "0.6", 0),
        ([2] * 4 + [1], "1.8", 2),
        ([2] * 79 + [1] * 21, "1.79", 1),
        ([3] * 4 + [2], "2.8", 3),
        ([3] * 79 + [2] * 21, "2.79", 2),
        ([4] * 4 + [3], "3.8", 4),
        ([4] * 79 + [3] * 21, "3.79", 3),
        ([5] * 4 + [4], "4.8", 5),
        ([5] * 79 + [4] * 21, "4.79", 4),
        ([1] * 79 + [0] * 21, "0.79", 0),
        ([0] * 3, "0", 0),
        ([5] * 3, "5", 5),
    ],
)
def test_threshold_includes_its_lower_side(values, value, level):
    result = score(one_dimension(len(values)), flat(values)).nodes["A1"]

    assert (result.value, result.level) == (F(value), level)


def test_value_that_decimals_would_lose_stays_exact():
    # Three dimensions of thirds: 5/3, 5/3, 31/15 would round; (5/3 + 5/3 + 5/3 + 11/5) / 4 = 9/5 exactly
    made = framework([block("A", [dimension("A1"), dimension("A2"), dimension("A3"), dimension("A4", 5)])])
    given = {f"A{d}.{n}": Answer("answered", v) for d in (1, 2, 3) for n, v in ((1, 1), (2, 2), (3, 2))}
    given |= {f"A4.{n}": Answer("answered", v) for n, v in ((1, 2), (2, 2), (3, 2), (4, 2), (5, 3))}

    result = score(made, given).nodes["A"]

    assert (result.value, result.level) == (F(9, 5), 2)


def test_open_and_dont_know_are_never_zero_and_widen_the_band():
    # answered 4; two open: raw 4, low (4 + 0 + 0) / 3, high (4 + 5 + 5) / 3, coverage 1/3
    result = score(one_dimension(), answers(A1_1=4, A1_2="dk")).nodes["A1"]

    assert (result.raw, result.value, result.level) == (4, None, None)
    assert (result.low, result.high, result.coverage) == (F(4, 3), F(14, 3), F(1, 3))
    assert (result.items, result.open, result.not_applicable) == (3, 2, 0)


@pytest.mark.parametrize(("answered", "is_rated"), [(3, True), (2, False)])
def test_coverage_of_sixty_percent_is_enough(answered, is_rated):
    result = score(one_dimension(5), flat([2] * answered)).nodes["A1"]

    assert (result.coverage, result.value is not None) == (F(answered, 5), is_rated)


def test_nothing_answered_has_no_value_and_the_widest_band():
    overall = score(one_dimension(), {}).overall

    assert (overall.raw, overall.value, overall.level, overall.low, overall.high, overall.coverage) == (
        None, None, None, 0, 5, 0,
    )  # fmt: skip


def test_unrated_child_counts_with_its_raw_value():
    # A: 5. B: {0, 0, 0, open, open, open}: coverage 1/2, not rated, raw 0, high 5/2.
    # Above both: raw (5 + 0) / 2 = 5/2 and high (5 + 5/2) / 2 = 15/4, so the band holds the value.
    above = block("X", [dimension("A", 1), dimension("B", 6)])
    given = answers(A_1=5, B_1=0, B_2=0, B_3=0)

    card = score(framework([above]), given)

    assert card.nodes["B"].value is None
    assert (card.nodes["X"].value, card.nodes["X"].low, card.nodes["X"].high) == (F(5, 2), F(5, 2), F(15, 4))
    assert card.nodes["X"].coverage == F(3, 4)


def test_overall_needs_every_block():
    made = framework([block("A", [dimension("A1")], weight="99"), block("B", [dimension("B1")], weight="1")])

    card = score(made, flat([2, 2, 2]))

    assert card.overall.coverage == F(99, 100)
    assert (card.nodes["A"].level, card.overall.raw, card.overall.value, card.overall.level) == (2, 2, None, None)


def test_not_applicable_leaves_the_score_where_the_item_allows_it():
    # (2 + 4) / 2 = 3; the third item is out of numerator, denominator and coverage
    parts = [item("A1.1"), item("A1.2"), item("A1.3", may_be_left_out=True)]

    result = score(framework([block("A", [dimension("A1", parts)])]), answers(A1_1=2, A1_2=4, A1_3="na")).nodes["A1"]

    assert (result.value, result.coverage, result.not_applicable, result.open) == (3, 1, 1, 0)


def test_not_applicable_elsewhere_is_a_proposal_and_counts_as_open():
    result = score(one_dimension(), answers(A1_1=2, A1_2=4, A1_3="na")).nodes["A1"]

    assert (result.value, result.coverage, result.not_applicable, result.open) == (3, F(2, 3), 0, 1)
    assert (result.low, result.high) == (2, F(11, 3))


@pytest.mark.parametrize(("left_out", "basis", "value"), [(1, "self", 2), (2, "self", None), (2, "verified", 2)])
def test_more_than_a_third_not_applicable_is_not_rated_on_the_self_basis(left_out, basis, value):
    parts = [item(f"A1.{n}", may_be_left_out=True) for n in (1, 2, 3)]
    given = {f"A1.{n}": Answer("not_applicable") if n <= left_out else Answer("answered", 2) for n in (1, 2, 3)}

    result = score(framework([block("A", [dimension("A1", parts)])]), given, basis=basis).nodes["A1"]

    assert (result.raw, result.value, result.coverage) == (2, value, 1)


def test_everything_not_applicable_has_no_numbers_at_all():
    parts = [item("A1.1", may_be_left_out=True)]
    made = framework([block("A", [dimension("A1", parts), dimension("A2", 1)])])

    card = score(made, answers(A1_1="na", A2_1=3))

    nothing = card.nodes["A1"]
    assert (nothing.raw, nothing.value, nothing.low, nothing.high, nothing.coverage) == (None,) * 5
    assert (card.nodes["A"].value, card.nodes["A"].coverage) == (3, 1)


CAP = Cap("overall", ("A", "B"), 1)


def two_blocks(*caps: Cap):
    return framework(
        [block("A", [dimension("A1", 1)], weight="14"), block("B", [dimension("B1", 1)], weight="6")], caps=caps
    )


@pytest.mark.parametrize(
    ("a", "b", "value", "level", "capped_by"),
    [
        (4, 0, "2.8", 1, "B"),  # 0.7 x 4 + 0.3 x 0 = 2.8: level 3, held at 0 + 1
        (4, 1, "3.1", 2, "B"),  # level 3, held at 1 + 1
        (4, 2, "3.4", 3, None),  # level 3, allowed 2 + 1
        (0, 5, "1.5", 1, None),  # level 1, allowed 0 + 1
        (5, 5, "5", 5, None),
    ],
)
def test_cap_holds_the_level_and_leaves_the_value(a, b, value, level, capped_by):
    overall = score(two_blocks(CAP), answers(A1_1=a, B1_1=b)).overall

    assert (overall.value, overall.level, overall.explanation.capped_by) == (F(value), level, capped_by)


def test_cap_tells_the_level_it_took():
    why = score(two_blocks(CAP), answers(A1_1=4, B1_1=0)).overall.explanation

    assert (why.level_before_cap, why.lower_bound) == (3, F("2.8"))


def test_cap_names_the_first_of_equals_and_leaves_out_unnamed_blocks():
    blocks = [block(name, [dimension(f"{name}1", 1)]) for name in "ABC"]
    made = framework(blocks, caps=[Cap("overall", ("B", "C"), 1)])

    overall = score(made, answers(A1_1=0, B1_1=1, C1_1=1)).overall
    high = score(framework([*blocks, block("D", [dimension("D1", 1)], weight="20")], caps=made.caps),
                 answers(A1_1=0, B1_1=1, C1_1=1, D1_1=5)).overall  # fmt: skip

    assert overall.explanation.capped_by is None
    assert (high.level, high.explanation.capped_by) == (2, "B")


def test_cap_leaves_out_nodes_without_a_value():
    made = framework([block("A", [dimension("A1", 1), dimension("A2", 1)])], caps=[Cap("A", ("A1", "A2"), 1)])

    result = score(made, answers(A2_1=3)).nodes["A"]

    assert (result.value, result.level) == (None, None)


def test_quick_scope_asks_key_items_only_and_gives_a_range():
    # key items A1.1 = 2 and A2.1 = 3: 5/2, range 2 to 3; no level anywhere
    made = framework([block("A", [dimension("A1"), dimension("A2")])], caps=[Cap("overall", ("A",), 1)])

    card = score(made, answers(A1_1=2, A2_1=3), scope="quick")

    assert (card.overall.value, card.range, card.overall.coverage, card.overall.items) == (F(5, 2), (2, 3), 1, 2)
    assert {result.level for result in card.nodes.values()} == {None}


@pytest.mark.parametrize(("level", "bounds"), [(0, (0, F(1, 2))), (5, (F(9, 2), 5))])
def test_quick_range_is_cut_to_the_scale(level, bounds):
    assert score(one_dimension(), answers(A1_1=level), scope="quick").range == bounds


def test_quick_scope_leaves_out_nodes_without_a_key_item():
    made = framework([block("A", [dimension("A1"), dimension("A2", [item("A2.1")])])])

    card = score(made, answers(A1_1=2), scope="quick")

    assert list(card.nodes) == ["overall", "A", "A1"]


def test_quick_scope_without_enough_answers_has_no_range():
    assert score(one_dimension(), {}, scope="quick").range is None


def test_explanation_adds_up():
    # A weighs 14 of 20 and adds 0.7 x 4 = 14/5; B weighs 6 and adds 0.3 x 1 = 3/10
    overall = score(two_blocks(), answers(A1_1=4, B1_1=1)).overall

    assert overall.explanation.parts == (
        Part("A", F(14), F(4), F(14, 5), F(1)),
        Part("B", F(6), F(1), F(3, 10), F(1)),
    )


def test_nodes_come_in_document_order():
    made = framework([block("B", [dimension("B1", 1)]), block("A", [dimension("A2", 1), dimension("A1", 1)])])

    assert list(score(made, {}).nodes) == ["overall", "B", "B1", "A", "A2", "A1"]


@pytest.mark.parametrize(
    ("given", "scope"),
    [
        ({"X.1": Answer("answered", 1)}, "full"),
        ({"A1.2": Answer("answered", 1)}, "quick"),
        ({"A1.1": Answer("answered", 6)}, "full"),
        ({"A1.1": Answer("answered", -1)}, "full"),
        ({"A1.1": Answer("answered")}, "full"),
        ({"A1.1": Answer("dont_know", 2)}, "full"),
        ({"A1.1": Answer("not_applicable", 0)}, "full"),
        ({"A1.1": Answer("skipped")}, "full"),
        ({"A1.1": Answer("answered", value=True)}, "full"),
        ({"A1.1": Answer("answered", 2.0)}, "full"),
        ({"A1.1": Answer("answered", "2")}, "full"),
    ],
)
def test_wrong_input_is_refused(given, scope):
    with pytest.raises(ScoringInputError, match=next(iter(given))):
        score(one_dimension(), given, scope=scope)


def test_plain_mean_ignores_weights():
    both = Node(
        "A", WORDS, WORDS, F(1), Aggregate("mean"), children=(dimension("A1", 1, weight="9"), dimension("A2", 1))
    )

    assert score(framework([both]), answers(A1_1=4, A2_1=0)).nodes["A"].value == 2
