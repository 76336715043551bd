"""The part of a card in which an answer is given, for each type of answer: what can be chosen, ticked or typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext, pgettext

from assessments.answer_fields import NOTHING, OPTION, bound
from questionnaires.answer_types import AnswerType, Checklist, Choice, FreeText, Grid, Ladder, Multi, Number
from questionnaires.words import Language, Text

type Marked = Callable[[str], list[str]]  # a field's name -> what is marked or typed in it


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> Text: ...


@dataclass(frozen=True, slots=True)
class Option:
    """A row that can be chosen; one that stands alone takes the marks from the others."""

    value: str
    text: str
    is_checked: bool
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Options under a heading: a row of a grid, a level of a checklist. ``field`` is what they post."""

    field: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A field to type in: what is in it, its unit, its bounds as people write them, or its most characters."""

    text: str
    unit: str = ""
    low: str = ""
    high: str = ""
    has_decimals: bool = False
    limit: int = 0


def rows(answer: AnswerType, marked: Marked, language: Language) -> tuple[Option, ...]:
    """Return the rows of a ladder or a choice."""
    match answer:
        case Ladder(levels=levels):
            pairs = [(str(level), text) for level, text in enumerate(levels)]
        case Choice(options=options):
            pairs = [(f"{OPTION}{option.id}", option.name) for option in options]
        case _:
            return ()
    chosen = marked("choice")
    return tuple(Option(value, text[language], value in chosen) for value, text in pairs)


def ticks(answer: AnswerType, marked: Marked, language: Language) -> tuple[Option, ...]:
    """Return the boxes of a multi choice; the last one says that none is right, if no option of its own does."""
    if not isinstance(answer, Multi):
        return ()
    ticked = marked("option")
    found = [Option(each.id, each.name[language], each.id in ticked, each.is_exclusive) for each in answer.options]
    if NOTHING in ticked or not any(each.is_exclusive for each in answer.options):
        found.append(_none_of_these(ticked))
    return tuple(found)


def none_met(answer: AnswerType, marked: Marked) -> Option | None:
    """Return the box that says that nothing of a checklist is met."""
    return _none_of_these(marked("none")) if isinstance(answer, Checklist) else None


def groups(answer: AnswerType, marked: Marked, language: Language) -> tuple[Group, ...]:
    """Return the rows of a grid, or the levels of a checklist."""
    match answer:
        case Grid(rows=rows, columns=columns):
            return tuple(_group(f"row.{row.id}", row.name[language], columns, marked, language) for row in rows)
        case Checklist(levels=levels):
            title = pgettext("level of a checklist", "Level %(level)s")
            return tuple(
                _group(f"level.{each.level}", title % {"level": each.level}, each.attributes, marked, language)
                for each in levels
            )
    return ()


def typed(answer: AnswerType, marked: Marked, language: Language) -> Typed:
    """Return the field of a number or of own words."""
    match answer:
        case Number():
            low, high = bound(answer.low), bound(answer.high)
            return Typed(_one(marked("number")), answer.unit[language], low, high, has_decimals=bool(answer.decimals))
        case FreeText(limit=limit):
            return Typed(_one(marked("text")), limit=limit)
    return Typed("")


def _group(field: str, title: str, entries: Sequence[_Named], marked: Marked, language: Language) -> Group:
    chosen = marked(field)
    return Group(field, title, tuple(Option(each.id, each.name[language], each.id in chosen) for each in entries))


def _none_of_these(ticked: list[str]) -> Option:
    return Option(NOTHING, gettext("None of these"), NOTHING in ticked, is_alone=True)


def _one(marked: list[str]) -> str:
    return next(iter(marked), "")
