"""The rule by which a node gets its value, in one plain sentence, and what happens to the sum afterwards."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from django.utils.translation import gettext, gettext_noop

from assessments import wording
from questionnaires.conditions import Condition
from questionnaires.document import Method
from reports.content import figures
from reports.content.answers_in_words import named
from reports.content.subject import Subject

NOTHING = Fraction(0)


def rule(subject: Subject) -> str:
    """Return the rule of a node."""
    return _RULES[subject.node.aggregate.method](subject)


def after_sum(subject: Subject) -> tuple[str, ...]:
    """Return what follows the table: the share, the other scale, the rows of a decision table, what was not asked."""
    return tuple(filter(None, (_share(subject), _rescale(subject), *_table(subject), _not_asked(subject))))


def _by_parts(questions: str, parts: str) -> Callable[[Subject], str]:
    return lambda subject: gettext(questions if subject.node.items else parts)


def _mean(subject: Subject) -> str:
    if len({part.weight for part in subject.why.parts}) > 1 and subject.node.aggregate.method == "weighted_mean":
        return _WEIGHTED(subject)
    return _PLAIN(subject)


def _sum(subject: Subject) -> str:
    is_weighed = any(part.weight != 1 for part in subject.why.parts)
    return _TIMES(subject) if is_weighed else _ADDED(subject)


def _gated_sum(subject: Subject) -> str:
    return gettext(
        "The levels are taken one after the other from the bottom. One that is met to %(met)s or more counts 1 point; "
        "the first one below that counts the share that is met, and those above it do not count."
    ) % {"met": wording.share(subject.node.aggregate.met)}


def _sequential(subject: Subject) -> str:
    return gettext(
        "The levels are taken one after the other from the bottom, and each has to be met to %(met)s or more. The "
        "result is the last one before the first that is not; those above it do not count."
    ) % {"met": wording.share(subject.node.aggregate.met)}


def _count(subject: Subject) -> str:
    least = figures.plain(subject.node.aggregate.at_least or NOTHING)
    return gettext("It is counted how many parts have %(least)s points or more.") % {"least": least}


def _none(subject: Subject) -> str:
    if subject.node.items:
        return gettext("The answers here describe the firm; they are not given points.")
    return gettext("This question set gives no value for the whole, only for the parts below.")


_PLAIN = _by_parts(
    gettext_noop("The value is the mean of the questions below; each counts the same."),
    gettext_noop("The value is the mean of the parts below; each counts the same."),
)
_WEIGHTED = _by_parts(
    gettext_noop("The value is the mean of the questions below, each counted by its weight."),
    gettext_noop("The value is the mean of the parts below, each counted by its weight."),
)
_ADDED = _by_parts(
    gettext_noop("The points of the questions below are added up."),
    gettext_noop("The points of the parts below are added up."),
)
_TIMES = _by_parts(
    gettext_noop("The points of the questions below are added up; some count several times."),
    gettext_noop("The points of the parts below are added up; some count several times."),
)
_RULES: Mapping[Method, Callable[[Subject], str]] = {
    "mean": _mean,
    "weighted_mean": _mean,
    "sum": _sum,
    "min": _by_parts(
        gettext_noop("The question with the lowest level decides; the others do not lift it."),
        gettext_noop("The lowest part decides; the others do not lift it."),
    ),
    "max": _by_parts(
        gettext_noop("The question with the highest level decides."),
        gettext_noop("The highest part decides."),
    ),
    "share_of_maximum": _by_parts(
        gettext_noop("The points of the questions below are added up and compared with the most there can be."),
        gettext_noop("The points of the parts below are added up and compared with the most there can be."),
    ),
    "gated_sum_of_levels": _gated_sum,
    "sequential_gate": _sequential,
    "lookup": _by_parts(
        gettext_noop("A table decides: it says which levels of the questions below give which value."),
        gettext_noop("A table decides: it says which levels of the parts below give which value."),
    ),
    "count_at_least": _count,
    "identity": _by_parts(
        gettext_noop("The value is that of the only question below."),
        gettext_noop("The value is that of the only part below."),
    ),
    "none": _none,
}


def _share(subject: Subject) -> str:
    total, out_of = subject.total, subject.why.out_of
    if total is None or not out_of:
        return ""
    return gettext("%(points)s of %(most)s points is %(share)s.") % {
        "points": figures.plain(total * out_of),
        "most": figures.plain(out_of),
        "share": figures.percent(total),
    }


def _rescale(subject: Subject) -> str:
    rescale, before, raw = subject.node.aggregate.rescale, subject.why.before_rescale, subject.result.raw
    if rescale is None or before is None or raw is None or _is_percent(subject):
        return ""
    scales = {
        "low": figures.plain(rescale.of[0]),
        "high": figures.plain(rescale.of[1]),
        "to_low": figures.plain(rescale.to[0]),
        "to_high": figures.plain(rescale.to[1]),
    }
    text = gettext(
        "From the scale of %(low)s to %(high)s to that of %(to_low)s to %(to_high)s: %(before)s is %(after)s."
    )
    return text % {**scales, "before": figures.plain(before), "after": figures.plain(raw)}


def _is_percent(subject: Subject) -> bool:
    """Whether the other scale is only the share in hundredths, which is said already."""
    rescale = subject.node.aggregate.rescale
    is_share = subject.node.aggregate.method == "share_of_maximum"
    return is_share and rescale is not None and [*rescale.of, *rescale.to] == [0, 1, 0, 100]


def _table(subject: Subject) -> Iterator[str]:
    """Yield the rows of a decision table in words; the first one that holds is the one that counts."""
    for row in subject.node.aggregate.table:
        conditions = ", ".join(_condition(subject, each) for each in row.when)
        text = gettext("%(value)s points: %(conditions)s") if conditions else gettext("%(value)s points otherwise")
        yield text % {"value": figures.plain(row.value), "conditions": conditions}


def _condition(subject: Subject, condition: Condition) -> str:
    child, item = subject.child(condition.item), subject.item(condition.item)
    name = child.name[subject.language] if child else named(item, subject.language) if item else condition.item
    text = gettext("%(name)s at level %(level)s or more")
    if condition.operator == "<=":
        text = gettext("%(name)s at level %(level)s or less")
    return text % {"name": name, "level": condition.level}


def _not_asked(subject: Subject) -> str:
    """Name what the framework asks of others and not of this firm; in a quick check most is left out on purpose."""
    whole = next(each for each in subject.source.framework.root.walk() if each.id == subject.node.id)
    asked = {child.id for child in subject.node.children} | {item.id for item in subject.node.items}
    names = [child.name[subject.language] for child in whole.children if child.id not in asked]
    names += [named(item, subject.language) for item in whole.items if item.id not in asked]
    if not names or subject.source.is_quick:
        return ""
    text = gettext("Not asked of this firm, because of its profile or its other answers: %(names)s")
    return text % {"names": "; ".join(names)}
