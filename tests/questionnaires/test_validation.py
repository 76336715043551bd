"""The validator at its edges: what is no document at all, how deep nodes may lie, what may be left out."""

import copy

import pytest

from accounts.profile.size_class import SizeClass
from questionnaires.answer_rules import FACTS
from questionnaires.framework_shapes import DEEPEST
from questionnaires.parsing import parse
from questionnaires.validation import validate
from tests.factories.questionnaires import shipped_document


def test_sizes_of_firms_are_those_of_their_profile():
    assert FACTS["profile.size"] == tuple(SizeClass.values)


@pytest.mark.parametrize("document", [None, [], "x", {}, {"blocks": None}, 7, {"blocks": [[]], "rules": [], 3: 4}])
def test_what_is_no_framework_has_faults(document):
    assert validate(document)


def test_shipped_document_has_no_fault():
    assert validate(shipped_document()) == ()


def test_fault_of_a_document_without_file_names_its_item_and_path():
    document = copy.deepcopy(shipped_document())
    document["blocks"][2]["children"][3]["items"][0]["levels"][2]["vi"] = ""
    (fault,) = validate(document)
    assert (fault.id, fault.message, fault.file, fault.line) == ("O4.1", "levels[2].vi is empty.", "", 0)
    assert fault.path == ("blocks", 2, "children", 3, "items", 0, "levels", 2, "vi")


def nested(depth):
    document = copy.deepcopy(shipped_document())
    node = document["blocks"][4]["children"].pop()
    for number in range(depth - 2):
        node = {"id": f"G3x{number}", "name": node["name"], "about": node["about"], "children": [node]}
    document["blocks"][4]["children"].append(node)
    return document


def test_nodes_may_lie_in_each_other():
    document = nested(DEEPEST)
    assert validate(document) == ()
    assert len(list(parse(document).items())) == 60


def test_nodes_too_deep_are_a_fault():
    assert [fault.message for fault in validate(nested(DEEPEST + 1))] == [
        "children lie too deep: at most 5 nodes lie above each other."
    ]


def test_framework_without_optional_parts_is_valid():
    document = copy.deepcopy(shipped_document())
    for part in ("quick", "rules", "na", "sensitive", "crosswalks", "drafts", "glossary"):
        del document[part]
    for block in document["blocks"]:
        for node in block["children"]:
            for item in node["items"]:
                del item["maps"]
    assert validate(document) == ()
    assert parse(document).quick is None
