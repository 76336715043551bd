"""Reading a report's JSON back into what a report says: exactly what was written, or a refusal. Pure.

The dataclasses say what is read, so every entry has to be of its type. A field that is missing was added after this was
written and takes its default; one that is not known was written by a newer version, and is not left out silently.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from fractions import Fraction
from functools import cache
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints

from c4ir_assess.exceptions import UnreadableReport
from reports.content.types import ReportContent
from reports.formats.json_export import FORMAT, VERSION

_EXACT = re.compile(r"-?[0-9]+(/[1-9][0-9]*)?", re.ASCII)

type Reader = Callable[[Any], Any]


def read(text: str) -> ReportContent:
    """Return the content that ``json_export`` wrote; UnreadableReport says what is not understood."""
    try:
        data = json.loads(text)
    except ValueError as fault:
        raise UnreadableReport(f"not JSON: {fault}") from fault
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UnreadableReport(f"not a report: “format” is not {FORMAT}")
    if data.get("version") != VERSION:
        raise UnreadableReport(f"version {data.get('version')} of {FORMAT}; this program reads version {VERSION}")
    content: ReportContent = _reader(ReportContent)(data.get("report"))
    return content


@cache
def _reader(kind: Any) -> Reader:
    """Return what reads a value of a type."""
    if isinstance(kind, TypeAliasType):
        return _reader(kind.__value__)
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    if kind is Fraction:
        return _fraction
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _one_of(parts)
    if origin in {UnionType, Union}:
        return _optional(parts)
    return _tuple(parts) if origin is tuple else _plain(kind)


def _dataclass(kind: type) -> Reader:
    hints = get_type_hints(kind)
    known = {field.name: (field, _reader(hints[field.name])) for field in fields(kind) if field.repr}

    def read_object(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _refused(value, kind.__name__)
        if more := sorted(value.keys() - known.keys()):
            raise UnreadableReport(f"{kind.__name__}: {', '.join(more)} not known; a newer version wrote this")
        return kind(**_given(kind, known, value))

    return read_object


def _given(kind: type, known: Mapping[str, tuple[Field[Any], Reader]], value: Mapping[str, Any]) -> dict[str, Any]:
    if lacking := [name for name, (field, _) in known.items() if name not in value and field.default is MISSING]:
        raise UnreadableReport(f"{kind.__name__}: {', '.join(lacking)} missing")
    return {name: reader(value[name]) for name, (_, reader) in known.items() if name in value}


def _fraction(value: Any) -> Fraction:
    """Return the exact form; the decimal one beside it is for other programs."""
    exact = value.get("exact") if isinstance(value, dict) else None
    if not isinstance(exact, str) or not _EXACT.fullmatch(exact):
        raise _refused(value, "Fraction")
    return Fraction(exact)


def _one_of(words: tuple[Any, ...]) -> Reader:
    def read_word(value: Any) -> Any:
        if value not in words:
            raise _refused(value, " or ".join(words))
        return value

    return read_word


def _optional(parts: tuple[Any, ...]) -> Reader:
    """Read one type or nothing; there is no field of several types."""
    (kind,) = (part for part in parts if part is not NoneType)
    reader = _reader(kind)
    return lambda value: None if value is None else reader(value)


def _tuple(parts: tuple[Any, ...]) -> Reader:
    """Read a list of any length of one kind, or of as many entries as there are kinds."""
    is_open = parts[-1] is Ellipsis
    readers = [_reader(part) for part in parts if part is not Ellipsis]

    def read_list(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _refused(value, "list")
        if not is_open and len(value) != len(readers):
            raise UnreadableReport(f"{len(value)} entries in place of {len(readers)}")
        each_by = repeat(readers[0], len(value)) if is_open else readers
        return tuple(reader(each) for reader, each in zip(each_by, value, strict=True))

    return read_list


def _plain(kind: type) -> Reader:
    def read_plain(value: Any) -> Any:
        if type(value) is not kind:  # True is no number here
            raise _refused(value, kind.__name__)
        return value

    return read_plain


def _refused(value: Any, wanted: str) -> UnreadableReport:
    return UnreadableReport(f"{type(value).__name__} in place of {wanted}")
