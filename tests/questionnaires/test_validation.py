"""Whatever a document is like, the validator answers with faults, and what it lets through can be parsed."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.canonical import content_hash
from questionnaires.document import Framework
from questionnaires.parsing import parse
from questionnaires.validation import DEEPEST, validate
from tests.factories.questionnaires import shipped_document


def places(value, place=()):
    """Yield every place of a document below its root."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*place, key)
        yield from places(part, (*place, key))


PLACES = sorted(places(shipped_document()), key=str)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["0", "-1", "0.5", "S1", "S1.1", "overall", "mean", ">=3", "\ud800", "\x00", "99999999999999"]),
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCALARS, inner, max_size=3))
MUTATIONS = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(["delete", "replace", "double", "nest"]), VALUES),
    min_size=1,
    max_size=3,
)


def mutate(document, place, how, value):
    """Change one place, if an earlier change has left it there."""
    holder = document
    try:
        for step in place[:-1]:
            holder = holder[step]
        part = holder[place[-1]]
        if how == "delete":
            del holder[place[-1]]
        elif how == "double" and isinstance(holder, list):
            holder.insert(place[-1], copy.deepcopy(part))
        else:
            holder[place[-1]] = [part] if how == "nest" else value
    except (KeyError, IndexError, TypeError):
        return


@pytest.mark.soak(60, 5_000)
def test_mutated_document_has_faults_or_can_be_parsed(campaign):
    @settings(max_examples=campaign.n, deadline=None, database=None)
    @given(MUTATIONS)
    def check(mutations):
        document = copy.deepcopy(shipped_document())
        for place, how, value in mutations:
            mutate(document, place, how, value)
        if faults := validate(document):
            assert all(fault.message.endswith(".") and "\n" not in str(fault) for fault in faults)
        else:
            assert isinstance(parse(document), Framework)
            assert content_hash(document)

    check()


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
    for part in ("quick", "rules", "na", "sensitive", "crosswalks", "qd1567", "glossary"):
        del document[part]
    for block in document["blocks"]:
        for node in block["children"]:
            for item in node["items"]:
                del item["maps"]
    assert validate(document) == ()
    assert parse(document).quick is None
