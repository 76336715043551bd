"""The content that is shipped: complete, by its own rules, and not changed unnoticed."""

from fractions import Fraction

import pytest

from questionnaires.canonical import content_hash
from questionnaires.loading import load_folder
from tests.factories.questionnaires import C4IR_SMC, library_framework, shipped_document, shipped_framework

# Content changed on purpose? Then raise the version in framework.yaml and put the new hash here.
PUBLISHED = {"0.9.1": "63b65c69caf51a4983f3be777d5070e25e3dad92b8cb66ae97864ee70439add0"}


def test_shipped_content_has_no_fault():
    assert load_folder(C4IR_SMC).faults == ()


def test_shipped_content_is_what_was_published():
    document = shipped_document()
    assert content_hash(document) == PUBLISHED[document["version"]]


def test_counts():
    framework = shipped_framework()
    assert [block.id for block in framework.blocks] == ["S", "P", "O", "T", "G"]
    assert len(list(framework.dimensions())) == 20
    assert len(list(framework.items())) == 60
    assert len(list(framework.items(quick=True))) == 20
    assert len(framework.glossary) == 58
    assert len(framework.contradictions) == 20
    assert len(framework.troubles) == 8
    assert sum(len(item.steps) for item in framework.items()) == 180


@pytest.mark.parametrize("dimension", [node.id for node in shipped_framework().dimensions()])
def test_dimension_has_three_numbered_items_of_which_one_is_key(dimension):
    (node,) = (node for node in shipped_framework().dimensions() if node.id == dimension)
    assert [item.id for item in node.items] == [f"{dimension}.{number}" for number in (1, 2, 3)]
    assert sum(item.key for item in node.items) == 1


def test_every_item_counts_for_another_model():
    assert all(item.maps for item in shipped_framework().items())


def test_crosswalks_and_draft_answers_stay_in_the_document():
    document = shipped_document()
    assert {model: len(targets) for model, targets in document["crosswalks"].items()} == {
        "siri": 16,
        "impuls": 6,
        "cmmm": 20,
        "dmat": 6,
    }
    assert [answer["id"] for answer in document["drafts"]["qd-1567-sme"]][:3] == ["2.1", "2.2", "2.3"]
    assert len(document["drafts"]["qd-1567-sme"]) == 10


def test_weights_and_levels():
    framework = shipped_framework()
    assert [block.weight for block in framework.blocks] == [20, 20, 25, 25, 10]
    assert [str(level.lower) for level in framework.levels] == ["0", "4/5", "9/5", "14/5", "19/5", "24/5"]
    assert framework.is_trial


def test_whole_is_rated_when_every_block_is():
    framework = shipped_framework()
    assert framework.root.aggregate.requires_all
    assert not any(block.aggregate.requires_all for block in framework.blocks)
    assert {block.aggregate.min_coverage for block in framework.blocks} == {Fraction(3, 5)}


def test_requirements_stay_in_the_order_of_their_author():
    needs = shipped_framework().requires["T4"]
    assert [(need.node, need.lower) for need in needs] == [("T3", Fraction(9, 5)), ("T2", Fraction(4, 5))]


def test_what_may_be_left_out_and_what_is_confidential():
    items = {item.id: item for item in shipped_framework().items()}
    assert {name: len(item.na_reasons) for name, item in items.items() if item.na_reasons} == {
        "O4.3": 1, "O5.2": 1, "O6.1": 1, "O6.2": 3, "O6.3": 1, "T5.2": 1, "G3.2": 2,
    }  # fmt: skip
    assert {name for name, item in items.items() if item.sensitive} == {
        "G2.1", "G2.3", "P3.3", "T5.1", "T5.2", "T5.3", "S2.2",
    }  # fmt: skip


def test_step_is_read_whole():
    step = next(shipped_framework().items()).steps["start"]
    assert (step.effort, step.cost_million_vnd, step.months) == ("free", (0, 1), 1)
    assert step.leads.en == "Owner"
    assert step.learn is not None
    assert step.learn.hours == 4
    assert step.learn.where == "plant"
    assert step.measure["vi"] == "Số mục tiêu đúng tiến độ khi xem lại mỗi tháng (trên 3 mục tiêu)"


def test_every_lesson_says_where_it_can_be_learnt():
    lessons = [step.learn for item in shipped_framework().items() for step in item.steps.values() if step.learn]
    assert {lesson.where for lesson in lessons} == {"plant", "outside", "either"}


def test_contradiction_is_read_whole():
    first = shipped_framework().contradictions[0]
    assert [(part.item, part.operator, part.level) for part in first.when] == [("T1.1", "<=", 0), ("T2.1", ">=", 3)]


def test_crosswalk_is_of_the_frameworks_of_the_library_and_of_one_without_a_framework():
    assert {each.key: each.framework for each in shipped_framework().crosswalks} == {
        "cmmm": "cmmm",
        "dmat": "eu-dmat",
        "impuls": "impuls",
        "siri": "siri",
    }


@pytest.mark.parametrize("key", ["cmmm", "dmat", "impuls"])
def test_dimension_of_another_model_has_the_name_that_its_framework_gives_it(key):
    (crosswalk,) = (each for each in shipped_framework().crosswalks if each.key == key)
    named = {node.id: node.name for node in library_framework(crosswalk.framework).root.walk()}
    assert {target.id: target.name for target in crosswalk.targets} == {
        target.id: named.get(target.id) for target in crosswalk.targets
    }
