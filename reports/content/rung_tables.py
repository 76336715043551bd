"""Levels that are passed one after the other: how far each part meets each of them, and where the gate stopped."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.scoring import shares
from assessments.scoring.types import Answer, Part, RungResult
from reports.content import figures
from reports.content.explained import Gate, RungLine
from reports.content.subject import Subject


def rung_lines(subject: Subject) -> tuple[RungLine, ...]:
    """Return what became of each level; nothing for a node without a gate."""
    rungs = subject.why.rungs
    stop = next((each for each in rungs if not each.is_met), None)
    return tuple(_line(subject, each, stop) for each in rungs)


def rung_columns(subject: Subject) -> Iterator[tuple[str, list[str], str]]:
    """Yield head, cells and foot of a column a level; where each part has one level only, that level and its share."""
    rungs, parts = subject.why.rungs, subject.why.parts
    met = {part.id: _met(subject, part) for part in parts}
    if rungs and all(len(each) == 1 for each in met.values()):
        yield gettext("Level"), [str(next(iter(met[part.id]))) for part in parts], ""
        yield (
            pgettext("column of a table", "Met"),
            [_text(subject, next(iter(met[part.id].values()))) for part in parts],
            "",
        )
        return
    for rung in rungs:
        head = pgettext("level as a heading", "Level %(number)s") % {"number": rung.rung}
        yield head, [_text(subject, met[part.id].get(rung.rung)) for part in parts], _text(subject, rung.raw)


def _met(subject: Subject, part: Part) -> dict[int, Fraction | None]:
    item = subject.item(part.id)
    if item is None:
        return {each.rung: each.raw for each in subject.source.card.nodes[part.id].explanation.rungs}
    given = subject.source.answers.get(item.id)
    answer = Answer(given.state, given.value) if given else None
    return {rung: each.raw for rung, each in shares.of_item(item, answer, "self").rungs.items()}


def _text(subject: Subject, share: Fraction | None) -> str:
    return "–" if share is None else figures.coverage(share, subject.node.aggregate.met)


def _line(subject: Subject, rung: RungResult, stop: RungResult | None) -> RungLine:
    state = _state(rung, stop)
    return RungLine(
        title=rung_title(subject, rung.rung),
        share_text=_text(subject, rung.raw),
        verdict=_verdict(subject, rung, state, stop),
        state=state,
        share=rung.raw,
    )


def rung_title(subject: Subject, rung: int) -> str:
    """Return a level's number and, where the framework has it, its name."""
    if any(level.value == rung for level in subject.framework.levels):
        return wording.level_title(subject.framework.levels, rung, subject.language)
    return pgettext("level as a heading", "Level %(number)s") % {"number": rung}


def _state(rung: RungResult, stop: RungResult | None) -> Gate:
    if stop is None or rung.rung < stop.rung:
        return "passed"
    if rung.rung > stop.rung:
        return "beyond"
    return "open" if rung.raw is None else "stopped"


def _verdict(subject: Subject, rung: RungResult, state: Gate, stop: RungResult | None) -> str:
    adds = subject.node.aggregate.method == "gated_sum_of_levels"
    values = {
        "met": wording.share(subject.node.aggregate.met),
        "share": wording.exact(rung.raw or Fraction(0)),
        "stop": stop.rung if stop else "",
    }
    words = {
        "passed": gettext("%(met)s or more: counts 1 point") if adds else gettext("%(met)s or more: passed"),
        "stopped": gettext("less than %(met)s: counts %(share)s points, and the count stops here")
        if adds
        else gettext("less than %(met)s: it stops here"),
        "open": gettext("not answered yet: it stops here"),
        "beyond": gettext("does not count, because level %(stop)s comes first"),
    }
    return words[state] % values
