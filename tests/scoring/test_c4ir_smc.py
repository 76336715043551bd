"""The shipped framework with its real weights and its cap, worked by hand."""

from fractions import Fraction

import pytest

from assessments.scoring.engine import score
from tests.factories.questionnaires import shipped_framework
from tests.scoring.shapes import of, shipped

F = Fraction


def overall(**marks):
    return score(shipped_framework(), shipped(**marks)).overall


def test_shape_is_what_the_hand_made_cases_assume():
    blocks = {block.id: (block.weight, len(block.children)) for block in shipped_framework().blocks}

    assert blocks == {"S": (20, 3), "P": (20, 3), "O": (25, 6), "T": (25, 5), "G": (10, 3)}
    assert {len(node.items) for node in shipped_framework().dimensions()} == {3}
    assert [sum(item.key for item in node.items) for node in shipped_framework().dimensions()] == [1] * 20


@pytest.mark.parametrize("level", range(6))
def test_same_level_everywhere_is_that_level(level):
    card = score(shipped_framework(), shipped(str(level)))

    assert {(result.value, result.level) for result in card.nodes.values()} == {(level, level)}


def test_blocks_weigh_20_20_25_25_and_10():
    """(20 x 1 + 20 x 2 + 25 x 3 + 25 x 4 + 10 x 5) / 100 = 285 / 100."""
    assert overall(S="1", P="2", O="3", T="4", G="5").value == F("2.85")


def test_value_of_three_points_is_held_at_level_one_while_people_are_at_zero():
    """S, O, T at 4, P and G at 0: (80 + 0 + 100 + 100 + 0) / 100 = 2.8, by itself level 3; P is at 0, so 0 + 1."""
    result = overall(S="4", P="0", O="4", T="4", G="0")

    assert (result.value, result.level) == (F("2.8"), 1)
    assert (result.explanation.capped_by, result.explanation.level_before_cap) == ("P", 3)


def test_green_and_market_holds_nothing_down():
    """(100 + 100 + 125 + 125 + 0) / 100 = 4.5."""
    result = overall(S="5", P="5", O="5", T="5", G="0")

    assert (result.value, result.level, result.explanation.capped_by) == (F("4.5"), 4, None)


def test_cap_looks_at_levels_and_not_at_values():
    """P: (5/3 + 5/3 + 5/3) / 3 = 5/3 is level 1, though 0.14 below level 2. Everything else is at 5."""
    result = overall(S="5", P="221", O="5", T="5", G="5")

    assert (result.level, result.explanation.capped_by) == (2, "P")


def test_blocks_own_levels_are_not_held():
    card = score(shipped_framework(), shipped(S="5", P="0", O="5", T="5", G="5"))

    assert [result.level for result in of(card, *"SPOTG")] == [5, 0, 5, 5, 5]


def test_one_block_without_enough_answers_leaves_the_whole_unrated():
    """G: 1 of 9 answered. Coverage (100 - 10 + 10/9) / 100 = 0.911, far above 0.6, and still no level."""
    card = score(shipped_framework(), shipped("3", G="---", G1="3--"))

    whole, green = of(card, "overall", "G")
    assert (green.raw, green.value, green.coverage) == (3, None, F(1, 9))
    assert (whole.raw, whole.value, whole.level) == (3, None, None)
    assert whole.coverage == F(90, 100) + F(10, 100) * F(1, 9)


def test_all_of_a_dimension_not_applicable_leaves_its_block_to_the_others():
    """O6 may be left out whole; O is then the mean of its five other dimensions: (1 + 2 + 3 + 4 + 5) / 5 = 3."""
    card = score(shipped_framework(), shipped("3", O1="1", O2="2", O3="3", O4="4", O5="5", O6="n"))

    operations, design = of(card, "O", "O6")
    assert (operations.value, operations.coverage, operations.not_applicable) == (3, 1, 3)
    assert (design.value, design.low, design.high, design.coverage) == (None, None, None, None)


def test_two_of_three_not_applicable_hides_the_dimension_and_still_counts_above():
    """O6: one item of three, at 0: not rated, raw 0. O: (3 x 5 + 0) / 6 = 2.5."""
    operations, design = of(score(shipped_framework(), shipped("3", O6="0nn")), "O", "O6")

    assert (design.raw, design.value, design.level, design.coverage) == (0, None, None, 1)
    assert operations.value == F("2.5")


def test_one_of_three_not_applicable_is_just_not_too_much():
    assert score(shipped_framework(), shipped("3", O4="21n")).nodes["O4"].value == F(3, 2)


def test_not_applicable_to_an_item_without_reasons_is_open():
    """O4.1 has none: O4 = {open, 1, 2}."""
    result = score(shipped_framework(), shipped("3", O4="n12")).nodes["O4"]

    assert (result.value, result.low, result.high, result.coverage) == (F(3, 2), 1, F(8, 3), F(2, 3))


def test_quick_check_ranges_half_a_level_to_both_sides():
    """Key items: S 1, P 2, O 3, T 4, G 5: 2.85 as above; range 2.35 to 3.35."""
    framework = shipped_framework()
    given = {item.id: shipped(S="1", P="2", O="3", T="4", G="5")[item.id] for item in framework.items(quick=True)}

    card = score(framework, given, scope="quick")

    assert card.range == (F("2.35"), F("3.35"))
    assert (card.overall.items, card.overall.open, card.overall.level) == (20, 0, None)
