"""Frameworks and answers nobody thought of, drawn from a ``random.Random`` (or hypothesis' own, which can shrink)."""

from dataclasses import replace

from assessments.scoring.types import Answer
from questionnaires.rules import Cap, PriorityRule
from tests.scoring import shapes

LEAST = ("0", "1/3", "0.5", "0.6", "2/3", "1")
WEIGHTS = ("1", "2", "3", "0.5", "2.5", "20", "25", "1/3")
METHODS = ("mean", "weighted_mean")
EFFORTS = ("free", "low", "project")


def framework(random):
    """One to four blocks of different depth, weights, methods and least coverages, and often a cap."""
    blocks = [_block(random, f"B{number}") for number in range(random.randint(1, 4))]
    names = [block.id for block in blocks]
    cap = Cap("overall", tuple(names[: random.randint(1, len(names))]), random.randint(0, 2))
    return shapes.framework(
        blocks,
        caps=[cap] if random.random() < 0.6 else [],
        requires=_requires(random, blocks),
        troubles={"late": random.sample(_dimensions(blocks), 1), "stock": random.sample(_dimensions(blocks), 1)},
        priorities=PriorityRule(random.randint(1, 4), tuple(name for name in names if random.random() < 0.5)),
        half_width=random.choice(("0", "0.5", "1.25")),
    )


def answers(random, of, *, scope="full", answered=0.75):
    """Answer each item of a scope somehow, or not at all."""
    drawn = {item.id: _answer(random, item, answered) for item in of.items(quick=scope == "quick")}
    return {id_: answer for id_, answer in drawn.items() if answer is not None}


def completed(random, of, given):
    """Answer everything that is open; what left the score stays out."""
    done = {
        item.id: Answer("answered", random.randint(0, len(item.levels) - 1))
        for item in of.items()
        if item.id not in given
        or given[item.id].state == "dont_know"
        or (given[item.id].state == "not_applicable" and not item.na_reasons)
    }
    return {**given, **done}


def without(of, gone):
    """Return the framework without these items and without what is then empty."""
    return replace(of, root=_without(of.root, gone))


def _without(node, gone):
    children = [_without(child, gone) for child in node.children]
    return replace(
        node,
        children=tuple(child for child in children if child.children or child.items),
        items=tuple(item for item in node.items if item.id not in gone),
    )


def _block(random, id_):
    children = [_node(random, f"{id_}{letter}", depth=random.randint(0, 1)) for letter in "xyz"[: random.randint(1, 3)]]
    return _above(random, id_, children)


def _node(random, id_, depth):
    if depth:
        return _above(random, id_, [_node(random, f"{id_}{n}", depth - 1) for n in range(random.randint(1, 2))])
    items = [_item(random, f"{id_}.{number}") for number in range(random.randint(1, 6))]
    return shapes.dimension(id_, items, weight=random.choice(WEIGHTS), min_coverage=random.choice(LEAST))


def _above(random, id_, children):
    return shapes.block(
        id_,
        children,
        weight=random.choice(WEIGHTS),
        min_coverage=random.choice(LEAST),
        method=random.choice(METHODS),
    )


def _item(random, id_):
    efforts = {name: random.choice(EFFORTS) for name in shapes.EFFORTS}
    return shapes.item(id_, key=random.random() < 0.4, may_be_left_out=random.random() < 0.3, efforts=efforts)


def _dimensions(blocks):
    return [node.id for block in blocks for node in block.walk() if node.items]


def _requires(random, blocks):
    """Only later dimensions wait for earlier ones, so no chain comes back to its start."""
    names = _dimensions(blocks)
    return {
        name: {names[random.randrange(place)]: random.choice(("0.8", "1.8", "3")) for _ in range(2)}
        for place, name in enumerate(names)
        if place and random.random() < 0.4
    }


def _answer(random, item, answered):
    chance = random.random()
    if chance < answered:
        return Answer("answered", random.randint(0, len(item.levels) - 1))
    return random.choice((None, Answer("dont_know"), Answer("not_applicable")))
