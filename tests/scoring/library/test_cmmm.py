"""cmmm with its real weights: what is asked, the rungs of a sub-domain and the whole."""

import pytest

from tests.scoring.library.cmmm import (
    DESIGN,
    ITEM_IDS,
    MANUFACTURING,
    PERSONNEL,
    PRODUCTION,
    RESOURCES,
    SERVICE,
    SUB_DOMAINS,
    TECHNOLOGY,
    VARIANTS,
    F,
    framework,
    reached,
    scored,
)

# What is asked


def test_item_ids_are_those_of_exchange_files():
    assert [item.id for item in framework().items()] == ITEM_IDS.split()
    assert len(set(ITEM_IDS.split())) == 100


def test_each_rung_of_a_sub_domain_has_one_clause():
    rungs = {node.id: [(item.id, item.rung) for item in node.items] for node in framework().dimensions()}

    assert rungs == {name: [(f"{name}.{rung}", rung) for rung in (1, 2, 3, 4, 5)] for name in SUB_DOMAINS}


def test_every_clause_has_the_same_four_answers():
    points = {tuple((option.id, option.points) for option in item.answer.options) for item in framework().items()}

    assert points == {(("none", 0), ("partly", F(1, 2)), ("mostly", F(4, 5)), ("full", 1))}


@pytest.mark.parametrize(
    ("variant", "elements", "domains"),
    [
        ("discrete", [6, 11, 6, 77], [13, 48, 13, 13, 13]),
        ("process", [6, 11, 15, 68], [4, 63, 15, 15, 3]),
    ],
)
def test_weights_are_those_of_the_variant(variant, elements, domains):
    card = scored("fffff", variant=variant)

    assert [part.weight for part in card.overall.explanation.parts] == elements
    assert [part.weight for part in card.nodes["manufacturing"].explanation.parts] == domains


def test_what_is_not_confirmed_is_said():
    assert framework().source.fidelity == "indicative"
    assert len(framework().source.unconfirmed) == 7


# Five rungs in one sub-domain


@pytest.mark.parametrize(
    ("row", "value", "level"),
    [
        ("nnnnn", "0", 0),
        ("pffff", "0.5", 0),  # level 1 is not met: its own 0.5, then stop
        ("mnnnn", "1", 1),  # exactly 0.8 is met and counts 1
        ("mpnnn", "1.5", 1),
        ("fnfff", "1", 1),  # three full rungs above an empty one add nothing
        ("ffpff", "2.5", 2),
        ("mmmnf", "3", 3),
        ("ffffp", "4.5", 4),
        ("mmmmm", "5", 5),
    ],
)
def test_sub_domain_is_the_sum_up_to_its_first_unmet_level(row, value, level):
    assert reached(scored("nnnnn", {("strategy",): row}).nodes["strategy"]) == (F(value), level)


# Weighted rungs higher up


@pytest.mark.parametrize(
    ("data", "integration", "security", "value", "level"),
    [
        # 0.46 x 0.8 + 0.27 x 1 + 0.27 x 0.5 = 0.368 + 0.27 + 0.135 = 0.773
        ("mnnnn", "fnnnn", "pnnnn", "0.773", 0),
        # 0.46 x 1 + 0.27 x 0.8 + 0.27 x 0.5 = 0.46 + 0.216 + 0.135 = 0.811, met; level 2 is empty
        ("fnnnn", "mnnnn", "pnnnn", "1", 1),
        # level 1 as above; level 2: 0.46 x 0.5 + 0.27 + 0.27 = 0.77
        ("fpnnn", "mfnnn", "pfnnn", "1.77", 1),
        # levels 1 and 2 full; level 3: 0.46 x 1 + 0.27 x 0 + 0.27 x 0.8 = 0.676; level 4 does not count
        ("ffffn", "ffnfn", "ffmfn", "2.676", 2),
    ],
)
def test_element_weighs_its_sub_domains_at_each_level(data, integration, security, value, level):
    card = scored("nnnnn", {("data",): data, ("integration",): integration, ("security",): security})

    assert reached(card.nodes["technology"]) == (F(value), level)


@pytest.mark.parametrize(
    ("name", "sub_domain", "value"),
    [
        ("personnel", "skills", "0.5"),  # strategy alone at level 1: 50
        ("resources", "network", "0.67"),  # equipment alone: 67
        ("resources", "equipment", "0.33"),  # network alone: 33
        ("design_domain", "product_design", "0.5"),
        ("service_domain", "customer_service", "0.5"),
        ("technology", "data", "0.54"),  # 27 + 27
        ("production_domain", "purchasing", "1"),  # 100 - 14 = 86, met; level 2 is empty
    ],
)
def test_one_empty_sub_domain_takes_its_weight_from_level_1(name, sub_domain, value):
    assert scored("fnnnn", {(sub_domain,): "nnnnn"}).nodes[name].value == F(value)


def in_production(rung, **marks):
    """Production with all levels below ``rung`` full and those above full too: only this one decides."""
    rows = {(name,): "f" * (rung - 1) + marks.get(name, "f") + "f" * (5 - rung) for name in PRODUCTION}
    return scored("nnnnn", rows).nodes["production_domain"]


@pytest.mark.parametrize("rung", [1, 2, 3, 4, 5])
def test_rung_of_079_stays_below_its_level(rung):
    """Planning partly 16 x 0.5 = 8, energy none 13: 1 - 0.21 = 0.79. So 0.79, 1.79, 2.79, 3.79, 4.79."""
    assert reached(in_production(rung, planning="p", energy="n")) == (rung - 1 + F("0.79"), rung - 1)


@pytest.mark.parametrize("rung", [1, 2, 3, 4, 5])
def test_rung_of_0799_stays_below_its_level(rung):
    """16 x 0.5 + 13 x 0.5 + 14 x 0.2 + 14 x 0.2 = 8 + 6.5 + 2.8 + 2.8 = 20.1 lost: 0.799."""
    result = in_production(rung, planning="p", safety_environment="p", purchasing="m", warehouse="m")

    assert reached(result) == (rung - 1 + F("0.799"), rung - 1)


@pytest.mark.parametrize("rung", [1, 2, 3, 4, 5])
def test_rung_of_080_reaches_its_level(rung):
    """Purchasing partly 14 x 0.5 = 7, energy none 13: 1 - 0.20 = 0.80, met, so all five levels count 1."""
    assert reached(in_production(rung, purchasing="p", energy="n")) == (5, 5)


@pytest.mark.parametrize("rung", [1, 2, 3, 4, 5])
def test_rung_of_080_with_nothing_above_is_that_level(rung):
    row = "f" * (rung - 1) + "m" + "n" * (5 - rung)

    assert reached(scored(row).overall) == (rung, rung)


# The whole


def test_overall_adds_the_first_unmet_level_and_stops():
    """Discrete. Level 1: logistics partly, 1 - 0.1001 x 0.5 = 0.94995, met.

    Level 2: production mostly, technology partly, personnel mostly, 1 - 0.3696 x 0.2 - 0.11 x 0.5 - 0.06 x 0.2
    = 1 - 0.07392 - 0.055 - 0.012 = 0.85908, met. Level 3: production none, resources mostly,
    1 - 0.3696 - 0.06 x 0.2 = 0.6184, not met. Levels 4 and 5 are full and do not count: 1 + 1 + 0.6184.
    """
    rows = {
        PERSONNEL: "fmfff",
        TECHNOLOGY: "fpfff",
        RESOURCES: "ffmff",
        PRODUCTION: "fmnff",
        ("logistics",): "pffff",
    }

    assert reached(scored("fffff", rows).overall) == (F("2.6184"), 2)


def test_full_levels_above_an_unmet_one_change_nothing():
    """Level 3: everything partly, 0.5; levels 4 and 5 empty or full."""
    assert reached(scored("ffpnn").overall) == reached(scored("ffpff").overall) == (F("2.5"), 2)


@pytest.mark.parametrize("rung", [1, 2, 3, 4, 5])
def test_overall_just_below_080_stays_below_its_level(rung):
    """Design and service none, discrete: 1 - 0.77 x (0.13 + 0.13) = 1 - 0.2002 = 0.7998."""
    row = "f" * (rung - 1) + "n" + "f" * (5 - rung)

    assert reached(scored("fffff", {DESIGN: row, SERVICE: row}).overall) == (rung - 1 + F("0.7998"), rung - 1)


def test_overall_adds_up_its_own_levels_and_not_the_values_of_its_children():
    """Personnel lacks level 1 alone: 0. The weighted mean of the elements would be 0.94 x 5 + 0.06 x 0 = 4.7, level 4.

    The whole has 0.94 at level 1, met, and 1 at the others: 5.
    """
    card = scored("fffff", {PERSONNEL: "nffff"})

    assert reached(card.nodes["personnel"]) == (0, 0)
    assert reached(card.overall) == (5, 5)


def test_overall_is_below_its_children_where_their_gaps_are_at_one_level():
    """Manufacturing lacks level 1. Mean of the elements: 0.23 x 5 = 1.15, level 1; level 1 of the whole: 0.23."""
    card = scored("fffff", {MANUFACTURING: "nffff"})

    assert [card.nodes[name].value for name in ("personnel", "technology", "resources", "manufacturing")] == [
        5,
        5,
        5,
        0,
    ]
    assert reached(card.overall) == (F("0.23"), 0)


@pytest.mark.parametrize(
    ("row", "value", "level"), [("fffff", "5", 5), ("mmmmm", "5", 5), ("ppppp", "0.5", 0), ("nnnnn", "0", 0)]
)
@pytest.mark.parametrize("variant", VARIANTS)
def test_same_answer_everywhere_is_the_same_result_at_every_node(variant, row, value, level):
    card = scored(row, variant=variant)

    assert {reached(result) for result in card.nodes.values()} == {(F(value), level)}
    assert {(result.low, result.high, result.coverage) for result in card.nodes.values()} == {(F(value), F(value), 1)}
