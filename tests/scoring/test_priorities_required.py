"""What must come before: a requirement that is missing takes the place of what waits for it."""

import pytest

from tests.scoring.ranked import blocks, first, names
from tests.scoring.shapes import block, dimension, framework, rows


def test_requirement_that_only_what_is_at_the_top_could_meet_gives_no_place():
    # B1 has 4.9, which is the top level, and would need 5: there is nothing to do in B1, so A1 has no place to give
    made = framework(
        [block("A", [dimension("A1", 1)]), block("B", [dimension("B1", 10)]), block("C", [dimension("C1", 1)])],
        requires={"A1": {"B1": "5"}},
    )

    assert names(made, rows(A1="0", B1="5555555554", C1="1")) == ["C1"]


def test_missing_requirement_takes_the_place():
    # A1: 40 x 1 waits for C1 (0 < 0.8), which by itself has 20 x 1
    made = blocks("A", "B", "C", requires={"A1": {"C1": "0.8"}})

    chosen = first(made, rows(A1="111", B1="111", C1="000"))

    assert [(each.dimension, each.instead_of, each.required_by) for each in chosen] == [
        ("C1", "A1", "A1"),
        ("B1", None, None),
    ]
    assert (chosen[0].score, chosen[0].weight, chosen[0].gap) == (40, 20, 1)


@pytest.mark.parametrize(("row", "expected"), [("11110", "A1"), ("11100", "B1")])
def test_requirement_is_met_from_its_bound_on(row, expected):
    children = [block("A", [dimension("A1")], weight=90), block("B", [dimension("B1", 5)])]
    made = framework(children, requires={"A1": {"B1": "0.8"}})

    assert names(made, rows(A1="111", B1=row))[0] == expected


def test_first_missing_requirement_in_the_listed_order_is_taken():
    made = blocks("A", "B", "C", "D", requires={"A1": {"D1": "0.8", "C1": "0.8"}})

    assert first(made, rows(A1="111", B1="555", C1="000", D1="000"))[0].dimension == "D1"


def test_requirements_are_followed_down_the_chain():
    made = blocks("A", "B", "C", requires={"A1": {"B1": "1.8"}, "B1": {"C1": "0.8"}})

    chosen = first(made, rows(A1="111", B1="111", C1="000"))

    assert [(each.dimension, each.instead_of, each.required_by, each.score) for each in chosen] == [
        ("C1", "A1", "B1", 40)
    ]


def test_requirement_that_is_not_rated_cannot_be_called_missing():
    made = blocks("A", "B", requires={"A1": {"B1": "0.8"}})

    assert names(made, rows(A1="111", B1="0--")) == ["A1"]


def test_requirements_in_a_circle_end_where_it_closes():
    made = blocks("A", "B", requires={"A1": {"B1": "3"}, "B1": {"A1": "3"}})

    assert {each.dimension for each in first(made, rows(A1="111", B1="111"))} == {"A1", "B1"}


def test_circle_further_down_the_chain_ends_too():
    made = blocks("A", "B", "C", requires={"A1": {"B1": "3"}, "B1": {"C1": "3"}, "C1": {"B1": "3"}})

    assert "A1" not in names(made, rows(A1="111", B1="111", C1="111"))


def test_place_of_the_best_score_counts_when_two_wait_for_the_same():
    made = blocks("A", "B", "C", requires={"A1": {"C1": "0.8"}, "B1": {"C1": "0.8"}})

    chosen = first(made, rows(A1="111", B1="111", C1="000"))

    assert [(each.dimension, each.instead_of) for each in chosen] == [("C1", "A1")]
