from reports.content.explaining import explain
from tests.factories.reports import all_at, block_at, source


def explained(node, answers=None, language="vi", **options):
    return explain(source(answers, **options), node, language)


def step(made, title):
    return next(each.text for each in made.steps if each.title == title)


def test_explain_shows_what_each_part_adds():
    made = explained("overall", block_at(S=3, P=0, O=3, T=3, G=4))

    assert [(part.node, part.value_text, part.weight_text, part.contribution_text) for part in made.parts] == [
        ("S", "3,00", "20%", "0,60"),
        ("P", "0,00", "20%", "0,00"),
        ("O", "3,00", "25%", "0,75"),
        ("T", "3,00", "25%", "0,75"),
        ("G", "4,00", "10%", "0,40"),
    ]
    assert made.total_text == "2,50"


def test_explain_names_the_cap():
    made = explained("overall", block_at(S=3, P=0, O=3, T=3, G=4))

    assert step(made, "Yếu tố khiến mức chung chưa cao hơn") == (
        "Nếu chỉ tính theo điểm thì là mức 2. Con người và máy móc cần phát triển song song, nên mức chung giữ ở 1: "
        "Con người đang ở mức 0. Số điểm không đổi."
    )


def test_explain_names_the_bound_that_was_reached():
    assert step(explained("P", all_at(2)), "Quy điểm thành mức") == (
        "Mức 2 · Có chuẩn chung bắt đầu từ 1,8 điểm; 2,0 điểm thuộc mức này. Mức tiếp theo bắt đầu từ 2,8."
    )


def test_explain_of_a_dimension_lists_its_questions():
    made = explained("S1", {**all_at(2), "S1.2": "dk"})

    assert [(part.node, part.said, part.weight_text) for part in made.parts] == [
        ("", "Mức 2 · Có chuẩn chung", "50%"),
        ("", "Không biết", "–"),
        ("", "Mức 2 · Có chuẩn chung", "50%"),
    ]
    assert (made.parent, made.parent_name) == ("S", "Chiến lược và quản trị")


def test_explain_says_that_too_little_is_answered():
    made = explained("S1", {**all_at(2), "S1.1": "dk", "S1.2": "dk"})

    assert step(made, "Đã đủ dữ liệu chưa?") == "Chưa nêu điểm: mới trả lời 33%, cần 60%."


def test_explain_says_that_too_much_does_not_apply():
    made = explained("O6", {**all_at(2), "O6.1": "không", "O6.2": "không"})

    assert step(made, "Đã đủ dữ liệu chưa?") == "Chưa nêu điểm: hơn một phần ba số câu không áp dụng."


def test_explain_says_that_a_part_below_is_missing():
    made = explained("overall", block_at(S=2, P=2, O=2, T=2))

    assert step(made, "Đã đủ dữ liệu chưa?") == "Chưa nêu điểm: mọi phần bên dưới cần có điểm trước."


def test_explain_says_that_nothing_applies():
    made = explained("O6", {**all_at(2), "O6.1": "a", "O6.2": "b", "O6.3": "c"})

    assert step(made, "Đã đủ dữ liệu chưa?") == "Không câu nào ở đây áp dụng cho nhà máy này."


def test_explain_of_open_questions_gives_worst_and_best():
    made = explained("S1", {**all_at(2), "S1.2": "dk"})

    assert step(made, "Độ chắc chắn") == (
        "Nếu mọi câu chưa có câu trả lời đều ở mức thấp nhất thì kết quả là 1,3, ở mức cao nhất thì là 3,0. "
        "Chưa ai kiểm chứng các câu trả lời này."
    )


def test_explain_of_an_unknown_node_is_none():
    assert explained("Z9") is None
    assert explained("S1.1") is None


def test_explain_of_a_quick_check_names_no_level():
    made = explained("overall", all_at(2, "quick"), scope="quick")

    assert made.standing.level_text == ""
    assert [each.title for each in made.steps] == ["Đã đủ dữ liệu chưa?", "Độ chắc chắn"]
