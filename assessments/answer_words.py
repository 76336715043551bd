"""An answer of any type in words, in one language: for cards, the bench, reports and drafts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, pgettext

from assessments import wording
from questionnaires.answer_types import AnswerType, Checklist, Choice, FreeText, Grid, Ladder, Multi, Number, Option
from questionnaires.document import Item
from questionnaires.words import Language, Text

NUMBER = re.compile(r"[A-Z]?[0-9]+(\.[0-9]+)*")


def number_of(item: Item) -> str:
    """Return a question's number as people read it, S1.1 or 2.4; ids that are names are for exchange files alone."""
    return item.id if NUMBER.fullmatch(item.id) else ""


def value_words(item: Item, value: Any, language: Language) -> str:
    """Return the words of a valid value in one line: a descriptor, names of options, rows with their columns."""
    return "; ".join(value_lines(item, value, language))


def value_lines(item: Item, value: Any, language: Language) -> list[str]:  # noqa: PLR0911 -- one line a type is shortest
    """Return the words of a valid value, one line for each thing that was chosen; never nothing."""
    match item.answer:
        case Ladder(levels=levels):
            return [levels[value][language]]
        case Choice(options=options):
            return [_name(options, value, language)]
        case Multi(options=options):
            return _or_none(option.name[language] for option in options if option.id in value)
        case Grid():
            return list(_grid(item.answer, value, language))
        case Checklist():
            return _or_none(_met(item.answer, value, language))
        case Number(unit=unit):
            return [f"{wording.number(Decimal(value))} {unit[language]}"]
        case FreeText():
            return [str(value)]


def texts(answer_type: AnswerType) -> list[Text]:
    """Return all words that a type of answer shows."""
    match answer_type:
        case Ladder(levels=levels):
            return list(levels)
        case Choice(options=options) | Multi(options=options):
            return [option.name for option in options]
        case Grid(rows=rows, columns=columns):
            return [*(row.name for row in rows), *(column.name for column in columns)]
        case Checklist(levels=levels):
            return [attribute.name for level in levels for attribute in level.attributes]
        case Number(unit=unit):
            return [unit]
        case FreeText():
            return []


def _name(options: tuple[Option, ...], id_: str, language: Language) -> str:
    return next((option.name[language] for option in options if option.id == id_), id_)


def _or_none(names: Iterable[str]) -> list[str]:
    return list(names) or [gettext("None of these")]


def _grid(grid: Grid, value: Mapping[str, Any], language: Language) -> Iterator[str]:
    for row in grid.rows:
        chosen = _name(grid.columns, str(value[row.id]), language) if row.id in value else pgettext("row", "still open")
        yield f"{row.name[language]}: {chosen}"


def _met(checklist: Checklist, value: Mapping[str, Any], language: Language) -> Iterator[str]:
    for level in checklist.levels:
        met = value.get(str(level.level), ())
        yield from (attribute.name[language] for attribute in level.attributes if attribute.id in met)
