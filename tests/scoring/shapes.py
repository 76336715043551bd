"""Frameworks of any shape, made by hand, and answers written as one mark an item: nothing here touches a database.

``item``, ``dimension`` and ``block`` make what c4ir-smc is made of; ``asked`` and ``node`` whatever the format has.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from assessments.scoring.types import Answer, NodeResult, Scorecard
from questionnaires.answer_types import AnswerType, Ladder
from questionnaires.document import (
    Aggregate,
    Bounds,
    ChildrenAtLevel,
    Effort,
    Framework,
    Item,
    Level,
    LevelClass,
    Node,
    Quick,
    Source,
    Step,
    StepName,
    Variant,
)
from questionnaires.rules import Cap, Requirement, Trouble
from questionnaires.words import Text
from tests.factories.questionnaires import shipped_framework

WORDS = Text(vi="…", en="…")
BOUNDS = ("0", "0.8", "1.8", "2.8", "3.8", "4.8")
EFFORTS: Mapping[StepName, Effort] = {"start": "free", "build": "low", "lead": "project"}
PROJECTS: Mapping[StepName, Effort] = dict.fromkeys(EFFORTS, "project")


def item(
    id_: str,
    *,
    key: bool = False,
    may_be_left_out: bool = False,
    efforts: Mapping[StepName, Effort] = EFFORTS,
    maps: Mapping[str, tuple[str, ...]] | None = None,
) -> Item:
    """An item with a ladder from 0 to 5."""
    return Item(
        id=id_,
        key=key,
        ask=WORDS,
        why=WORDS,
        help=WORDS,
        evidence=WORDS,
        answer=Ladder((WORDS,) * 6),
        steps={
            name: Step(name, WORDS, effort, (0, 1), Fraction(1), WORDS, None, WORDS) for name, effort in efforts.items()
        },
        na_reasons=(WORDS,) if may_be_left_out else (),
        sensitive=False,
        maps=maps or {},
    )


def dimension(
    id_: str,
    items: int | Sequence[Item] = 3,
    *,
    weight: str | Fraction = "1",
    min_coverage: str = "0.6",
    efforts: Mapping[StepName, Effort] = EFFORTS,
) -> Node:
    """A node of these items, or of this many, ``D.1`` and so on, of which the first is the key item."""
    if isinstance(items, int):
        items = [item(f"{id_}.{number}", key=number == 1, efforts=efforts) for number in range(1, items + 1)]
    return Node(id_, WORDS, WORDS, Fraction(weight), Aggregate("mean", Fraction(min_coverage)), items=tuple(items))


def block(
    id_: str,
    children: Iterable[Node],
    *,
    weight: str | Fraction = "1",
    min_coverage: str = "0.6",
    method: str = "weighted_mean",
) -> Node:
    aggregate = Aggregate(method, Fraction(min_coverage))
    return Node(id_, WORDS, WORDS, Fraction(weight), aggregate, children=tuple(children))


def asked(
    id_: str,
    answer: AnswerType | int = 5,
    *,
    weight: str = "1",
    may_be_left_out: bool = False,
    **facts: object,
) -> Item:
    """An item with any type of answer, without steps; a number is the top of a ladder. ``facts`` are as in Item."""
    ladder_or_other = Ladder((WORDS,) * (answer + 1)) if isinstance(answer, int) else answer
    reasons = (WORDS,) if may_be_left_out else ()
    return Item(id_, WORDS, ladder_or_other, na_reasons=reasons, weight=Fraction(weight), **facts)


def node(
    id_: str,
    parts: Sequence[Node | Item],
    method: str = "mean",
    *,
    weight: str | Mapping[str, str] = "1",
    bounds: Bounds | None = None,
    in_variants: Sequence[str] = (),
    min_coverage: str = "1",
    **told: object,
) -> Node:
    """A node with any method, and what that method is told; shown when all of it is answered."""
    return Node(
        id=id_,
        name=WORDS,
        about=WORDS,
        weight=Fraction(weight) if isinstance(weight, str) else Fraction(1),
        weights={} if isinstance(weight, str) else {name: Fraction(each) for name, each in weight.items()},
        aggregate=Aggregate(method, Fraction(min_coverage), **told),
        children=tuple(part for part in parts if isinstance(part, Node)),
        items=tuple(part for part in parts if isinstance(part, Item)),
        bounds=bounds,
        in_variants=tuple(in_variants),
    )


def levels(
    bounds: Sequence[str | None] = BOUNDS, *, first: int = 0, needs: Mapping[int, tuple[int, int]] | None = None
) -> tuple[Level, ...]:
    """Levels that begin at these bounds, or above them where the first has none; ``needs`` as {level: (level, n)}."""
    conditions = {level: ChildrenAtLevel(*need) for level, need in (needs or {}).items()}
    return tuple(
        Level(
            value,
            f"level-{value}",
            None if bound is None else Fraction(bound),
            WORDS,
            WORDS,
            WORDS,
            is_above=bounds[0] is None,
            needs=conditions.get(value),
        )
        for value, bound in enumerate(bounds, start=first)
    )


def framework(
    blocks: Iterable[Node],
    *,
    caps: Iterable[Cap] = (),
    requires: Mapping[str, Mapping[str, str]] | None = None,
    troubles: Mapping[str, Sequence[str]] | None = None,
    half_width: str = "0.5",
    aggregate: Aggregate | None = None,
    **head: object,
) -> Framework:
    """A framework of these blocks; ``requires`` is {dimension: {what comes first: from}}; ``head`` as in Framework."""
    aggregate = aggregate or Aggregate("weighted_mean", requires_all=True)
    return Framework(
        id="test",
        version="1.0.0",
        title=WORDS,
        summary=WORDS,
        source=Source("", WORDS, "", "CC0-1.0", "own"),
        minutes_phone=1,
        minutes_computer=1,
        quick=Quick(Fraction(half_width), 1, 1),
        root=Node("overall", WORDS, WORDS, Fraction(1), aggregate, children=tuple(blocks)),
        caps=tuple(caps),
        requires={
            waiting: tuple(Requirement(first, Fraction(lower), WORDS) for first, lower in needs.items())
            for waiting, needs in (requires or {}).items()
        },
        troubles=tuple(Trouble(id_, WORDS, tuple(nodes)) for id_, nodes in (troubles or {}).items()),
        **{"levels": levels(), **head},
    )


def variants(*names: str) -> tuple[Variant, ...]:
    return tuple(Variant(name, WORDS) for name in names)


def classes(**levels_of: Sequence[int]) -> tuple[LevelClass, ...]:
    return tuple(LevelClass(name, WORDS, tuple(each)) for name, each in levels_of.items())


def given(**values: object) -> dict[str, Answer]:
    """Answers by item, ``q4=...`` for q4: any value, ``Answer`` for what is no value."""
    return {id_: value if isinstance(value, Answer) else Answer("answered", value) for id_, value in values.items()}


def answers(**given: int | str) -> dict[str, Answer]:
    """Answers by item, ``A1_2`` for A1.2: a level, ``"dk"`` do not know, ``"na"`` not applicable."""
    return {id_.replace("_", "."): _answer(what) for id_, what in given.items()}


def rows(**marks: str) -> dict[str, Answer]:
    """Answers by dimension, one mark an item: a level, ``?`` do not know, ``n`` not applicable, ``-`` no answer."""
    words: Mapping[str, str] = {"?": "dk", "n": "na"}
    return {
        f"{id_}.{number}": _answer(words.get(mark) or int(mark))
        for id_, row in marks.items()
        for number, mark in enumerate(row, start=1)
        if mark != "-"
    }


def shipped(everything: str = "-", **marks: str) -> dict[str, Answer]:
    """Answers to c4ir-smc: ``everything`` for all, then by block (``S="2"``) and by dimension (``O6="22n"``)."""
    chosen = {
        node.id: marks.get(node.id, marks.get(above.id, everything))
        for above in shipped_framework().blocks
        for node in above.children
    }
    return rows(**{id_: row * 3 if len(row) == 1 else row for id_, row in chosen.items()})


def of(card: Scorecard, *names: str) -> list[NodeResult]:
    """Return the results of these nodes."""
    return [card.nodes[name] for name in names]


def _answer(what: int | str) -> Answer:
    if what == "dk":
        return Answer("dont_know")
    return Answer("not_applicable") if what == "na" else Answer("answered", int(what))
