"""cmmm with its real weights: its two variants, and what is not applicable, unknown or open."""

import pytest

from assessments.scoring.types import ScoringInputError
from tests.scoring.library.cmmm import DESIGN, PRODUCTION, RESOURCES, SERVICE, VARIANTS, F, reached, scored

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
