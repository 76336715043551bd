"""Which question stands on which page of its part. No database."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.conditions import AppliesWhen, Condition
from questionnaires.paging import LEAST, MOST, paged
from tests.factories.questionnaires import library_framework
from tests.scoring.shapes import block, dimension, item

LIBRARY = ["c4ir-smc", "qd-1567-sme", "eu-dmat", "dbi-1970", "impuls", "cmmm"]


def part(count, ties=()):
    """A dimension of so many questions; of each tie the second one is asked after an answer to the first."""
    items = [item(f"q{place}") for place in range(count)]
    for first, second in ties:
        before = items[second].applies_when.answers if items[second].applies_when else ()
        condition = Condition(f"q{first}", ">=", 1)
        items[second] = replace(items[second], applies_when=AppliesWhen(answers=(*before, condition)))
    return dimension("d", items)


def pages(count, ties=()):
    return [one.page for one in paged(part(count, ties)).items]


def sizes(count, ties=()):
    return [*Counter(pages(count, ties)).values()]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, [1]), (6, [6]), (7, [4, 3]), (8, [4, 4]), (10, [5, 5]), (13, [5, 4, 4]), (14, [5, 5, 4]), (16, [6, 5, 5])],
)
def test_part_without_conditions_has_few_pages_of_nearly_the_same_length(count, expected):
    assert sizes(count) == expected


@st.composite
def tied_parts(draw):
    count = draw(st.integers(1, 40))
    places = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(places, places), max_size=12))
    return count, [tuple(sorted(pair)) for pair in pairs if pair[0] != pair[1]]


@given(tied_parts())
def test_every_question_is_on_one_page_in_order_and_no_page_is_long_or_tiny(shape):
    found = pages(*shape)

    assert found[0] == 1
    assert all(after - before in {0, 1} for before, after in pairwise(found))
    assert all(min(LEAST, shape[0]) <= size <= MOST for size in sizes(*shape))


@pytest.mark.parametrize(
    ("count", "ties", "expected"),
    [
        (7, [(3, 4)], [3, 4]),  # 4 + 3 would part them
        (12, [(5, 6)], [4, 4, 4]),  # two pages would part them
        (12, [(0, 5), (6, 11)], [6, 6]),
        (7, [(0, 6)], [4, 3]),  # both on one page would leave the others no page
    ],
)
def test_question_stays_with_the_one_that_decides_about_it_where_that_fits(count, ties, expected):
    assert sizes(count, ties) == expected


def test_condition_on_another_part_moves_nothing():
    items = list(part(7).items)
    items[4] = replace(items[4], applies_when=AppliesWhen(answers=(Condition("elsewhere", ">=", 1),)))

    assert [one.page for one in paged(dimension("d", items)).items] == [1, 1, 1, 1, 2, 2, 2]


def test_key_questions_of_a_long_block_have_pages_of_their_own():
    nodes = [
        dimension(f"d{order}", [item(f"d{order}.{each}", key=each < 3) for each in range(4)]) for order in range(3)
    ]

    found = [one for node in paged(block("b", nodes)).walk() for one in node.items]

    assert [one.quick_page for one in found if one.key] == [1] * 5 + [2] * 4
    assert {one.page for one in found} == {1}


@pytest.mark.parametrize("name", LIBRARY)
def test_no_page_of_the_library_has_more_than_six_questions(name):
    framework = library_framework(name)
    by_page = Counter((node.id, one.page) for node in framework.dimensions() for one in node.items)
    by_quick_page = Counter(
        (top.id, one.quick_page) for top in framework.blocks for node in top.walk() for one in node.items if one.key
    )

    assert max(by_page.values()) <= MOST
    assert max(by_quick_page.values(), default=0) <= MOST
