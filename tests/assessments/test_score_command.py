"""``manage.py score`` for one assessment: what it prints and what it ignores."""

import json

import pytest

from questionnaires.answer_types import Choice, Grid, Ladder, Multi
from tests.assessments.score_run import EXAMPLE
from tests.factories.questionnaires import library_framework, shipped_framework

pytestmark = pytest.mark.django_db
NODE = ["value", "level", "low", "high", "coverage"]


def best_value(answer):
    """The answer that earns most; None for a list that depends on the profile."""
    match answer:
        case Ladder():
            return len(answer.levels) - 1
        case Choice():
            return max(answer.options, key=lambda option: option.points).id
        case Multi():
            return [option.id for option in answer.options if not option.is_exclusive] if not answer.lists else None
        case Grid():
            best = max(answer.columns, key=lambda column: column.points).id
            return {row.id: int(best) if answer.is_numbered else best for row in answer.rows}


def test_result_has_the_parts_of_the_design(score):
    result = score("impuls", {"answers": EXAMPLE})

    assert result["framework"] == "impuls@1.0.0"
    assert result["engine"] == "1"
    assert result["overall"] == {
        "value": 1.67,
        "level": 1,
        "low": 1.67,
        "high": 1.67,
        "coverage": 1.0,
        "level_id": "beginner",
        "class": "newcomer",
    }
    assert result["nodes"]["operations"] == {"value": 1, "level": 1, "low": 1, "high": 1, "coverage": 1}
    assert score.err == ""


@pytest.mark.parametrize("name", ["c4ir-smc", "impuls", "cmmm", "eu-dmat", "dbi-1970", "qd-1567-sme"])
def test_every_framework_of_the_library_scores_best_answers(score, name):
    framework = library_framework(name)
    best = {item.id: best_value(item.answer) for item in framework.items() if item.is_scored}
    kind = {"variant": framework.variants[0].id} if framework.variants else {}

    result = score(name, {**kind, "profile": {"industry": "steel"}, "answers": {k: v for k, v in best.items() if v}})

    overall = result["overall"]
    assert score.code == 0
    assert overall["value"] == overall["low"] == overall["high"]
    assert overall["level"] == (None if name == "qd-1567-sme" else framework.levels[-1].value)


def test_nodes_hold_every_node_flat_and_without_items(score):
    result = score("c4ir-smc", {"answers": {}})

    assert list(result["nodes"]) == [node.id for node in shipped_framework().root.walk()][1:]
    assert all(list(node) == NODE for node in result["nodes"].values())


def test_level_id_names_the_level_of_the_whole(score):
    result = score("c4ir-smc", {"answers": {item.id: 2 for item in shipped_framework().items()}})

    assert (result["overall"]["level"], result["overall"]["level_id"]) == (2, shipped_framework().levels[2].id)


def test_class_is_left_out_where_the_framework_has_none(score):
    assert "class" not in score("c4ir-smc", {"answers": {}})["overall"]


def test_thirds_are_told_with_all_their_digits(score):
    result = score("c4ir-smc", {"answers": {"S1.1": 1, "S1.2": 2, "S1.3": 2}})

    assert "1.6666666666666667" in score.out
    assert result["nodes"]["S1"]["value"] == 5 / 3


def test_not_rated_is_null_and_keeps_its_band(score):
    result = score("c4ir-smc", {"answers": {"S1.1": 3}})

    assert result["nodes"]["S1"] == {"value": None, "level": None, "low": 1, "high": 13 / 3, "coverage": 1 / 3}
    assert result["overall"]["value"] is None


@pytest.mark.parametrize("nothing", ["missing", None, "dk"])
def test_item_that_is_missing_or_null_or_not_known_is_open(score, nothing):
    given = {"S1.1": 3, "S1.2": 3} | ({} if nothing == "missing" else {"S1.3": nothing})

    assert score("c4ir-smc", {"answers": given})["nodes"]["S1"]["coverage"] == 2 / 3


def test_na_is_accepted_wherever_it_stands(score):
    given = {"S1.1": 3, "S1.2": "na", "S1.3": "na"}

    node = score("c4ir-smc", {"answers": given})["nodes"]["S1"]

    assert node == {"value": 3, "level": 3, "low": 3, "high": 3, "coverage": 1}


def test_dimension_that_is_not_applicable_at_all_has_no_numbers(score):
    node = score("c4ir-smc", {"answers": dict.fromkeys(["S1.1", "S1.2", "S1.3"], "na")})["nodes"]["S1"]

    assert node == dict.fromkeys(NODE)


def test_grid_row_that_is_missing_is_open_and_never_zero(score):
    one_row = score("eu-dmat", {"answers": {"q4": {"a": 5}}})["nodes"]["readiness"]
    null_row = score("eu-dmat", {"answers": {"q4": {"a": 5, "b": None, "c": "dk"}}})["nodes"]["readiness"]

    assert one_row["coverage"] == pytest.approx(1 / 7 / 2)
    assert one_row == null_row


def test_empty_list_is_an_answer(score):
    answered = score("eu-dmat", {"answers": {"q2": []}})["nodes"]["strategy"]

    assert answered["coverage"] == pytest.approx(1 / 3)
    assert answered["low"] == 0
    assert answered["high"] < 100


def test_grid_of_words_takes_the_word(score):
    assert score("eu-dmat", {"answers": {"q11": {"a": "partly"}}})


def test_variant_decides_what_is_asked_and_hidden_answers_are_told(score):
    given = {"strategy.1": "full", "product_design.1": "mostly"}

    result = score("cmmm", {"variant": "process", "answers": given})

    assert score.code == 0
    assert "product_design" not in result["nodes"]
    assert score.err.splitlines() == ["product_design.1: ignored, as it is not asked here"]


def test_item_whose_list_this_industry_does_not_have_is_ignored(score):
    given = {"profile": {"industry": "garment"}, "answers": {"7.2": ["website"]}}

    assert score("qd-1567-sme", given)
    assert "7.2: ignored" in score.err


def test_item_of_the_firms_own_list_counts(score):
    result = score("qd-1567-sme", {"profile": {"industry": "steel"}, "answers": {"7.2": ["website"]}})

    assert result["nodes"]["g7"]["value"] == 100 / 14
    assert score.err == ""


def test_total_of_1567_is_null(score):
    overall = score("qd-1567-sme", {"answers": {}})["overall"]

    assert (overall["value"], overall["level"], overall["level_id"]) == (None, None, None)


def test_quick_scope_asks_the_key_items_alone(score):
    key = [item.id for item in shipped_framework().items(quick=True)]
    result = score("c4ir-smc", {"scope": "quick", "answers": dict.fromkeys(key, 2) | {"S1.2": 5}})

    assert (result["overall"]["value"], result["overall"]["level"]) == (2, None)
    assert ("S1.2: ignored" in score.err) == ("S1.2" not in key)


def test_profile_fact_that_nothing_depends_on_is_told(score):
    assert score("impuls", {"profile": {"colour": "red", "size": "small"}, "answers": {}})
    assert score.err.splitlines() == ["profile, 'colour': ignored, as it is not asked here"]


def test_byte_order_mark_is_no_fault(score):
    assert score("impuls", b"\xef\xbb\xbf" + json.dumps({"answers": EXAMPLE}).encode())
