"""The examples in docs/scoring.md say what the engine says."""

import functools
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from assessments.scoring import points
from assessments.scoring.engine import score
from assessments.scoring.priorities import day_one
from assessments.scoring.rounding import half_up
from questionnaires.answer_types import Scale
from questionnaires.conditions import Condition
from questionnaires.document import Bounds, LookupRow, Rescale
from tests.factories.questionnaires import shipped_framework
from tests.scoring import answering
from tests.scoring.shapes import asked, framework, given, levels, node, rows

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
    said = re.search(r"the value is\s([\d.]+) and the range ([\d.]+) to ([\d.]+)\.", DOCUMENT)
    asked = {item.id: answers()[item.id] for item in shipped_framework().items(quick=True)}

    quick = score(shipped_framework(), asked, scope="quick")

    assert said
    assert tuple(map(Fraction, said.groups())) == (quick.overall.value, *quick.range)


# The rules


def number(text):
    """Return the number that is written, as "0.875", "20/7 = 2.857" or "none"."""
    if text == "none":
        return None
    exact = Fraction(text.partition(" = ")[0])
    assert " = " not in text or same(text, exact)
    return exact


OF_TYPE = [
    (asked("q"), 3),
    (asked("q", answering.choice(answering.CLAUSE)), "mostly"),
    (asked("q", answering.multi(10, scale=Scale(Fraction(10)))), list("abcd")),
    (asked("q", answering.multi(7, alone=["none"], scale=Scale(Fraction(10), Fraction(8)))), list("abcdefg")),
    (asked("q", answering.multi(6, cap="4")), list("abcde")),
    (
        asked("q", answering.grid(7, ("0", "0.2", "0.4", "0.6", "0.8", "1"), scale=Scale(Fraction(10)))),
        dict(zip("abcdefg", (5, 0, 3, 0, 2, 0, 0), strict=True)),
    ),
    (asked("q", answering.grid(2, "012345", combine="sum")), {"a": 4, "b": 2}),
    (asked("q", answering.number("0", "100", ["25", "50"], "012")), "25"),
    (asked("q", answering.number("0", "100", ["25", "50"], "012", is_above=True)), "25"),
    (asked("q", answering.checklist(5, 3)), {"1": list("abcde"), "2": ["a", "b"]}),
]


@pytest.mark.parametrize(("row", "example"), list(zip(table("type", "points"), OF_TYPE, strict=True)))
def test_points_of_an_answer(row, example):
    item, answer = example

    assert row["type"].strip("`") == type(item.answer).__name__.lower()
    assert points.earned(item, answer).raw == number(row["points"])


def test_points_of_a_grid_in_part():
    assert "three rows 0 to 5 with 4 and 2 answered: so far 3, low 2, high 11/3, coverage 2/3" in DOCUMENT
    assert points.earned(asked("q", answering.grid(3, "012345")), {"a": 4, "b": 2}) == (
        3, 2, Fraction(11, 3), Fraction(2, 3),
    )  # fmt: skip


def scored(parts, method, weights="", **told):
    """Return the result of a node with these parts, "3 of 5, ? of 3": ladders, of which "?" is open."""
    pairs = [part.split(" of ") for part in parts.split(", ")]
    each = weights.split() or ["1"] * len(pairs)
    items = [asked(f"q{n}", int(top), weight=each[n]) for n, (_, top) in enumerate(pairs)]
    answers = {f"q{n}": int(level) for n, (level, _) in enumerate(pairs) if level != "?"}
    return score(framework([node("N", items, method, **told)]), given(**answers)).nodes["N"]


def told(text):
    """Return what a method is told: "`out_of: 16`", "`rescale: {from: [0, 10], to: [0, 100]}`" or nothing."""
    if "rescale" in text:
        low, high, to_low, to_high = map(Fraction, re.findall(r"\d+", text))
        return {"rescale": Rescale((low, high), (to_low, to_high))}
    name, _, value = text.strip("`").partition(": ")
    return {name: Fraction(value)} if name else {}


@pytest.mark.parametrize("row", table("method", "value"))
def test_value_of_a_method(row):
    result = scored(row["parts"], row["method"].strip("`"), row["weights"], **told(row["told"]))

    assert result.value == number(row["value"])


@pytest.mark.parametrize("row", table("gate", "value"))
def test_value_of_a_gate(row):
    shares = row["shares of level 1, 2, 3 …"].split()
    items = [asked(f"l{rung}", answering.measured(1), rung=rung) for rung in range(1, len(shares) + 1)]
    made = framework([node("N", items, row["gate"].strip("`"), **told(row["told"]))])

    card = score(made, given(**{f"l{rung}": share for rung, share in enumerate(shares, start=1)}))

    assert card.nodes["N"].value == number(row["value"])


def test_value_of_a_table():
    conditions = [re.findall(r"(\w+) ([<>]=)(\d)", row["when"]) for row in table("when", "value")]
    values = [Fraction(row["value"]) for row in table("when", "value")]
    rows_of = [[Condition(item, sign, int(level)) for item, sign, level in each] for each in conditions]
    lines = tuple(LookupRow(tuple(when), value) for when, value in zip(rows_of, values, strict=True))
    made = framework([node("N", [asked("skill"), asked("tools")], "lookup", table=lines)])

    medium, high, open_ = (
        score(made, given(**each)).nodes["N"]
        for each in ({"skill": 3, "tools": 2}, {"skill": 3, "tools": 3}, {"skill": 3})
    )

    assert "With skill at 3 and tools at 2 the value is 1, with both at 3 it is 2." in DOCUMENT
    assert "While tools is open and skill is at 3, the band is 1 to 2." in DOCUMENT
    assert (medium.value, high.value, open_.low, open_.high) == (1, 2, 1, 2)


@pytest.mark.parametrize("row", table("method", "high"))
def test_band_of_a_method(row):
    method, least = re.fullmatch(r"`(\w+)` ?(\d?)", row["method"]).groups()
    result = scored(row["parts, ? = open"], method, **({"at_least": Fraction(least)} if least else {}))

    assert (result.raw, result.low, result.high) == tuple(number(row[name]) for name in ("raw", "low", "high"))


@pytest.mark.parametrize("row", table("bounds", "25.01"))
@pytest.mark.parametrize("value", ["25", "25.01"])
def test_level_on_both_sides_of_a_bound(row, value):
    item = asked("q", answering.measured(100))
    own = Bounds((Fraction(25),), is_above="above" in row["bounds"])
    made = framework([node("N", [item], bounds=own)], levels=levels(["0", "1"], first=1))

    assert score(made, given(q=value)).nodes["N"].level == int(row[value].removeprefix("level "))


@pytest.mark.parametrize(("value", "level"), [("1", 0), ("1.01", 1)])
def test_level_of_a_share(value, level):
    item = asked("q", answering.measured(10))
    own = Bounds((Fraction(1, 10),), is_above=True, on="share")
    made = framework([node("N", [item], bounds=own)], levels=levels(["0", "1"]))

    assert f"{value} of 10 {'points ' if value == '1' else ''}is level {level}" in DOCUMENT
    assert score(made, given(q=value)).nodes["N"].level == level
