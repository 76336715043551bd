"""How a result was worked out: how the parts of a node come together."""

from tests.factories.questionnaires import library_framework
from tests.factories.reports import all_at, block_at
from tests.reports.explained import everything, explained, item_of, of_library, rows

# Rules and tables


def test_weighted_mean_shows_what_each_part_adds():
    made = explained("overall", block_at(S=3, P=0, O=3, T=3, G=4))

    assert made.rule == "Điểm là trung bình của các phần dưới đây, mỗi phần tính theo trọng số của nó."
    assert rows(made) == [
        ("S", "3", "20%", "0,60"),
        ("P", "0", "20%", "0,00"),
        ("O", "3", "25%", "0,75"),
        ("T", "3", "25%", "0,75"),
        ("G", "4", "10%", "0,40"),
    ]
    assert (made.table.foot_name, made.table.foot) == ("Kết quả", ("", "", "2,50"))


def test_mean_of_a_dimension_lists_its_questions_with_the_answers_in_words():
    made = explained("S1", {**all_at(2), "S1.2": "dk"})

    assert made.rule == "Điểm là trung bình cộng của các câu dưới đây, câu nào cũng tính như nhau."
    assert rows(made) == [
        ("S1.1", "2", "50%", "1,00"),
        ("S1.2", "chưa đủ dữ liệu", "–", "–"),
        ("S1.3", "2", "50%", "1,00"),
    ]
    said = [row.said for row in made.table.rows]
    assert said[0].startswith("Mức 2 · Có chuẩn chung: Có kế hoạch 1 đến 3 năm bằng văn bản")
    assert said[1] == "Không biết"
    assert made.table.foot_name == "Cộng lại, tính trên phần đã trả lời"
    assert (made.parent, made.parent_name) == ("S", "Chiến lược và quản trị")


def test_sum_shows_the_most_there_is_and_what_counts_several_times():
    made = of_library("dbi-1970", everything("dbi-1970", 2))
    strategy = of_library("dbi-1970", everything("dbi-1970", 2), "p2")

    assert made.rule == "Cộng điểm của các phần dưới đây."
    assert (made.table.heads, made.table.foot) == (("Điểm", "Tối đa"), ("128", "320"))
    assert rows(made)[0] == ("p1", "26", "65")
    assert strategy.rule == "Cộng điểm của các câu dưới đây; câu nào có hệ số thì nhân lên trước khi cộng."
    assert [row.cells for row in strategy.table.rows] == [("2", "× 5", "10", "25")]


def test_min_marks_the_part_that_decides():
    levels = {"services.services": 4, "services.revenue_share": 1, "services.data_share": 3}
    made = of_library("impuls", levels, "services")

    assert made.rule == "Lấy theo câu thấp nhất; các câu khác dù cao hơn cũng không kéo điểm lên."
    assert [row.mark for row in made.table.rows] == ["", "quyết định", ""]
    assert (made.table.heads, made.table.foot) == (("Điểm",), ("1",))


def test_share_of_the_maximum_says_of_how_many():
    answers = {"2.1": ["vnpt"], "2.2": "low", "2.3": "manual", "2.4": [], "2.5": [], "2.6": "partly"}
    framework = library_framework("qd-1567-sme")
    known = {item.id: item for item in framework.items()}
    answers["2.6"] = known["2.6"].answer.options[1].id
    made = of_library("qd-1567-sme", answers, "g2")

    assert made.rule == "Cộng điểm của các câu dưới đây rồi so với số điểm cao nhất có thể có."
    assert made.table.foot[1] == "29"
    assert made.after_table[0].startswith(f"{made.table.foot[0]} trên 29 điểm, tức ")
    assert made.levels == ()
    assert made.level_steps == ()


def test_rescaling_is_said_with_both_scales():
    rows_of_all = {"q9": {row.id: 3 for row in item_of("eu-dmat", "q9").answer.rows}}
    made = of_library("eu-dmat", rows_of_all, "automation_ai")

    assert "Quy từ thang 0–10 sang thang 0–100: 6 thành 60." in made.after_table


def test_gate_says_which_levels_were_passed_and_where_it_stopped():
    answers = {f"strategy.{rung}": value for rung, value in enumerate(["full", "mostly", "partly", "full", "none"], 1)}
    made = of_library("cmmm", answers, "strategy")

    assert [(line.share_text, line.state) for line in made.rungs] == [
        ("100%", "passed"),
        ("80%", "passed"),
        ("50%", "stopped"),
        ("100%", "beyond"),
        ("0%", "beyond"),
    ]
    assert made.rungs[0].title == "Mức 1 · Có kế hoạch"
    assert made.rungs[1].verdict == "đủ 80%: tính 1 điểm"
    assert made.rungs[2].verdict == "chưa đủ 80%: tính 0,50 điểm rồi dừng ở đây"
    assert made.rungs[3].verdict == "chưa tính, vì cần xong mức 3 trước"
    assert (made.table.heads, rows(made)[2][1:]) == (("Mức", "Làm được"), ("3", "50%"))


def test_gate_above_other_gates_shows_each_level_of_each_part():
    made = of_library("cmmm", everything("cmmm", "mostly"), "personnel")

    assert made.table.heads == ("Trọng số", "Mức 1", "Mức 2", "Mức 3", "Mức 4", "Mức 5")
    assert made.table.is_broad
    assert rows(made)[0] == ("strategy", "50%", "80%", "80%", "80%", "80%", "80%")
    assert made.table.foot == ("", "80%", "80%", "80%", "80%", "80%")


def test_node_without_a_value_by_design_says_so():
    made = of_library("qd-1567-sme", {"2.2": "low"})
    described = of_library("qd-1567-sme", {"1.1": "under_10"}, "g1")

    assert made.rule == "Bộ câu hỏi này không có điểm chung, chỉ có điểm riêng của các phần dưới đây."
    assert (made.certainty, made.raising, made.levels) == ((), None, ())
    assert described.rule == "Các câu ở đây để biết thêm về doanh nghiệp, không tính điểm."
    assert described.table.rows[0].said == "Dưới 10 người"


def test_questions_that_this_firm_is_not_asked_are_named():
    made = of_library("qd-1567-sme", {"2.2": "low"}, "g7", profile={})

    assert made.after_table[-1].startswith(
        "Không hỏi doanh nghiệp này, do loại hình, ngành nghề hoặc do câu trả lời khác: 7.2 · "
    )
