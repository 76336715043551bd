import pytest

from reports.content import compose
from reports.content.types import AnswerText
from tests.factories.reports import all_at, source

TROUBLE = "machine_stops"


def content(answers=None, language="vi", **options):
    return compose(source(answers, **options), language)


def answer(made, item):
    return next(each for each in made.answers if each.item == item)


def dimension(made, node):
    return next(each for block in made.blocks for each in block.dimensions if each.standing.node == node)


def test_content_marks_itself_as_self_assessed_and_as_a_trial():
    made = content()

    assert made.short_mark == "Tự đánh giá · chưa kiểm chứng"
    assert made.mark == "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN"
    assert (made.trial_mark, made.framework) == ("Phiên bản thử nghiệm", "c4ir-smc 0.9.1")


def test_content_without_an_operator_is_marked_as_a_demonstration(settings):
    settings.OPERATOR_NAME = ""
    assert content().demo_mark == "Bản minh hoạ – chưa phải kết quả của cơ quan nào"

    settings.OPERATOR_NAME = "C4IR"
    assert content().demo_mark == ""


def test_content_follows_the_framework():
    made = content()

    assert [block.standing.node for block in made.blocks] == ["S", "P", "O", "T", "G"]
    assert (made.dimension_count, len(made.answers)) == (20, 60)


def test_counts_name_open_and_not_applicable_with_their_shares():
    given = {**all_at(2), "S1.1": "dk", "S1.2": "Không có việc này", "O4.3": "Không dùng khuôn"}

    assert content(given).counts == (
        "57 / 60 câu đã trả lời",
        "2 câu chưa có câu trả lời (3%)",
        "1 câu không áp dụng (2%)",
    )


def test_answered_item_shows_its_descriptor():
    made = content(all_at(1), "en")

    assert answer(made, "T2.1") == AnswerText(
        item="T2.1",
        ask=answer(made, "T2.1").ask,
        kind="answered",
        level=1,
        level_text="Level 1 · First steps",
        text=answer(made, "T2.1").text,
        sensitive=False,
    )
    assert answer(made, "T2.1").text


@pytest.mark.parametrize(
    ("item", "given", "text"),
    [
        ("S1.1", None, "Chưa trả lời"),
        ("S1.1", "dk", "Không biết"),
        ("O4.3", "Không dùng khuôn", "Không áp dụng: Không dùng khuôn"),
        (
            "S1.1",
            "Chưa cần",
            "Đề xuất không áp dụng, được tính là chưa có câu trả lời cho tới khi chuyên gia đồng ý: Chưa cần",
        ),
    ],
)
def test_item_without_a_level_says_why(item, given, text):
    said = {key: value for key, value in {**all_at(2), item: given}.items() if value is not None}

    assert (answer(content(said), item).text, answer(content(said), item).level) == (text, None)


def test_dimension_offers_the_step_of_its_weakest_item():
    framework = source().framework
    items = {item.id: item for item in framework.items()}
    made = content({**all_at(2), "T2.3": 0})
    connectivity = next(d for block in made.blocks for d in block.dimensions if d.standing.node == "T2")

    assert connectivity.next_step.text == items["T2.3"].steps["start"].text["vi"]


def test_dimension_at_the_top_has_no_next_step():
    assert all(each.next_step is None for block in content(all_at(5)).blocks for each in block.dimensions)


def test_priorities_say_why_they_come_first():
    first = content(all_at(1), troubles=[TROUBLE]).priorities[0]

    assert first.why[0] == "Giúp tháo gỡ khó khăn anh/chị đã nêu: Máy hay hỏng, hay dừng giữa chừng."
    assert first.why[1].startswith("Khoảng cách tới mức 2 là 1,0 điểm, ở một khía cạnh chiếm ")


def test_priority_that_another_needs_says_for_which():
    given = {**all_at(4), "T5.1": 0, "T5.2": 0, "T5.3": 0}
    security = next(each for each in content(given).priorities if each.node == "T5")

    assert security.why[0] == (
        "Nên làm trước “Kết nối”. Mỗi máy nối mạng là thêm một cửa vào; "
        "mật khẩu và diệt virus ở các máy quan trọng cần có trước."
    )


def test_priority_that_others_need_one_after_the_other_gives_the_last_reason():
    low = {"T4.1": 0, "T4.2": 0, "T4.3": 0, "T3.1": 2, "T3.2": 2, "T3.3": 1, "P1.1": 1, "P1.2": 1, "P1.3": 0}
    given = {**all_at(5), **low}
    made = content(given)
    first = next(each for each in made.priorities if each.node == "P1")
    reason = next(need.reason["vi"] for need in source().framework.requires["T3"] if need.node == "P1")

    assert first.why[0] == f"Nên làm trước “{dimension(made, 'T4').standing.name}”. {reason}"


def test_priority_does_not_tell_the_answer_to_a_sensitive_item():
    given = {**all_at(4), "T5.1": 0, "T5.2": 0, "T5.3": 0}
    security = next(each for each in content(given).priorities if each.node == "T5")

    assert not any("mức 0" in reason for reason in security.why)


def test_priority_tells_the_answer_that_it_starts_from():
    given = {**all_at(4), "O2.1": 0, "O2.2": 0, "O2.3": 0}
    production = next(each for each in content(given).priorities if each.node == "O2")

    assert production.why[-1] == (
        "Bước này bắt đầu từ câu đang ở mức thấp nhất của khía cạnh: mức 0 · Dựa vào kinh nghiệm."
    )


def test_quick_priorities_cost_almost_nothing():
    made = content(all_at(1, "quick"), scope="quick")

    assert [each.step.effort for each in made.priorities] == ["Hầu như không tốn tiền"] * 3


def test_quick_priorities_are_filled_up_with_other_free_steps():
    given = {**all_at(3, "quick"), "G1.1": 1, "P1.1": 1, "O2.1": 1}
    made = content({item: given[item] for item in all_at(3, "quick")}, scope="quick")

    assert len({each.block for each in made.priorities}) == len(made.priorities)
    assert {each.step.effort for each in made.priorities} == {"Hầu như không tốn tiền"}


def test_everything_at_the_top_leaves_nothing_to_do():
    assert content(all_at(5)).priorities == ()


def test_method_names_weights_and_limits():
    text = " ".join(part.text for part in content().method)

    assert (
        "Chiến lược và quản trị 20, Con người 20, Vận hành 25, Công nghệ và dữ liệu 25, Xanh và thị trường 10" in text
    )
    assert "chưa có chuyên gia nào xem tại nhà máy" in text
    assert "Bộ câu hỏi do chúng tôi tự soạn." in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_content_has_no_empty_text_where_one_is_due(language):
    made = content(language=language)

    assert all(each.text and each.ask for each in made.answers)
    assert all(priority.step.text and priority.step.takes and priority.why for priority in made.priorities)
    assert all(level.name and level.meaning and level.from_text for level in made.levels)
