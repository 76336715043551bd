"""What to do first by frameworks of few blocks."""

from fractions import Fraction

from assessments.scoring.engine import score
from assessments.scoring.priorities import day_one
from tests.scoring.shapes import block, dimension, framework

F = Fraction


def first(made, answers, *troubles, scope="full"):
    return day_one(made, score(made, answers, scope=scope), answers, troubles)


def names(*given, **options):
    return [priority.dimension for priority in first(*given, **options)]


def blocks(*ids, **options):
    """One dimension a block; the blocks weigh 40, 30, 20, 10."""
    weights = (40, 30, 20, 10)
    made = [block(id_, [dimension(f"{id_}1")], weight=weight) for id_, weight in zip(ids, weights, strict=False)]
    return framework(made, **options)


def pair(**options):
    """One block of weight 20 with two dimensions."""
    return framework([block("A", [dimension("A1"), dimension("A2")], weight=20)], **options)
