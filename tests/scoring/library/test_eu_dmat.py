"""The EU's digital maturity assessment, worked by hand: questions to 10, dimensions to 100, the whole their mean."""

import functools
import string
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import questionnaires
from assessments.scoring.engine import score
from assessments.scoring.types import Answer, ScoringInputError
from questionnaires.answer_types import Grid, Multi
from questionnaires.document import Framework
from questionnaires.loading import load_folder
from questionnaires.parsing import parse

FOLDER = Path(questionnaires.__file__).parent / "frameworks" / "eu-dmat"
F = Fraction

QUESTIONS = {
    "strategy": ("q1.invested", "q1.planned", "q2"),
    "readiness": ("q3", "q4"),
    "human": ("q5", "q6"),
    "data": ("q7", "q8"),
    "automation_ai": ("q9",),
    "green": ("q10", "q11"),
}
OPTIONS = {"q1.invested": 10, "q1.planned": 10, "q2": 10, "q3": 10, "q5": 7, "q6": 8, "q7": 8, "q8": 6, "q10": 10}
ROWS = {"q4": 7, "q9": 5, "q11": 5}
WORDS = {"n": "no", "p": "partly", "y": "yes"}

WORST: dict[str, Any] = dict.fromkeys(OPTIONS, 0) | {"q4": "0000000", "q9": "00000", "q11": "nnnnn"}
BEST = OPTIONS | {"q7": 7, "q4": "5555555", "q9": "55555", "q11": "yyyyy"}


@functools.cache
def dmat() -> Framework:
    loaded = load_folder(FOLDER)
    assert not loaded.faults, "\n".join(map(str, loaded.faults))
    return parse(loaded.document)


def given(answers: dict[str, Any]) -> dict[str, Answer]:
    """A number: that many ticks; a text: one mark a row (``-`` = no answer); a list: these ticks; or an Answer."""
    return {id_: _answer(id_, what) for id_, what in answers.items()}


def _answer(id_: str, what: Any) -> Answer:
    if isinstance(what, Answer):
        return what
    if isinstance(what, int):
        first = 1 if id_ == "q7" else 0  # q7 a stands alone
        return Answer("answered", list(string.ascii_lowercase[first : first + what]))
    if isinstance(what, str):
        marks = zip(string.ascii_lowercase[: ROWS[id_]], what, strict=True)
        return Answer("answered", {row: WORDS.get(mark) or int(mark) for row, mark in marks if mark != "-"})
    return Answer("answered", what)


def test_ids_are_those_of_exchange_files():
    assert {node.id: tuple(item.id for item in node.items) for node in dmat().blocks} == QUESTIONS


def test_options_and_rows_are_letters_from_a():
    answers = {item.id: item.answer for item in dmat().items()}

    options = {
        id_: "".join(each.id for each in made.options) for id_, made in answers.items() if isinstance(made, Multi)
    }
    rows = {id_: "".join(each.id for each in made.rows) for id_, made in answers.items() if isinstance(made, Grid)}

    assert options == {id_: string.ascii_lowercase[:count] for id_, count in OPTIONS.items()}
    assert rows == {id_: string.ascii_lowercase[:count] for id_, count in ROWS.items()}


@pytest.mark.parametrize(
    ("question", "columns"), [("q4", list("012345")), ("q9", list("012345")), ("q11", ["no", "partly", "yes"])]
)
def test_columns_of_grids(question, columns):
    grid = next(item.answer for item in dmat().items() if item.id == question)

    assert [column.id for column in grid.columns] == columns


def test_levels_begin_above_their_bound():
    assert [(level.value, level.id, level.lower, level.is_above) for level in dmat().levels][1:] == [
        (2, "average", 25, True),
        (3, "moderately_advanced", 50, True),
        (4, "advanced", 75, True),
    ]
    assert (dmat().levels[0].value, dmat().levels[0].id) == (1, "basic")


def test_source_says_what_is_not_confirmed():
    assert dmat().source.fidelity == "indicative"
    assert len(dmat().source.unconfirmed) == 4


@pytest.mark.parametrize(
    ("dimension", "answers", "value", "level"),
    [
        # mean of the questions, each 0 to 10, times 10
        ("strategy", {"q1.invested": 4, "q1.planned": 6, "q2": 5}, F(50), 2),  # (4 + 6 + 5) / 3 = 5
        ("strategy", {"q2": 10}, F(100, 3), 2),  # 10 / 3
        ("readiness", {"q4": "5030200"}, F(100, 7), 1),  # (1 + 0.6 + 0.4) / 7 x 10 = 20/7; (0 + 20/7) / 2 = 10/7
        ("readiness", {"q3": 4, "q4": "5555555"}, F(70), 3),  # (4 + 10) / 2 = 7
        ("human", {"q5": 3}, F(150, 7), 1),  # 3/7 x 10 = 30/7; / 2 = 15/7
        ("human", {"q5": 7, "q6": 5}, F("81.25"), 4),  # (10 + 6.25) / 2 = 8.125
        ("data", {"q7": 4, "q8": 3}, F(50), 2),  # 4/8 x 10 = 5, 3/6 x 10 = 5
        ("data", {"q7": 7}, F("43.75"), 2),  # 7/8 x 10 = 8.75; / 2 = 4.375
        ("data", {"q7": ["a"], "q8": 6}, F(50), 2),  # the option that stands alone earns 0: (0 + 10) / 2
        ("data", {"q7": [], "q8": 6}, F(50), 2),  # nothing applies earns 0 too
        ("automation_ai", {"q9": "50302"}, F(40), 2),  # (1 + 0 + 0.6 + 0 + 0.4) / 5 x 10 = 4
        ("green", {"q11": "pnnpy"}, F(20), 1),  # (0.5 + 0 + 0 + 0.5 + 1) / 5 x 10 = 4; (0 + 4) / 2 = 2
        ("green", {"q10": 3, "q11": "pnnpy"}, F(35), 2),  # (3 + 4) / 2 = 3.5
    ],
)
def test_dimension_is_ten_times_the_mean_of_its_questions(dimension, answers, value, level):
    result = score(dmat(), given(WORST | answers)).nodes[dimension]

    assert (result.value, result.level) == (value, level)
    assert (result.low, result.high, result.coverage) == (value, value, 1)


@pytest.mark.parametrize(
    ("question", "answer", "points"),
    [
        ("q4", "5030200", F(20, 7)),  # 10/7 of 5, times 2
        ("q11", "pnnpy", F(4)),  # 2 of 5, times 10
        ("q1.planned", 6, F(6)),
        ("q6", 5, F("6.25")),  # 5/8 x 10
        ("q7", 1, F("1.25")),  # 1/8 x 10
        ("q7", ["a"], F(0)),
        ("q8", 1, F(5, 3)),  # 1/6 x 10
    ],
)
def test_question_earns_up_to_ten(question, answer, points):
    card = score(dmat(), given(WORST | {question: answer}))

    parts = {part.id: part.value for node in card.nodes.values() for part in node.explanation.parts}
    assert parts[question] == points


@pytest.mark.parametrize(
    ("answers", "value", "level"),
    [
        # green: ten ticks of q10 are 50 points, each half step of q11 is 5
        ({"q10": 5}, 25, 1),
        ({"q10": 5, "q11": "pnnnn"}, 30, 2),
        ({"q10": 10}, 50, 2),
        ({"q10": 10, "q11": "pnnnn"}, 55, 3),
        ({"q10": 10, "q11": "ppppp"}, 75, 3),
        ({"q10": 10, "q11": "ypppp"}, 80, 4),
    ],
)
def test_bound_of_a_dimension_belongs_to_the_level_below(answers, value, level):
    result = score(dmat(), given(WORST | answers)).nodes["green"]

    assert (result.value, result.level) == (value, level)


# The six dimensions, as the sum that the whole divides by 6.
# AT_25: 9 x 10/3 = 30; 3 x 5 + 7 x 10/7 = 25; 4 x 25/4 = 25; 3 x 25/3 = 25; 5 x 4 = 20; 5 x 5 = 25. Sum 150.
AT_25 = WORST | {"q1.invested": 9, "q3": 3, "q4": "5200000", "q6": 4, "q8": 3, "q9": "50000", "q10": 5}
# AT_50: 15 x 10/3 = 50; 8 x 5 + 10 = 50; 7 x 50/7 + 4 x 25/4 = 75; 4 x 25/4 + 3 x 25/3 = 50; 10 x 4 = 40; 35. Sum 300.
AT_50 = AT_25 | {"q1.planned": 6, "q3": 8, "q5": 7, "q7": 4, "q9": "55000", "q10": 7}
# AT_75: 27 x 10/3 = 90; 50 + 21 x 10/7 = 80; 75; 50; 20 x 4 = 80; 10 x 5 + 5 x 5 = 75. Sum 450.
AT_75 = AT_50 | {"q1.planned": 10, "q2": 8, "q3": 10, "q4": "5555100", "q9": "55550", "q10": 10, "q11": "ppppp"}
# One tick of q1 back, one step of q4, one tick of q6, one tick of q8 back, one step of q9:
# - 10/3 + 10/7 + 25/4 - 25/3 + 4 = (- 280 + 120 + 525 - 700 + 336) / 84 = 1/84 of the sum, 1/504 of the whole,
# about 0.002: the smallest step there is, so that 25.01 and 75.1 themselves cannot be reached. Reversed: as much less.
STEP = F(1, 504)


@pytest.mark.parametrize(
    ("answers", "value", "level"),
    [
        (AT_25 | {"q1.invested": 10, "q4": "5100000", "q6": 3, "q8": 4, "q9": "40000"}, 25 - STEP, 1),
        (AT_25, F(25), 1),
        (AT_25 | {"q1.invested": 8, "q4": "5300000", "q6": 5, "q8": 2, "q9": "51000"}, 25 + STEP, 2),
        (AT_50 | {"q1.invested": 10, "q4": "5100000", "q6": 3, "q8": 4, "q9": "54000"}, 50 - STEP, 2),
        (AT_50, F(50), 2),
        (AT_50 | {"q1.invested": 8, "q4": "5300000", "q6": 5, "q8": 2, "q9": "55100"}, 50 + STEP, 3),
        (AT_75 | {"q1.invested": 10, "q4": "5555000", "q6": 3, "q8": 4, "q9": "55540"}, 75 - STEP, 3),
        (AT_75, F(75), 3),
        (AT_75 | {"q1.invested": 8, "q4": "5555200", "q6": 5, "q8": 2, "q9": "55551"}, 75 + STEP, 4),
    ],
)
def test_bound_of_the_whole_belongs_to_the_level_below(answers, value, level):
    overall = score(dmat(), given(answers)).overall

    assert (overall.value, overall.level) == (value, level)


def test_dimensions_count_the_same():
    # 50, 70, 81.25, 50, 40, 35: sum 326.25; / 6 = 54.375
    answers = WORST | {"q1.invested": 4, "q1.planned": 6, "q2": 5, "q3": 4, "q4": "5555555", "q5": 7, "q6": 5}
    answers |= {"q7": 4, "q8": 3, "q9": "50302", "q10": 3, "q11": "pnnpy"}

    overall = score(dmat(), given(answers)).overall

    assert (overall.value, overall.level) == (F("54.375"), 3)


def test_everything_at_worst():
    overall = score(dmat(), given(WORST)).overall

    assert (overall.value, overall.level, overall.coverage) == (0, 1, 1)


def test_everything_at_best():
    # q7 reaches 7/8: data (8.75 + 10) / 2 x 10 = 93.75; (5 x 100 + 93.75) / 6 = 593.75 / 6 = 2375/24
    card = score(dmat(), given(BEST))

    assert (card.overall.value, card.overall.level) == (F(2375, 24), 4)
    assert {node.id: card.nodes[node.id].value for node in dmat().blocks} == {
        "strategy": 100, "readiness": 100, "human": 100, "data": F("93.75"), "automation_ai": 100, "green": 100,
    }  # fmt: skip


def test_missing_rows_are_open_and_never_zero():
    # q4 has three of seven rows, 5 + 0 + 3: 8/3 of 5 x 10 = 16/3; at worst 8/7 x 2 = 16/7, at best 28/7 x 2 = 8.
    # With q3 = 4: (4 + 16/3) / 2 x 10 = 140/3; (4 + 16/7) / 2 x 10 = 220/7; (4 + 8) / 2 x 10 = 60.
    # Coverage (1 + 3/7) / 2 = 5/7.
    result = score(dmat(), given({"q3": 4, "q4": "503----"})).nodes["readiness"]

    assert (result.value, result.level) == (F(140, 3), 2)
    assert (result.low, result.high, result.coverage) == (F(220, 7), 60, F(5, 7))
    assert (result.items, result.open) == (2, 1)


@pytest.mark.parametrize(("rows", "coverage"), [("0------", F(1, 7)), ("000000-", F(6, 7)), ("0000000", F(1))])
def test_each_row_covers_its_share_of_the_question(rows, coverage):
    node = score(dmat(), given({"q4": rows})).nodes["readiness"]

    assert {part.id: part.coverage for part in node.explanation.parts} == {"q3": 0, "q4": coverage}


@pytest.mark.parametrize(
    ("rows", "value", "level", "coverage"),
    [
        ("550--", F(200, 3), 3, F(3, 5)),  # 10/3 of 5 x 100; three of five rows are just enough
        ("55---", None, None, F(2, 5)),
    ],
)
def test_less_than_sixty_percent_of_the_rows_is_not_rated(rows, value, level, coverage):
    # at worst 10/25 x 100 = 40 both times; at best (10 + 2 x 5)/25 x 100 = 80, or (10 + 3 x 5)/25 x 100 = 100
    result = score(dmat(), given({"q9": rows})).nodes["automation_ai"]

    assert (result.value, result.level, result.coverage) == (value, level, coverage)
    assert (result.low, result.high) == (40, 80 if value else 100)


@pytest.mark.parametrize("open_", [{}, {"q2": Answer("dont_know")}])
def test_two_of_three_questions_are_enough_for_a_dimension(open_):
    # (4 + 6) / 2 = 5; at worst (4 + 6 + 0) / 3 = 10/3, at best (4 + 6 + 10) / 3 = 20/3
    result = score(dmat(), given({"q1.invested": 4, "q1.planned": 6} | open_)).nodes["strategy"]

    assert (result.value, result.level, result.coverage) == (50, 2, F(2, 3))
    assert (result.low, result.high) == (F(100, 3), F(200, 3))


def test_one_of_two_questions_is_not():
    # q10 open: raw 10 x 10, at worst (0 + 10) / 2 x 10 = 50
    result = score(dmat(), given({"q10": Answer("dont_know"), "q11": "yyyyy"})).nodes["green"]

    assert (result.raw, result.value, result.level, result.coverage) == (100, None, None, F(1, 2))
    assert (result.low, result.high) == (50, 100)


def test_whole_with_an_open_question():
    # strategy 50 (100/3 to 200/3), the other five 0: 50/6, 100/18 to 200/18; coverage (2/3 + 5) / 6 = 17/18
    answers = {id_: what for id_, what in WORST.items() if id_ != "q2"} | {"q1.invested": 4, "q1.planned": 6}

    overall = score(dmat(), given(answers)).overall

    assert (overall.value, overall.level, overall.coverage) == (F(25, 3), 1, F(17, 18))
    assert (overall.low, overall.high) == (F(50, 9), F(100, 9))


def test_whole_needs_every_dimension():
    # automation open, the other five at best: 493.75 to 593.75 by 6; coverage 5/6
    answers = {id_: what for id_, what in BEST.items() if id_ != "q9"}

    overall = score(dmat(), given(answers)).overall

    assert (overall.value, overall.level, overall.coverage) == (None, None, F(5, 6))
    assert (overall.low, overall.high) == (F(1975, 24), F(2375, 24))


def test_nothing_answered_has_no_value_and_the_widest_band():
    overall = score(dmat(), {}).overall

    assert (overall.raw, overall.value, overall.level, overall.coverage) == (None, None, None, 0)
    assert (overall.low, overall.high) == (0, F(2375, 24))


def test_not_applicable_is_a_proposal_until_an_advisor_accepts_it():
    # proposed: one of two open; accepted: q11 alone, 4 x 10 = 40
    answers = given({"q10": Answer("not_applicable"), "q11": "pnnpy"})

    proposed = score(dmat(), answers).nodes["green"]
    accepted = score(dmat(), answers, basis="verified").nodes["green"]

    assert (proposed.value, proposed.coverage, proposed.open) == (None, F(1, 2), 1)
    assert (accepted.value, accepted.level, accepted.coverage, accepted.not_applicable) == (40, 2, 1, 1)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("q7", ["a", "b"]),  # a stands alone
        ("q7", ["b", "b"]),
        ("q2", ["k"]),
        ("q2", "a"),
        ("q4", {"a": 6}),
        ("q4", {"a": "5"}),
        ("q4", {"h": 1}),
        ("q11", {"a": 1}),
        ("q11", {"a": "maybe"}),
        ("q1", ["a"]),
    ],
)
def test_wrong_answer_is_refused(question, value):
    with pytest.raises(ScoringInputError, match=question):
        score(dmat(), {question: Answer("answered", value)})
