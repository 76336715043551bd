from fractions import Fraction

import pytest

from charts import Axis, Strip, Words, axis_names, axis_numbers, change_row, key, strip_row
from tests.charts.pictures import all_of, parsed, texts

AXIS = Axis(
    tuple(enumerate(("Dựa vào kinh nghiệm", "Bước đầu", "Có chuẩn chung", "Liên thông", "Chủ động", "Thích ứng")))
)


def row(value=None, **more):
    return parsed(strip_row(Strip("a", "1", value, 1, **more), highest=5))


def circles(root):
    return [(float(mark.get("cx")), float(mark.get("r"))) for mark in all_of(root, "circle")]


def bar_end(root):
    """Return where the filled bar ends: the second line, after the track."""
    return float(all_of(root, "line")[1].get("x2"))


def place(root, name):
    """Return where the axis has a number."""
    return next(float(node.get("x")) for node in all_of(root, "text") if node.text == name)


@pytest.mark.parametrize("picture", [row(2), parsed(axis_names(AXIS)), parsed(axis_numbers(AXIS))])
def test_pieces_are_hidden_from_readers_who_have_the_words_beside_them(picture):
    assert picture.get("aria-hidden") == "true"


@pytest.mark.parametrize("level", [0, 2, 5])
def test_mark_stands_under_the_number_of_its_level(level):
    assert circles(row(level))[0][0] == place(parsed(axis_numbers(AXIS)), str(level))


def test_axis_is_the_framework_s_own_whatever_the_values():
    assert texts(parsed(axis_numbers(AXIS))) == ["0", "1", "2", "3", "4", "5"]
    assert " ".join(texts(parsed(axis_names(AXIS)))).count("Liên thông") == 1


def test_ux_21_verified_mark_has_a_shape_of_its_own():
    drawn = row(2, verified=4)

    assert len(circles(drawn)) == 1
    assert any(path.get("d").endswith("z") for path in all_of(drawn, "path"))


def test_marks_on_one_spot_do_not_hide_each_other():
    assert circles(row(2, verified=2))[0][1] > circles(row(2, verified=4))[0][1]


@pytest.mark.parametrize(("leads", "end"), [(True, 158), (False, 94)])
def test_bar_ends_at_the_value_that_leads(leads, end):
    assert bar_end(row(1, verified=2, verified_leads=leads)) == pytest.approx(end)


def test_strip_that_only_an_advisor_rated_has_no_mark_of_the_firm():
    drawn = row(None, verified=2, verified_leads=True)

    assert circles(drawn) == []
    assert bar_end(drawn) == pytest.approx(158)


def test_sector_lies_below_the_strip():
    strip = row(2)
    drawn = row(2, sector=(Fraction(1), Fraction(3)), median=2)
    bracket = next(path for path in all_of(drawn, "path") if "H" in path.get("d"))

    assert len(list(drawn.iter())) == len(list(strip.iter())) + 2
    assert bracket.get("d").startswith("M94 ")


def test_key_lists_what_is_drawn_and_nothing_else():
    assert [word for _, word in key(Words("Tự đánh giá"))] == ["Tự đánh giá"]
    assert [word for _, word in key(Words("", target="Mục tiêu"))] == ["Mục tiêu"]


def test_change_has_a_hollow_mark_then_and_a_filled_one_now():
    then, now = all_of(parsed(change_row(1, 3, level=3, axis=AXIS)), "circle")

    assert float(then.get("cx")) < float(now.get("cx"))
    assert then.get("fill") != now.get("fill")
