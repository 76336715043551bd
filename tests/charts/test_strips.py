import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import Axis, Group, Strip, Words, level_range, level_strips, narrow_level_strips
from charts.svg import text_width
from tests.charts.pictures import SVG, all_of, parsed, texts

LEVELS = ("Dựa vào kinh nghiệm", "Bước đầu", "Có chuẩn chung", "Liên thông", "Chủ động", "Thích ứng")
AXIS = Axis(tuple(enumerate(LEVELS)))
WORDS = Words(self_assessed="Tự đánh giá")
HOSTILE = '</text><script>alert("1")</script>&<image href="http://example.org/x"/>'

both = pytest.mark.parametrize("draw", [level_strips, narrow_level_strips])


def chart(draw, *strips, words=WORDS):
    return parsed(draw((Group("Con người", strips),), axis=AXIS, title="Dải mức", words=words))


def circles(root):
    return [node for node in all_of(root, "circle") if node.get("r") == "6.5"]


@both
def test_strips_have_a_name(draw):
    root = chart(draw, Strip("Kỹ năng số", "2,0", 2, 2))

    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Dải mức"


@both
def test_strips_show_label_value_and_level_names(draw):
    shown = texts(chart(draw, Strip("Kỹ năng số", "2,0", 2, 2)))

    assert {"Con người", "Kỹ năng số", "2,0", "0", "5"} <= set(shown)
    assert " ".join(filter(None, shown)).count("Liên thông") == 1


@both
def test_self_mark_lies_at_the_value(draw):
    marks = circles(chart(draw, Strip("a", "0", 0, 0), Strip("b", "2,5", Fraction(5, 2), 2), Strip("c", "5", 5, 5)))
    left, middle, right = (float(mark.get("cx")) for mark in marks[:3])

    assert middle == pytest.approx((left + right) / 2, abs=0.01)


@both
def test_unrated_strip_has_no_mark_and_says_so(draw):
    root = chart(draw, Strip("a", "chưa đủ dữ liệu"), words=Words(self_assessed=""))

    assert not circles(root)
    assert "chưa đủ dữ liệu" in texts(root)


@both
def test_band_is_hatched_between_low_and_high(draw):
    root = chart(draw, Strip("a", "2,0", 2, 2, low=1, high=3), words=Words(self_assessed=""))
    box = all_of(root, "rect")[0]

    assert float(box.get("x")) < float(circles(root)[0].get("cx")) < float(box.get("x")) + float(box.get("width"))


@both
def test_band_without_width_is_not_drawn(draw):
    root = chart(draw, Strip("a", "2,0", 2, 2, low=2, high=2), words=Words(self_assessed=""))

    assert not all_of(root, "rect")


@both
def test_later_marks_have_their_own_shapes(draw):
    plain = len(list(chart(draw, Strip("a", "2,0", 2, 2)).iter()))
    full = len(list(chart(draw, Strip("a", "2,0", 2, 2, verified=1, target=3, median=2)).iter()))

    assert full == plain + 3


@both
@given(label=st.text(max_size=200), value=st.fractions(min_value=0, max_value=5))
def test_strips_are_well_formed_whatever_is_written(draw, label, value):
    label = re.sub(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", label)  # what XML can hold

    assert chart(draw, Strip(label, "1,0", value, 1)).tag == f"{SVG}svg"


@both
def test_hostile_label_stays_text(draw):
    root = chart(draw, Strip(HOSTILE, HOSTILE, 1, 1))

    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        "svg",
        "title",
        "text",
        "line",
        "path",
        "rect",
        "circle",
        "g",
    }


@both
def test_strips_carry_no_style_and_no_reference(draw):
    drawn = draw((Group("g", (Strip("a", "1", 1, 1, low=0, high=3),)),), axis=AXIS, title="t", words=WORDS)

    assert not re.search(r"\b(style|class|id|href|url)\b", drawn)


def test_narrow_strips_write_nothing_smaller_than_12():
    root = chart(narrow_level_strips, Strip("Kỹ năng số", "2,0", 2, 2), Strip("b", "chưa đủ dữ liệu"))

    assert min(float(node.get("font-size")) for node in all_of(root, "text")) >= 12


def test_narrow_strips_keep_label_and_value_apart():
    label = "Khách hàng, bán hàng số và dịch vụ"
    shown = texts(chart(narrow_level_strips, Strip(label, "chưa đủ dữ liệu")))
    lines = [line for line in shown if line in label]

    assert " ".join(lines) == label
    assert max(text_width(line, 14) for line in lines) + text_width("chưa đủ dữ liệu", 13) < 328


def test_narrow_picture_grows_with_wrapped_labels():
    heights = [
        float(chart(narrow_level_strips, Strip(label, "1,0", 1, 1)).get("viewBox").split()[3])
        for label in ("ngắn", "một nhãn rất dài phải xuống dòng vì không vừa một dòng")
    ]

    assert heights[0] < heights[1]


def test_level_range_draws_the_box_where_the_range_lies():
    root = parsed(level_range(Fraction(1), Fraction(2), axis=AXIS, title="Khoảng"))
    box = all_of(root, "rect")[0]

    assert (float(box.get("x")), float(box.get("width"))) == pytest.approx((34 + 292 / 5, 292 / 5), abs=0.01)
