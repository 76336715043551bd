from fractions import Fraction

import pytest

from reports.content import compose
from tests.factories.reports import all_at, block_at, source


def overall(answers=None, language="vi", **options):
    return compose(source(answers, **options), language).overall


def test_overall_leads_with_the_level_in_words():
    shown = overall(all_at(2))

    assert shown.headline == "Mức 2 · Có chuẩn chung"
    assert shown.sentence == "Cả nhà máy làm theo một cách, số liệu ghi đều và được xem lại theo lịch"
    assert (shown.disc_value, shown.disc_caption, shown.value_line) == ("2,0", "Mức 2 / 5", "2,0 / 5 điểm")


def test_overall_speaks_english_whatever_language_is_active():
    shown = overall(all_at(2), "en")

    assert shown.headline == "Level 2 · Common standard"
    assert shown.value_line == "2.0 points out of 5"


def test_overall_says_what_the_cap_does():
    shown = overall(block_at(S=3, P=0, O=3, T=3, G=4))

    assert shown.headline == "Mức 1 · Bước đầu"
    assert shown.value_line == "2,5 điểm; giữ ở mức 1 vì Con người đang ở mức 0"


def test_overall_says_what_the_cap_does_in_english():
    shown = overall(block_at(S=3, P=0, O=3, T=3, G=4), "en")

    assert shown.value_line == "2.5 points; kept at level 1 because People is at level 0"


def test_overall_without_a_rated_block_names_what_is_missing():
    shown = overall(block_at(S=2, P=2, O=2, T=2))

    assert shown.headline == "Chưa đủ dữ liệu để nêu mức chung"
    assert "Còn thiếu ở: Xanh và thị trường." in shown.sentence
    assert (shown.standing.level, shown.disc_value) == (None, "–")


def test_overall_of_no_open_answer_is_still_unchecked():
    assert overall(all_at(2)).certainty == "Mọi câu áp dụng đều đã có câu trả lời; chưa ai kiểm chứng tại nhà máy."


def test_overall_with_open_answers_gives_the_range():
    open_ones = {**all_at(2), "S1.1": "dk", "S1.2": "dk"}

    assert overall(open_ones).certainty == (
        "Khi trả lời hết các câu, kết quả sẽ nằm trong khoảng từ 1,9 đến 2,1. Chưa ai kiểm chứng tại nhà máy."
    )


def test_overall_at_level_0_is_kind():
    shown = overall(all_at(0))

    assert shown.headline == "Mức 0 · Dựa vào kinh nghiệm"
    assert shown.sentence == "Nhà máy chạy nhờ tay nghề của người giỏi việc, một vốn quý để bắt đầu"
    assert shown.blocks_line == "Các phần đang ở mức ngang nhau."


def test_overall_names_strongest_and_weakest_part():
    assert overall(block_at(S=2, P=1, O=3, T=2, G=2)).blocks_line == (
        "Vận hành là phần mạnh nhất; Con người còn nhiều dư địa cải thiện nhất."
    )


def test_overall_does_not_compare_parts_that_are_not_rated():
    assert overall(block_at(S=2, P=1)).blocks_line == (
        "Chiến lược và quản trị là phần mạnh nhất; Con người còn nhiều dư địa cải thiện nhất."
    )


@pytest.mark.parametrize(
    ("level", "headline"),
    [
        (0, "Quanh mức “Dựa vào kinh nghiệm”"),
        (1, "Trong khoảng từ “Dựa vào kinh nghiệm” đến “Bước đầu”"),
        (5, "Trong khoảng từ “Chủ động” đến “Thích ứng”"),
    ],
)
def test_quick_overall_is_a_range_in_words(level, headline):
    shown = overall(all_at(level, "quick"), scope="quick")

    assert shown.headline == headline
    assert shown.value_line == "20 / 60 câu"


def test_quick_overall_has_no_level_and_no_points():
    shown = overall(all_at(2, "quick"), scope="quick")

    assert (shown.standing.level, shown.standing.level_text, shown.disc_value) == (None, "", "")
    assert shown.range == (Fraction(3, 2), Fraction(5, 2))


def test_quick_overall_with_too_few_answers_says_so():
    shown = overall({"S1.1": 2}, scope="quick")

    assert shown.headline == "Chưa đủ dữ liệu để có kết quả"
    assert shown.range is None


def test_overall_does_not_call_parts_equal_while_some_are_not_rated():
    assert overall(block_at(S=2, P=2)).blocks_line == ""
