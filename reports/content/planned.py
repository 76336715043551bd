"""Which steps the plan of twelve months holds, and in which of its phases: a rule, the same for every firm. Pure.

First come the priorities, then the next step of each block, then the next steps of the other dimensions, the lowest
first; one step a dimension. What costs almost nothing belongs to the first phase, what costs little to the second,
projects to the third. A phase that is full passes a step on to the next one, the last one leaves it out; priorities
are never left out. A dimension that waits for another one (``requires``) comes in a later phase than that one, or not
at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring.priorities import step_name, weakest_item
from assessments.scoring.types import Priority
from questionnaires.document import Effort, Framework, Item, Node, Step, StepName
from reports.content.source import Source
from reports.content.subject import asked

MOST = 4  # lines a phase: three phases fill one page
PHASES = 3
_PHASE: Mapping[Effort, int] = {"free": 0, "low": 1, "project": 2}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step of a rated dimension: that of its weakest answer."""

    block: Node
    node: Node
    item: Item
    name: StepName
    value: Fraction
    is_priority: bool = False

    @property
    def step(self) -> Step:
        """Return the step itself."""
        return self.item.steps[self.name]


@dataclass(frozen=True, slots=True)
class Planned:
    """A step and its phase, counted from 0."""

    next: NextStep
    phase: int


def planned(source: Source) -> tuple[Planned, ...]:
    """Return the steps of the plan, phase by phase; none for a quick check."""
    if source.is_quick:
        return ()
    framework = asked(source)
    waiting, needs = _ranked(source, framework), _needs(source, framework)
    phases: dict[str, int] = {}
    while found := next(filter(None, (_placed(one, phases, needs) for one in waiting)), None):
        waiting.remove(found.next)
        phases[found.next.node.id] = found.phase
    by_node = {one.node.id: one for one in _ranked(source, framework)}
    ordered = sorted(phases.items(), key=lambda pair: pair[1])  # stable: within a phase as they were placed
    return tuple(Planned(by_node[node], phase) for node, phase in ordered)


def block_steps(source: Source) -> dict[str, NextStep]:
    """Return the next step of each block: its priority, else that of its lowest dimension that waits for nothing."""
    framework = asked(source)
    return _block_steps(_next_steps(source, framework), _needs(source, framework))


def _block_steps(steps: list[NextStep], needs: Mapping[str, list[str]]) -> dict[str, NextStep]:
    found: dict[str, NextStep] = {}
    for one in sorted(steps, key=lambda one: (not one.is_priority, one.value)):
        if one.is_priority or not needs[one.node.id]:
            found.setdefault(one.block.id, one)
    return found


def _ranked(source: Source, framework: Framework) -> list[NextStep]:
    """Return the next steps of all dimensions, the most wanted first."""
    steps = _next_steps(source, framework)
    firsts = {one.node.id for one in _block_steps(steps, _needs(source, framework)).values()}
    order = {each.dimension: place for place, each in enumerate(source.priorities)}
    last = len(order)
    return sorted(steps, key=lambda one: (order.get(one.node.id, last), one.node.id not in firsts, one.value))


def _next_steps(source: Source, framework: Framework) -> list[NextStep]:
    """Return the next step of each dimension that is rated and has one, in the framework's order."""
    first = {each.dimension: each for each in source.priorities}
    return [
        found
        for block in framework.blocks
        for node in block.walk()
        if node.items and (found := _next_step(source, block, node, first.get(node.id)))
    ]


def _next_step(source: Source, block: Node, node: Node, priority: Priority | None) -> NextStep | None:
    result = source.card.nodes.get(node.id)
    weakest = weakest_item(node, source.scored)
    if priority and result and result.value is not None:
        item = next(item for item in node.items if item.id == priority.item)
        first = next(name for name in item.steps if name == priority.step)
        return NextStep(block, node, item, first, result.value, is_priority=True)
    name = step_name(weakest[1]) if weakest else None
    if result is None or result.value is None or weakest is None or name is None:
        return None
    return NextStep(block, node, weakest[0], name, result.value)


def _needs(source: Source, framework: Framework) -> dict[str, list[str]]:
    """Return for every dimension what it still waits for; what is not rated cannot be called missing."""
    values = {id_: result.value for id_, result in source.card.nodes.items()}
    return {
        node.id: [
            need.node
            for need in framework.requires.get(node.id, ())
            if (value := values.get(need.node)) is not None and value < need.lower
        ]
        for node in framework.dimensions()
    }


def _placed(one: NextStep, phases: Mapping[str, int], needs: Mapping[str, list[str]]) -> Planned | None:
    """Return a step with its phase; None while it waits for a step that is not in the plan, or where all is full.

    A priority waits for nothing: where something else had to come first, that took its place already.
    """
    earliest = _PHASE[one.step.effort]
    if one.is_priority:
        return Planned(one, next(iter(_with_room(earliest, phases)), earliest))
    before = needs[one.node.id]
    if any(node not in phases for node in before):
        return None
    after = max((phases[node] + 1 for node in before), default=0)
    phase = next(iter(_with_room(max(earliest, after), phases)), None)
    return None if phase is None else Planned(one, phase)


def _with_room(earliest: int, phases: Mapping[str, int]) -> list[int]:
    filled = list(phases.values())
    return [phase for phase in range(earliest, PHASES) if filled.count(phase) < MOST]
