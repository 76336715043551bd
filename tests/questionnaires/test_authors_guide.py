"""The authors' guides: their examples are what the engine says, and both languages say the same."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from assessments.scoring.engine import score
from assessments.scoring.types import Answer
from questionnaires.answer_types import Choice, Option
from questionnaires.document import Aggregate, Item, Node
from questionnaires.framework_shapes import METHODS
from questionnaires.words import Text
from tests.factories.questionnaires import shipped_framework

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {name: (DOCS / name).read_text(encoding="utf-8") for name in ("authors-guide.md", "authors-guide.en.md")}
ROW = re.compile(r"^\| `(\w+)` \| .* \| (?:`(.*) → (.*)`|.*) \|$", re.MULTILINE)
TOP, AT_LEAST = Fraction(5), Fraction(4)
WORDS = Text(vi="…", en="…")


def examples(words):
    """Return the parts with their weights, and the value, by method; None where an example is told in words."""
    return {method: given and (parts(given), number(value)) for method, given, value in ROW.findall(words)}


def parts(given):
    found = [each.partition(" (×") for each in re.split(r"[,;] ", given)]
    return [(number(value), number(weight.rstrip(")") or "1")) for value, _, weight in found]


def number(words):
    return Fraction(words.replace(",", "."))


def made(method, given):
    """Score a framework of one node with this method; each part earns its value, and could earn the most."""
    is_gate = method in {"gated_sum_of_levels", "sequential_gate"}
    items = tuple(item(order, *part, rung=order if is_gate else None) for order, part in enumerate(given, start=1))
    node = Node("node", WORDS, WORDS, Fraction(1), Aggregate(method, at_least=AT_LEAST), items=items)
    framework = replace(shipped_framework(), root=replace(shipped_framework().root, children=(node,)), caps=())
    answers = {each.id: Answer("answered", "earned") for each in items}
    return score(framework, answers).nodes["node"].value


def item(order, value, weight, *, rung):
    most = Fraction(1) if rung else TOP
    answer = Choice((Option("earned", WORDS, value), Option("most", WORDS, most)))
    return Item(f"q{order}", WORDS, answer, weight=weight, rung=rung)


@pytest.mark.parametrize("name", GUIDES)
def test_guide_has_an_example_of_every_method(name):
    assert list(examples(GUIDES[name])) == [
        "mean", "weighted_mean", "sum", "min", "max", "share_of_maximum", "count_at_least", "gated_sum_of_levels",
        "sequential_gate", "lookup", "identity", "none",
    ]  # fmt: skip
    assert set(examples(GUIDES[name])) == set(METHODS)


@pytest.mark.parametrize("name", GUIDES)
def test_examples_are_what_the_engine_says(name):
    for method, example in examples(GUIDES[name]).items():
        if example:
            given, value = example
            assert made(method, given) == value, method


def test_both_guides_have_the_same_examples_and_chapters():
    vietnamese, english = GUIDES.values()
    assert examples(vietnamese) == examples(english)
    for mark in ("## ", "| ", "1. ", "- "):
        assert counted(vietnamese, mark) == counted(english, mark)


def counted(words, mark):
    return sum(line.startswith(mark) for line in words.splitlines())
