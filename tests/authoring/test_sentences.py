"""What validation says is known by its form, so that a person reads it in their own language."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import override

import questionnaires
from authoring.sentences import PATTERNS, translated
from questionnaires.validation import validate
from questionnaires.workbook.reading import read
from questionnaires.workbook.writing import write
from tests.questionnaires.workbooks import everything

RULES = sorted(Path(questionnaires.__file__).parent.glob("*.py"))


def written(node):
    """Return the sentence that an expression makes, with 7 for whatever it names."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    return written(node.left) if isinstance(node, ast.BinOp) else ""


def sentences():
    """Yield the predicates that the rules yield as the second of two, beside the place."""
    for file in RULES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
                said = node.value.elts[1]
                for each in (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,):
                    if " " in written(each):
                        yield written(each)


SENTENCES = sorted(
    {*sentences()} - {"must be 7, not 7", "must be a number 7, not 7", "7; give it levels of its own, or levels: none"}
)


@pytest.mark.parametrize("said", SENTENCES)
def test_sentence_of_validation_has_a_form(said):
    assert any(pattern.fullmatch(said) for pattern, _ in PATTERNS)


def test_sentences_are_found():
    assert len(SENTENCES) > 60


@pytest.mark.parametrize(
    ("said", "vietnamese"),
    [
        ("is missing", "còn thiếu"),
        ("has 150 characters, the limit is 140", "có 150 ký tự, giới hạn là 140"),
        (
            "names the unknown item O9.9; did you mean O4.1",
            "nhắc đến O9.9 nhưng không có phần này; có phải là O4.1 không?",
        ),
        (
            'must be a number above 0 and at most 1000, not "x"',
            'phải là số lớn hơn 0 và không quá 1000, không phải "x"',
        ),
        ("must rise: 3 is not above 4", "phải tăng dần: 3 không lớn hơn 4"),
        ("says something nobody thought of", "says something nobody thought of"),
    ],
)
def test_sentence_is_in_the_readers_language(said, vietnamese):
    with override("vi"):
        assert translated(said) == vietnamese


def test_whole_run_of_faults_is_vietnamese():
    document = everything()
    document["levels"][1]["from"] = "x"
    document["blocks"][0]["children"][0]["items"][0]["ask"]["vi"] = "x" * 200
    document["rules"]["caps"][0]["lowest_of"] = ["nowhere"]
    assert validate(document)

    with override("vi"):
        told = [translated(fault.sentence) for fault in read(write(document, "vi")).faults]

    assert told
    assert [said for said in told if said.startswith(("must", "is ", "has ", "names"))] == []
