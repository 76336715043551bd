"""The differences of two versions as a page shows them: by topic, by question, words that changed marked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext, pgettext

from questionnaires.comparing import Change, Piece, Topic, changes, marked
from questionnaires.words import Language


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what it is about, and its texts; ``pieces`` are both texts as one.

    ``language`` is that of the texts where it is not the page's own, so that they are read out in it.
    """

    kind: str
    what: str
    old: str
    new: str
    pieces: tuple[Piece, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A question, a node, a rule, with all that changed about it under one topic; ``id`` is empty for the whole."""

    id: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """All changes of one topic; ``count`` counts changes, not subjects."""

    topic: Topic
    title: str
    count: int
    subjects: tuple[Subject, ...]


def parts(old: Mapping[str, Any], new: Mapping[str, Any], language: Language) -> tuple[Part, ...]:
    """Return the topics in which something changed."""
    found = changes(old, new, language)
    return tuple(
        _part(topic, tuple(group), language) for topic, group in groupby(found, key=lambda change: change.topic)
    )


def _part(topic: Topic, found: tuple[Change, ...], language: Language) -> Part:
    owners = dict.fromkeys((change.owner, change.sheet.key if not change.owner else "") for change in found)
    subjects = [
        _subject([each for each in found if (each.owner, "" if each.owner else each.sheet.key) == owner], language)
        for owner in owners
    ]
    return Part(topic, _titles()[topic], len(found), tuple(subjects))


def _subject(found: list[Change], language: Language) -> Subject:
    first = found[0]
    name = first.name[language] if first.name else first.sheet.title[language]
    return Subject(first.owner, name, tuple(_line(change, language) for change in found))


def _line(change: Change, language: Language) -> Line:
    about = [change.sheet.title[language], change.part] if change.what is None or change.part else [change.part]
    what = " · ".join(filter(None, (*about, change.what[language] if change.what else "")))
    pieces = tuple(marked(change.old, change.new)) if change.kind == "reworded" else ()
    other = change.language if change.language not in {None, language} else ""
    return Line(change.kind, what, change.old, change.new, pieces, other or "")


def _titles() -> Mapping[Topic, str]:
    return dict(_topics())


def _topics() -> Iterator[tuple[Topic, str]]:
    yield "questions", gettext("Questions and dimensions")
    yield "answers", gettext("Answers and points")
    yield "weights", gettext("Weights and methods")
    yield "thresholds", gettext("Thresholds")
    yield "rules", pgettext("part of a framework", "Rules")
    yield "steps", gettext("Steps")
    yield "words", gettext("Names and terms")
    yield "models", gettext("Other models")
    yield "about", gettext("Title, source and minutes")
