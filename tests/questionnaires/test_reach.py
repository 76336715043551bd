"""The largest value of a node, worked out from the document, is the one that the engine can reach."""

import copy

import pytest

from assessments.scoring.engine import score
from questionnaires.parsing import parse
from questionnaires.parts import index_of
from questionnaires.reach import ROOT, reaches
from tests.questionnaires.test_any_document import document_of
from tests.scoring.any_cases import Case
from tests.scoring.any_documents import INDUSTRIES, SIZES, Author

FIRM = {"size": "small", "industry": "steel"}


def found_in(document, variant=None):
    """Return the reach by node id."""
    index = index_of(document)
    found = reaches(index, variant)
    named = {**{place: node["id"] for place, node in index.nodes}, ROOT: "overall"}
    return {named[place]: reach for place, reach in found.items()}


def changed(**places):
    """Return the everything document with other values at ``node__key`` places."""
    document = copy.deepcopy(document_of("everything"))
    nodes = {node["id"]: node for _, node in index_of(document).nodes}
    for place, value in places.items():
        node, _, key = place.partition("__")
        nodes[node][key] = value
    return document


@pytest.mark.parametrize(
    ("aggregate", "low", "high"),
    [
        ({"method": "mean"}, "0", "1"),
        ({"method": "weighted_mean"}, "0", "1"),
        ({"method": "sum"}, "0", "3.5"),
        ({"method": "min"}, "0", "1"),
        ({"method": "share_of_maximum"}, "0", "1"),
        ({"method": "share_of_maximum", "out_of": "2"}, "0", "1.75"),
        ({"method": "count_at_least", "at_least": "0.5"}, "0", "2"),
        ({"method": "count_at_least", "at_least": "1.5"}, "0", "0"),
        ({"method": "sum", "rescale": {"from": ["0", "7"], "to": ["0", "100"]}}, "0", "50"),
    ],
)
def test_reach_follows_the_method(aggregate, low, high):
    reach = found_in(changed(shared__aggregate=aggregate), "discrete")["shared"]
    assert tuple(map(float, reach)) == (float(low), float(high))


def test_node_without_a_value_has_no_reach():
    assert found_in(document_of("everything"), "discrete")["silent"] is None


def test_node_of_another_variant_has_no_reach():
    assert "bands" in found_in(document_of("everything"), "discrete")
    assert "bands" not in found_in(document_of("everything"), "process")


def test_what_is_broken_has_no_reach_and_nothing_above_it():
    found = found_in(changed(shared__aggregate={"method": "median"}), "discrete")
    assert not {"shared", "methods"} & found.keys()
    assert "overall" not in found
    assert "kinds" in found


@pytest.mark.soak(60, 20_000)
def test_reach_is_what_the_engine_says_where_everybody_is_asked_everything(campaign):
    for _ in range(campaign.n):
        document = Author(campaign.random, has_conditions=False).document()
        _agree(document, exact=not _depends(document))


@pytest.mark.soak(60, 20_000)
def test_no_complete_answers_go_beyond_the_reach(campaign):
    for _ in range(campaign.n):
        document = Author(campaign.random).document()
        framework = parse(document)
        for variant in [each.id for each in framework.variants] or [None]:
            _within(campaign.random, document, framework, variant)


def _depends(document):
    return any("applies_when" in item or _by_profile(document, item) for _, item in index_of(document).items)


def _by_profile(document, item):
    answer = index_of(document).answer_of(item)
    return "options_by" in answer


def _agree(document, *, exact):
    framework = parse(document)
    for variant in [each.id for each in framework.variants] or [None]:
        tops = {node.node: node.top for node in score(framework, {}, variant=variant, profile=FIRM).nodes.values()}
        for name, reach in found_in(document, variant).items():
            top, high = tops.get(name), reach.high if reach else None
            if exact or None not in {top, high}:  # None: this firm is asked nothing of the node
                assert top == high if exact else top <= high


def _within(random, document, framework, variant):
    told = {"variant": variant, "profile": {"size": random.choice(SIZES), "industry": random.choice(INDUSTRIES)}}
    case = Case(framework, {}, {**told, "scope": "full", "basis": "self"}, random)
    card = score(framework, case.completed(), **told)
    for name, reach in found_in(document, variant).items():
        value = card.nodes[name].raw if name in card.nodes else None
        assert value is None or reach.low <= value <= reach.high, name
