"""Published examples of other models, each with the smallest framework that asks the same."""

from fractions import Fraction

import pytest

from assessments.scoring.engine import score
from assessments.scoring.types import Answer
from questionnaires.document import Aggregate, Bounds
from tests.scoring import answering
from tests.scoring.shapes import asked, classes, framework, given, levels, node

F = Fraction


# IMPULS: a dimension is its lowest field, the whole a weighted mean, its level the floor

FIELDS = {"strategy": 3, "factory": 4, "operations": 4, "products": 2, "services": 3, "employees": 2}
WEIGHTS = {"strategy": "25", "factory": "14", "operations": "10", "products": "19", "services": "14", "employees": "18"}


def impuls():
    dimensions = [
        node(name, [asked(f"{name}{n}") for n in range(count)], "min", weight=WEIGHTS[name])
        for name, count in FIELDS.items()
    ]
    return framework(
        dimensions,
        aggregate=Aggregate("weighted_mean", F(1)),
        levels=levels(["0", "1", "2", "3", "4", "5"]),
        classes=classes(newcomer=[0, 1], learner=[2], leader=[3, 4, 5]),
    )


def at(**dimensions):
    """All fields of each dimension at one level, or as listed."""
    rows = {name: row if isinstance(row, list) else [row] * FIELDS[name] for name, row in dimensions.items()}
    return score(impuls(), given(**{f"{name}{n}": level for name, row in rows.items() for n, level in enumerate(row)}))


def test_impuls_dimension_with_three_fields_at_five_and_one_at_one_is_at_one():
    result = at(operations=[5, 5, 5, 1]).nodes["operations"]

    assert (result.value, result.level) == (1, 1)


def test_impuls_overall_of_the_published_weights():
    # (2 x 25 + 1 x 14 + 1 x 10 + 3 x 19 + 0 x 14 + 2 x 18) / 100 = (50 + 14 + 10 + 57 + 0 + 36) / 100 = 1.67
    card = at(strategy=2, factory=1, operations=[5, 5, 5, 1], products=3, services=0, employees=2)

    assert (card.overall.value, card.overall.level, card.level_class) == (F("1.67"), 1, "newcomer")


# SIRI: a band counts when 80 % of its attributes are met and all bands below count

BANDS = answering.checklist(3, 5, 4, 5, 4, 6, first=0)
LETTERS = "abcdef"


def band_of(**tallies):
    """``band_of(b0=3, b1=4)``: how many attributes of each band are met; the bands that are not named have none."""
    value = {str(band): list(LETTERS[: tallies.get(f"b{band}", 0)]) for band in range(6)}
    made = framework([node("D4", [asked("d4", BANDS)], "sequential_gate")])
    return score(made, given(d4=value)).nodes["D4"].value


@pytest.mark.parametrize(
    ("tallies", "band"),
    [
        ({"b0": 3, "b1": 4, "b2": 4, "b3": 4, "b4": 2}, 3),  # 1.0, 0.8, 1.0, 0.8, then 0.5
        ({"b0": 1, "b1": 4}, 1),
        ({"b0": 1, "b1": 3}, 0),  # 3 of 5 is 0.6
        ({"b0": 1, "b1": 1, "b2": 4}, 0),  # no leapfrogging: 1 of 5, though all of band 2
        ({"b0": 3, "b1": 5, "b2": 4, "b3": 5, "b4": 4, "b5": 5}, 5),  # 5 of 6 is 0.833
    ],
)
def test_siri_band_is_the_last_one_reached_without_a_gap(tallies, band):
    assert band_of(**tallies) == band


@pytest.mark.parametrize("answers", [{}, {"d4": Answer("dont_know")}])
def test_siri_band_without_answers_is_unknown_and_not_zero(answers):
    result = score(framework([node("D4", [asked("d4", BANDS)], "sequential_gate")]), answers).nodes["D4"]

    assert (result.raw, result.value, result.level, result.low, result.high) == (None, None, None, 0, 5)


# GB/T 39117: a total of gated levels, thresholds 0.8, 1.8 …


def gbt(*shares):
    """Return the total of these level scores, each measured as a number from 0 to 1."""
    items = [asked(f"l{rung}", answering.measured(1), rung=rung) for rung in range(1, 6)]
    made = framework([node("N", items, "gated_sum_of_levels")], aggregate=Aggregate("gated_sum_of_levels", F(1)))
    values = {f"l{rung}": share for rung, share in enumerate(shares, start=1)}
    return score(made, given(**dict.fromkeys((f"l{rung}" for rung in range(1, 6)), "0") | values)).overall


def test_gbt_levels_of_95_86_and_62_percent_are_level_two():
    overall = gbt("0.95", "0.86", "0.62")

    assert (overall.value, overall.level) == (F("2.62"), 2)


@pytest.mark.parametrize(
    ("shares", "value", "level"),
    [
        (["0.79"], "0.79", 0),
        (["0.8"], "1", 1),
        (["0.8", "0.79"], "1.79", 1),
        (["0.8", "0.8"], "2", 2),
        (["1", "1", "1", "1", "0.79"], "4.79", 4),
        (["1", "1", "1", "1", "0.8"], "5", 5),
    ],
)
def test_gbt_level_on_both_sides_of_a_bound(shares, value, level):
    overall = gbt(*shares)

    assert (overall.value, overall.level) == (F(value), level)


# DMAT: 25, 50 and 75 belong to the level below


@pytest.mark.parametrize(
    ("value", "level"),
    [("25", 1), ("25.01", 2), ("50", 2), ("50.01", 3), ("75", 3), ("75.1", 4)],
)
def test_dmat_bound_belongs_to_the_level_below(value, level):
    made = framework(
        [node("N", [asked("q", answering.measured(100))])], levels=levels([None, "25", "50", "75"], first=1)
    )

    assert score(made, given(q=value)).overall.level == level


# Chongqing: bands of 20; which side a bound belongs to was not published, so the file must say


@pytest.mark.parametrize(("value", "from_", "above"), [("39.9", 2, 2), ("40", 3, 2), ("40.1", 3, 3)])
def test_side_of_a_bound_is_what_the_framework_declares(value, from_, above):
    item = asked("q", answering.measured(100))
    lowers = tuple(map(F, (20, 40, 60, 80)))
    sides = [
        score(framework([node("N", [item], bounds=Bounds(lowers, is_above=is_above))], levels=five()), given(q=value))
        for is_above in (False, True)
    ]

    assert [card.nodes["N"].level for card in sides] == [from_, above]


def five():
    return levels(["0", "1", "2", "3", "4"], first=1)


# A factory of the future when all of seven means are at least 4


@pytest.mark.parametrize(("seventh", "count"), [("3.9", 6), ("4", 7)])
def test_all_of_seven_is_a_count_of_seven(seventh, count):
    made = framework(
        [node("N", [asked(name, answering.measured(5)) for name in "abcdefg"], "count_at_least", at_least=F(4))]
    )
    values = dict(zip("abcdefg", ("4.2", "4", "4.1", "4", "4", seventh, "4.5"), strict=True))

    assert score(made, given(**values)).nodes["N"].value == count
