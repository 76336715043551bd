"""Which values an answer may have, and that everything else is refused in words."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.scoring.answer_values import fault, shown
from questionnaires.answer_types import Ladder
from tests.scoring import answering
from tests.scoring.shapes import WORDS

LADDER = Ladder((WORDS,) * 6)
CHOICE = answering.choice({"no": "0", "2.10": "1"})
MULTI = answering.multi(3, alone=["none"])
NUMBERED = answering.grid(2, "012345")
WORDED = answering.grid_of_words(2, {"no": "0", "yes": "1"})
NUMBER = answering.number("0", "100", ["50"], "01")
CHECKLIST = answering.checklist(2, 3, first=0)
TEXT = answering.text(5)


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (LADDER, 0),
        (LADDER, 5),
        (CHOICE, "no"),
        (CHOICE, "2.10"),
        (MULTI, []),
        (MULTI, ["c", "a"]),
        (MULTI, ("a", "b", "c")),
        (MULTI, ["none"]),
        (NUMBERED, {"a": 0}),
        (NUMBERED, {"b": 5, "a": 1}),
        (WORDED, {"a": "yes"}),
        (NUMBER, "0"),
        (NUMBER, "100"),
        (NUMBER, "12.25"),
        (CHECKLIST, {"0": []}),
        (CHECKLIST, {"1": ["c", "a"], "0": ["b"]}),
        (TEXT, "năm"),
        (TEXT, "12345"),
    ],
)
def test_value_is_accepted(answer, value):
    assert fault(answer, value) is None


def test_bounds_of_a_number_are_told_in_full():
    money = replace(NUMBER, low=Fraction("0.25"), high=Fraction("123456.78"))

    assert fault(money, "2000000") == "must be a number from 0.25 to 123456.78, not '2000000'"
    assert fault(replace(money, high=Fraction(1_000_000)), "0") == "must be a number from 0.25 to 1000000, not '0'"


@pytest.mark.parametrize(
    ("answer", "value", "words"),
    [
        (LADDER, 6, "must be a whole number from 0 to 5, not 6"),
        (LADDER, -1, "must be a whole number from 0 to 5, not -1"),
        (LADDER, True, "must be a whole number from 0 to 5, not True"),
        (LADDER, "3", "must be a whole number from 0 to 5, not '3'"),
        (LADDER, 3.0, "must be a whole number from 0 to 5, not 3.0"),
        (CHOICE, "yes", "must be one of no, 2.10, not 'yes'"),
        (CHOICE, 2.1, "must be one of no, 2.10, not 2.1"),
        (CHOICE, ["no"], "must be one of no, 2.10, not ['no']"),
        (MULTI, "abc", "must be a list of options, not 'abc'"),
        (MULTI, {"a": True}, "must be a list of options, not {'a': True}"),
        (MULTI, ["d"], "must be one of a, b, c, none, not 'd'"),
        (MULTI, [["a"]], "must be one of a, b, c, none, not ['a']"),
        (MULTI, ["a", "a"], "names an option twice: ['a', 'a']"),
        (MULTI, ["a", "none"], "may not have none together with another option"),
        (MULTI, ["none", "a"], "may not have none together with another option"),
        (NUMBERED, {}, "must be a mapping of rows, not {}"),
        (NUMBERED, [5, 5], "must be a mapping of rows, not [5, 5]"),
        (NUMBERED, {"c": 5}, "names the unknown row 'c'"),
        (NUMBERED, {1: 5}, "names the unknown row 1"),
        (NUMBERED, {"a": "5"}, "must have a whole number in row a, not '5'"),
        (NUMBERED, {"a": True}, "must have a whole number in row a, not True"),
        (NUMBERED, {"a": 6}, "in row a must be one of 0, 1, 2, 3, 4, 5, not '6'"),
        (WORDED, {"a": "maybe"}, "in row a must be one of no, yes, not 'maybe'"),
        (WORDED, {"a": 1}, "in row a must be one of no, yes, not 1"),
        (WORDED, {"a": None}, "in row a must be one of no, yes, not None"),
        (NUMBER, 12, "must be a number from 0 to 100, not 12"),
        (NUMBER, "101", "must be a number from 0 to 100, not '101'"),
        (NUMBER, "100.01", "must be a number from 0 to 100, not '100.01'"),
        (NUMBER, "-1", "must be a number from 0 to 100, not '-1'"),
        (NUMBER, "1e1", "must be a number from 0 to 100, not '1e1'"),
        (NUMBER, "1,5", "must be a number from 0 to 100, not '1,5'"),
        (NUMBER, "012", "must be a number from 0 to 100, not '012'"),
        (NUMBER, "٣", "must be a number from 0 to 100, not '٣'"),
        (NUMBER, "12.255", "may have 2 decimals, not '12.255'"),
        (CHECKLIST, {}, "must be a mapping of levels, not {}"),
        (CHECKLIST, ["a"], "must be a mapping of levels, not ['a']"),
        (CHECKLIST, {"2": []}, "names the unknown level '2'"),
        (CHECKLIST, {1: []}, "names the unknown level 1"),
        (CHECKLIST, {"1": "abc"}, "must list attributes of level 1, not 'abc'"),
        (CHECKLIST, {"0": ["c"]}, "must list attributes of level 0, not ['c']"),
        (CHECKLIST, {"1": ["a", "a"]}, "must list attributes of level 1, not ['a', 'a']"),
        (CHECKLIST, {"1": [["a"]]}, "must list attributes of level 1, not [['a']]"),
        (CHECKLIST, {"1": None}, "must list attributes of level 1, not None"),
        (TEXT, "", "must be text, not ''"),
        (TEXT, "  ", "must be text, not '  '"),
        (TEXT, 5, "must be text, not 5"),
        (TEXT, "123456", "has 6 characters, the limit is 5"),
        (TEXT, "a\x00b", "holds a character that is no text"),
        (TEXT, "a\ud800b", "holds a character that is no text"),
    ],
)
def test_value_is_refused_in_words(answer, value, words):
    assert fault(answer, value) == words


def test_number_too_long_to_be_written_is_refused_in_words():
    endless = 10**5000

    assert fault(LADDER, endless) == "must be a whole number from 0 to 5, not a very long number"
    assert fault(LADDER, [endless]) == "must be a whole number from 0 to 5, not [a very long number]"
    assert fault(NUMBERED, {"a": endless}) == "must have a whole number in row a, not a very long number"


def test_longest_number_that_is_written_has_forty_digits():
    longest = 10**40 - 1

    assert (shown(longest), shown(longest + 1)) == ("9" * 40, "a very long number")
    assert fault(NUMBERED, {"a": longest}).startswith("in row a must be one of 0, 1, 2, 3, 4, 5, not '99999")
    assert fault(NUMBERED, {"a": longest + 1}) == "must have a whole number in row a, not a very long number"
    assert fault(NUMBERED, {"a": -longest - 1}) == "must have a whole number in row a, not a very long number"


def test_value_deeper_than_python_can_follow_is_refused_in_words():
    deep = []
    for _ in range(100_000):
        deep = [deep]

    assert fault(LADDER, deep) == "must be a whole number from 0 to 5, not [[[[[[[...]]]]]]]"


def test_options_of_no_chosen_list_are_those_of_all_lists():
    either = answering.multi(0, lists=answering.lists(steel=(2, None), wood=(3, None)))

    assert fault(either, ["c", "a"]) is None
    assert fault(either, ["d"]) == "must be one of a, b, c, not 'd'"


@pytest.mark.parametrize(
    ("value", "words"), [("x" * 38, f"'{'x' * 38}'"), ("x" * 39, "'xxxxxxxxxxxxxxxxx...xxxxxxxxxxxxxxxxxx'")]
)
def test_long_text_is_not_repeated_in_full(value, words):
    assert shown(value) == words


def test_long_list_is_not_repeated_in_full():
    assert shown(["abcdefgh"] * 9) == "['abcdefgh', 'abcdefgh', 'abcdefgh', 'a…"
