"""One node and what it is made of, for the tests of each method."""

from fractions import Fraction

from assessments.scoring.engine import score
from assessments.scoring.types import Answer
from tests.scoring.shapes import asked, framework, given

F = Fraction
DK = Answer("dont_know")
NA = Answer("not_applicable")


def scored(made, basis="self", **values):
    """Return the result of one node."""
    return score(framework([made]), given(**values), basis=basis).nodes[made.id]


def ladders(*tops):
    """Items a, b, c… that are ladders with these tops."""
    return [asked(name, top) for name, top in zip("abcdefg", tops, strict=False)]


def weighed(**weights):
    """Ladders from 0 to 5 with these weights."""
    return [asked(name, weight=weight) for name, weight in weights.items()]


def band(result):
    return result.raw, result.low, result.high
