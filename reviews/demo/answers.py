"""Answers as an invented plant might give them: alike within a part, uneven between parts, some left open. Pure.

The same firm always gives the same answers: chance is seeded by its name.
"""

from collections.abc import Iterator
from random import Random

from assessments.answers import Given
from questionnaires.document import Framework, Item
from reviews.demo.firms import Firm

BLOCK_SPREAD = 0.35
DIMENSION_SPREAD = 0.35
ITEM_SPREAD = 0.45
MOST_UNKNOWN = 0.08  # of the questions of one firm
NOT_APPLICABLE = 0.12  # of the questions that allow it


def draw(framework: Framework, firm: Firm) -> dict[str, Given]:
    """Return the answers by item, in document order."""
    chance = Random(firm.name)  # noqa: S311 -- invented data, the same each time on purpose
    return dict(_draw(framework, firm, chance))


def _draw(framework: Framework, firm: Firm, chance: Random) -> Iterator[tuple[str, Given]]:
    unknown = chance.uniform(0, MOST_UNKNOWN)
    for block in framework.blocks:
        block_level = chance.gauss(firm.maturity, BLOCK_SPREAD)
        for dimension in block.children or (block,):
            level = chance.gauss(block_level, DIMENSION_SPREAD)
            for item in dimension.items:
                yield item.id, _answer(item, level, unknown, chance)


def _answer(item: Item, level: float, unknown: float, chance: Random) -> Given:
    if chance.random() < unknown:
        return Given("dont_know")
    if item.na_reasons and chance.random() < NOT_APPLICABLE:
        return Given("not_applicable", reason=chance.choice(item.na_reasons).vi)
    drawn = round(chance.gauss(level, ITEM_SPREAD))
    return Given("answered", value=min(max(drawn, 0), len(item.levels) - 1))
