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
    hours = sum(line.hours for line in lines)
    text = ngettext("About %(hours)s hour in all.", "About %(hours)s hours in all.", hours)
    return Learning(lines, text % {"hours": wording.number(hours)}) if lines else None


def _line(lesson: Lesson, taught: list[NextStep], language: Language) -> LearningLine:
    """Return one lesson; identical ones for several steps are learnt once."""
    who, what = _who_and_what(lesson.text[language])
    hours = ngettext("about %(hours)s hour", "about %(hours)s hours", lesson.hours)
    return LearningLine(
        who=who or taught[0].step.leads[language],
        what=what,
        hours=lesson.hours,
        hours_text=hours % {"hours": wording.number(lesson.hours)},
        where=_place(lesson),
        steps=tuple({one.node.id: one.node.name[language] for one in taught}.values()),
    )


def _place(lesson: Lesson) -> str:
    words = {
        "plant": pgettext("lesson", "At the plant"),
        "outside": pgettext("lesson", "Outside"),
        "either": pgettext("lesson", "At the plant or outside"),
    }
    return words[lesson.where] if lesson.where else ""


def _who_and_what(text: str) -> tuple[str, str]:
    """Take apart "Operators: reading the chart"; of several people with a lesson each, name all and keep the text."""
    found = [_WHO.fullmatch(part.strip()) for part in text.split(";")]
    named = [match for match in found if match]
    if len(named) < len(found):
        return "", text
    if len(named) == 1:
        return named[0]["who"], named[0]["what"]
    return ", ".join(match["who"] for match in named), text
