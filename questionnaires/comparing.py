"""What changed between two versions, in a domain expert's terms: questions, answers, weights, thresholds, rules.

Both documents are unfolded into the records of the workbook, so each change carries the heading of its column, and
nothing that a workbook holds can change unseen.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from django.utils.formats import number_format

from questionnaires.words import Language, Text
from questionnaires.workbook import sheets
from questionnaires.workbook.cells import written
from questionnaires.workbook.columns import Column, Sheet, own
from questionnaires.workbook.head_sheets import ENTRIES
from questionnaires.workbook.other import all_records
from questionnaires.workbook.question_sheets import DETAILS
from questionnaires.workbook.unfolding import Record, Records

type Kind = Literal["added", "removed", "reworded", "changed", "moved"]
type Topic = Literal["questions", "answers", "weights", "thresholds", "rules", "steps", "words", "models", "about"]
type Key = tuple[str, ...]
type Piece = tuple[Literal["same", "gone", "come"], str]

HEAD = Sheet("head", sheets.HEAD.title, sheets.HEAD.about, ENTRIES)
UNCONFIRMED = Sheet(
    "unconfirmed", sheets.HEAD.title, sheets.HEAD.about, own("Điều chưa xác nhận", "What is not confirmed")
)
COMPARED = (HEAD, UNCONFIRMED, *sheets.SHEETS[1:])

# What tells the records of a sheet apart, by default their id; what is alike in it is told apart by its order.
KEYS: Mapping[str, tuple[str, ...]] = {
    "head": (),
    "unconfirmed": (),
    "levels": ("value",),
    "tables": ("node",),
    "ladders": ("item", "level"),
    "shared": ("name",),
    "options": ("owner", "part", "fact", "case", "level", "id"),
    "steps": ("item", "step"),
    "na": ("item",),
    "caps": ("node",),
    "requires": ("dimension", "node"),
    "crosswalks": ("crosswalk", "id"),
    "drafts": ("framework", "id"),
    "draft_rules": ("framework", "id"),
    "other": ("place",),
}
OWNER = {"ladders": "item", "options": "owner", "steps": "item", "na": "item"}  # they come and go with their question
# Sheets in which the order means something, and the column within whose values it does.
AMONG = {
    **dict.fromkeys(("levels", "variants", "classes", "caps", "troubles", "contradictions", "glossary"), ""),
    "nodes": "parent",
    "items": "node",
    "options": "owner",
    "requires": "dimension",
    "crosswalks": "crosswalk",
    "drafts": "framework",
}
TOPICS: Mapping[Topic, frozenset[str]] = {
    "questions": frozenset({"nodes", "items"}),
    "answers": frozenset({"ladders", "options", "shared"}),
    "weights": frozenset({"tables"}),
    "thresholds": frozenset(),
    "rules": frozenset({"na", "caps", "requires", "troubles", "contradictions", "other"}),
    "steps": frozenset({"steps"}),
    "words": frozenset({"levels", "variants", "classes", "glossary"}),
    "models": frozenset({"crosswalks", "drafts", "draft_rules"}),
    "about": frozenset({"head", "unconfirmed"}),
}
TOPIC_OF_SHEET = {sheet: topic for topic, of in TOPICS.items() for sheet in of}
TOPIC_OF_COLUMN: Mapping[Topic, re.Pattern[str]] = {  # where it is not that of the sheet; the first that fits
    "thresholds": re.compile(r"(levels|and)\..*|(.*\.)?(met|min_coverage|at_least)|from|above|quick\.half_width"),
    "weights": re.compile(r"weight|(.*\.)?aggregate\..*"),
    "rules": re.compile(r"key|scored|rung|in_variants|applies_when|sensitive|rules\..*"),
    "models": re.compile("maps"),
}
OF_ANSWERS = frozenset({"answer", *(column.key for column in DETAILS)})
NAMES = {"glossary": "term", "items": "ask"}  # others have a name, if any
ENDS: Mapping[str, Language] = {"vi": "vi", "en": "en"}  # of the keys of columns in one language
WORDS = re.compile(r"\S+\s*|\s+")
ALIKE = 0.5  # of all words that two texts share


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``owner`` and ``name`` say whose, ``part`` which part of it, ``what`` the heading of the column.

    ``what`` is None where the whole came, went or stands in another order. ``old`` and ``new`` are as cells have them;
    ``language`` is that of their words, None where they are no sentence of one language.
    """

    kind: Kind
    topic: Topic
    sheet: Sheet
    owner: str
    name: Text | None
    part: str = ""
    what: Text | None = None
    old: str = ""
    new: str = ""
    language: Language | None = None


def changes(old: Mapping[str, Any], new: Mapping[str, Any], language: Language) -> tuple[Change, ...]:
    """Return all changes, by topic and then in the order of the sheets; the number of the version is none."""
    comparison = _Comparison(all_records(old), all_records(new), language)
    found = [change for sheet in COMPARED for change in comparison.of(sheet)]
    order = list(TOPICS)
    return tuple(sorted(found, key=lambda change: order.index(change.topic)))


def marked(old: str, new: str) -> list[Piece]:
    """Return two texts as one, in pieces that stayed, went and came; a piece is made of whole words.

    Texts that have little in common are easier to read one after the other.
    """
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return [piece for piece in (("gone", old), ("come", new)) if piece[1]]
    pieces: list[Piece] = []
    for what, start, end, begin, stop in matcher.get_opcodes():
        if what == "equal":
            pieces.append(("same", "".join(before[start:end])))
        else:
            pieces += [("gone", "".join(before[start:end]))] if end > start else []
            pieces += [("come", "".join(after[begin:stop]))] if stop > begin else []
    return pieces


class _Comparison:
    """The records of two documents."""

    def __init__(self, before: Records, after: Records, language: Language) -> None:
        self.before, self.after, self.language = before, after, language
        self.names = {**_names(before), **_names(after)}
        self.owners = [
            {*(each["id"] for each in records["items"]), *(each["name"] for each in records["shared"])}
            for records in (before, after)
        ]

    def of(self, sheet: Sheet) -> Iterator[Change]:
        """Yield the changes of one sheet."""
        olds, news = _keyed(self.before[sheet.key], sheet), _keyed(self.after[sheet.key], sheet)
        for key in [*olds, *(key for key in news if key not in olds)]:
            if key in olds and key in news:
                yield from self._between(sheet, olds[key], news[key])
            elif key in news:
                yield from self._whole("added", sheet, news[key], self.owners[0])
            else:
                yield from self._whole("removed", sheet, olds[key], self.owners[1])
        yield from self._order(sheet, olds, news)

    def _whole(self, kind: Kind, sheet: Sheet, record: Record, others: set[str]) -> Iterator[Change]:
        """Yield what came or went, but not with a question that did so itself."""
        if sheet.key not in OWNER or record.get(OWNER[sheet.key]) in others:
            said, language = self._known_by(sheet, record)
            change = self._change(kind, sheet, record, None, **{"new" if kind == "added" else "old": said})
            yield replace(change, language=language)

    def _between(self, sheet: Sheet, old: Record, new: Record) -> Iterator[Change]:
        for column in sheet.columns:
            if column.key != "version" and old.get(column.key) != new.get(column.key):
                kind: Kind = (
                    "reworded" if _language(column) else "moved" if column.key == AMONG.get(sheet.key) else "changed"
                )
                shown = {"old": self._shown(column, old), "new": self._shown(column, new)}
                yield replace(self._change(kind, sheet, new, column, **shown), language=_language(column))

    def _order(self, sheet: Sheet, olds: Mapping[Key, Record], news: Mapping[Key, Record]) -> Iterator[Change]:
        """Yield what stands in another order among its own."""
        if sheet.key not in AMONG:
            return
        among = AMONG[sheet.key]
        for group in sorted({str(record.get(among, "")) for record in olds.values()}):
            before, after = (
                [key for key, record in these.items() if key in others and str(record.get(among, "")) == group]
                for these, others in ((olds, news), (news, olds))
            )
            stayed = set(before) & set(after)
            was, now = ([key for key in keys if key in stayed] for keys in (before, after))
            if was != now:
                name = self.names.get(group)
                yield Change("moved", _topic(sheet, None), sheet, group, name, "", None, _listed(was), _listed(now))

    def _change(self, kind: Kind, sheet: Sheet, record: Record, column: Column | None, **said: str) -> Change:
        first, *more = KEYS.get(sheet.key, ("id",)) or ("",)
        owner = str(record.get(first, ""))
        part = " ".join(str(record[key]) for key in more if key in record)
        what = column.title if column else None
        name = _name(sheet, record) or self.names.get(owner)
        shown = said.get("old", ""), said.get("new", "")
        return Change(kind, _topic(sheet, column), sheet, owner, name, part, what, *shown)

    def _known_by(self, sheet: Sheet, record: Record) -> tuple[str, Language | None]:
        """Return a record by its first text and the language of that, without one by all it has."""
        wanted: tuple[Language, ...] = (self.language, "en", "vi")
        for language in wanted:
            for column in sheet.columns:
                if column.key in record and _language(column) == language:
                    return str(record[column.key]), language
        filled = (column for column in sheet.columns if column.key in record)
        rest = (f"{column.title[self.language]}: {self._shown(column, record)}" for column in filled)
        return "; ".join(rest), None

    def _shown(self, column: Column, record: Record) -> str:
        """Return a value as a cell has it, a number with the separators of the language."""
        value = record.get(column.key)
        shown = "" if value is None else written(column.kind, value, self.language)
        return str(number_format(Decimal(str(value)), use_l10n=True)) if isinstance(shown, float) else shown


def _language(column: Column) -> Language | None:
    """Return the language in which a column is written, if it is in one."""
    return ENDS.get(column.key.rpartition(".")[2])


def _names(records: Records) -> dict[str, Text]:
    """Return what nodes and questions are called, by id."""
    named = (
        (record["id"], _name(sheet, record)) for sheet in (sheets.NODES, sheets.ITEMS) for record in records[sheet.key]
    )
    return {id_: name for id_, name in named if name}


def _name(sheet: Sheet, record: Record) -> Text | None:
    """Return what a record is called by itself."""
    key = NAMES.get(sheet.key, "name")
    vi, en = str(record.get(f"{key}.vi", "")), str(record.get(f"{key}.en", ""))
    return Text(vi or en, en or vi) if (vi or en) and sheet.key not in OWNER else None


def _keyed(records: Iterable[Record], sheet: Sheet) -> dict[Key, Record]:
    """Return records by what tells them apart."""
    columns = KEYS.get(sheet.key, ("id",))
    counted: Counter[Key] = Counter()
    found: dict[Key, Record] = {}
    for record in records:
        key = tuple(str(record.get(column, "")) for column in columns)
        counted[key] += 1
        found[(*key, str(counted[key]))] = record
    return found


def _listed(keys: Iterable[Key]) -> str:
    return ", ".join(next((part for part in reversed(key[:-1]) if part), key[-1]) for key in keys)


def _topic(sheet: Sheet, column: Column | None) -> Topic:
    """Return under which heading a change is read."""
    key, topic = column.key if column else "", TOPIC_OF_SHEET[sheet.key]
    if sheet.key == "items" and key in OF_ANSWERS:
        return "answers"
    if topic == "rules":
        return topic
    return next((other for other, pattern in TOPIC_OF_COLUMN.items() if pattern.fullmatch(key)), topic)
