"""A document becomes the same frozen values whoever stored it."""

import copy
import dataclasses
import json
from fractions import Fraction

import pytest

from questionnaires.document import Aggregate
from questionnaires.parsing import parse
from tests.factories.questionnaires import shipped_document, shipped_framework
from tests.questionnaires.test_canonical import reversed_keys


def test_parsing_what_was_stored_gives_the_same_framework():
    stored = json.loads(json.dumps(reversed_keys(shipped_document())))
    assert parse(stored) == shipped_framework()


def test_parsing_leaves_the_document_alone():
    document = copy.deepcopy(shipped_document())
    parse(document)
    assert document == shipped_document()


def test_every_text_of_an_item_is_kept():
    given = shipped_document()["blocks"][2]["children"][3]["items"][0]
    item = next(item for item in shipped_framework().items() if item.id == "O4.1")
    assert [{"vi": level.vi, "en": level.en} for level in item.levels] == given["levels"]
    for name in ("ask", "why", "help", "evidence"):
        text = getattr(item, name)
        assert {"vi": text["vi"], "en": text["en"]} == given[name]


def test_report_is_valid_for_twelve_months_unless_the_framework_says_otherwise():
    assert parse(shipped_document()).valid_months == 12
    assert parse({**shipped_document(), "valid_months": "24"}).valid_months == 24


def test_numbers_are_exact():
    document = copy.deepcopy(shipped_document())
    document["levels"][1]["from"] = "0.333333"
    assert parse(document).levels[1].lower == Fraction(333_333, 1_000_000)


def test_node_without_aggregate_is_the_plain_mean_of_equals():
    dimension = next(shipped_framework().dimensions())
    assert dimension.aggregate == Aggregate(method="mean", min_coverage=Fraction(3, 5), requires_all=False)
    assert dimension.weight == 1


def test_root_is_named_overall_and_holds_the_blocks():
    root = shipped_framework().root
    assert (root.id, root.aggregate.method, len(root.children)) == ("overall", "weighted_mean", 5)


def test_framework_shared_by_requests_cannot_be_changed():
    framework = shipped_framework()
    with pytest.raises(dataclasses.FrozenInstanceError):
        framework.version = "1.0.0"
    with pytest.raises(TypeError):
        framework.requires["T4"] = ()
    with pytest.raises(TypeError):
        next(framework.items()).steps["start"] = None
