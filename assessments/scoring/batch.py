"""Many assessments of one framework, scored as the engine scores one, only faster. Pure and exact.

What is asked of a kind of firm is worked out once and made into a plan, whose nodes remember what they came to.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from assessments.scoring import applying, engine
from assessments.scoring.remembering import (
    Found,
    Memories,
    Memory,
    Numbers,
    Reader,
    Remembering,
    Row,
    Setting,
    Table,
)
from assessments.scoring.types import Answer, Basis, Explanation, NodeResult, Scope
from questionnaires.answer_types import Multi
from questionnaires.document import Framework, Item, Profile

REMEMBERED = 40_000  # results that a batch holds at a time, of 1 to 3 kB each
MOST_PLANS = 32


class Scored[T](NamedTuple):
    """One row's result: what ``write`` made of each node in document order, ``overall`` first; None if it is not asked.

    ``ignored`` names the items that were answered and are not asked.
    """

    nodes: list[T | None]
    level_class: str | None
    ignored: list[str]


class Batch[T]:
    """Scores rows of one framework. ``columns`` says where in a row the cells of each item are."""

    def __init__(
        self,
        framework: Framework,
        *,
        columns: Mapping[str, Sequence[int]],
        read: Reader,
        write: Callable[[Numbers], T],
        basis: Basis,
    ) -> None:
        self.framework, self.write, self.basis = framework, write, basis
        self.table = Table(columns, read)
        self.places = {node.id: place for place, node in enumerate(framework.root.walk())}
        self.memories = Memories(REMEMBERED)
        self.facts = sorted(facts(framework))
        self.firms: dict[tuple[object, ...], _Firm] = {}
        self.plans: dict[tuple[object, ...], _Plan] = {}

    def score(self, row: Row, *, variant: str | None, scope: Scope, profile: Profile) -> Scored[T]:
        """Return what ``engine.score`` finds; raise what the reader raises, and ScoringInputError for the variant."""
        kind = (variant, scope, *[profile.get(fact) for fact in self.facts])
        firm = self.firms.get(kind)
        if firm is None:
            of_firm = applying.for_firm(self.framework, variant=variant, profile=profile)
            self._make_room(self.firms)
            firm = self.firms[kind] = _Firm(self.table, of_firm, scope)
        answers = firm.deciding(row)
        case = (kind, *[applying.hold(conditions, answers) for conditions in firm.conditions])
        plan = self.plans.get(case)
        if plan is None:
            self._make_room(self.plans)
            plan = self.plans[case] = _Plan(self, firm, applying.asked(firm.framework, answers, scope))
        return plan.score(row)

    def _make_room(self, kept: Mapping[Any, Any]) -> None:
        """Forget everything once there are too many kinds of firms, so that memory has a bound."""
        if len(kept) >= MOST_PLANS:
            self.plans.clear()
            self.firms.clear()
            self.memories = Memories(REMEMBERED)


def facts(framework: Framework) -> set[str]:
    """Return the facts of the profile on which something in a framework depends."""
    of_conditions = {fact for item in framework.items() if item.applies_when for fact in item.applies_when.profile}
    answers = (item.answer for item in framework.items())
    return of_conditions | {each.lists.fact for each in answers if isinstance(each, Multi) and each.lists is not None}


class _Firm:
    """What is asked of one kind of firm, and the questions on whose answers others depend."""

    def __init__(self, table: Table, of_firm: Framework, scope: Scope) -> None:
        self.framework, self.scope = of_firm, scope
        self.items = {item.id: item for item in of_firm.items()}
        within = list(of_firm.items(quick=scope == "quick"))
        self.conditions = [each.applies_when.answers for each in within if each.applies_when]
        named = {condition.item for conditions in self.conditions for condition in conditions}
        self.readings = [(item.id, table.reading(item)) for item in within if item.id in named]

    def deciding(self, row: Row) -> dict[str, Answer]:
        """Return the answers in this row that decide what else is asked."""
        return {id_: answer for id_, read in self.readings if (answer := read(row)) is not None}


class _Plan:
    """All that is asked of some rows."""

    def __init__(self, batch: Batch[Any], firm: _Firm, asked: Framework) -> None:
        self.batch, self.asked, self.scope = batch, asked, firm.scope
        run = engine.Run(asked, {}, firm.scope, batch.basis)
        self.setting = Setting(run, batch.table, batch.write, batch.places, batch.memories)
        self.root = Remembering(self.setting, asked.root)
        self.held = [(id_, batch.places[id_]) for id_ in _with_caps(asked)]
        self.levels: Memory[tuple[dict[int, int | None], str | None]] = Memory(batch.memories)
        kept = {item.id for item in asked.items()}
        gone = [firm.items.get(item.id, item) for item in batch.framework.items() if item.id not in kept]
        self.unscored = _Aside(batch.table, [item for item in asked.items() if not item.is_scored])
        self.gone = _Aside(batch.table, gone)

    def score(self, row: Row) -> Scored[Any]:
        """Return this row's result."""
        found: list[Found | None] = [None] * len(self.batch.places)
        self.root.find(row, found)
        held, level_class = self._levels(found)
        written = [None if each is None else each.written for each in found]
        for place, level in held.items():
            if each := found[place]:
                written[place] = self.batch.write(each.numbers._replace(level=level))
        self.unscored.answered(row)
        return Scored(written, level_class, self.gone.answered(row))

    def _levels(self, found: Sequence[Found | None]) -> tuple[dict[int, int | None], str | None]:
        """Return the levels that caps hold down, by place, and the class of the whole."""
        key = tuple([each.numbers.level if (each := found[place]) else None for _, place in self.held])
        known = self.levels.get(key)
        if known is None:
            known = self.levels.keep(
                key, self._held({id_: level for (id_, _), level in zip(self.held, key, strict=True)})
            )
        return known

    def _held(self, before: Mapping[str, int | None]) -> tuple[dict[int, int | None], str | None]:
        card = engine.card_of(self.asked, {id_: _only_level(id_, level) for id_, level in before.items()}, self.scope)
        places = self.batch.places
        held = {places[id_]: each.level for id_, each in card.nodes.items() if each.level != before[id_]}
        return held, card.level_class


class _Aside:
    """Items that change no score. Their answers must be right all the same."""

    def __init__(self, table: Table, items: Sequence[Item]) -> None:
        self.take = table.taker(items)
        self.readings = [(item.id, table.reading(item)) for item in items]

    def answered(self, row: Row) -> list[str]:
        """Return which of them are answered."""
        if not any(self.take(row)):
            return []
        return [id_ for id_, read in self.readings if read(row) is not None]


def _with_caps(framework: Framework) -> list[str]:
    """Return the nodes whose levels a card compares, in document order."""
    named = {"overall", *(id_ for cap in framework.caps for id_ in (cap.node, *cap.lowest_of))}
    return [node.id for node in framework.root.walk() if node.id in named]


def _only_level(id_: str, level: int | None) -> NodeResult:
    """Return a result of which only the level is known, which is all that caps and classes look at."""
    return NodeResult(id_, None, None, level, None, None, None, Explanation("", Fraction(0), ()))
