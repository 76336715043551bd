"""dbi-1970 as it is shipped, worked by hand: points, pillars by share, and two conditions for the whole.

Largest points: 13 x 5 = 65, 1 x 5 x 5 = 25, 16 x 5 = 80, 13 x 5 = 65, 10 x 5 = 50, 7 x 5 = 35; together 320.
A pillar's level begins above 10, 20, 40, 60 and 80 % of its points, so that in points the last of each level are:
p1 and p4 6.5 / 13 / 26 / 39 / 52, p2 2.5 / 5 / 10 / 15 / 20, p3 8 / 16 / 32 / 48 / 64, p5 5 / 10 / 20 / 30 / 40,
p6 3.5 / 7 / 14 / 21 / 28.
"""

import functools
from fractions import Fraction
from pathlib import Path

import pytest

import questionnaires
from assessments.scoring.engine import score
from assessments.scoring.types import Answer, NodeResult
from questionnaires.document import Framework
from questionnaires.loading import load_folder
from questionnaires.parsing import parse

FOLDER = Path(questionnaires.__file__).parent / "frameworks" / "dbi-1970"
PILLARS = ("p1", "p2", "p3", "p4", "p5", "p6")
CRITERIA = {"p1": 13, "p2": 1, "p3": 16, "p4": 13, "p5": 10, "p6": 7}
HIGHEST = 5


@functools.cache
def dbi() -> Framework:
    loaded = load_folder(FOLDER)
    assert not loaded.faults, "\n".join(map(str, loaded.faults))
    return parse(loaded.document)


def all_at(rung: int) -> dict[str, Answer]:
    return {item.id: Answer("answered", rung) for item in dbi().items()}


def with_points(**points: int) -> dict[str, Answer]:
    """Answers that earn these points in a pillar and none elsewhere: its first criteria at 5, one at what is left."""
    given = all_at(0)
    for pillar, wanted in points.items():
        left = wanted // 5 if pillar == "p2" else wanted
        for number in range(1, CRITERIA[pillar] + 1):
            rung = min(left, HIGHEST)
            given[f"{pillar}.c{number:02}"] = Answer("answered", rung)
            left -= rung
        assert left == 0, f"{pillar} cannot have {wanted} points"
    return given


def scored(answers: dict[str, Answer]) -> tuple[NodeResult, list[NodeResult]]:
    """Return the whole and the six pillars."""
    card = score(dbi(), answers)
    return card.overall, [card.nodes[pillar] for pillar in PILLARS]


def test_items_are_the_sixty_criteria_in_the_order_of_the_decision():
    expected = """
        p1.c01 p1.c02 p1.c03 p1.c04 p1.c05 p1.c06 p1.c07 p1.c08 p1.c09 p1.c10 p1.c11 p1.c12 p1.c13
        p2.c01
        p3.c01 p3.c02 p3.c03 p3.c04 p3.c05 p3.c06 p3.c07 p3.c08 p3.c09 p3.c10 p3.c11 p3.c12 p3.c13 p3.c14 p3.c15 p3.c16
        p4.c01 p4.c02 p4.c03 p4.c04 p4.c05 p4.c06 p4.c07 p4.c08 p4.c09 p4.c10 p4.c11 p4.c12 p4.c13
        p5.c01 p5.c02 p5.c03 p5.c04 p5.c05 p5.c06 p5.c07 p5.c08 p5.c09 p5.c10
        p6.c01 p6.c02 p6.c03 p6.c04 p6.c05 p6.c06 p6.c07
    """

    assert [item.id for item in dbi().items()] == expected.split()
    assert len(expected.split()) == 60


def test_every_criterion_has_a_ladder_from_0_to_5():
    assert {len(item.levels) for item in dbi().items()} == {6}


def test_levels_and_pillars_have_their_official_names():
    assert [level.name.vi for level in dbi().levels] == [
        "Chưa khởi động",
        "Khởi động",
        "Bắt đầu",
        "Hình thành",
        "Nâng cao",
        "Dẫn dắt",
    ]
    assert [block.name.vi for block in dbi().blocks] == [
        "Trải nghiệm số cho khách hàng",
        "Chiến lược",
        "Hạ tầng và công nghệ số",
        "Vận hành",
        "Chuyển đổi số văn hóa doanh nghiệp",
        "Dữ liệu và tài sản thông tin",
    ]


def test_says_that_it_is_indicative_replaced_and_not_confirmed_in_all():
    assert dbi().source.fidelity == "indicative"
    assert dbi().source.unconfirmed
    assert "đã được thay thế" in dbi().summary.vi
    assert "1567/QĐ-BKHCN" in dbi().summary.vi


def test_everything_at_five_earns_the_320_points_of_the_decision():
    """65 + 25 + 80 + 65 + 50 + 35 = 320."""
    whole, pillars = scored(all_at(5))

    assert [pillar.value for pillar in pillars] == [65, 25, 80, 65, 50, 35]
    assert (whole.value, whole.level) == (320, 5)


@pytest.mark.parametrize(
    ("rung", "total", "level"),
    [
        (0, 0, 0),
        (1, 64, 1),  # 64 is not above 64
        (2, 128, 2),
        (3, 192, 3),
        (4, 256, 4),
        (5, 320, 5),
    ],
)
def test_same_rung_everywhere_is_that_level(rung, total, level):
    """(59 x rung) + (5 x rung) = 64 x rung; each pillar has rung x 20 % of its points, the last of that level."""
    whole, pillars = scored(all_at(rung))

    assert (whole.value, whole.level) == (total, level)
    assert [pillar.level for pillar in pillars] == [level] * 6


def test_pillar_of_the_decisions_own_example_is_taking_shape():
    """Customer experience with 39 of 65 points: exactly 60 %, which still is level 3."""
    _, pillars = scored(with_points(p1=39))

    assert (pillars[0].value, pillars[0].level) == (39, 3)


@pytest.mark.parametrize(
    ("pillar", "points", "level"),
    [
        ("p3", 0, 0),
        ("p3", 8, 0),  # 8 / 80 = 10 %
        ("p3", 9, 1),
        ("p3", 16, 1),  # 20 %
        ("p3", 17, 2),
        ("p3", 32, 2),  # 40 %
        ("p3", 33, 3),
        ("p3", 48, 3),  # 60 %
        ("p3", 49, 4),
        ("p3", 64, 4),  # 80 %
        ("p3", 65, 5),
        ("p5", 5, 0),  # 5 / 50 = 10 %
        ("p5", 6, 1),
        ("p1", 6, 0),  # 6 / 65 = 9.2 %
        ("p1", 7, 1),  # 10.8 %
        ("p4", 40, 4),  # 40 / 65 = 61.5 %
        ("p6", 3, 0),  # 3 / 35 = 8.6 %
        ("p6", 4, 1),  # 11.4 %
        ("p6", 28, 4),  # 80 %
        ("p6", 29, 5),
    ],
)
def test_share_on_a_bound_belongs_to_the_level_below_it(pillar, points, level):
    result = score(dbi(), with_points(**{pillar: points})).nodes[pillar]

    assert (result.value, result.level) == (points, level)


@pytest.mark.parametrize(
    ("rung", "points", "level"), [(0, 0, 0), (1, 5, 1), (2, 10, 2), (3, 15, 3), (4, 20, 4), (5, 25, 5)]
)
def test_strategy_counts_fivefold(rung, points, level):
    """5 x rung of 25 points: 0, 20, 40, 60, 80, 100 %. The total has the same points and nothing else."""
    whole, pillars = scored({**all_at(0), "p2.c01": Answer("answered", rung)})

    assert (pillars[1].value, pillars[1].level) == (points, level)
    assert whole.value == points


CASES = {
    # 7 + 5 + 6 + 4 = 22: four pillars at 1 have more than 20 points already
    "four pillars have begun": ((7, 5, 0, 0, 6, 4), 22, [1, 1, 0, 0, 1, 1], 1),
    # 7 + 5 + 8 + 6 = 26
    "total for 1, three pillars at 1": ((7, 5, 8, 0, 6, 0), 26, [1, 1, 0, 0, 1, 0], 0),
    # 65 + 80 + 65 = 210, the total of level 4 and not even level 1
    "total for 4, three pillars at all": ((65, 0, 80, 65, 0, 0), 210, [5, 0, 5, 5, 0, 0], 0),
    # 65 + 25 + 80 + 40 = 210 again
    "total for 4, four pillars at 4": ((65, 25, 80, 40, 0, 0), 210, [5, 5, 5, 4, 0, 0], 3),
    # 14 + 10 + 11 + 8 = 43: the pillars of level 2 without its total
    "four pillars at 2, total 43": ((14, 10, 0, 0, 11, 8), 43, [2, 2, 0, 0, 2, 2], 1),
    # 14 + 10 + 9 + 12 + 11 + 8 = 64
    "four pillars at 2, total 64": ((14, 10, 9, 12, 11, 8), 64, [2, 2, 1, 1, 2, 2], 1),
    "four pillars at 2, total 65": ((14, 10, 10, 12, 11, 8), 65, [2, 2, 1, 1, 2, 2], 2),
    # 14 + 10 + 16 + 13 + 11 + 7 = 71
    "three pillars at 2, total 71": ((14, 10, 16, 13, 11, 7), 71, [2, 2, 1, 1, 2, 1], 1),
    # 27 + 15 + 32 + 18 + 21 + 15 = 128
    "four pillars at 3, total 128": ((27, 15, 32, 18, 21, 15), 128, [3, 3, 2, 2, 3, 3], 2),
    "four pillars at 3, total 129": ((27, 15, 32, 19, 21, 15), 129, [3, 3, 2, 2, 3, 3], 3),
    # 27 + 15 + 32 + 26 + 21 + 14 = 135
    "three pillars at 3, total 135": ((27, 15, 32, 26, 21, 14), 135, [3, 3, 2, 2, 3, 2], 2),
    # 40 + 20 + 39 + 40 + 31 + 22 = 192; 39 / 80 = 48.75 %
    "five pillars at 4, total 192": ((40, 20, 39, 40, 31, 22), 192, [4, 4, 3, 4, 4, 4], 3),
    "five pillars at 4, total 193": ((40, 20, 40, 40, 31, 22), 193, [4, 4, 3, 4, 4, 4], 4),
    # 65 + 10 + 80 + 65 + 50 + 14 = 284; level 4 needs five pillars
    "total for 5, four pillars at 4": ((65, 10, 80, 65, 50, 14), 284, [5, 2, 5, 5, 5, 2], 3),
    "total for 5, five pillars at 4": ((65, 10, 80, 65, 50, 22), 292, [5, 2, 5, 5, 5, 4], 4),
    # 320 - 5 = 315; strategy at 20 / 25 = 80 % is level 4, and level 5 needs all six
    "total 315, five pillars at 5": ((65, 20, 80, 65, 50, 35), 315, [5, 4, 5, 5, 5, 5], 4),
    # 53 + 25 + 65 + 53 + 41 + 29 = 266, the least with all six at 5
    "all six just at 5": ((53, 25, 65, 53, 41, 29), 266, [5, 5, 5, 5, 5, 5], 5),
}


@pytest.mark.parametrize(("points", "total", "levels", "level"), CASES.values(), ids=CASES)
def test_overall_level_needs_the_total_and_the_pillars(points, total, levels, level):
    whole, pillars = scored(with_points(**dict(zip(PILLARS, points, strict=True))))

    assert [pillar.level for pillar in pillars] == levels
    assert (whole.value, whole.level) == (total, level)


def test_one_point_above_64_alone_does_not_lift_the_whole():
    """All at 1 and one criterion at 2: 65 points, but only that criterion's pillar is above 20 % (14 / 65)."""
    whole, pillars = scored({**all_at(1), "p1.c01": Answer("answered", 2)})

    assert [pillar.level for pillar in pillars] == [2, 1, 1, 1, 1, 1]
    assert (whole.value, whole.level) == (65, 1)


OPEN = {
    "no answer": None,
    "don't know": Answer("dont_know"),
    "not applicable, only proposed": Answer("not_applicable"),
}


@pytest.mark.parametrize("answer", OPEN.values(), ids=OPEN)
def test_one_open_criterion_leaves_its_pillar_and_the_whole_unrated(answer):
    """All at 3, p1.c01 open. Pillar: 12 x 3 = 36, up to 36 + 5 = 41. Whole: 192 - 3 = 189, up to 189 + 5 = 194."""
    given = all_at(3)
    del given["p1.c01"]
    whole, pillars = scored(given if answer is None else {**given, "p1.c01": answer})

    first = pillars[0]
    assert (first.value, first.level, first.low, first.high) == (None, None, 36, 41)
    assert (first.coverage, first.open, first.not_applicable) == (Fraction(12, 13), 1, 0)
    assert (whole.value, whole.level, whole.low, whole.high) == (None, None, 189, 194)
    assert [pillar.level for pillar in pillars[1:]] == [3] * 5


def test_open_strategy_may_still_be_worth_25_points():
    """All others at 3: 192 - 15 = 177, up to 177 + 25 = 202."""
    given = all_at(3)
    del given["p2.c01"]
    whole, pillars = scored(given)

    assert (pillars[1].value, pillars[1].low, pillars[1].high, pillars[1].coverage) == (None, 0, 25, 0)
    assert (whole.value, whole.low, whole.high) == (None, 177, 202)


def test_nothing_answered_is_not_level_zero():
    whole, pillars = scored({})

    assert {(pillar.value, pillar.level) for pillar in pillars} == {(None, None)}
    assert (whole.value, whole.level, whole.low, whole.high, whole.coverage) == (None, None, 0, 320, 0)
