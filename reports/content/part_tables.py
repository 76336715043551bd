"""The parts of a node as a table: what each of them is worth, and the columns that the node's method has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.scoring import points
from assessments.scoring.gates import GATES
from assessments.scoring.types import Part
from questionnaires.document import Method
from reports.content import figures
from reports.content.answers_in_words import named, said
from reports.content.explained import PartRow, PartTable
from reports.content.rung_tables import rung_columns
from reports.content.subject import Subject

MEANS: frozenset[Method] = frozenset({"mean", "weighted_mean"})
SUMS: frozenset[Method] = frozenset({"sum", "share_of_maximum"})
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Column:
    """A head, a cell for each part, and what stands under them."""

    head: str
    cells: Sequence[str]
    foot: str = ""


def part_table(subject: Subject) -> PartTable:
    """Return the table of a node's parts; unscored questions stand in it with their answers alone."""
    parts = subject.why.parts
    columns = _columns(subject)
    rows = [_row(subject, part, [column.cells[place] for column in columns]) for place, part in enumerate(parts)]
    known = {part.id for part in parts}
    rows += [_bare(subject, item.id, len(columns)) for item in subject.node.items if item.id not in known]
    has_foot = any(column.foot for column in columns)
    return PartTable(
        heads=tuple(column.head for column in columns),
        rows=tuple(rows),
        foot_name=_foot_name(subject) if has_foot else "",
        foot=tuple(column.foot for column in columns) if has_foot else (),
    )


def _foot_name(subject: Subject) -> str:
    if subject.result.coverage == ONE:
        return pgettext("under a table", "Together")
    return gettext("Together, over what is answered")


def _columns(subject: Subject) -> list[Column]:
    method = subject.node.aggregate.method
    if method in GATES:
        return [*_weights(subject), *(Column(*each) for each in rung_columns(subject))]
    if method in MEANS:
        return [_values(subject), *_weights(subject), _additions(subject)]
    if method in SUMS:
        return [_values(subject), *_factors(subject), _most(subject)]
    if method == "lookup":
        return [_levels(subject)]
    if method == "none":
        return [_values(subject)] if any(part.value is not None for part in subject.why.parts) else []
    return [_result(subject)]


def _cells(subject: Subject, text: Callable[[Part], str]) -> list[str]:
    return [text(part) for part in subject.why.parts]


def _values(subject: Subject) -> Column:
    """Return the points; what does not apply has none, which is something else than too few answers."""
    parts = subject.why.parts
    texts = figures.points([part.value for part in parts])
    missing = [
        wording.unrated() if part.value is None and part.coverage is not None and not _is_bare(subject, part) else text
        for part, text in zip(parts, texts, strict=True)
    ]
    foot = ""
    if subject.node.aggregate.method in SUMS and not _is_weighed(subject):
        foot = _sum_text(subject)
    return Column(gettext("Points"), missing, foot)


def _is_bare(subject: Subject, part: Part) -> bool:
    """Whether a part has no value by design."""
    child = subject.child(part.id)
    return child is not None and child.aggregate.method == "none"


def _weights(subject: Subject) -> list[Column]:
    """Return each weight as its share of what has a value: what is open or left out takes no part."""
    if subject.node.items and subject.node.aggregate.method in GATES:
        return []
    whole = sum((part.weight for part in subject.why.parts if part.value is not None), start=Fraction(0))
    cells = _cells(subject, lambda part: "–" if part.value is None else wording.weight_share(part.weight, whole))
    return [Column(gettext("Weight"), cells)]


def _additions(subject: Subject) -> Column:
    cells = _cells(subject, lambda part: "–" if part.contribution is None else wording.exact(part.contribution))
    return Column(gettext("Adds"), cells, "" if subject.total is None else wording.exact(subject.total))


def _is_weighed(subject: Subject) -> bool:
    return any(part.weight != ONE for part in subject.why.parts)


def _factors(subject: Subject) -> list[Column]:
    """Return how often each part counts and what that comes to, where some count more than once."""
    if not _is_weighed(subject):
        return []
    times = _cells(subject, lambda part: f"× {figures.plain(part.weight)}")
    adds = figures.points([part.value and part.value * part.weight for part in subject.why.parts])
    return [
        Column(pgettext("column of a table", "Counts"), times),
        Column(gettext("Adds"), adds, _sum_text(subject)),
    ]


def _sum_text(subject: Subject) -> str:
    """Return the sum of the points, before it is compared with the most there can be."""
    if subject.total is None:
        return ""
    return figures.points([subject.total * (subject.why.out_of or ONE)])[0]


def _most(subject: Subject) -> Column:
    tops = [(part.weight, _top(subject, part)) for part in subject.why.parts]
    cells = figures.points([None if top is None else weight * top for weight, top in tops])
    whole = subject.why.out_of if subject.node.aggregate.method == "share_of_maximum" else _reachable(subject)
    return Column(pgettext("column of a table", "At most"), cells, "" if whole is None else figures.plain(whole))


def _reachable(subject: Subject) -> Fraction | None:
    return None if subject.node.aggregate.rescale else subject.result.top


def _top(subject: Subject, part: Part) -> Fraction | None:
    if part.coverage is None:
        return None
    item = subject.item(part.id)
    return points.most(item) if item else subject.source.card.nodes[part.id].top


def _levels(subject: Subject) -> Column:
    """Return the levels that a decision table looks at; a question's is its points."""
    levels = {child.id: subject.source.card.nodes[child.id].level for child in subject.node.children}
    cells = [
        figures.points([part.value])[0] if subject.item(part.id) else _level(levels.get(part.id))
        for part in subject.why.parts
    ]
    return Column(gettext("Level"), cells, "" if subject.total is None else figures.plain(subject.total))


def _level(level: int | None) -> str:
    return "–" if level is None else str(level)


def _result(subject: Subject) -> Column:
    """Return the points over the result itself, for methods that choose or count instead of adding."""
    column = _values(subject)
    return Column(column.head, column.cells, "" if subject.total is None else figures.points([subject.total])[0])


def _row(subject: Subject, part: Part, cells: Sequence[str]) -> PartRow:
    child, item, language = subject.child(part.id), subject.item(part.id), subject.language
    return PartRow(
        name=child.name[language] if child else named(item, language) if item else part.id,
        node=child.id if child else "",
        said=said(subject.framework, item, subject.source.answers.get(item.id), language)
        if item
        else _stands(subject, part),
        cells=tuple(cells),
        mark=_mark(subject, part),
    )


def _bare(subject: Subject, item_id: str, columns: int) -> PartRow:
    item = subject.item(item_id)
    assert item is not None  # noqa: S101 -- for the type checker
    answer = subject.source.answers.get(item.id)
    return PartRow(
        name=named(item, subject.language),
        node="",
        said=said(subject.framework, item, answer, subject.language),
        cells=("–",) * columns,
    )


def _stands(subject: Subject, part: Part) -> str:
    """Say at which level a child stands, and how much of it is answered."""
    result, levels = subject.source.card.nodes[part.id], subject.framework.levels
    told = [] if result.level is None else [wording.level_title(levels, result.level, subject.language)]
    if part.coverage is not None and part.coverage != ONE:
        told.append(gettext("%(share)s answered") % {"share": figures.coverage(part.coverage, ONE)})
    return " · ".join(told)


def _mark(subject: Subject, part: Part) -> str:
    """Return why a part stands out: it decides, or it is among those that are counted."""
    aggregate, total = subject.node.aggregate, subject.total
    if part.value is None or total is None:
        return ""
    if aggregate.method in {"min", "max"} and part.value == total:
        return gettext("decides")
    if aggregate.method == "count_at_least" and part.value >= (aggregate.at_least or 0):
        return gettext("is counted")
    return ""
