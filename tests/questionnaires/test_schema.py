"""The published JSON Schema is the product's own shapes: current, and of one opinion with them about every document."""

import functools
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from questionnaires.loading import load_folder
from questionnaires.management.commands.load_frameworks import shipped
from questionnaires.schema import schema
from questionnaires.validation import check_shape, check_slot, is_slot
from tests.questionnaires import mutating
from tests.questionnaires.test_any_document import document_of

COMMITTED = Path(__file__).parents[2] / "docs" / "framework.schema.json"
OTHERS = [None, True, "", [], {}, 7, [[]], {"x": None}]


@functools.cache
def validator():
    return Draft202012Validator(schema())


def refuses(document):
    return not validator().is_valid(document)


def has_faults(document):
    return any(check_slot(document) if is_slot(document) else check_shape(document))


def test_schema_is_a_schema():
    Draft202012Validator.check_schema(schema())


def test_committed_schema_is_current(capsys):
    call_command("framework_schema")
    assert capsys.readouterr().out == COMMITTED.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_shipped_document_fits_the_schema(folder):
    assert not list(validator().iter_errors(load_folder(folder).document))


def test_document_with_every_part_fits_the_schema():
    assert not list(validator().iter_errors(document_of("everything")))


def test_number_that_is_no_text_is_refused():
    assert refuses({**document_of("everything"), "minutes": {"phone": 10, "computer": 5}})


def some_places(campaign):
    every = list(mutating.places(document_of("everything")))
    return campaign.random.sample(every, min(campaign.n, len(every)))


@pytest.mark.soak(50, 10_000)
def test_whatever_is_missing_schema_and_checks_agree(campaign):
    for place in some_places(campaign):
        broken = mutating.mutated(document_of("everything"), [(place, "delete", None, None, place)])
        assert refuses(broken) == has_faults(broken), place


@pytest.mark.parametrize("value", OTHERS, ids=repr)
@pytest.mark.soak(20, 10_000)
def test_whatever_is_of_another_kind_schema_and_checks_agree(campaign, value):
    for place in some_places(campaign):
        broken = mutating.mutated(document_of("everything"), [(place, "replace", value, None, place)])
        assert refuses(broken) == has_faults(broken), place


@pytest.mark.soak(100, 20_000)
def test_schema_refuses_nothing_that_the_checks_accept(campaign):
    @settings(max_examples=campaign.n, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(mutating.mutations(document_of("everything"), most=1))
    def check(changes):
        document = mutating.mutated(document_of("everything"), changes)
        assert has_faults(document) or not refuses(json.loads(json.dumps(document)))

    check()
