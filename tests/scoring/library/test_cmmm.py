"""cmmm with its real weights, worked by hand.

A row such as "fmpn-" answers the five clauses of a sub-domain: full 1, mostly 0.8, partly 0.5, none 0, ``?`` do not
know, ``x`` not applicable, ``-`` no answer. A level counts 1 once it has 0.8, so that no value lies between n + 0.8 and
n + 1.

Weights in the whole, in percent (discrete / process): personnel 6 / 6, technology 11 / 11, resources 6 / 15,
manufacturing 77 / 68, of which design 13 / 4 -> 10.01 / 2.72, production 48 / 63 -> 36.96 / 42.84, logistics and sales
13 / 15 -> 10.01 / 10.2 each, service 13 / 3 -> 10.01 / 2.04.
"""

import functools
from fractions import Fraction
from pathlib import Path

import pytest

import questionnaires
from assessments.scoring.engine import score
from assessments.scoring.types import Answer, ScoringInputError
from questionnaires.loading import load_folder
from questionnaires.parsing import parse

F = Fraction
FOLDER = Path(questionnaires.__file__).parent / "frameworks" / "cmmm"
VARIANTS = ("discrete", "process")

PERSONNEL = ("strategy", "skills")
TECHNOLOGY = ("data", "integration", "security")
RESOURCES = ("equipment", "network")
DESIGN = ("product_design", "process_design")
PRODUCTION = (
    "purchasing",
    "planning",
    "production",
    "equipment_mgmt",
    "warehouse",
    "safety_environment",
    "energy",
)
SERVICE = ("customer_service", "product_service")
MANUFACTURING = (*DESIGN, *PRODUCTION, "logistics", "sales", *SERVICE)
SUB_DOMAINS = (*PERSONNEL, *TECHNOLOGY, *RESOURCES, *MANUFACTURING)
ITEM_IDS = """
strategy.1 strategy.2 strategy.3 strategy.4 strategy.5
skills.1 skills.2 skills.3 skills.4 skills.5
data.1 data.2 data.3 data.4 data.5
integration.1 integration.2 integration.3 integration.4 integration.5
security.1 security.2 security.3 security.4 security.5
equipment.1 equipment.2 equipment.3 equipment.4 equipment.5
network.1 network.2 network.3 network.4 network.5
product_design.1 product_design.2 product_design.3 product_design.4 product_design.5
process_design.1 process_design.2 process_design.3 process_design.4 process_design.5
purchasing.1 purchasing.2 purchasing.3 purchasing.4 purchasing.5
planning.1 planning.2 planning.3 planning.4 planning.5
production.1 production.2 production.3 production.4 production.5
equipment_mgmt.1 equipment_mgmt.2 equipment_mgmt.3 equipment_mgmt.4 equipment_mgmt.5
warehouse.1 warehouse.2 warehouse.3 warehouse.4 warehouse.5
safety_environment.1 safety_environment.2 safety_environment.3 safety_environment.4 safety_environment.5
energy.1 energy.2 energy.3 energy.4 energy.5
logistics.1 logistics.2 logistics.3 logistics.4 logistics.5
sales.1 sales.2 sales.3 sales.4 sales.5
customer_service.1 customer_service.2 customer_service.3 customer_service.4 customer_service.5
product_service.1 product_service.2 product_service.3 product_service.4 product_service.5
"""
MARKS = {
    "f": Answer("answered", "full"),
    "m": Answer("answered", "mostly"),
    "p": Answer("answered", "partly"),
    "n": Answer("answered", "none"),
    "?": Answer("dont_know"),
    "x": Answer("not_applicable"),
}


@functools.cache
def document():
    loaded = load_folder(FOLDER)
    assert not loaded.faults, "\n".join(map(str, loaded.faults))
    return loaded.document


@functools.cache
def framework():
    return parse(document())


def given(everything="-----", rows=None):
    """Answers: one row for all sub-domains, and other rows for some, ``{PERSONNEL: "fffff", ("data",): "fnnnn"}``."""
    chosen = dict.fromkeys(SUB_DOMAINS, everything)
    for names, row in (rows or {}).items():
        chosen |= dict.fromkeys(names, row)
    return {
        f"{name}.{rung}": MARKS[mark]
        for name, row in chosen.items()
        for rung, mark in enumerate(row, start=1)
        if mark != "-"
    }


def scored(everything="-----", rows=None, *, variant="discrete", basis="self"):
    return score(framework(), given(everything, rows), variant=variant, basis=basis)


def reached(result):
    return result.value, result.level


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


# Variants


def test_design_and_service_weigh_less_in_process_production():
    """Level 1 without design and service: discrete 1 - 0.1001 - 0.1001 = 0.7998, not met.

    Process: 1 - 0.68 x (0.04 + 0.03) = 1 - 0.0476 = 0.9524, met; level 2 is empty.
    """
    rows = {DESIGN: "nnnnn", SERVICE: "nnnnn"}

    assert reached(scored("fnnnn", rows, variant="discrete").overall) == (F("0.7998"), 0)
    assert reached(scored("fnnnn", rows, variant="process").overall) == (1, 1)


def test_machines_and_network_weigh_more_in_process_production():
    """Level 1 without resources and logistics: discrete 1 - 0.06 - 0.77 x 0.13 = 1 - 0.06 - 0.1001 = 0.8399, met.

    Process: 1 - 0.15 - 0.68 x 0.15 = 1 - 0.15 - 0.102 = 0.748, not met. Level 2 is empty.
    """
    rows = {RESOURCES: "nnnnn", ("logistics",): "nnnnn"}

    assert reached(scored("fnnnn", rows, variant="discrete").overall) == (1, 1)
    assert reached(scored("fnnnn", rows, variant="process").overall) == (F("0.748"), 0)


def test_manufacturing_weighs_its_domains_by_variant():
    """Level 1 full; level 2 in production alone: discrete 0.48, process 0.63."""
    rows = {PRODUCTION: "ffnnn"}

    assert scored("fnnnn", rows, variant="discrete").nodes["manufacturing"].value == F("1.48")
    assert scored("fnnnn", rows, variant="process").nodes["manufacturing"].value == F("1.63")


def test_process_production_has_no_product_design():
    """Answers to it are left out; process design is all of design: levels 1 and 2 met, level 3 partly."""
    card = scored("fffff", {("product_design",): "nnnnn", ("process_design",): "ffpnn"}, variant="process")

    assert "product_design" not in card.nodes
    assert reached(card.nodes["design_domain"]) == (F("2.5"), 2)
    assert card.overall.items == 95


def test_product_design_is_half_of_design_in_discrete_production():
    """Level 1: (0 + 1) / 2 = 0.5, not met."""
    card = scored("fffff", {("product_design",): "nnnnn", ("process_design",): "ffpnn"})

    assert reached(card.nodes["design_domain"]) == (F("0.5"), 0)
    assert card.overall.items == 100


@pytest.mark.parametrize("variant", [None, "batch"])
def test_score_without_a_known_variant_is_refused(variant):
    with pytest.raises(ScoringInputError):
        scored("fffff", variant=variant)


# Not applicable


def test_clause_not_applicable_leaves_its_level_at_that_node_out():
    """Product design without level 1: level 2 met, level 3 partly, 1 + 0.5.

    Design has process design alone at level 1: 0.8, met. Level 2: (1 + 0.5) / 2 = 0.75.
    """
    card = scored("fffff", {("product_design",): "xfpnn", ("process_design",): "mpnnn"})

    assert card.nodes["product_design"].value == F("1.5")
    assert reached(card.nodes["design_domain"]) == (F("1.75"), 1)


def test_sub_domain_not_applicable_leaves_the_whole():
    """Service is care of customers alone: level 1 met, level 2 partly. Counted as none, level 1 would be 0.5."""
    card = scored("fffff", {("product_service",): "xxxxx", ("customer_service",): "fpnnn"})

    result = card.nodes["product_service"]
    assert (result.value, result.low, result.high, result.coverage) == (None, None, None, None)
    assert reached(card.nodes["service_domain"]) == (F("1.5"), 1)
    assert (card.overall.coverage, card.overall.level) == (1, 5)


def test_domain_not_applicable_gives_its_weight_to_the_others():
    """Discrete manufacturing without logistics: level 1 in production alone is 48 of 87, 48/87 = 16/29."""
    card = scored("nnnnn", {PRODUCTION: "fnnnn", ("logistics",): "xxxxx"})

    assert card.nodes["manufacturing"].value == F(16, 29)


def test_not_applicable_without_a_reason_to_choose_is_open_until_accepted():
    """Strategy 2 is asked of everybody. Accepted, the level is left out: levels 1, 3, 4, 5 count 1 each."""
    rows = {("strategy",): "fxfff"}

    own = scored("fffff", rows).nodes["strategy"]
    accepted = scored("fffff", rows, basis="verified").nodes["strategy"]
    assert (own.value, own.low, own.high, own.coverage) == (None, 1, 5, F(4, 5))
    assert (accepted.value, accepted.coverage) == (4, 1)


# Open answers


def test_unknown_clause_hides_its_node_and_all_above_but_not_the_others():
    """Security 5 open. Security: 4 to 5, 4 of 5 answered. Technology: level 5 is 0.73 at worst: 4.73 to 5.

    Coverage of technology 1 - 0.27 x 0.2 = 0.946. The whole: level 5 is 1 - 0.0297 = 0.9703 at worst, met: 5 to 5,
    coverage 1 - 0.11 x 0.054 = 0.99406.
    """
    card = scored("fffff", {("security",): "ffff?"})

    security, technology, overall = (card.nodes[name] for name in ("security", "technology", "overall"))
    assert (security.value, security.low, security.high, security.coverage) == (None, 4, 5, F("0.8"))
    assert (technology.value, technology.low, technology.high) == (None, F("4.73"), 5)
    assert technology.coverage == F("0.946")
    assert (overall.value, overall.level, overall.low, overall.high) == (None, None, 5, 5)
    assert overall.coverage == F("0.99406")
    assert reached(card.nodes["personnel"]) == (5, 5)


@pytest.mark.parametrize("mark", ["?", "-"])
def test_open_level_of_a_domain_makes_a_band(mark):
    """Production open at level 2, levels 3 to 5 empty. At worst 1 - 0.3696 = 0.6304: 1.6304; at best 2.

    Coverage 1 - 0.3696 x 0.2 = 0.92608.
    """
    overall = scored("ffnnn", {PRODUCTION: f"f{mark}nnn"}).overall

    assert (overall.value, overall.low, overall.high, overall.coverage) == (None, F("1.6304"), 2, F("0.92608"))


def test_open_level_stops_the_sum_over_what_is_answered():
    """Nothing is answered at level 3: two levels are sure, and with it the full fourth and fifth may count."""
    overall = scored("ff?ff").overall

    assert (overall.raw, overall.value, overall.low, overall.high) == (2, None, 2, 5)
    assert overall.coverage == F("0.8")


@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_answered_is_not_rated(variant):
    card = scored(variant=variant)

    seen = {(each.raw, each.value, each.level, each.low, each.high, each.coverage) for each in card.nodes.values()}
    assert seen == {(None, None, None, 0, 5, 0)}
