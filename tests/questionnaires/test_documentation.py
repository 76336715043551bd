"""docs/frameworks.md: its examples load and score as it says, and it leaves no part of the format out."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from assessments.scoring.engine import score
from assessments.scoring.types import Answer
from questionnaires import framework_shapes as shapes
from questionnaires.answer_shapes import KINDS
from questionnaires.loading import HEAD, load_folder
from questionnaires.parsing import parse
from questionnaires.references import COLUMNS

DOCUMENT = (Path(__file__).parents[2] / "docs" / "frameworks.md").read_text(encoding="utf-8")
FRAMEWORK, SLOT = re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)
ANSWERS = json.loads(re.search(r"Answers `(\{.*?\})` earn", DOCUMENT)[1])
WORDS = {word for span in re.findall(r"`([^`\n]+)`", DOCUMENT) for word in re.findall(r"\w+", span)}
SHAPES = (shapes.FRAMEWORK, shapes.SLOT, shapes.SOURCE, shapes.LEVEL, shapes.ITEM, shapes.AGGREGATE, shapes.RULES)
KEYS = {key for shape in SHAPES for key in shape.words["properties"]}


def loaded(folder, words):
    (folder / HEAD).write_text(words, encoding="utf-8")
    return load_folder(folder)


def test_example_has_no_fault(tmp_path):
    assert loaded(tmp_path, FRAMEWORK).faults == ()


def test_slot_of_the_documentation_has_no_fault(tmp_path):
    slot = loaded(tmp_path, SLOT)
    assert (slot.faults, slot.is_slot) == ((), True)


def test_example_scores_as_it_says(tmp_path):
    framework = parse(loaded(tmp_path, FRAMEWORK).document)
    card = score(framework, {name: Answer("answered", value) for name, value in ANSWERS.items()})
    assert [card.nodes[name].value for name in ("habits", "figures")] == [2, Fraction("2.125")]
    assert (str(card.overall.value), card.overall.level) == ("49/24", 2)
    assert f"= {str(float(card.overall.value))[:6]}…, level 2" in DOCUMENT


@pytest.mark.parametrize("word", sorted({*KEYS, *shapes.METHODS, *KINDS, *COLUMNS, "dk", "na"}))
def test_every_word_of_the_format_is_explained(word):
    assert word in WORDS


@pytest.mark.parametrize("limit", ["1,000 items", "500 nodes", "10 variants", "2 MB", "50,000 values"])
def test_limits_are_told(limit):
    assert limit in DOCUMENT
