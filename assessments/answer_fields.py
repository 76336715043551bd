"""An answer as the fields of its card write it, and back: the one place that knows how a page posts each type.

Levels and options are radio buttons of the field ``choice``, which also holds the two special answers. Ticks are in
``option``, rows of a grid in ``row.<id>``, ticks of a checklist in ``level.<number>``, what is typed in ``number`` and
``text``. Nothing in them means that no answer was given; ``NOTHING`` among ticks that none of them is right.
"""

import hashlib
import json
from collections.abc import Callable, Collection
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext, ngettext

from assessments import typed_numbers, wording
from assessments.answers import Given, Recorded, plain_number, plain_text
from assessments.scoring.rounding import half_up
from c4ir_assess.exceptions import InvalidAnswer
from questionnaires.answer_types import AnswerType, Checklist, Choice, FreeText, Grid, Ladder, Multi, Number
from questionnaires.document import Item
from questionnaires.words import Language

NOTHING = "-"
OPTION = "option-"  # before an option's id in ``choice``, so that no option can be taken for a special answer
SPECIAL = frozenset({"dont_know", "not_applicable"})
MOST_DIGITS = 2  # of a level: no ladder has a hundred
MOST_DECIMALS = 6  # of a bound

type Posted = Callable[[str], list[str]]  # a field's name -> what was posted in it


def names(answer_type: AnswerType) -> list[str]:
    """Return the fields that a card of this type has beside ``choice``."""
    match answer_type:
        case Multi():
            return ["option"]
        case Grid(rows=rows):
            return [f"row.{row.id}" for row in rows]
        case Checklist(levels=levels):
            return ["none", *(f"level.{level.level}" for level in levels)]
        case Number():
            return ["number"]
        case FreeText():
            return ["text"]
    return []


def is_radio(answer_type: AnswerType) -> bool:
    """Whether the answer shares its field with the special ones, so that it is never empty once it was given."""
    return isinstance(answer_type, Ladder | Choice)


def read(answer_type: AnswerType, posted: Posted) -> Any:  # noqa: PLR0911 -- one line a type is the shortest table
    """Return the value that was posted, None where nothing was.

    Raises ValidationError, in words for the person, for what cannot be one answer, and InvalidAnswer for what no page
    of ours posts.
    """
    match answer_type:
        case Ladder():
            return _level(_one(posted, "choice"))
        case Choice():
            return _option(_one(posted, "choice"))
        case Multi():
            return _ticks(answer_type, posted("option"))
        case Grid():
            return _rows(answer_type, posted)
        case Number():
            return _number(answer_type, _one(posted, "number"))
        case Checklist():
            return _checklist(answer_type, posted)
        case FreeText():
            return _text(answer_type, _one(posted, "text"))


def written(  # noqa: PLR0911 -- one line a type is the shortest table
    answer_type: AnswerType, value: Any, language: Language
) -> dict[str, list[str]]:
    """Write a stored value as a card shows it: field -> what is marked or typed in it."""
    match answer_type:
        case Ladder():
            return {"choice": [str(value)]}
        case Choice():
            return {"choice": [f"{OPTION}{value}"]}
        case Multi():
            return {"option": list(value) or [NOTHING]}
        case Grid():
            return {f"row.{row}": [str(column)] for row, column in value.items()}
        case Number():
            return {"number": [value.replace(".", ",") if language == "vi" else value]}
        case Checklist():
            nothing = [] if any(value.values()) else [NOTHING]
            return {f"level.{level}": list(met) for level, met in value.items()} | {"none": nothing}
        case FreeText():
            return {"text": [value]}


def seen(item: Item, given: Given | Recorded) -> str:
    """Return an answer as the hidden field ``seen`` holds it, to tell whether it was touched since."""
    if given.state == "not_applicable":
        places = [place for place, text in enumerate(item.na_reasons) if given.reason in {text.vi, text.en}]
        return f"{given.state} {places[0] if places else _digest(given.reason)}"
    if given.state != "answered":
        return given.state
    if isinstance(item.answer, Choice):
        return f"{OPTION}{given.value}"
    if isinstance(item.answer, FreeText):
        return _digest(given.value)
    if isinstance(given.value, str):
        return given.value
    return json.dumps(given.value, sort_keys=True, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def seen_rows(seen: str) -> dict[str, Any]:
    """Return the rows of a grid that the page showed and that were not touched since."""
    try:
        rows = json.loads(seen)
    except ValueError:
        return {}
    return rows if isinstance(rows, dict) else {}


def _one(posted: Posted, name: str) -> str:
    return next(reversed(posted(name)), "")


def _level(choice: str) -> int | None:
    if not choice or choice in SPECIAL:
        return None
    if choice.isascii() and choice.isdigit() and len(choice) <= MOST_DIGITS:
        return int(choice)
    raise InvalidAnswer("no such level")


def _option(choice: str) -> str | None:
    if not choice or choice in SPECIAL:
        return None
    if choice.startswith(OPTION):
        return choice.removeprefix(OPTION)
    raise InvalidAnswer("no such option")


def _known(given: Collection[str], ids: Collection[str]) -> None:
    if unknown := [each for each in given if each not in ids]:
        raise InvalidAnswer(f"no such option: {unknown[0][:40]}")


def _ticks(multi: Multi, ticked: list[str]) -> list[str] | None:
    _known(ticked, {NOTHING, *(option.id for option in multi.options)})
    alone = [option.id for option in multi.options if option.is_exclusive and option.id in ticked]
    if (alone or NOTHING in ticked) and len(set(ticked)) > 1:
        raise ValidationError(_stands_alone())
    return None if not ticked else [each for each in dict.fromkeys(ticked) if each != NOTHING]


def _stands_alone() -> str:
    return gettext("One of the ticked lines says that nothing applies. Keep either that line or the others.")


def _rows(grid: Grid, posted: Posted) -> dict[str, Any] | None:
    columns = {column.id for column in grid.columns}
    found: dict[str, Any] = {}
    for row in grid.rows:
        if chosen := _one(posted, f"row.{row.id}"):
            _known([chosen], columns)
            found[row.id] = int(chosen) if grid.is_numbered else chosen
    return found or None


def _checklist(checklist: Checklist, posted: Posted) -> dict[str, list[str]] | None:
    """Return what is met; once anything is ticked, all that is not ticked is not met."""
    found: dict[str, list[str]] = {}
    for level in checklist.levels:
        ticked = posted(f"level.{level.level}")
        _known(ticked, {attribute.id for attribute in level.attributes})
        found[str(level.level)] = list(dict.fromkeys(ticked))
    says_none, has_some = NOTHING in posted("none"), any(found.values())
    if says_none and has_some:
        raise ValidationError(_stands_alone())
    return found if says_none or has_some else None


def _number(number: Number, typed: str) -> str | None:
    if not typed.strip():
        return None
    try:
        value = typed_numbers.read(typed, number)
    except typed_numbers.AmbiguousNumberError as ambiguous:
        raise ValidationError(_either(ambiguous.readings)) from None
    if value is None:
        raise ValidationError(out_of_bounds(number))
    return plain_number(value)


def _either(readings: list[Decimal]) -> str:
    mark = str(get_format("DECIMAL_SEPARATOR"))
    first, second = (plain_number(reading).replace(".", mark) for reading in readings)
    text = gettext("This can be read as %(first)s or as %(second)s. Please type the one you mean, just like that.")
    return text % {"first": first, "second": second}


def out_of_bounds(number: Number) -> str:
    """Return what a person reads whose number is none of those that may be given."""
    if number.decimals:
        text = ngettext(
            "Please type a number from %(low)s to %(high)s, with at most %(decimals)s decimal.",
            "Please type a number from %(low)s to %(high)s, with at most %(decimals)s decimals.",
            number.decimals,
        )
    else:
        text = gettext("Please type a whole number from %(low)s to %(high)s.")
    return text % {"low": bound(number.low), "high": bound(number.high), "decimals": number.decimals}


def bound(value: Fraction) -> str:
    """Return the least or the largest number as people write it."""
    return wording.number(Decimal(plain_number(half_up(value, MOST_DECIMALS))))


def _text(own_words: FreeText, typed: str) -> str | None:
    text: str = plain_text(typed)
    if len(text) > own_words.limit:
        words = {"given": len(text), "limit": own_words.limit}
        raise ValidationError(gettext("These are %(given)s characters; at most %(limit)s can be kept.") % words)
    return text or None
