"""YAML text -> plain values that remember their lines.

Scalars are read as in the core schema of YAML 1.2, with one difference that scoring needs: a number stays the text that
was written (``2.10``, ``0.8``), and so do words that older YAML takes for booleans (``no``, ``yes``). Only plain
``true``, ``false`` and ``null`` mean something else than their letters. Anchors, aliases and tags are refused: what a
reader sees at a place is what is there, and no small file becomes a huge document.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from questionnaires.faults import Fault, is_id, sentence

DEEPEST = 40
MOST = 50_000  # values of one file, keys counted too
LITERALS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Ten times as fast, and there in every wheel; a build without the C library works all the same.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlMap(dict[str, Any]):
    """A mapping that knows its file and the line of every key."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file = file
        self.line = line
        self.lines: dict[str | int, int] = {}


class YamlList(list[Any]):
    """A list that knows its file and the line of every entry."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file = file
        self.line = line
        self.lines: dict[str | int, int] = {}


class Unreadable(Exception):  # noqa: N818 -- named like the domain's exceptions
    """The text is no YAML that could be read to its end; its only argument is the fault."""


def read(words: str, file: str) -> tuple[Any, list[Fault]]:
    """Return the one document of a YAML text, and what is refused in it. Raises Unreadable where syntax is broken."""
    reader = _Reader(file)
    try:
        return reader.document(yaml.parse(words, Loader=LOADER)), reader.faults
    except yaml.YAMLError as error:
        raise Unreadable(reader.fault(_line(error, words), f"the YAML cannot be read: {_problem(error)}")) from error


def locate(document: Any, place: tuple[str | int, ...]) -> tuple[str, int]:
    """Return file and line of a place; of a missing part, those of what should hold it."""
    value, found = document, (document.file, document.line)
    for step in place:
        if not isinstance(value, YamlMap | YamlList) or step not in value.lines:
            break
        found = (value.file, value.lines[step])
        value = value[step]  # type: ignore[index]  # a step that has a line is a key or an index
    return found


class _Reader:
    """Builds values out of parser events, so that nothing is expanded or made into an object on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.owner = "-"
        self.values = 0

    def fault(self, line: int, message: str) -> Fault:
        return Fault(file=self.file, line=line, id=self.owner, message=sentence(message))

    def document(self, events: Iterator[Any]) -> Any:
        """Read the stream: one document, or none, which is nothing at all."""
        next(events)  # the start of the stream
        if isinstance(next(events), yaml.StreamEndEvent):
            return None
        value = self._value(next(events), events, 0)
        next(events)  # the end of the document
        event = next(events)
        if not isinstance(event, yaml.StreamEndEvent):
            self._refuse(event, "a second YAML document begins here; a file holds one")
        return value

    def _value(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        """Read one value, of which the first event is given."""
        self._refuse_shorthand(event)
        self.values += 1
        if self.values > MOST:
            raise Unreadable(self.fault(_at(event), f"the file holds more than {MOST:,} values"))
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.style else LITERALS.get(event.value, event.value)
        if depth == DEEPEST:
            raise Unreadable(self.fault(_at(event), "the values lie too deep inside each other"))
        return (self._list if isinstance(event, yaml.SequenceStartEvent) else self._map)(event, events, depth + 1)

    def _refuse_shorthand(self, event: Any) -> None:
        """End at the first anchor, alias or tag: such a file was made for another reader, and all of it is suspect."""
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(self.fault(_at(event), f"the alias *{event.anchor} is not allowed; write the words out"))
        if event.anchor:
            raise Unreadable(self.fault(_at(event), f"the anchor &{event.anchor} is not allowed"))
        if event.tag:
            raise Unreadable(self.fault(_at(event), f"the tag {event.tag} is not allowed"))

    def _list(self, start: Any, events: Iterator[Any], depth: int) -> YamlList:
        entries = YamlList(self.file, _at(start))
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            entries.lines[len(entries)] = _at(event)
            entries.append(self._value(event, events, depth))
        return entries

    def _map(self, start: Any, events: Iterator[Any], depth: int) -> YamlMap:
        parts = YamlMap(self.file, _at(start))
        outer = self.owner
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event, events, depth)
            value = self._value(next(events), events, depth)
            if key is None:
                continue
            if key in parts:
                self._refuse(event, f"{key} is written twice in the same mapping")
                continue
            parts[key], parts.lines[key] = value, _at(event)
            if key == "id" and is_id(value):
                self.owner = value
        self.owner = outer
        return parts

    def _key(self, event: Any, events: Iterator[Any], depth: int) -> str | None:
        """Read a key: its text as written, since ``no`` and ``2.1`` are ids."""
        self._value(event, events, depth)
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        self._refuse(event, "a key must be text")
        return None

    def _refuse(self, event: Any, message: str) -> None:
        self.faults.append(self.fault(_at(event), message))


def _at(event: Any) -> int:
    """Return the line of an event, counted from 1."""
    return int(event.start_mark.line) + 1


def _line(error: yaml.YAMLError, words: str) -> int:
    """Return the line of a syntax error, counted from 1."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return error.problem_mark.line + 1
    return 1 + words.encode()[: getattr(error, "position", 0)].count(b"\n")


def _problem(error: yaml.YAMLError) -> str:
    """Return what the parser says, on one line."""
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is broken"
    return " ".join(str(said).split())
