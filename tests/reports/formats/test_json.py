"""The JSON and its schema: current, and every export fits."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator

from reports.content import compose
from reports.formats import made
from reports.formats.json_schema import schema
from tests.factories.reports import all_at, source
from tests.reports.formats.conftest import verification
from tests.reports.formats.filling import Filler

COMMITTED = Path(__file__).parents[3] / "docs" / "report.schema.json"


@cache
def validator():
    return Draft202012Validator(schema())


def faults(content):
    return [error.message for error in validator().iter_errors(json.loads(made(content, "json")))]


def test_schema_is_a_schema():
    Draft202012Validator.check_schema(schema())


def test_committed_schema_is_current(capsys):
    call_command("report_schema")
    assert capsys.readouterr().out == COMMITTED.read_text(encoding="utf-8")


@pytest.mark.parametrize("answers", [all_at(0), all_at(5), {"S1.1": 2}, {}], ids=["lowest", "top", "one", "none"])
def test_export_fits_the_schema(answers):
    assert faults(compose(source(answers), "en")) == []


def test_quick_check_fits_the_schema():
    assert faults(compose(source(scope="quick"), "vi")) == []


def test_content_with_every_part_fits_the_schema():
    assert faults(Filler().content()) == []


def test_schema_refuses_a_text_in_place_of_a_number(content):
    data = json.loads(made(content, "json"))
    data["report"]["overall"]["standing"]["value"] = "2,0"

    assert not validator().is_valid(data)


def test_json_names_its_form_and_whose_word_it_is(content):
    issued = [replace(content, verification=verification(is_partial=each)) for each in (False, True)]
    plain, verified, partial = (json.loads(made(each, "json")) for each in (content, *issued))

    assert (plain["format"], plain["version"], plain["basis"]) == ("c4ir-report", 1, "self")
    assert (verified["basis"], partial["basis"]) == ("verified", "partial")


def test_values_are_exact_and_decimal(content):
    standing = json.loads(made(content, "json"))["report"]["blocks"][0]["standing"]
    value = content.blocks[0].standing.value

    assert standing["value"] == {"exact": str(value), "decimal": round(float(value), 6)}


def test_same_content_gives_the_same_bytes_in_plain_letters(content):
    file = made(content, "json")

    assert file == made(replace(content), "json")
    assert "Cơ khí An Mẫu".encode() in file
