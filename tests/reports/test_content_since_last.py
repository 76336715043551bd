"""What changed since the round before: only where both have a value and both values mean the same."""

from dataclasses import replace

import pytest

from assessments import lifecycle, rounds
from assessments.models import Scorecard
from assessments.rounds import Helped
from questionnaires.document import Node
from reports.content import build_report_content, compose
from tests.factories import assessments
from tests.factories.reports import DAY, all_at, score, source

BEFORE = DAY.replace(year=2025, month=5, day=12)


def changed(before, now, language="vi", support=()):
    earlier = replace(source(before), day=BEFORE)
    return compose(replace(source(now), before=earlier, support=support), language).since_last


def line(made, node):
    return next(each for each in made.lines if each.node == node)


def test_first_round_has_nothing_to_compare():
    assert compose(source(), "vi").since_last is None


def test_change_is_said_with_its_sign_and_in_words():
    made = changed(all_at(1), {**all_at(2), "T5.1": 1, "T5.2": 1, "T5.3": 1, "S1.1": 0, "S1.2": 0, "S1.3": 0})

    assert made.before_text == "Lần trước: 12/05/2025"
    assert made.sentence.endswith("18 tăng, 1 giảm, 1 giữ nguyên.")
    assert made.sentence.startswith("Kết quả chung tăng từ 1,0 lên 1,8")
    shown = [
        (each.before_text, each.now_text, each.change_text, each.way)
        for each in (line(made, node) for node in ("O1", "S1", "T5"))
    ]
    assert shown == [("1,0", "2,0", "+1,0", "up"), ("1,0", "0,0", "−1,0", "down"), ("1,0", "1,0", "0,0", "same")]


def test_small_change_never_reads_as_none():
    made = changed(all_at(2), {**all_at(2), "O1.1": 3})

    assert made.overall.way == "up"
    assert made.overall.change_text == "+0,01"


def test_result_that_fell_is_said_plainly():
    made = changed(all_at(3), all_at(2), "en")

    assert made.sentence == (
        "The result as a whole fell from 3.0 to 2.0 points. Of the dimensions that can be compared 0 rose, 20 fell and "
        "0 stayed."
    )


def test_part_that_was_not_rated_before_is_new():
    before = {item: level for item, level in all_at(2).items() if not item.startswith("T5")}
    made = changed(before, all_at(2))

    assert (line(made, "T5").before, line(made, "T5").change_text, line(made, "T5").way) == (None, "", "new")
    assert line(made, "O1").way == "same"


def test_part_that_is_not_rated_now_has_no_line():
    now = {item: level for item, level in all_at(2).items() if not item.startswith("T5")}

    assert "T5" not in {each.node for each in changed(all_at(2), now).lines}


def other_version(made, change):
    """Return a source of a framework in which every node is what ``change`` makes of it."""

    def walked(node: Node) -> Node:
        return change(replace(node, children=tuple(map(walked, node.children))))

    return replace(made, framework=replace(made.framework, root=walked(made.framework.root)))


def test_dimension_whose_questions_changed_is_not_compared():
    earlier = other_version(
        source(all_at(1)), lambda node: replace(node, items=node.items[:2]) if node.id == "O1" else node
    )
    made = compose(replace(source(all_at(2)), before=earlier), "vi").since_last

    assert (line(made, "O1").way, line(made, "O2").way) == ("new", "up")
    assert made.overall.way == "new"
    assert made.sentence == (
        "Kết quả chung chưa so sánh được với lần trước. Trong các khía cạnh so sánh được, 19 tăng, 0 giảm, 0 giữ "
        "nguyên."
    )


def test_block_that_weighs_differently_keeps_its_dimensions_comparable():
    earlier = other_version(source(all_at(1)), lambda node: replace(node, weight=1) if node.id == "S" else node)
    made = compose(replace(source(all_at(2)), before=earlier), "vi").since_last

    assert (line(made, "S1").way, made.overall.way) == ("up", "new")


def test_other_questions_altogether_are_not_compared():
    earlier = other_version(source(all_at(1)), lambda node: replace(node, items=node.items[:1]))

    assert compose(replace(source(all_at(2)), before=earlier), "vi").since_last.sentence == (
        "Bộ câu hỏi đã thay đổi so với lần trước nên chưa so sánh được hai lần đánh giá."
    )


def test_help_since_then_is_named_in_the_language_of_the_report():
    help_ = (Helped("training", "Trường Cao đẳng A", "5S"), Helped("loan"))

    assert changed(all_at(1), all_at(2), "vi", help_).support == ("Đào tạo – Trường Cao đẳng A: 5S", "Vay vốn")
    assert changed(all_at(1), all_at(2), "en", help_).support == ("Training – Trường Cao đẳng A: 5S", "Loan")


@pytest.mark.django_db
def test_second_round_of_a_plant_is_compared_with_the_first(firm_a, an):
    first = assessments.completed(firm_a, by=an, answers=all_at(1))
    score(first)
    second = rounds.repeat(assessment=first, by=an)
    rounds.keep_supports(assessment=second, helped=[Helped("advice", "C4IR")])
    for response in second.responses.all():
        lifecycle.confirm_response(assessment=second, item=response.item, by=an)
    given = {"O1.1": 4, "O1.2": 4, "O1.3": 4}
    second.refresh_from_db()
    assessments.answer(second, given, by=an)
    lifecycle.complete(assessment=second, by=an, language="vi")
    made = build_report_content(score(second), "vi").since_last

    assert (line(made, "O1").change_text, line(made, "O2").way) == ("+3,0", "same")
    assert made.support == ("Chuyên gia tư vấn – C4IR",)
    assert build_report_content(Scorecard.objects.earliest("pk"), "vi").since_last is None
