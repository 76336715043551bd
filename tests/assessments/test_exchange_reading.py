"""Answers as a file may write them, and the answers that they are."""

import pytest

from assessments import exchange
from assessments.exchange import ExchangeError
from assessments.scoring.types import Answer
from questionnaires.document import Item
from tests.scoring import answering
from tests.scoring.shapes import WORDS

NUMBER = Item("n", WORDS, answering.number("0", "100", ["50"], "01"))
CHECKLIST = Item("c", WORDS, answering.checklist(2, 3))
GRID = Item("g", WORDS, answering.grid(2, "012"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12.5", "12.5"),
        ("12", "12"),
        ('"12.5"', "12.5"),
        ("12.500", "12.5"),
        ("7.0", "7"),
        ("0.0", "0"),
        ("-0.0", None),
    ],
)
def test_measured_number_is_read_exactly(written, value):
    given = exchange.read(f'{{"answers": {{"n": {written}}}}}'.encode()).answers["n"]

    assert exchange.answer_of(NUMBER, given) == Answer("answered", value or "-0")


@pytest.mark.parametrize("written", ["1e1", "12.345", "100.01", "-1", '"12,5"', "true", "[]"])
def test_number_that_cannot_be_is_refused(written):
    given = exchange.read(f'{{"answers": {{"n": {written}}}}}'.encode()).answers["n"]

    with pytest.raises(ExchangeError, match="the answer "):
        exchange.answer_of(NUMBER, given)


@pytest.mark.parametrize(
    ("item", "given", "state", "value"),
    [
        (CHECKLIST, {"1": ["a"], "2": None}, "answered", {"1": ["a"]}),
        (CHECKLIST, {"1": "dk", "2": []}, "answered", {"2": []}),
        (CHECKLIST, {"1": "na", "2": "na"}, "not_applicable", None),
        (GRID, {"a": "dk", "b": "dk"}, "dont_know", None),
        (GRID, {"a": "na", "b": "na"}, "not_applicable", None),
        (GRID, {"a": 2, "b": "dk"}, "answered", {"a": 2}),
    ],
)
def test_rows_are_answers_of_their_own(item, given, state, value):
    assert exchange.answer_of(item, given) == Answer(state, value)


@pytest.mark.parametrize("given", [{}, {"a": None, "b": None}])
def test_grid_without_any_row_is_unanswered(given):
    assert exchange.answer_of(GRID, given) is None
