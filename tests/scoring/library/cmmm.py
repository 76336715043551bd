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

import questionnaires
from assessments.scoring.engine import score
from assessments.scoring.types import Answer
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
