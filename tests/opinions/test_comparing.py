"""The middle and the spread of two sides, by hand."""

from decimal import Decimal

import pytest

from opinions.comparing import Compared, View, compare, view


@pytest.mark.parametrize("levels", [[], [1], [1, 4]])
def test_view_of_fewer_than_three_is_hidden(levels):
    assert view(levels) is None


@pytest.mark.parametrize(
    ("levels", "seen"),
    [
        ([3, 1, 2], View(3, Decimal(2), 1, 3)),
        ([0, 1, 2, 5], View(4, Decimal("1.5"), 0, 5)),
        ([4, 4, 4], View(3, Decimal(4), 4, 4)),
    ],
)
def test_view_has_the_middle_and_the_ends(levels, seen):
    assert view(levels) == seen


def test_compare_puts_the_greatest_disagreement_first():
    management = {"a": [2, 2, 2], "b": [4, 4, 4], "c": [5, 5, 5]}
    shop_floor = {"a": [1, 1, 1], "b": [2, 2, 2], "c": [1, 1, 1]}

    assert [each.item for each in compare(["a", "b", "c"], management, shop_floor)] == ["c", "b", "a"]


def test_compare_keeps_the_order_of_small_differences():
    levels = {"a": [2, 2, 2], "b": [1, 1, 1]}

    assert [each.item for each in compare(["a", "b"], levels, {"a": [2, 2, 2], "b": [2, 2, 2]})] == ["a", "b"]


@pytest.mark.parametrize(("other", "far"), [(2, True), (Decimal("2.5"), False), (4, False)])
def test_two_levels_are_far_apart(other, far):
    one, another = View(3, Decimal(4), 4, 4), View(3, Decimal(other), 0, 4)

    assert Compared("a", one, another).is_far_apart is far


def test_hidden_side_is_never_far_apart():
    assert not Compared("a", View(3, Decimal(4), 4, 4), None).is_far_apart
