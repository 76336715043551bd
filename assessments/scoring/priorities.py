"""What to do first: three dimensions, each with the next step of its weakest item, and why. Pure; docs/scoring.md."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessments.scoring.levels import bounded, next_level
from assessments.scoring.types import Answer, Priority, Scorecard
from questionnaires.document import Effort, Framework, Item, Node, StepName
from questionnaires.rules import PriorityRule

EASY: frozenset[Effort] = frozenset({"free", "low"})
STEPS: tuple[StepName, ...] = ("start", "start", "build", "build", "lead")  # by the level that an item has


@dataclass(frozen=True, slots=True)
class _Place:
    """A candidate with what decides whether it fits beside others."""

    priority: Priority
    block: str
    is_easy: bool


type Wish = Callable[[_Place], bool]


def day_one(
    framework: Framework, scorecard: Scorecard, answers: Mapping[str, Answer], troubles: Sequence[str]
) -> tuple[Priority, ...]:
    """Return up to three priorities, the best first but one that costs little in front.

    The framework is what was asked of this firm, with the weights that hold for it. Each dimension that
    is rated and below the top competes with: its share of the whole x the distance to the next level x 1.5 if it eases
    one of the owner's troubles. Where something else should be there first, that takes the place. Then at most one a
    block, at least one of the blocks the framework names, and at least one easy step.
    """
    places = list(_places(framework, scorecard, answers, troubles))
    return _easy_first(_choose(places, framework.priorities))


def weakest_item(node: Node, answers: Mapping[str, Answer]) -> tuple[Item, int] | None:
    """Return the dimension's lowest answered item with its level, the first of equals; None if nothing is answered.

    Items without steps, as those of a framework that only measures, have nothing to do next; those that do not count
    raise nothing.
    """
    counting = [item for item in node.items if item.steps and item.is_scored]
    answered = [(item, level) for item in counting if (level := _level(answers, item)) is not None]
    return min(answered, key=lambda pair: pair[1], default=None)


def step_name(level: int) -> StepName | None:
    """Return which of an item's three steps comes next from this level, None at the top."""
    return STEPS[level] if level < len(STEPS) else None


def _level(answers: Mapping[str, Answer], item: Item) -> int | None:
    answer = answers.get(item.id)
    return answer.value if answer else None


def _places(
    framework: Framework, scorecard: Scorecard, answers: Mapping[str, Answer], troubles: Sequence[str]
) -> Iterator[_Place]:
    """Yield the candidates, best first, each dimension once; a dimension that must wait yields what comes before it."""
    competing = _competing(framework, scorecard, troubles)
    nodes = {node.id: node for node in framework.dimensions()}
    block_of = {node.id: block.id for block in framework.blocks for node in block.walk() if node.items}
    seen: set[str] = set()
    for candidate in sorted(competing.values(), key=lambda one: one.score, reverse=True):
        way = _way_to_first(framework, scorecard, candidate.dimension)
        first = competing.get(way[-1])
        if first is None or first.dimension in seen:
            continue
        seen.add(first.dimension)
        if step := _next_step(nodes[first.dimension], answers):
            item, name = step
            came_by = replace(first, instead_of=way[0], required_by=way[-2]) if len(way) > 1 else first
            priority = replace(came_by, item=item.id, step=name, score=candidate.score)
            yield _Place(priority, block_of[first.dimension], item.steps[name].effort in EASY)


def _next_step(node: Node, answers: Mapping[str, Answer]) -> tuple[Item, StepName] | None:
    """Return the dimension's weakest item with its next step; None if nothing is answered or nothing is above."""
    weakest = weakest_item(node, answers)
    name = step_name(weakest[1]) if weakest else None
    return (weakest[0], name) if weakest and name else None


def _competing(framework: Framework, scorecard: Scorecard, troubles: Sequence[str]) -> dict[str, Priority]:
    """Return every rated dimension below the top with its score, in the framework's order.

    Validation lets steps stand only where values are counted in levels, so that a distance is never below 0.
    """
    found: dict[str, Priority] = {}
    for block in framework.blocks:
        dimensions = [node for node in block.walk() if node.items]
        for node in dimensions:
            result = scorecard.nodes.get(node.id)
            levels = bounded(framework, node)
            if result is None or result.value is None or (ahead := next_level(levels, result.value)) is None:
                continue
            weight, gap = block.weight / len(dimensions), ahead - result.value
            trouble = _eased(framework, node.id, troubles)
            factor = framework.priorities.trouble_factor if trouble else Fraction(1)
            found[node.id] = Priority(node.id, "", "", weight, gap, weight * gap * factor, trouble)
    return found


def _eased(framework: Framework, dimension: str, troubles: Sequence[str]) -> str | None:
    """Return the first of the owner's troubles that this dimension would ease."""
    helps = {trouble.id for trouble in framework.troubles if dimension in trouble.nodes}
    return next((trouble for trouble in troubles if trouble in helps), None)


def _way_to_first(framework: Framework, scorecard: Scorecard, dimension: str) -> list[str]:
    """Follow ``requires`` from a dimension to one whose requirements are all met, the first missing one each time.

    What is not rated cannot be called missing. A circle in the data ends where it closes.
    """
    way = [dimension]
    while (missing := _first_missing(framework, scorecard, way[-1])) and missing not in way:
        way.append(missing)
    return way


def _first_missing(framework: Framework, scorecard: Scorecard, dimension: str) -> str | None:
    for requirement in framework.requires.get(dimension, ()):
        result = scorecard.nodes.get(requirement.node)
        if result and result.value is not None and result.value < requirement.lower:
            return requirement.node
    return None


def _choose(places: Sequence[_Place], rule: PriorityRule) -> tuple[_Place, ...]:
    """Return the best places that fit together: combinations come best first, so the first that fits is the best.

    A wish that no candidate fulfils is dropped, and the easy one goes before the named block where both do not fit,
    rather than leaving the owner without anything to do: then one place can hold one wish.
    """
    wishes: list[Wish] = [
        wish
        for wish in (lambda place: place.block in rule.at_least_one_of, lambda place: place.is_easy)
        if any(map(wish, places))
    ]
    size = min(rule.most, len({place.block for place in places}))
    return _first_group(places, size, wishes) or _first_group(places, size, wishes[:1])


def _first_group(places: Sequence[_Place], size: int, wishes: Sequence[Wish]) -> tuple[_Place, ...]:
    """Return the best group of this size with one a block and all wishes fulfilled, nothing if there is none.

    A place is taken if those behind it can complete the group: to try every group would take for ever with many blocks.
    """
    group: list[_Place] = []
    for order, place in enumerate(places):
        if _can_be_completed([*group, place], places[order + 1 :], size, wishes):
            group.append(place)
    return tuple(group) if len(group) == size else ()


def _can_be_completed(group: Sequence[_Place], behind: Sequence[_Place], size: int, wishes: Sequence[Wish]) -> bool:
    blocks, missing = {place.block for place in group}, [wish for wish in wishes if not any(map(wish, group))]
    free = [place for place in behind if place.block not in blocks]
    left = size - len(group)
    is_one_a_block = len(blocks) == len(group)
    return is_one_a_block and len({place.block for place in free}) >= left and _can_fulfil(free, missing, left)


def _can_fulfil(free: Sequence[_Place], wishes: Sequence[Wish], left: int) -> bool:
    """Whether so many of these places, one a block, fulfil the wishes.

    One of the two wishes is for a block, so that places of one block that fulfil both have one among them that does.
    """
    is_one_each = left >= len(wishes) and all(any(map(wish, free)) for wish in wishes)
    return is_one_each or (left > 0 and any(all(wish(place) for wish in wishes) for place in free))


def _easy_first(group: Iterable[_Place]) -> tuple[Priority, ...]:
    """Return the priorities with the best easy one in front; the others keep their order."""
    rest = list(group)
    first = next((place for place in rest if place.is_easy), None)
    if first:
        rest.remove(first)
        rest.insert(0, first)
    return tuple(place.priority for place in rest)
