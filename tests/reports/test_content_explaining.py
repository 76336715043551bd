"""How a result was worked out: its levels, how certain it is, what would raise it."""

from fractions import Fraction

import pytest

from assessments.answer_words import number_of
from assessments.answers import Given
from tests.factories import library
from tests.factories.questionnaires import library_framework
from tests.factories.reports import all_at, block_at
from tests.reports.explained import everything, explained, item_of, of_library, text

# Levels


def test_level_says_where_it_begins_and_where_the_next_one_does():
    assert explained("P", all_at(2)).level_steps == (
        "Mức 2 · Có chuẩn chung: từ 1,8 điểm; ở đây có 2,0 điểm.",
        "Mức tiếp theo: từ 2,8 điểm.",
    )


def test_levels_say_the_side_that_includes_the_bound():
    made = of_library("eu-dmat", {"q9": {row.id: 3 for row in item_of("eu-dmat", "q9").answer.rows}}, "automation_ai")

    assert [line.from_text for line in made.levels] == [
        "đến hết 25 điểm",
        "trên 25 điểm",
        "trên 50 điểm",
        "trên 75 điểm",
    ]
    assert [line.mark for line in made.levels] == ["", "", "ở đây", ""]


def test_levels_on_a_share_say_the_points_too():
    made = of_library("dbi-1970", everything("dbi-1970", 1), "p1")

    assert made.levels[2].from_text == "trên 20% số điểm tối đa, tức 13 điểm"
    assert made.levels[1].mark == "ở đây"  # 13 of 65 is 20% exactly


def test_held_level_says_how_many_parts_are_missing():
    answers = {item: 5 if item[1] in "346" else 0 for item in everything("dbi-1970", 0)} | {"p2.c01": 4}
    made = of_library("dbi-1970", answers)

    assert made.level_steps[2] == (
        "Nếu chỉ tính theo điểm thì là mức 4. Mức đó còn cần 5 phần từ mức 4 trở lên, hiện mới có 4 trên 5 phần. "
        "Mức cao nhất đủ cả điểm và số phần là mức 3."
    )
    assert [line.mark for line in made.levels] == ["", "", "", "ở đây", "nếu chỉ theo điểm", ""]
    assert made.levels[4].from_text == "trên 192 điểm; và ít nhất 5 phần từ mức 4 trở lên"


def test_cap_names_the_part_that_holds_the_level():
    made = explained("overall", block_at(S=3, P=0, O=3, T=3, G=4))

    assert made.level_steps[-1] == (
        "Nếu chỉ tính theo điểm thì là mức 2. Để các phần cùng phát triển, mức chung chỉ cao hơn phần thấp nhất trong "
        "số sau tối đa 1 mức: Chiến lược và quản trị, Con người, Vận hành, Công nghệ và dữ liệu. Con người đang ở "
        "mức 0, nên mức chung giữ ở 1; số điểm không đổi."
    )


def test_class_is_named_with_the_whole_alone():
    answers = everything("impuls", 2)

    assert of_library("impuls", answers).level_class == "Nhóm đang học hỏi"
    assert of_library("impuls", answers, "services").level_class == ""


# Certainty


def test_too_few_answers_are_said_with_what_is_needed():
    made = explained("S1", {**all_at(2), "S1.1": "dk", "S1.2": "dk"})

    assert text(made, "Đã đủ dữ liệu chưa?") == "Chưa nêu điểm: mới trả lời 33%, cần 60%."
    assert [line.item for line in made.raising.lines] == ["S1.1", "S1.2"]
    assert made.raising.lines[0].step == "Không biết"


def test_too_much_that_does_not_apply_is_said():
    made = explained("O6", {**all_at(2), "O6.1": "không", "O6.2": "không"})

    assert text(made, "Đã đủ dữ liệu chưa?") == "Chưa nêu điểm: hơn một phần ba số câu không áp dụng."
    assert made.raising is None


def test_part_below_without_a_value_is_named():
    made = explained("overall", block_at(S=2, P=2, O=2, T=2))

    assert text(made, "Đã đủ dữ liệu chưa?") == (
        "Chưa nêu điểm: mọi phần bên dưới cần có điểm trước. Còn thiếu: Xanh và thị trường."
    )


def test_nothing_that_applies_is_said():
    made = explained("O6", {**all_at(2), "O6.1": "a", "O6.2": "b", "O6.3": "c"})

    assert text(made, "Đã đủ dữ liệu chưa?") == "Không câu nào có tính điểm ở đây áp dụng cho nhà máy này."


def test_open_questions_give_worst_and_best():
    made = explained("S1", {**all_at(2), "S1.2": "dk"})

    assert text(made, "Độ chắc chắn") == (
        "Nếu mọi câu còn thiếu đều ở mức thấp nhất thì kết quả là 1,3, ở mức cao nhất thì là 3,0. "
        "Chưa ai kiểm chứng các câu trả lời này."
    )


def test_gate_with_one_open_answer_shows_its_band_and_what_is_missing():
    made = of_library("cmmm", {f"strategy.{rung}": "none" for rung in range(1, 5)}, "strategy")

    assert (made.value_text, made.band_text) == ("chưa đủ dữ liệu", "0,00")
    assert text(made, "Đã đủ dữ liệu chưa?") == (
        "Chưa nêu điểm: cách tính này cần đủ mọi câu trả lời, hiện còn 1 câu chưa có."
    )
    assert text(made, "Độ chắc chắn") == (
        "Dù các câu còn thiếu được trả lời thế nào, kết quả vẫn là 0,00. Chưa ai kiểm chứng các câu trả lời này."
    )
    assert len(made.raising.lines) == 1


def test_almost_enough_is_not_rounded_to_enough():
    answers = everything("cmmm", "full")
    del answers["sales.4"]
    made = of_library("cmmm", answers, "manufacturing")

    assert made.value_text == "chưa đủ dữ liệu"
    assert [row.said for row in made.table.rows if "đã trả lời" in row.said] == ["đã trả lời 80%"]


def test_indicative_frameworks_say_what_is_not_confirmed():
    made = of_library("cmmm", everything("cmmm", "full"), language="en")

    assert made.caveat.text.startswith("For reference only.")
    assert len(made.caveat.unconfirmed) == len(library_framework("cmmm").source.unconfirmed)
    assert explained("S").caveat is None


# What would raise it


def test_raising_lists_at_most_five_steps_and_counts_the_rest():
    made = explained("overall")

    assert [line.item for line in made.raising.lines] == ["S1.1", "S1.2", "S1.3", "S2.1", "S2.2"]
    assert made.raising.lines[0].result == "2,00 → 2,02 điểm"
    assert made.raising.lines[0].step.startswith("mức 2 → mức 3: ")
    assert made.raising.more == "Còn 13 câu khác cũng nâng được như dòng cuối."
    assert made.raising.lead.endswith("Riêng một câu chưa đủ để lên mức tiếp theo.")


def test_raising_names_the_level_that_is_reached():
    made = of_library(
        "impuls", {"services.services": 1, "services.revenue_share": 0, "services.data_share": 1}, "services"
    )

    assert [line.result for line in made.raising.lines] == ["0,0 → 1,0 điểm, lên mức 1 · Bước đầu"]


def test_raising_of_the_lowest_of_two_says_that_both_are_needed():
    answers = dict.fromkeys(("products.ict_functions", "products.use_phase_data"), 1)
    made = of_library("impuls", answers, "products")

    assert (made.raising.lines, made.raising.lead) == (
        (),
        "Không câu nào một mình nâng được kết quả này: cần nâng nhiều câu cùng lúc.",
    )


def test_raising_at_the_top_says_so():
    assert explained("S", all_at(5)).raising.lead == "Kết quả đã ở giá trị cao nhất."


# Everything else


def test_block_tells_the_answers_behind_it_by_dimension():
    made = explained("S", {**all_at(2), "S1.1": "dk"})

    assert made.said[0].name == "Lãnh đạo và chiến lược"
    assert made.said[0].lines[0].said == "Không biết"
    assert explained("S1").said == explained("overall").said == ()


def test_proposal_of_not_applicable_is_told_apart():
    made = explained("S1", {**all_at(2), "S1.1": Given("not_applicable", reason="không có")})

    assert (
        made.table.rows[0].said
        == "Đề xuất không áp dụng, được tính là chưa có câu trả lời cho tới khi chuyên gia đồng ý"
    )


def test_picture_has_the_levels_as_shares_of_the_scale():
    made = of_library("dbi-1970", everything("dbi-1970", 1), "p1")

    assert made.picture.value == Fraction(1, 5)
    assert [zone.start for zone in made.picture.zones][:3] == [0, Fraction(1, 10), Fraction(1, 5)]


def test_unknown_nodes_are_none():
    assert explained("Z9") is None
    assert explained("S1.1") is None


def test_quick_check_names_a_range_and_no_level():
    made = explained("overall", all_at(2, "quick"), scope="quick")

    assert (made.value_text, made.standing.level_text, made.levels) == ("1,5–2,5", "", ())
    assert [each.title for each in made.certainty] == ["Đã đủ dữ liệu chưa?", "Độ chắc chắn"]
    assert {line.result for line in made.raising.lines} == {""}


@pytest.mark.parametrize("name", library.LIBRARY)
def test_english_has_no_vietnamese_in_it(name):
    made = of_library(name, {}, language="en")

    assert made.rule.isascii()
    assert all(each.text.isascii() for each in made.certainty)


@pytest.mark.parametrize(
    ("name", "number"),
    [("c4ir-smc", "S1.1"), ("qd-1567-sme", "1.1"), ("dbi-1970", ""), ("eu-dmat", ""), ("impuls", "")],
)
def test_questions_have_numbers_where_their_ids_are_numbers(name, number):
    assert number_of(next(library_framework(name).items())) == number
