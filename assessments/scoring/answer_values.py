"""Which values an answer to an item may have. One rule for pages, exchange files and the engine. Pure.

A value is plain JSON: a ladder's level is a whole number, a choice an option's id, a multi choice a list of ids, a grid
and a checklist a mapping, a measured number decimal text such as ``"12.5"``, a text is text.
"""

import re
import reprlib
from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from questionnaires.answer_types import AnswerType, Checklist, Choice, FreeText, Grid, Ladder, Multi, Number, Option

DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # neither a database nor UTF-8 takes them
LONGEST_SHOWN = 40  # characters
LONGEST_NUMBER = 10**LONGEST_SHOWN


def fault(answer_type: AnswerType, value: Any) -> str | None:  # noqa: PLR0911 -- one line a type is the shortest table
    """Return what is wrong with a value for this type of answer, completing "the answer …"; None if nothing is."""
    match answer_type:
        case Ladder(levels=levels):
            return _whole_fault(value, len(levels) - 1)
        case Choice(options=options):
            return _one_of_fault(value, [option.id for option in options])
        case Multi():
            return _several_fault(value, _tickable(answer_type))
        case Grid():
            return _grid_fault(answer_type, value)
        case Number():
            return _number_fault(answer_type, value)
        case Checklist():
            return _checklist_fault(answer_type, value)
        case FreeText(limit=limit):
            return _text_fault(value, limit)


class _Short(reprlib.Repr):
    """Writes a value as Python does, in part where it is deep or long: it may be anything that somebody sent."""

    def repr_int(self, x: int, level: int) -> str:  # noqa: ARG002 -- the signature of the class below it
        """Write a number; one of thousands of digits cannot even be written."""
        return repr(x) if abs(x) < LONGEST_NUMBER else "a very long number"


def shown(value: Any) -> str:
    """Write a value in a message without repeating a page of it."""
    words = _Short(maxstring=LONGEST_SHOWN, maxother=LONGEST_SHOWN).repr(value)
    return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"


def _whole_fault(value: Any, top: int) -> str | None:
    # ``type``, because True is an int too and would be taken for level 1.
    if type(value) is not int or not 0 <= value <= top:
        return f"must be a whole number from 0 to {top}, not {shown(value)}"
    return None


def _one_of_fault(value: Any, ids: Collection[str]) -> str | None:
    if not isinstance(value, str) or value not in ids:
        return f"must be one of {', '.join(ids)}, not {shown(value)}"
    return None


def _tickable(multi: Multi) -> Collection[Option]:
    """Return the options; of lists of which no one was chosen by the firm's profile, those of all lists."""
    if multi.lists is None:
        return multi.options
    return {option.id: option for options, _ in multi.lists.by_value.values() for option in options}.values()


def _several_fault(value: Any, options: Collection[Option]) -> str | None:
    if not isinstance(value, list | tuple):
        return f"must be a list of options, not {shown(value)}"
    ids = [option.id for option in options]
    for each in value:
        if one := _one_of_fault(each, ids):
            return one
    if len(set(value)) < len(value):
        return f"names an option twice: {shown(value)}"
    alone = [option.id for option in options if option.is_exclusive and option.id in value]
    if alone and len(value) > 1:
        return f"may not have {alone[0]} together with another option"
    return None


def _grid_fault(grid: Grid, value: Any) -> str | None:
    if not isinstance(value, Mapping) or not value:
        return f"must be a mapping of rows, not {shown(value)}"
    rows = {row.id for row in grid.rows}
    columns = [column.id for column in grid.columns]
    for row, column in value.items():
        if row not in rows:
            return f"names the unknown row {shown(row)}"
        if grid.is_numbered and (type(column) is not int or abs(column) >= LONGEST_NUMBER):
            return f"must have a whole number in row {row}, not {shown(column)}"
        if wrong := _one_of_fault(str(column) if grid.is_numbered else column, columns):
            return f"in row {row} {wrong}"
    return None


def _number_fault(number: Number, value: Any) -> str | None:
    right = isinstance(value, str) and DECIMAL.fullmatch(value) is not None
    if not right or not number.low <= Fraction(value) <= number.high:
        return f"must be a number from {_plain(number.low)} to {_plain(number.high)}, not {shown(value)}"
    if len(value.partition(".")[2]) > number.decimals:
        return f"may have {number.decimals} decimals, not {shown(value)}"
    return None


def _plain(value: Fraction) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def _checklist_fault(checklist: Checklist, value: Any) -> str | None:
    if not isinstance(value, Mapping) or not value:
        return f"must be a mapping of levels, not {shown(value)}"
    attributes = {str(level.level): {one.id for one in level.attributes} for level in checklist.levels}
    for level, met in value.items():
        if level not in attributes:
            return f"names the unknown level {shown(level)}"
        if not isinstance(met, list | tuple) or not _are_different(met, attributes[level]):
            return f"must list attributes of level {level}, not {shown(met)}"
    return None


def _are_different(names: Collection[Any], known: Collection[str]) -> bool:
    """Whether all of these are known names, each of them once."""
    return all(isinstance(name, str) and name in known for name in names) and len(set(names)) == len(names)


def _text_fault(value: Any, limit: int) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return f"must be text, not {shown(value)}"
    if UNSTORABLE.search(value):
        return "holds a character that is no text"
    return f"has {len(value)} characters, the limit is {limit}" if len(value) > limit else None
