from fractions import Fraction

import pytest
from django.utils import translation

from assessments import wording
from tests.factories.questionnaires import shipped_framework


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(5, 3), "1,7"),
        (Fraction(9, 4), "2,3"),
        (Fraction(0), "0,0"),
        (Fraction(177, 100), "1,77"),
        (Fraction(17999, 10000), "1,7999"),
        (Fraction(9, 5), "1,8"),
    ],
)
def test_score_is_never_rounded_over_the_bound_of_a_level(value, shown):
    assert wording.score(value, shipped_framework().levels) == shown


def test_score_uses_the_separator_of_the_language():
    with translation.override("en"):
        assert wording.score(Fraction(5, 3), shipped_framework().levels) == "1.7"


@pytest.mark.parametrize(
    ("part", "shown"), [(Fraction(1, 3), "33%"), (Fraction(1), "100%"), (Fraction(1, 300), "<1%"), (Fraction(0), "0%")]
)
def test_share_of_something_is_never_nothing(part, shown):
    assert wording.share(part) == shown


def test_level_words_never_stand_alone():
    levels = shipped_framework().levels

    assert wording.level_words(levels, 2, "vi") == "mức 2 · Có chuẩn chung"
    assert wording.level_title(levels, 2, "vi") == "Mức 2 · Có chuẩn chung"


def test_span_of_a_band_without_width_is_empty():
    assert wording.span(Fraction(2), Fraction(2)) == ""
    assert wording.span(Fraction(4, 3), Fraction(3)) == "1,3–3,0"


def step(item, name):
    items = {each.id: each for each in shipped_framework().items()}
    return items[item].steps[name]


def test_cost_is_a_band_in_million_vnd():
    assert wording.cost(step("T1.1", "lead")) == "500–3.000 triệu đồng"


def test_effort_and_months_are_words():
    start = step("T1.1", "start")

    assert (wording.effort(start), wording.months(start)) == ("Hầu như không tốn tiền", "khoảng 1 tháng")


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (Fraction(13, 10), Fraction(3), "1,3–3,0"),
        (Fraction(121, 100), Fraction(124, 100), "1,21–1,24"),
        (Fraction(1201, 1000), Fraction(1204, 1000), "1,201–1,204"),
        (Fraction(1), Fraction(1), ""),
        (None, None, ""),
    ],
)
def test_span_never_reads_as_one_number(low, high, shown):
    assert wording.span(low, high) == shown
