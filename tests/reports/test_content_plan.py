"""The plan of twelve months and what people learn for it, worked by hand, and for any answers."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from reports.content import compose
from reports.content.learning import learning
from reports.content.planned import MOST, block_steps, planned
from tests.factories.library import random_answers
from tests.factories.library import source as of_library
from tests.factories.questionnaires import library_framework, shipped_framework
from tests.factories.reports import all_at, block_at, source

ITEMS = [item.id for item in shipped_framework().items()]
DIMENSIONS = [node.id for node in shipped_framework().dimensions()]


@st.composite
def answers(draw):
    """Levels around one for each dimension, so that dimensions differ; some are not known."""
    base = {node: draw(st.integers(0, 5)) for node in DIMENSIONS}
    marks = draw(st.lists(st.integers(-1, 1) | st.just("dk"), min_size=len(ITEMS), max_size=len(ITEMS)))
    return {
        item: mark if mark == "dk" else min(5, max(0, base[item.split(".")[0]] + mark))
        for item, mark in zip(ITEMS, marks, strict=True)
    }


def missing(made):
    """Return for each dimension those that it still waits for."""
    values = {node: result.value for node, result in made.card.nodes.items()}
    return {
        node: [need.node for need in needs if values[need.node] is not None and values[need.node] < need.lower]
        for node, needs in made.framework.requires.items()
    }


def titles(content):
    return {phase.title: [line.node for line in phase.lines] for phase in content.plan}


def test_plan_puts_free_steps_first_then_small_ones_then_projects():
    made = compose(source({**all_at(4), **block_at(P=0), "S1.1": 2, "S1.2": 2, "S1.3": 2}), "vi")

    assert [phase.title for phase in made.plan] == ["30 ngày đầu", "90 ngày", "12 tháng"]
    assert {line.node for line in made.plan[0].lines} == {"P1", "P2", "P3"}
    assert {line.step.effort for line in made.plan[0].lines} == {"Hầu như không tốn tiền"}
    assert [line.node for line in made.plan[1].lines] == ["S1"]
    assert {line.step.effort for line in made.plan[1].lines} == {"Chi phí thấp"}


def test_plan_begins_each_phase_with_the_priorities():
    made = compose(source(all_at(1)), "vi")

    for phase in made.plan:
        marks = [line.is_priority for line in phase.lines]
        assert marks == sorted(marks, reverse=True)


def test_plan_of_a_firm_at_the_lowest_level_is_made_of_free_steps_in_all_phases():
    made = compose(source(all_at(0)), "vi")

    assert [len(phase.lines) for phase in made.plan] == [MOST] * 3
    assert {line.step.effort for phase in made.plan for line in phase.lines} == {"Hầu như không tốn tiền"}


def test_plan_says_by_which_rule_a_phase_is_filled():
    assert [phase.about for phase in compose(source(all_at(0)), "en").plan] == [
        (
            "Steps that cost almost nothing: what to do first, then the next step of each part and of the lowest "
            "dimensions, 4 at most."
        ),
        "Steps at low cost, and those that wait for a step of the first 30 days or found no room there.",
        "Steps that are a project of their own, and those that wait for earlier ones or found no room among them.",
    ]


def test_plan_at_the_top_is_empty():
    made = compose(source(all_at(5)), "vi")

    assert (made.plan, made.learning, made.investments) == ((), None, ())


def test_plan_of_a_quick_check_is_empty():
    made = compose(source(scope="quick"), "vi")

    assert (made.plan, made.learning, made.investments, made.glossary) == ((), None, (), ())
    assert not any(block.strengths or block.gaps or block.next_step for block in made.blocks)


def test_step_that_needs_another_one_waits_for_a_later_phase():
    """S2 needs S1 at 0.8: both steps are free, and S1 comes first."""
    made = compose(source({**all_at(5), **{f"S{n}.{m}": 0 for n in (1, 2) for m in (1, 2, 3)}}), "vi")

    assert titles(made) == {"30 ngày đầu": ["S1"], "90 ngày": ["S2"]}


def test_block_names_its_priority_as_its_next_step():
    made = source(all_at(1))
    steps = block_steps(made)

    for priority in made.priorities:
        assert priority.item in {step.item.id for step in steps.values()}


@settings(max_examples=60, deadline=None)
@any_of(answers())
def test_plan_never_lists_a_step_before_what_it_needs(said):
    made = source(said)
    steps, first = planned(made), {each.dimension for each in made.priorities}
    phases = {each.next.node.id: each.phase for each in steps}

    for node, needs in missing(made).items():
        if node in phases and node not in first:
            assert all(phases[need] < phases[node] for need in needs)


@settings(max_examples=60, deadline=None)
@any_of(answers())
def test_plan_has_every_priority_one_step_a_dimension_and_few_lines_a_phase(said):
    made = source(said)
    steps = planned(made)
    nodes = [each.next.node.id for each in steps]

    assert {each.item for each in made.priorities} <= {each.next.item.id for each in steps}
    assert len(nodes) == len(set(nodes))
    assert all(count <= MOST for count in Counter(each.phase for each in steps).values())
    assert [each.phase for each in steps] == sorted(each.phase for each in steps)


@settings(max_examples=60, deadline=None)
@any_of(answers())
def test_first_phase_is_never_empty_where_a_free_step_waits_for_nothing(said):
    made = source(said)
    waiting = {node for node, needs in missing(made).items() if needs}
    free = [each.next for each in planned(made) if each.next.step.effort == "free" and each.next.node.id not in waiting]

    assert not free or any(each.phase == 0 for each in planned(made))


@settings(max_examples=15, deadline=None)
@any_of(answers())
def test_hours_of_the_lines_add_up_to_the_total(said):
    made = compose(source(said), "en")
    if made.learning is None:
        return

    total = sum(line.hours for line in made.learning.lines)
    assert made.learning.total_text == f"About {total} hour{'s' if total != 1 else ''} in all."
    taught = {step for line in made.learning.lines for step in line.steps}
    assert taught <= {line.name for phase in made.plan for line in phase.lines}


def test_lesson_names_who_learns_what():
    made = compose(source({**all_at(5), "T2.1": 0, "T2.2": 0, "T2.3": 0}), "vi")
    (line,) = made.learning.lines

    assert (line.who, line.what) == ("Thợ đứng máy", "ghi sản lượng mỗi giờ và chọn đúng lý do dừng")
    assert (line.hours, line.hours_text, line.where) == (2, "khoảng 2 giờ", "Tại nhà máy")
    assert line.steps == ("Kết nối",)
    assert made.learning.total_text == "Tổng cộng khoảng 2 giờ."


def test_lesson_of_several_people_names_all_of_them():
    made = compose(source({**all_at(5), "T1.1": 0, "T1.2": 0, "T1.3": 0}), "vi")
    (line,) = made.learning.lines

    assert line.who == "Tổ trưởng, quản đốc"
    assert line.what.startswith("Tổ trưởng: bấm giờ từng công đoạn; quản đốc: so hai báo giá")


@pytest.mark.parametrize(
    ("where", "said"), [("outside", "Bên ngoài"), ("either", "Tại nhà máy hoặc bên ngoài"), (None, "")]
)
def test_lesson_says_where_it_can_be_learnt_if_its_author_did(where, said):
    first = planned(source({**all_at(5), "T2.1": 0, "T2.2": 0, "T2.3": 0}))[0]
    lesson = replace(first.next.step, learn=replace(first.next.step.learn, where=where))
    item = replace(first.next.item, steps={**first.next.item.steps, first.next.name: lesson})

    with translation.override("vi"):
        taught = learning((replace(first, next=replace(first.next, item=item)),), "vi")

    assert [line.where for line in taught.lines] == [said]


def sums_at(*places):
    """Return the sums of lessons of 1, 2, 4 … hours at these places."""
    first = planned(source({**all_at(5), "T2.1": 0, "T2.2": 0, "T2.3": 0}))[0]
    step = first.next.step
    lessons = [replace(step.learn, hours=2**place, where=where) for place, where in enumerate(places)]
    items = [replace(first.next.item, steps={first.next.name: replace(step, learn=lesson)}) for lesson in lessons]
    with translation.override("vi"):
        return learning(tuple(replace(first, next=replace(first.next, item=item)) for item in items), "vi").places_text


def test_hours_outside_the_plant_are_summed_apart():
    assert sums_at("outside", "plant", "plant", "either") == (
        "Tại nhà máy: khoảng 6 giờ. Bên ngoài: khoảng 1 giờ. Tại nhà máy hoặc bên ngoài: khoảng 8 giờ."
    )


@pytest.mark.parametrize("places", [("outside", "outside"), ("plant", "outside", None)])
def test_hours_are_one_sum_at_one_place_or_while_a_place_is_unknown(places):
    assert sums_at(*places) == ""


def test_identical_lessons_are_learnt_once():
    made = source({**all_at(5), "T1.1": 0, "T1.2": 0, "T1.3": 0, "T2.1": 0, "T2.2": 0, "T2.3": 0})
    first, second = planned(made)
    same = replace(second.next.step, learn=first.next.step.learn)
    item = replace(second.next.item, steps={**second.next.item.steps, second.next.name: same})

    with translation.override("en"):
        taught = learning((first, replace(second, next=replace(second.next, item=item))), "en")

    assert [line.steps for line in taught.lines] == [(first.next.node.name["en"], second.next.node.name["en"])]
    assert taught.total_text == f"About {first.next.step.learn.hours} hours in all."


def test_framework_without_steps_has_no_plan():
    framework = library_framework("impuls")
    made = compose(of_library("impuls", random_answers(random.Random(1), framework, answered=1)), "vi")  # noqa: S311

    assert (made.plan, made.learning, made.investments) == ((), None, ())
    assert not any(block.strengths or block.gaps or block.next_step for block in made.blocks)
    assert made.disclaimer


def test_every_report_says_what_it_is_not():
    assert compose(source(), "vi").disclaimer == (
        "Báo cáo phản ánh hiện trạng tại ngày đánh giá theo thông tin doanh nghiệp cung cấp. Không phải giấy chứng "
        "nhận, xếp hạng tín dụng hay ý kiến thẩm định giá trị, và không thay cho việc thẩm định của ngân hàng hoặc "
        "đối tác."
    )
    assert "not a certificate, a credit rating" in compose(source(scope="quick"), "en").disclaimer


@pytest.mark.parametrize("language", ["vi", "en"])
def test_plan_has_no_empty_text_where_one_is_due(language):
    made = compose(source(all_at(2)), language)

    for phase in made.plan:
        assert all((phase.title, phase.about))
        assert all(line.step.text and line.step.leads and line.step.measure and line.block for line in phase.lines)
    assert all(line.who and line.what and line.hours_text for line in made.learning.lines)
