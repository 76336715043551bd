"""A stored card is plain JSON and comes back exactly; test_properties_any.py has the round trip of any card."""

import json
from fractions import Fraction

import pytest

from assessments.scoring import stored_form
from assessments.scoring.engine import score
from assessments.scoring.types import Held
from questionnaires.document import Aggregate, Bounds
from tests.scoring.shapes import asked, block, classes, dimension, framework, given, levels, node

F = Fraction


def written_and_read(card):
    text = json.dumps(stored_form.written(card, ()))
    return stored_form.read(json.loads(text), engine=card.engine, scope=card.scope)[0]


def test_card_survives_json():
    card = score(framework([block("A", [dimension("A1")])], classes=classes(low=[0, 1, 2])), given(**{"A1.1": 1}))

    assert written_and_read(card) == card


def test_quick_card_survives_json_with_its_range():
    card = score(framework([block("A", [dimension("A1")])]), given(**{"A1.1": 1}), scope="quick")

    assert written_and_read(card).range == (F(1, 2), F(3, 2))


def test_held_level_and_levels_of_a_gate_survive_json():
    gate = node("N", [asked("a", 5, rung=1), asked("b", 5, rung=2)], "gated_sum_of_levels", bounds=Bounds((F(1),)))
    made = framework([gate], aggregate=Aggregate("sum", F(1)), levels=levels([None, "1"], needs={1: (1, 2)}))

    card = score(made, given(a=5, b=2))

    assert written_and_read(card) == card
    assert card.overall.explanation.held == Held(1, 1, 2, 1)
    assert len(card.nodes["N"].explanation.rungs) == 2


@pytest.mark.parametrize("name", ["held", "out_of", "before_rescale", "rungs", "top"])
def test_card_stored_before_a_fact_was_kept_is_read_without_it(name):
    card = score(framework([block("A", [dimension("A1")])]), given(**{"A1.1": 1}))
    written = stored_form.written(card, ())
    for result in written["nodes"]:
        del result[name]

    read, _ = stored_form.read(written, engine="1", scope="full")

    assert read.overall.value == card.overall.value
    assert (read.overall.top if name == "top" else getattr(read.overall.explanation, name)) in {None, ()}


def test_card_stored_before_there_were_classes_has_none():
    written = stored_form.written(score(framework([block("A", [dimension("A1")])]), {}), ())
    del written["level_class"]

    assert stored_form.read(written, engine="1", scope="full")[0].level_class is None
