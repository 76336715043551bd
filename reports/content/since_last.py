"""What changed since the round before: only where both rounds have a value and both values mean the same."""

from dataclasses import replace
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext

from assessments import wording
from assessments.carrying import is_same_question
from assessments.models import Support
from assessments.rounds import Helped
from assessments.scoring.rounding import half_up
from questionnaires.document import Node
from questionnaires.words import Language
from reports.content import withholding
from reports.content.source import Source
from reports.content.subject import of_firm
from reports.content.verified_types import ChangeLine, ChangeWay, SinceLast


def since_last(source: Source, language: Language) -> SinceLast | None:
    """Return what changed; None where there is no earlier round, and for a quick check."""
    if source.before is None or source.is_quick:
        return None
    old = {node.id: node for node in of_firm(source.before).root.walk()}
    new = of_firm(source).root
    leaves = [node for node in new.walk() if node.items and node.id in source.card.nodes]
    whole, *lines = (_line(source, source.before, node, old, language) for node in (new, *leaves))
    told = tuple(line for line in lines if line.now is not None)
    return SinceLast(
        before_text=gettext("Last time: %(date)s") % {"date": date_format(source.before.day, "DATE_FORMAT")},
        sentence=_sentence(whole, told),
        overall=whole,
        lines=told,
        support=tuple(map(_support, source.support)),
    )


def _line(source: Source, before: Source, node: Node, old: dict[str, Node], language: Language) -> ChangeLine:
    now = source.result(node).value
    is_there = node.id in old and node.id in before.card.nodes
    is_comparable = is_there and _is_alike(old[node.id], node) and _count_alike(source, before)
    then = before.result(node).value if is_comparable else None
    line = ChangeLine(
        node=node.id,
        name=node.name[language],
        before=then,
        now=now,
        before_text="" if then is None else wording.value_of(before.framework, old[node.id], then),
        now_text=wording.value_of(source.framework, node, now),
        change_text="",
        way="new",
    )
    return _compared(_as_printed(line) if source.whole and node.id == source.whole.node else line)


def _as_printed(line: ChangeLine) -> ChangeLine:
    """Return a line that is no more exact than it is printed, in what it says of the difference, too."""
    before, now = (None if value is None else withholding.near(value) for value in (line.before, line.now))
    return replace(line, before=before, now=now)


def _compared(line: ChangeLine) -> ChangeLine:
    return replace(line, change_text=_change_text(line.before, line.now), way=_way(line.before, line.now))


def _count_alike(source: Source, before: Source) -> bool:
    """Whether the whole counts withheld answers in both rounds or in neither."""
    return not before.withheld or (source.whole is None) == (before.whole is None)


def _is_alike(old: Node, new: Node) -> bool:
    """Whether the values of a node mean the same: the same questions, counted in the same way."""
    own = [(each.weight, each.aggregate, each.bounds) for each in (old, new)]
    return (
        own[0] == own[1]
        and _ids(old) == _ids(new)
        and all(
            is_same_question(a, b) and (a.weight, a.is_scored) == (b.weight, b.is_scored)
            for a, b in zip(old.items, new.items, strict=True)
        )
        and all(_is_alike(a, b) for a, b in zip(old.children, new.children, strict=True))
    )


def _ids(node: Node) -> list[str]:
    return [child.id for child in node.children] + [item.id for item in node.items]


def _way(then: Fraction | None, now: Fraction | None) -> ChangeWay:
    if then is None or now is None:
        return "new"
    return "same" if then == now else "up" if now > then else "down"


def _change_text(then: Fraction | None, now: Fraction | None) -> str:
    """Return the difference with its sign, with as many decimals as it takes not to read 0; nothing without both."""
    if then is None or now is None:
        return ""
    size = abs(now - then)
    digits = next((each for each in (1, 2, 3, 4) if half_up(size, each)), 1)
    return f"{'+' if now > then else '−' if now < then else ''}{wording.number(half_up(size, digits))}"


def _sentence(whole: ChangeLine, lines: tuple[ChangeLine, ...]) -> str:
    """Say how the whole moved and how many dimensions went which way."""
    ways = [line.way for line in lines]
    counted = {"up": ways.count("up"), "down": ways.count("down"), "same": ways.count("same")}
    moved = gettext("Of the dimensions that can be compared %(up)s rose, %(down)s fell and %(same)s stayed.") % counted
    if not any(counted.values()):
        return gettext("The questions have changed since last time, so that the two rounds cannot be compared.")
    if whole.way == "new":
        return gettext("The result as a whole cannot be compared with last time. %(moved)s") % {"moved": moved}
    if whole.way == "same":
        return gettext("The result as a whole is the same as last time. %(moved)s") % {"moved": moved}
    text = {
        "up": gettext("The result as a whole rose from %(before)s to %(now)s points. %(moved)s"),
        "down": gettext("The result as a whole fell from %(before)s to %(now)s points. %(moved)s"),
    }[whole.way]
    return text % {"before": whole.before_text, "now": whole.now_text, "moved": moved}


def _support(helped: Helped) -> str:
    """Return one line of help: what kind, by whom, and what the firm noted."""
    start = " – ".join(filter(None, (str(Support.Kind(helped.kind).label), helped.provider)))
    return ": ".join(filter(None, (start, helped.note)))
