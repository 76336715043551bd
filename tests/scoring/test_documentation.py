"""The example in docs/scoring.md says what the engine says."""

import functools
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from assessments.scoring.engine import score
from assessments.scoring.priorities import day_one
from assessments.scoring.rounding import half_up
from tests.factories.questionnaires import shipped_framework
from tests.scoring.shapes import rows

DOCUMENT = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text()
BLOCK_COLUMNS = ["value", "coverage", "low", "high"]


def table(first_column, last_column):
    """Return the rows of the table with these columns at its ends, as column -> text."""
    lines = iter(DOCUMENT.splitlines())
    head = next(
        line for line in lines if line.startswith(f"| {first_column} |") and line.endswith(f"| {last_column} |")
    )
    next(lines)
    names = cells(head)
    made = []
    for line in lines:
        if not line.startswith("|"):
            return made
        made.append(dict(zip(names, cells(line), strict=True)))
    return made


def cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]


def same(text, exact):
    """Whether "5/3 = 1.667" is this number, exactly and rounded to the decimals that are printed."""
    fraction, printed = text.split(" = ")
    digits = len(printed.partition(".")[2])
    return Fraction(fraction) == exact and Decimal(printed) == half_up(exact, digits)


DIMENSIONS = table("dimension", "value")
BLOCKS = table("block", "high")


@functools.cache
def answers():
    return rows(**{row["dimension"]: row["answers"].replace(" ", "") for row in DIMENSIONS})


@functools.cache
def card():
    return score(shipped_framework(), answers())


def test_example_answers_all_items():
    assert [row["dimension"] for row in DIMENSIONS] == [node.id for node in shipped_framework().dimensions()]
    assert {len(row["answers"].split()) for row in DIMENSIONS} == {3}


@pytest.mark.parametrize("row", DIMENSIONS, ids=lambda row: row["dimension"])
def test_dimension_of_the_example(row):
    total, count = map(int, row["sum"].split(" of "))

    value = card().nodes[row["dimension"]].value

    assert same(row["value"], value)
    assert value == Fraction(total, count)


@pytest.mark.parametrize("row", BLOCKS, ids=lambda row: row["block"])
def test_block_of_the_example(row):
    result = card().nodes[row["block"]]
    total, count = map(Fraction, row["sum of the dimensions"].split(" of "))

    assert all(same(row[name], getattr(result, name)) for name in BLOCK_COLUMNS)
    assert (int(row["level"]), total / count) == (result.level, result.value)


def test_contributions_of_the_example():
    *parts, total = table("block", "contribution")

    for row, part in zip(parts, card().overall.explanation.parts, strict=True):
        assert (row["block"], int(row["weight"])) == (part.id, part.weight)
        assert same(row["contribution"], part.contribution)
        assert Decimal(row["weight × value"]) == half_up(
            part.weight * part.value, len(row["weight × value"].partition(".")[2])
        )
    assert same(total["contribution"], card().overall.value)


def test_whole_of_the_example():
    (row,) = table("whole", "high")

    assert all(same(row[name], getattr(card().overall, name)) for name in BLOCK_COLUMNS)
    assert int(row["level"]) == card().overall.level


def test_cap_of_the_example():
    said = re.search(r"`capped_by` is (\w), `level_before_cap` is (\d)", DOCUMENT)

    why = card().overall.explanation

    assert said
    assert said.groups() == (why.capped_by, str(why.level_before_cap))


def test_priorities_of_the_example():
    said = re.search(r"one a block: \*\*(.+)\*\*", DOCUMENT)
    ranked = {row["takes the place"]: Decimal(row["score"]) for row in table("dimension", "takes the place")}

    chosen = day_one(shipped_framework(), card(), answers(), ["buyer_records"])

    assert said
    assert said.group(1).split(", ") == [each.dimension for each in chosen]
    assert [ranked[each.dimension] for each in chosen] == [each.score for each in chosen]
    assert [(each.step, each.instead_of) for each in chosen] == [("start", "T3"), ("build", None), ("build", None)]


def test_quick_check_of_the_example():
    said = re.search(r"the value is ([\d.]+) and the range ([\d.]+) to ([\d.]+)\.", DOCUMENT)
    asked = {item.id: answers()[item.id] for item in shipped_framework().items(quick=True)}

    quick = score(shipped_framework(), asked, scope="quick")

    assert said
    assert tuple(map(Fraction, said.groups())) == (quick.overall.value, *quick.range)
