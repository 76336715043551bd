"""A folder of YAML files -> one framework document, with every fault of its author named by file, line and item.

``framework.yaml`` is the head. It names the files of its blocks (``include``; the file's name is the block's id), its
glossary and its contradictions; the document holds their content in place of their names.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from questionnaires import validation
from questionnaires.canonical import canonical_json
from questionnaires.faults import Complaint, Fault, Place, explain, sentence
from questionnaires.yamltree import Unreadable, YamlList, YamlMap, locate, read

HEAD = "framework.yaml"
LARGEST = 2_000_000  # bytes of all files of a framework together
FEW = 10  # lines in another Unicode form that are told one by one; a file with more was saved wrongly as a whole
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.ya?ml")


@dataclass(frozen=True, slots=True)
class LoadedFramework:
    """A document, and all that is wrong with it; with any fault the document is not to be used."""

    document: dict[str, Any]
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        """Return id and version for a line of output."""
        return f"{self.document.get('framework')} {self.document.get('version')}"

    @property
    def is_slot(self) -> bool:
        """Whether this only keeps the place of a framework whose official document is not there yet."""
        return validation.is_slot(self.document)


def load_folder(path: Path) -> LoadedFramework:
    """Read a framework's folder. Never raises because of what is in the files: that is told in the faults."""
    folder = _Folder(path)
    head = folder.read(HEAD, YamlMap)
    if head is None:
        return LoadedFramework({}, _sorted(folder.faults))
    _join(head, folder)
    faults = [*folder.faults, *_located(head, folder)]
    return LoadedFramework(json.loads(canonical_json(head)), _sorted(faults))


def _located(head: YamlMap, folder: "_Folder") -> Iterator[Fault]:
    """Validate the joined document. What follows from a file that could not be read is not told again."""
    told = {(fault.file, fault.line) for fault in folder.faults}
    for complaint in validation.limited(_complaints(head, whole=not folder.unread)):
        file, line = locate(head, complaint[0])
        if (file, line) not in told and complaint[0] not in folder.unread:
            yield explain(head, complaint, file=file, line=line)


def _complaints(head: YamlMap, *, whole: bool) -> Iterator[Complaint]:
    """Check a slot for what a slot has, and a framework for its shape and, where all files were read, its parts."""
    if validation.is_slot(head):
        yield from validation.check_slot(head)
        return
    yield from validation.check_shape(head)
    if whole:
        yield from validation.check_parts(head)


def _sorted(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))


class _Folder:
    """Reads files of one folder and collects what is wrong with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.unread: set[Place] = set()  # where the content of files belongs that could not be read
        self.left = LARGEST

    def read[T: (YamlMap, YamlList)](self, name: str, kind: type[T]) -> T | None:
        """Return the content of one file, None where it cannot be read or is of another kind."""
        file = str(self.path / name)
        try:
            value, faults = read(self._text(name, file), file)
        except Unreadable as error:
            self.faults.append(error.args[0])
            return None
        self.faults += faults
        if isinstance(value, kind):
            return value
        self.complain(file, 1, f"the file must hold a {'mapping' if kind is YamlMap else 'list'}")
        return None

    def complain(self, file: str, line: int, message: str, owner: str = "-") -> None:
        """Note a fault."""
        self.faults.append(Fault(file=file, line=line, id=owner, message=sentence(message)))

    def _text(self, name: str, file: str) -> str:
        """Read a file; those of one folder have a bearable size together."""
        try:
            with (self.path / name).open("rb") as stream:
                content = stream.read(self.left + 1)
        except OSError as error:
            raise Unreadable(Fault(file, 0, "-", f"the file cannot be read: {error.strerror}.")) from error
        if len(content) > self.left:
            most = LARGEST // 1_000_000
            raise Unreadable(Fault(file, 0, "-", f"the file is too large: a framework has at most {most} MB."))
        self.left -= len(content)
        return decoded(content, file)


def decoded(content: bytes, file: str) -> str:
    """Return the text of a file. Raises Unreadable where it is not in UTF-8, or decomposed letters run through it."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(Fault(file, line, "-", "the file is not in UTF-8.")) from error
    if not unicodedata.is_normalized("NFC", words):
        lines = [line for line, each in enumerate(words.splitlines(), 1) if not unicodedata.is_normalized("NFC", each)]
        if len(lines) > FEW:
            message = f"the file is not in Unicode normal form NFC, here and on {len(lines) - 1} other lines."
            raise Unreadable(Fault(file, lines[0], "-", message))
    return words


def _join(head: YamlMap, folder: _Folder) -> None:
    """Put the content of the named files in place of their names, and ordered mappings into lists."""
    _include(head, folder)
    _replace(head, ("glossary",), folder)
    rules = head.get("rules")
    if isinstance(rules, YamlMap):
        _replace(rules, ("rules", "contradictions"), folder)
        _list_each(rules, "requires", "node", folder)
    _list_each(head, "crosswalks", "id", folder)
    _list_each(head, "drafts", "id", folder)


def _include(head: YamlMap, folder: _Folder) -> None:
    """Give each included file's nodes to the block that the file is named after."""
    names = head.pop("include", None)
    if names is None:
        return
    if not isinstance(names, YamlList):
        folder.complain(head.file, head.lines["include"], "include must be a list of file names")
        return
    for index, name in enumerate(names):
        found = _block(head, name)
        if not isinstance(name, str) or not FILE_NAME.fullmatch(name):
            folder.complain(head.file, names.lines[index], "include must hold names of YAML files in this folder")
        elif found is None:
            folder.complain(head.file, names.lines[index], f"no block has the id {Path(name).stem} of this file")
        elif "children" in found[1]:
            folder.complain(head.file, names.lines[index], f"block {Path(name).stem} has its nodes already")
        else:
            place, block = found
            block.lines["children"] = names.lines[index]
            block["children"] = _content(name, (*place, "children"), folder)


def _block(head: YamlMap, name: Any) -> tuple[Place, YamlMap] | None:
    """Find the block that a file is named after."""
    blocks = head.get("blocks")
    stem = Path(name).stem if isinstance(name, str) else None
    for index, block in enumerate(blocks if isinstance(blocks, YamlList) else ()):
        if isinstance(block, YamlMap) and block.get("id") == stem:
            return ("blocks", index), block
    return None


def _replace(holder: YamlMap, place: Place, folder: _Folder) -> None:
    """Put the content of a file in place of its name; content that stands there itself is left alone."""
    key = str(place[-1])
    name = holder.get(key)
    if isinstance(name, str) and FILE_NAME.fullmatch(name):
        holder[key] = _content(name, place, folder)
    elif isinstance(name, str):
        folder.complain(holder.file, holder.lines[key], f"{key} must be the name of a YAML file in this folder")


def _content(name: str, place: Place, folder: _Folder) -> YamlList | None:
    """Read the list that belongs to a place."""
    content = folder.read(name, YamlList)
    if content is None:
        folder.unread.add(place)
    return content


def _list_each(holder: YamlMap, key: str, name: str, folder: _Folder) -> None:
    """Put every mapping below a key into a list."""
    table = holder.get(key)
    if not isinstance(table, YamlMap):
        return
    for part, value in table.items():
        if isinstance(value, YamlMap):
            table[part] = _listed(value, name, folder)


def _listed(table: YamlMap, name: str, folder: _Folder) -> YamlList:
    """Return a mapping as a list of its values in the author's order, which databases do not keep for keys."""
    entries = YamlList(table.file, table.line)
    for key, value in table.items():
        line = table.lines[key]
        if isinstance(value, YamlMap):
            if name in value:
                folder.complain(table.file, value.lines[name], f"{name} is given by the key already", key)
            value[name] = key
            value.lines.setdefault(name, line)
        entries.lines[len(entries)] = line
        entries.append(value)
    return entries
