"""Who needs to learn what for the steps of the plan, and how many hours that takes."""

import re

from django.utils.translation import ngettext, pgettext

from assessments import wording
from questionnaires.document import Learning as Lesson
from questionnaires.words import Language
from reports.content.plan_types import Learning, LearningLine
from reports.content.planned import NextStep, Planned

_WHO = re.compile(r"(?P<who>[^:;]{1,80}): +(?P<what>\S.*)", re.DOTALL)


def learning(steps: tuple[Planned, ...], language: Language) -> Learning | None:
    """Return what people need to learn for the plan; None if its steps ask for nothing."""
    groups: dict[Lesson, list[NextStep]] = {}
    for each in steps:
        if lesson := each.next.step.learn:
            groups.setdefault(lesson, []).append(each.next)
    lines = tuple(_line(lesson, taught, language) for lesson, taught in groups.items())
    return Learning(lines, _total(lines), _by_place(lines)) if lines else None


def _total(lines: tuple[LearningLine, ...]) -> str:
    hours = sum(line.hours for line in lines)
    text = ngettext("About %(hours)s hour in all.", "About %(hours)s hours in all.", hours)
    return text % {"hours": wording.number(hours)}


def _by_place(lines: tuple[LearningLine, ...]) -> str:
    """Return the hours of each place if there are several: what is learnt outside is paid and planned otherwise.

    Nothing if a lesson does not say where; the sums would fall short of the total.
    """
    places: dict[str, int] = {}
    for line in lines:
        places[line.where] = places.get(line.where, 0) + line.hours
    if "" in places or len(places) == 1:
        return ""
    return " ".join(f"{place}: {_hours(places[place])}." for place in _places().values() if place in places)


def _line(lesson: Lesson, taught: list[NextStep], language: Language) -> LearningLine:
    """Return one lesson; identical ones for several steps are learnt once."""
    who, what = _who_and_what(lesson.text[language])
    return LearningLine(
        who=who or taught[0].step.leads[language],
        what=what,
        hours=lesson.hours,
        hours_text=_hours(lesson.hours),
        where=_places()[lesson.where] if lesson.where else "",
        steps=tuple({one.node.id: one.node.name[language] for one in taught}.values()),
    )


def _hours(hours: int) -> str:
    text = ngettext("about %(hours)s hour", "about %(hours)s hours", hours)
    return text % {"hours": wording.number(hours)}


def _places() -> dict[str, str]:
    return {
        "plant": pgettext("lesson", "At the plant"),
        "outside": pgettext("lesson", "Outside"),
        "either": pgettext("lesson", "At the plant or outside"),
    }


def _who_and_what(text: str) -> tuple[str, str]:
    """Take apart "Operators: reading the chart"; of several people with a lesson each, name all and keep the text."""
    found = [_WHO.fullmatch(part.strip()) for part in text.split(";")]
    named = [match for match in found if match]
    if len(named) < len(found):
        return "", text
    if len(named) == 1:
        return named[0]["who"], named[0]["what"]
    return ", ".join(match["who"] for match in named), text
