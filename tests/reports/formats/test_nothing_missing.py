"""Whatever a report says is in every format; what a format leaves out by design is named here, field by field."""

import re
from dataclasses import replace
from functools import cache

import pytest

from reports.formats import FORMATS
from tests.reports.formats import reading
from tests.reports.formats.filling import Filler
from tests.reports.formats.reading import all_text

# Keys, the same date or mark once more, what is said in other words beside a drawing, what only marks other texts.
TWICE = {
    "iso_date",
    "short_mark",
    "others.key",
    "others.framework",
    "investments.node",
    "overall.disc_value",
    "overall.disc_caption",
    "blocks.private",
}
# Numbers, as numbers: a workbook has them in place of the words for them.
NUMBERS = re.compile(r"(value|band|verified|target|before|now)_text$")
VERIFIED = re.compile(r"verif|findings")
# Of a verified document: its number stands in place of the mark, and the verified level in place of the firm's own.
REPLACED = re.compile(r"^mark$|(^|\.)standing\.(level|band)_text$|overall\.(standing\.value_text|headline)$")
# Beside the codes of lines, a document to read leaves out of the whole and of single values what it says of the parts.
NOT_TO_READ = re.compile(
    r"\.node$|^(values|overall)\.standing\.|^blocks\.standing\.(coverage_text|compared\.(sec|tar))"
)
# What a board sees or its speaker reads: all else is in the other files.
ON_SLIDES = {
    "title",
    "firm",
    "place",
    "date",
    "framework",
    "counts",
    "disclaimer",
    "withheld_note",
    "overall.sentence",
    "overall.detail",
    "overall.blocks_line",
    "overall.certainty",
    "blocks.standing.name",
    "blocks.dimensions.standing.name",
    "priorities.name",
    "priorities.why",
    "priorities.step.text",
    "priorities.step.leads",
    "priorities.step.cost",
    "priorities.step.measure",
    "priorities.step.learn",
    "plan.title",
    "plan.lines.name",
}


@cache
def filled(basis):
    filler = Filler()
    changes = {"verification": None} if basis == "self" else {}
    content = filler.content(**changes)
    # A document explains the terms that it uses, so it has to use them.
    uses = " ".join((content.disclaimer, *(each.term for each in content.glossary)))
    return replace(content, disclaimer=uses), filler.words


@cache
def missing(ending, basis):
    """Return the fields whose words are not all in the file."""
    content, words = filled(basis)
    found = set(re.findall(r"Từ\d+x", all_text(reading.made(content, ending), ending)))
    return {way for way, each in words.items() if not found.issuperset(each)}


def of_basis(ways, basis):
    """Return the fields that a document of this basis ought to say."""
    hidden = VERIFIED if basis == "self" else REPLACED
    return {way for way in ways - TWICE if not hidden.search(way)}


def test_json_of_a_verified_report_says_every_field():
    assert missing("json", "verified") == set()


@pytest.mark.parametrize("basis", ["self", "verified"])
def test_xlsx_says_every_field(basis):
    assert {way for way in of_basis(missing("xlsx", basis), basis) if not NUMBERS.search(way)} == set()


@pytest.mark.parametrize("basis", ["self", "verified"])
def test_docx_says_every_field(basis):
    assert {way for way in of_basis(missing("docx", basis), basis) if not NOT_TO_READ.search(way)} == set()


@pytest.mark.parametrize("basis", ["self", "verified"])
def test_pptx_says_what_a_board_asks_for(basis):
    assert missing("pptx", basis) & ON_SLIDES == set()


@pytest.mark.parametrize("ending", FORMATS)
def test_self_assessment_says_nothing_that_was_verified(ending):
    _, words = filled("self")
    assert {way for way in words if VERIFIED.search(way)} <= missing(ending, "self")
