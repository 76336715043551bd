"""YAML text becomes values that are what is written, with their lines."""

import pytest

from questionnaires.yamltree import DEEPEST, MOST, Unreadable, locate, read


def value_of(words):
    value, faults = read(words, "x.yaml")
    assert not faults
    return value


def faults_of(words):
    return [(fault.line, fault.id, fault.message) for fault in read(words, "x.yaml")[1]]


def refusal_of(words):
    with pytest.raises(Unreadable) as error:
        read(words, "x.yaml")
    return str(error.value.args[0])


@pytest.mark.parametrize(
    "written", ["no", "yes", "on", "Off", "y", "2.10", "0.80", "20", "1e3", "0x1F", "010", "1:30", "2026-11-22", ".inf"]
)
def test_plain_scalar_stays_as_written(written):
    assert value_of(f"a: {written}") == {"a": written}


@pytest.mark.parametrize("written", ["no", "2.10", "true", "null", "~"])
def test_quoted_scalar_is_text(written):
    assert value_of(f'a: "{written}"') == {"a": written}


@pytest.mark.parametrize(
    ("written", "meant"), [("true", True), ("false", False), ("null", None), ("~", None), ("", None)]
)
def test_literal_of_yaml_1_2_is_read(written, meant):
    assert value_of(f"a: {written}")["a"] is meant


@pytest.mark.parametrize("key", ["no", "2.1", "true", "null", '"2.10"', "<<"])
def test_key_stays_as_written(key):
    assert value_of(f"{key}: x") == {key.strip('"'): "x"}


def test_empty_file_holds_nothing():
    assert value_of("") is None
    assert value_of("# only a comment\n") is None


def test_anchor_is_refused_with_its_line():
    assert refusal_of("a: 1\nb: &name x\n") == "x.yaml:2 - the anchor &name is not allowed."


def test_alias_is_refused_with_item_and_line():
    refusal = refusal_of("- id: O4.1\n  ask: x\n  why: *name\n")
    assert refusal == "x.yaml:3 O4.1 the alias *name is not allowed; write the words out."


def test_reading_ends_at_the_first_anchor():
    assert refusal_of("a: &a [x, x]\nb: &b [*a, *a]\n") == "x.yaml:1 - the anchor &a is not allowed."


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!int", "!own", "!"])
def test_tag_is_refused(tag):
    refusal = refusal_of(f"a: 1\nb: {tag} '2'\n")
    assert refusal.startswith("x.yaml:2 - the tag ")
    assert refusal.endswith(" is not allowed.")


def test_duplicate_key_is_refused_and_the_first_kept():
    value, (fault,) = read("- id: S1.1\n  ask: one\n  why: x\n  ask: two\n", "x.yaml")
    assert value == [{"id": "S1.1", "ask": "one", "why": "x"}]
    assert str(fault) == "x.yaml:4 S1.1 ask is written twice in the same mapping."


def test_key_that_is_no_text_is_refused():
    assert faults_of("? [a, b]\n: x\n") == [(1, "-", "a key must be text.")]


def test_second_document_is_refused():
    assert faults_of("a: 1\n---\nb: 2\n") == [(2, "-", "a second YAML document begins here; a file holds one.")]


def test_values_too_deep_are_refused():
    assert refusal_of("[" * (DEEPEST + 1)) == "x.yaml:1 - the values lie too deep inside each other."


def test_too_many_values_are_refused():
    assert refusal_of("- x\n" * (MOST + 1)) == f"x.yaml:{MOST} - the file holds more than 50,000 values."


def test_broken_syntax_names_line_and_item():
    refusal = refusal_of("- id: S1.1\n  ask: 'open\n- id: S1.2\n")
    assert refusal.startswith("x.yaml:4 S1.1 the YAML cannot be read: found unexpected end of stream")


def test_character_that_yaml_refuses_names_its_line():
    assert refusal_of("a: é\nb: x\x07y\n").startswith("x.yaml:2 - the YAML cannot be read: ")


def test_fault_stays_on_one_line_whatever_the_author_wrote():
    _, (fault,) = read('- id: "S1\\nS2"\n  "a\\nb": x\n  "a\\nb": y\n', "x.yaml")
    assert str(fault) == "x.yaml:3 - a\N{REPLACEMENT CHARACTER}b is written twice in the same mapping."


def test_every_value_is_located_by_file_and_line():
    value = value_of("a:\n  b:\n  - x\n  - c: y\n")
    assert locate(value, ("a",)) == ("x.yaml", 1)
    assert locate(value, ("a", "b", 1, "c")) == ("x.yaml", 4)


def test_missing_part_is_located_at_its_holder():
    value = value_of("a:\n  b: x\n")
    assert locate(value, ("a", "c", "d")) == ("x.yaml", 1)
    assert locate(value, ("z",)) == ("x.yaml", 1)
