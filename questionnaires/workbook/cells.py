"""How one value of a document stands in a cell, and how it is read back. Pure, but for the language of its refusals.

A number is written as a number where Excel gives the same digits back, else as text. Lists and conditions are written
the way people write them: ``S1, S2``, ``0.1; 0.2``, ``O1.2 >=2; profile.size = small, medium``.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, pgettext

from questionnaires.workbook.columns import Kind
from questionnaires.workbook.spreadsheet import Cell

YES_NO = {"vi": ("có", "không"), "en": ("yes", "no")}
TRUE, FALSE = {"có", "yes", "true"}, {"không", "no", "false"}
COMMA = re.compile(r"[0-9]+,[0-9]+")  # how Vietnamese writes a decimal number
CONDITION = re.compile(r"([^\s<>=]+)\s*(>=|<=|≥|≤|=)\s*(.+)")
SIGNS = {"≥": ">=", "≤": "<="}
DEEPEST = 30  # values inside each other; whole documents have about twenty


class Refused(ValueError):  # noqa: N818 -- named like the domain's exceptions
    """What a cell holds cannot be read; the only argument says why, in the reader's language."""


def written(kind: Kind, value: Any, language: str) -> str | float:
    """Return what stands in the cell for a value."""
    if kind == "json":
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if kind == "flag" and isinstance(value, bool):
        return YES_NO[language][0 if value else 1]
    if isinstance(value, Mapping):
        return _mapping(kind, value)
    if isinstance(value, list):
        return ("; " if kind == "numbers" else ", ").join(map(str, value))
    return _digits(value) if kind in {"number", "weight"} else str(value)


def read(kind: Kind, cell: Cell) -> Any:
    """Return the value that a cell holds, in NFC and without blanks around it. Raises Refused."""
    words = unicodedata.normalize("NFC", cell.text).strip()
    if cell.kind == "date":
        raise Refused(gettext("holds a date; set the cell to Text and type it again"))
    if cell.kind == "error":
        raise Refused(gettext("holds an Excel error, %(error)s") % {"error": words})
    return READERS[kind](cell, words)


def number(text: str) -> str:
    """Return a number as decimal text: what a program stored as 0.80000000000000004 is 0.8."""
    digits = format(Decimal(repr(float(text))), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _mapping(kind: Kind, value: Mapping[str, Any]) -> str:
    if kind == "weight":
        return "; ".join(f"{key} = {each}" for key, each in sorted(value.items()))
    return "; ".join(
        f"{key} = {', '.join(each)}" if isinstance(each, list) else f"{key} {each}"
        for key, each in sorted(value.items())
    )


def _digits(value: Any) -> str | float:
    """Return a number where its digits survive, else the text."""
    try:
        return float(value) if number(value) == value else str(value)
    except ValueError:
        return str(value)


def _text(cell: Cell, words: str) -> str:
    return number(words) if cell.kind == "number" else words


def _id(cell: Cell, words: str) -> str:
    """Read an id; of 2.10 that was typed as a number only 2.1 is left, so such a cell is not believed."""
    if cell.kind == "number" and "." in number(words):
        raise Refused(gettext("holds a number where an id belongs; set the cell to Text and type it again"))
    return _text(cell, words)


def _number(cell: Cell, words: str) -> str:
    return words.replace(",", ".") if COMMA.fullmatch(words) else _text(cell, words)


def _flag(_: Cell, words: str) -> bool:
    if words.lower() in TRUE:
        return True
    if words.lower() in FALSE:
        return False
    raise Refused(gettext("must say yes or no, not “%(words)s”") % {"words": words})


def _ids(cell: Cell, words: str) -> list[str]:
    return [part for each in re.split("[,;]", _id(cell, words)) if (part := each.strip())]


def _numbers(cell: Cell, words: str) -> list[str]:
    return [_number(cell, part) for each in words.split(";") if (part := each.strip())]


def _weight(cell: Cell, words: str) -> str | dict[str, str]:
    if "=" not in words:
        return _number(cell, words)
    return {key: _number(cell, value) for key, sign, value in _conditions(words) if sign == "="}


def _levels(_: Cell, words: str) -> dict[str, str]:
    conditions = _conditions(words)
    if any(sign == "=" for _, sign, _ in conditions):
        raise Refused(gettext("cannot be read; write it as %(example)s") % {"example": "O1.2 >=2; T1.1 <=0"})
    return {key: f"{sign}{value}" for key, sign, value in conditions}


def _choices(_: Cell, words: str) -> dict[str, Any]:
    return {
        key: [part.strip() for part in value.split(",")] if sign == "=" else f"{sign}{value}"
        for key, sign, value in _conditions(words)
    }


def _conditions(words: str) -> list[tuple[str, str, str]]:
    """Split ``a >=2; b = c, d`` into name, sign and value."""
    found = [(part.strip(), CONDITION.fullmatch(part.strip())) for part in words.split(";") if part.strip()]
    broken = next((part for part, match in found if match is None), None)
    if broken is not None:
        example = pgettext("example of conditions in a cell", "O1.2 >=2; q1 = a, b")
        raise Refused(
            gettext("cannot be read at “%(part)s”; write it as %(example)s") % {"part": broken, "example": example}
        )
    named = [(match[1], SIGNS.get(match[2], match[2]), match[3]) for _, match in found if match]
    seen: set[str] = set()
    for name, _, _ in named:
        if name in seen:
            raise Refused(gettext("names %(name)s twice") % {"name": name})
        seen.add(name)
    return named


def _json(_: Cell, words: str) -> Any:
    try:
        value = json.loads(words, parse_int=str, parse_float=str)
        _refuse_deep(value)
        json.dumps(value, ensure_ascii=False).encode()  # an escape may stand for half a character, which is no text
    except (UnicodeError, json.JSONDecodeError, RecursionError) as error:
        raise Refused(gettext("is not JSON")) from error
    return value


def _refuse_deep(value: Any) -> None:
    """Walk level by level: a function that calls itself would end where such a cell wants it to."""
    level = [value]
    for _ in range(DEEPEST):
        level = [part for each in level for part in _inside(each)]
    if level:
        raise Refused(gettext("lies too deep: no part of a framework has that many parts inside each other"))


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


READERS: Mapping[Kind, Callable[[Cell, str], Any]] = {
    "text": _text,
    "id": _id,
    "number": _number,
    "flag": _flag,
    "ids": _ids,
    "numbers": _numbers,
    "weight": _weight,
    "conditions": _levels,
    "choices": _choices,
    "json": _json,
}
