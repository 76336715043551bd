"""From points to the level: the bounds with the side that they include, conditions, caps and classes, in words."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext, ngettext, pgettext

from assessments import wording
from assessments.scoring.levels import level_for, measured
from questionnaires.document import Level
from reports.content import figures
from reports.content.explained import LevelLine, ScalePicture, Zone
from reports.content.standing import standing
from reports.content.subject import Subject

ZERO, ONE = Fraction(0), Fraction(1)


def level_lines(subject: Subject) -> tuple[LevelLine, ...]:
    """Return all levels of the node with their bounds, the one that it has marked; none without a level."""
    if subject.result.level is None:
        return ()
    return tuple(
        LevelLine(
            title=wording.level_title(subject.levels, level.value, subject.language),
            from_text=_bound(subject, level),
            mark=_mark(subject, level),
        )
        for level in subject.levels
    )


def level_steps(subject: Subject) -> tuple[str, ...]:
    """Return the way from the value to the level, one sentence a step; nothing without a level."""
    if subject.result.level is None:
        return ()
    return (*filter(None, (_reached(subject), _next(subject))), *reasons(subject))


def reasons(subject: Subject) -> tuple[str, ...]:
    """Return what keeps the level below what the value alone would give: a condition, a cap."""
    return tuple(filter(None, (_held(subject), _cap(subject))))


def level_class(subject: Subject) -> str:
    """Return the class that the whole belongs to."""
    card = subject.source.card
    if subject.node.id != "overall" or card.level_class is None:
        return ""
    return next(each.name[subject.language] for each in subject.framework.classes if each.id == card.level_class)


def picture(subject: Subject) -> ScalePicture | None:
    """Return where the node stands on its scale, in a quick check the range of the whole; None without numbers."""
    result, top = subject.result, subject.result.top
    if not top or result.low is None or result.high is None:
        return None
    limits = subject.source.card.range if subject.node.id == "overall" else None
    low, high = limits or (result.low, result.high)
    return ScalePicture(
        value=None if result.value is None or limits else result.value / top,
        low=low / top,
        high=high / top,
        level=result.level,
        zones=tuple(_zones(subject, top)),
    )


def _zones(subject: Subject, top: Fraction) -> Iterator[Zone]:
    """Yield the levels that lie on the scale, as shares of the largest value."""
    starts = [(level.lower or ZERO) / (ONE if subject.is_on_share else top) for level in subject.levels]
    for level, start, end in zip(subject.levels, starts, [*starts[1:], ONE], strict=False):
        if start <= ONE:
            yield Zone(level.value, start, min(end, ONE))


def _bound(subject: Subject, level: Level) -> str:
    """Return where a level begins, saying which side includes the bound; the lowest may say where it ends."""
    if level.lower is not None:
        words = gettext("above %(bound)s") if level.is_above else gettext("from %(bound)s")
        return words % {"bound": _amount(subject, level.lower)} + _condition(level)
    above = subject.levels[1:2]
    if above and above[0].lower is not None:
        return gettext("up to and including %(bound)s") % {"bound": _amount(subject, above[0].lower)}
    return ""


def _amount(subject: Subject, bound: Fraction) -> str:
    if not subject.is_on_share:
        return gettext("%(points)s points") % {"points": figures.plain(bound)}
    values = {"share": figures.percent(bound), "points": figures.plain(bound * (subject.result.top or ZERO))}
    return gettext("%(share)s of the most points, which is %(points)s") % values


def _condition(level: Level) -> str:
    if level.needs is None:
        return ""
    text = ngettext(
        "; and at least %(n)s part at level %(level)s or more",
        "; and at least %(n)s parts at level %(level)s or more",
        level.needs.n,
    )
    return text % {"n": level.needs.n, "level": level.needs.level}


def _mark(subject: Subject, level: Level) -> str:
    if level.value == subject.result.level:
        return pgettext("beside a level in a list", "here")
    if level.value == _by_points(subject).value:
        return gettext("by the points alone")
    return ""


def _by_points(subject: Subject) -> Level:
    """Return the level that the value alone would give."""
    value = measured(subject.node, subject.result.value or ZERO, subject.result.top)
    found = level_for(subject.levels, value)
    return next(level for level in subject.levels if level.value == found)


def _reached(subject: Subject) -> str:
    level = _by_points(subject)
    return gettext("%(level)s: %(bound)s; here there are %(value)s points.") % {
        "level": wording.level_title(subject.levels, level.value, subject.language),
        "bound": _bound_alone(subject, level),
        "value": _value(subject),
    }


def _bound_alone(subject: Subject, level: Level) -> str:
    return _bound(subject, level).removesuffix(_condition(level))


def _value(subject: Subject) -> str:
    return standing(subject.source, subject.node, subject.language).value_text


def _next(subject: Subject) -> str:
    here = _by_points(subject).value
    above = next((level for level in subject.levels if level.value > here), None)
    return gettext("The next level: %(bound)s.") % {"bound": _bound_alone(subject, above)} if above else ""


def _held(subject: Subject) -> str:
    held = subject.why.held
    if held is None:
        return ""
    before_cap = subject.why.level_before_cap
    text = ngettext(
        "By the points alone it would be level %(reached)s. That also needs %(needs)s part at level %(level)s or more, "
        "and only %(has)s of the %(needs)s is there. The highest level with enough points and parts is level %(kept)s.",
        "By the points alone it would be level %(reached)s. That also needs %(needs)s parts at level %(level)s or "
        "more, and only %(has)s of the %(needs)s are there. The highest level with enough points and parts is level "
        "%(kept)s.",
        held.needs,
    )
    return text % {
        "reached": held.reached,
        "level": held.level,
        "needs": held.needs,
        "has": held.has,
        "kept": subject.result.level if before_cap is None else before_cap,
    }


def _cap(subject: Subject) -> str:
    """Say which part holds the level down, by the first cap on this node, as the engine applies it."""
    holder = subject.why.capped_by
    if not holder:
        return ""
    cap = next(each for each in subject.framework.caps if each.node == subject.node.id and holder in each.lowest_of)
    names = {node.id: node.name[subject.language] for node in subject.framework.root.walk()}
    text = gettext(
        "By the points alone it would be level %(before)s. So that the parts grow together, the level is at most "
        "%(plus)s above the lowest of: %(names)s. %(lowest)s is at level %(low)s, so it stays at level %(level)s; the "
        "points stay as they are."
    )
    return text % {
        "before": subject.why.level_before_cap,
        "plus": cap.plus,
        "names": ", ".join(names[each] for each in cap.lowest_of if each in names),
        "lowest": names[holder],
        "low": subject.source.card.nodes[holder].level,
        "level": subject.result.level,
    }
