"""Report contents made from the dataclasses themselves: every text is a word that is found nowhere else."""

from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from itertools import count
from types import NoneType
from typing import Literal, TypeAliasType, get_args, get_origin, get_type_hints

from reports.content.types import ReportContent

# What steers the making of a file and has to be one of a few words.
STEERING = {"language": "vi", "scope": "full"}
ENTRIES = 2  # of each list


class Filler:
    """Fills dataclasses; ``words`` has each word under the way to its field, as in ``blocks.about``."""

    def __init__(self):
        self.words, self._numbers = {}, count(1)

    def content(self, **changes):
        return replace(self._fill(ReportContent, ""), **changes)

    def _fill(self, kind, way):
        if isinstance(kind, TypeAliasType):
            return self._fill(kind.__value__, way)
        if is_dataclass(kind):
            return kind(**{field.name: self._field(kind, field.name, way) for field in fields(kind) if field.repr})
        origin, parts = get_origin(kind), get_args(kind)
        if origin is Literal:
            return parts[0]
        if origin is tuple:
            entries = parts[:1] * ENTRIES if parts[-1] is Ellipsis else parts
            return tuple(self._fill(part, way) for part in entries)
        if parts:  # one of several types: the first that says something
            return self._fill(next(part for part in parts if part is not NoneType), way)
        return self._single(kind, way)

    def _field(self, kind, name, way):
        here = f"{way}.{name}".lstrip(".")
        return STEERING[here] if here in STEERING else self._fill(get_type_hints(kind)[name], here)

    def _single(self, kind, way):
        if kind is bool:
            return False
        if kind is int:
            return next(self._numbers) % 6
        if kind is Fraction:
            return Fraction(next(self._numbers) % 5 * 3 + 1, 3)
        word = f"Từ{next(self._numbers)}x"
        self.words.setdefault(way, []).append(word)
        return word
