"""Answers to the official criteria for small firms, drafted from answers to the shipped framework, worked by hand."""

from dataclasses import replace

import pytest

from assessments.scoring.drafting import drafted
from questionnaires.answer_types import Multi, Option
from questionnaires.crosswalks import Draft, DraftAnswer, DraftRule
from questionnaires.words import Text
from tests.factories.questionnaires import library_framework, shipped_framework
from tests.scoring.shapes import answers, asked, framework, node

OPEN = {"2.1", "2.5", "3.1"}


def draft(**given):
    (made,) = shipped_framework().drafts
    lines = drafted(made, library_framework("qd-1567-sme"), answers(**given))
    return {line.item.id: line.value for line in lines}


def points(item, value):
    """Return the points of the option that was drafted."""
    items = {each.id: each for each in library_framework("qd-1567-sme").items()}
    return next(int(option.points) for option in items[item].answer.options if option.id == value)


@pytest.mark.parametrize(
    ("item", "given", "expected"),
    [
        ("2.2", {"T1_3": 5, "T3_1": 5}, 4),
        ("2.2", {"T1_3": 4, "T3_1": 3}, 3),
        ("2.2", {"T1_3": 2, "T3_1": 5}, 2),  # the lower of the two
        ("2.2", {"T1_3": 1, "T3_1": 0}, 1),
        ("2.2", {"T1_3": 0, "T3_1": 0}, 0),
        ("2.3", {"T4_1": 4, "T4_2": 3}, 4),
        ("2.3", {"T4_1": 4, "T4_2": 2}, 2),
        ("2.3", {"T4_1": 2}, 1),
        ("2.3", {"T4_1": 0}, 0),
        ("2.6", {"T3_1": 3, "P1_1": 2, "P1_3": 5}, 2),
        ("2.6", {"T3_1": 0, "P1_1": 0, "P1_3": 0}, 1),  # none at all is never drafted
        ("3.2", {"S1_1": 3}, 4),
        ("3.2", {"S1_1": 2, "S1_3": 2}, 3),
        ("3.2", {"S1_1": 2, "S1_3": 1}, 2),
        ("3.3", {"S1_3": 0}, 0),
        ("3.4", {"S2_1": 3, "S1_1": 2}, 3),
    ],
)
def test_first_rule_that_holds_gives_the_option(item, given, expected):
    assert points(item, draft(**given)[item]) == expected


@pytest.mark.parametrize(
    ("item", "given"),
    [
        ("2.2", {"T1_3": 0, "T3_1": 3}),  # no rule is about it
        ("2.2", {"T1_3": "dk", "T3_1": 5}),  # a condition on what is open does not hold
        ("2.3", {"T4_1": "na"}),
        ("3.3", {"S1_3": 1}),
        ("3.4", {"S2_1": 1}),
        ("2.4", {"T5_1": 0, "T3_3": 1}),  # nothing to tick is not "nothing applies"
    ],
)
def test_item_without_a_rule_that_holds_stays_open(item, given):
    assert draft(**given)[item] is None


def test_every_tick_that_holds_is_drafted_in_the_order_of_the_list():
    ticked = draft(T5_1=2, T3_3=2)["2.4"]

    options = library_framework("qd-1567-sme")
    names = {
        option.id: option.name.en for item in options.items() if item.id == "2.4" for option in item.answer.options
    }
    assert [names[each] for each in ticked] == [
        "Virus protection",
        "Regular backup",
        "Security policy and access rights",
    ]


def test_what_cannot_be_derived_stays_open_whatever_is_answered():
    everything = {item.id.replace(".", "_"): 5 for item in shipped_framework().items()}

    assert {item for item, value in draft(**everything).items() if value is None} == OPEN


def test_item_that_is_to_stay_open_stays_open_though_a_rule_holds():
    (made,) = shipped_framework().drafts
    answered = answers(**{item.id.replace(".", "_"): 5 for item in shipped_framework().items()})
    lines = {
        line.item.id: line.value
        for line in drafted(
            replace(made, answers=tuple(replace(each, is_open=True) for each in made.answers)),
            library_framework("qd-1567-sme"),
            answered,
        )
    }

    assert set(lines.values()) == {None}


def test_every_line_says_why():
    (made,) = shipped_framework().drafts
    assert all(line.note.vi and line.note.en for line in drafted(made, library_framework("qd-1567-sme"), {}))


@pytest.mark.parametrize(
    ("ticks", "value"),
    [(("a", "none"), ["a"]), (("none",), ["none"]), (("b", "a"), ["a", "b"]), (("later", "none"), ["none"])],
)
def test_option_that_stands_alone_is_drafted_alone_or_not_at_all(ticks, value):
    named = {letter: Text(letter, letter) for letter in ("a", "b", "none", "later")}
    options = tuple(Option(id_, name, is_exclusive=id_ in {"none", "later"}) for id_, name in named.items())
    target = framework([node("N", [asked("q", Multi(options))])])
    rules = tuple(DraftRule((), tick=named[each]) for each in ticks)
    draft = Draft("test", (DraftAnswer("q", (), is_open=False, note=named["a"], rules=rules),))

    assert [line.value for line in drafted(draft, target, {})] == [value]
