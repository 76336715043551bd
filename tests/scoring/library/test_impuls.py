"""IMPULS, worked by hand: a dimension is its lowest field, the whole their weighted mean, cut to the level below."""

import functools
from fractions import Fraction
from pathlib import Path

import pytest

import questionnaires
from assessments.scoring.engine import score
from assessments.scoring.types import Answer, ScoringInputError
from questionnaires.document import Framework
from questionnaires.loading import load_folder
from questionnaires.parsing import parse

FOLDER = Path(questionnaires.__file__).parent / "frameworks" / "impuls"
F = Fraction

FIELDS = {
    "strategy": ("strategy.strategy", "strategy.investments", "strategy.innovation"),
    "factory": ("factory.digital_model", "factory.equipment", "factory.data_usage", "factory.it_systems"),
    "operations": (
        "operations.information_sharing",
        "operations.autonomous_processes",
        "operations.it_security",
        "operations.cloud_use",
    ),
    "products": ("products.ict_functions", "products.use_phase_data"),
    "services": ("services.services", "services.revenue_share", "services.data_share"),
    "employees": ("employees.skills", "employees.skill_acquisition"),
}
MARKS = {"?": Answer("dont_know"), "n": Answer("not_applicable")}


@functools.cache
def impuls() -> Framework:
    loaded = load_folder(FOLDER)
    assert not loaded.faults, "\n".join(map(str, loaded.faults))
    return parse(loaded.document)


def given(everything: str = "-", **marks: str) -> dict[str, Answer]:
    """One mark a field: a level, ``?`` do not know, ``n`` not applicable, ``-`` no answer; a single mark is for all."""
    chosen = {dimension: marks.get(dimension, everything) for dimension in FIELDS}
    return {
        field: MARKS.get(mark) or Answer("answered", int(mark))
        for dimension, row in chosen.items()
        for field, mark in zip(FIELDS[dimension], row * len(FIELDS[dimension]) if len(row) == 1 else row, strict=True)
        if mark != "-"
    }


def six(levels: str) -> dict[str, Answer]:
    """All fields of each dimension at one level: strategy, factory, operations, products, services, employees."""
    return given(**dict(zip(FIELDS, levels, strict=True)))


def test_ids_are_those_of_exchange_files():
    assert {node.id: tuple(item.id for item in node.items) for node in impuls().blocks} == FIELDS


def test_dimensions_have_the_published_weights():
    assert [node.weight for node in impuls().blocks] == [25, 14, 10, 19, 14, 18]


def test_every_field_has_a_ladder_from_0_to_5():
    assert {item.answer.highest for item in impuls().items()} == {5}
    assert {item.answer.lowest for item in impuls().items()} == {0}


def test_source_says_what_is_not_confirmed():
    source = impuls().source

    assert source.fidelity == "indicative"
    assert len(source.unconfirmed) == 5


@pytest.mark.parametrize(
    ("dimension", "marks", "level"),
    [
        ("operations", "5551", 1),  # the example of the study: min(5, 5, 5, 1) = 1
        ("operations", "5555", 5),
        ("operations", "0555", 0),  # one field at 0 holds the dimension at 0
        ("factory", "3423", 2),
        ("factory", "4444", 4),
        ("strategy", "354", 3),
        ("products", "52", 2),
        ("services", "145", 1),
        ("employees", "33", 3),
    ],
)
def test_dimension_is_its_lowest_field(dimension, marks, level):
    result = score(impuls(), given(**{dimension: marks})).nodes[dimension]

    assert (result.value, result.level, result.low, result.high, result.coverage) == (level, level, level, level, 1)


@pytest.mark.parametrize(
    ("levels", "value", "level", "level_class"),
    [
        # weights 25, 14, 10, 19, 14, 18
        ("211302", "1.67", 1, "newcomer"),  # 50 + 14 + 10 + 57 + 0 + 36 = 167
        ("500000", "1.25", 1, "newcomer"),  # 5 x 25 = 125
        ("000050", "0.7", 0, "newcomer"),  # 5 x 14 = 70
        ("111021", "0.95", 0, "newcomer"),  # 25 + 14 + 10 + 0 + 28 + 18 = 95
        ("123450", "2.29", 2, "learner"),  # 25 + 28 + 30 + 76 + 70 + 0 = 229
        ("543210", "2.63", 2, "learner"),  # 125 + 56 + 30 + 38 + 14 + 0 = 263
        ("333344", "3.32", 3, "leader"),  # 75 + 42 + 30 + 57 + 56 + 72 = 332
    ],
)
def test_overall_is_the_weighted_mean_of_the_dimensions(levels, value, level, level_class):
    card = score(impuls(), six(levels))

    assert (card.overall.value, card.overall.level, card.level_class) == (F(value), level, level_class)
    assert card.overall.coverage == 1


@pytest.mark.parametrize(
    ("levels", "value", "level", "level_class"),
    [
        # All dimensions at one level, then products (19) one down and employees (18) one up: - 19 + 18 = - 1 of 100;
        # the other way round: + 1 of 100. These are the nearest neighbours of a whole number.
        ("000000", "0", 0, "newcomer"),
        ("111012", "0.99", 0, "newcomer"),
        ("111111", "1", 1, "newcomer"),
        ("111210", "1.01", 1, "newcomer"),
        ("222123", "1.99", 1, "newcomer"),
        ("222222", "2", 2, "learner"),
        ("222321", "2.01", 2, "learner"),
        ("333234", "2.99", 2, "learner"),
        ("333333", "3", 3, "leader"),
        ("333432", "3.01", 3, "leader"),
        ("444345", "3.99", 3, "leader"),
        ("444444", "4", 4, "leader"),
        ("554555", "4.9", 4, "leader"),  # 500 - 10: the highest below 5
        ("555555", "5", 5, "leader"),
    ],
)
def test_overall_level_is_cut_to_the_whole_number_below(levels, value, level, level_class):
    card = score(impuls(), six(levels))

    assert (card.overall.value, card.overall.level, card.level_class) == (F(value), level, level_class)


@pytest.mark.parametrize(("marks", "low", "high"), [("555-", 0, 5), ("43?4", 0, 3), ("1-??", 0, 1), ("0??-", 0, 0)])
def test_dimension_with_an_open_field_is_not_rated_and_keeps_its_band(marks, low, high):
    # An open field may be 0 or 5; the minimum then lies between 0 and the lowest field that is answered.
    result = score(impuls(), given(operations=marks)).nodes["operations"]

    assert (result.value, result.level) == (None, None)
    assert (result.low, result.high) == (low, high)


def test_open_and_dont_know_count_alike():
    open_, unknown = score(impuls(), given(factory="3-33")), score(impuls(), given(factory="3?33"))

    assert open_.nodes["factory"] == unknown.nodes["factory"]
    assert open_.nodes["factory"].coverage == F(3, 4)


def test_overall_needs_every_dimension():
    # Operations lacks one of four fields: coverage 0.10 x 3/4 = 0.075 of 0.10, so 0.975 of the whole.
    # low: 3 x 90/100 + 0 = 2.7; high: 2.7 + 3 x 10/100 = 3
    card = score(impuls(), given("3", operations="333-"))

    assert (card.overall.value, card.overall.level, card.level_class) == (None, None, None)
    assert (card.overall.low, card.overall.high, card.overall.coverage) == (F("2.7"), 3, F("0.975"))
    assert card.nodes["strategy"].level == 3


def test_nothing_answered_has_no_value_and_the_widest_band():
    card = score(impuls(), {})

    assert (card.overall.raw, card.overall.value, card.overall.level, card.level_class) == (None, None, None, None)
    assert (card.overall.low, card.overall.high, card.overall.coverage) == (0, 5, 0)


def test_not_applicable_is_a_proposal_until_an_advisor_accepts_it():
    # self: one of two fields open, coverage 1/2; verified: min(4) = 4
    said = given(products="4n")

    proposed = score(impuls(), said).nodes["products"]
    accepted = score(impuls(), said, basis="verified").nodes["products"]

    assert (proposed.value, proposed.low, proposed.high, proposed.coverage) == (None, 0, 4, F(1, 2))
    assert (accepted.value, accepted.level, accepted.coverage, accepted.not_applicable) == (4, 4, 1, 1)


def test_dimension_not_applicable_leaves_the_weights_of_the_others():
    # services (14) leaves: (2 x 25 + 1 x 14 + 1 x 10 + 3 x 19 + 2 x 18) / 86 = (50 + 14 + 10 + 57 + 36) / 86 = 167 / 86
    said = given(strategy="2", factory="1", operations="1", products="3", services="n", employees="2")

    card = score(impuls(), said, basis="verified")

    nothing = card.nodes["services"]
    assert (nothing.value, nothing.level, nothing.low, nothing.high, nothing.coverage) == (None,) * 5
    assert (card.overall.raw, card.overall.coverage) == (F(167, 86), 1)


@pytest.mark.parametrize(
    "wrong", [{"strategy.strategy": 6}, {"products": 3}, {"factory.equipment": True}, {"factory.equipment": "3"}]
)
def test_wrong_answer_is_refused(wrong):
    with pytest.raises(ScoringInputError, match=next(iter(wrong))):
        score(impuls(), {field: Answer("answered", value) for field, value in wrong.items()})
