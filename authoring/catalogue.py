"""All frameworks with their versions, as the first page of the room lists them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count

from questionnaires import library
from questionnaires.models import FrameworkVersion
from questionnaires.validation import is_slot
from questionnaires.words import Language

Status = FrameworkVersion.Status


@dataclass(frozen=True, slots=True)
class Line:
    """One version; ``is_current`` says that new assessments of this framework take it."""

    version: FrameworkVersion
    assessments: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One framework, newest version first; ``awaits`` says what a slot without content is waiting for."""

    id: str
    title: str
    lines: tuple[Line, ...]
    awaits: str
    is_offered: bool


def entries(language: Language) -> list[Entry]:
    """Return the frameworks in the order in which firms are offered them, then the others, then the slots."""
    rows = FrameworkVersion.objects.defer("document").annotate(used=Count("assessments"))
    documents = dict(FrameworkVersion.objects.filter(status=Status.DRAFT).values_list("pk", "document"))
    by_framework: dict[str, list[FrameworkVersion]] = {}
    for row in sorted(rows, key=library.number, reverse=True):
        by_framework.setdefault(row.framework, []).append(row)
    found = [_entry(name, mine, documents, language) for name, mine in by_framework.items()]
    offered = {name: place for place, name in enumerate(settings.FRAMEWORKS_OFFERED)}
    return sorted(found, key=lambda entry: (bool(entry.awaits), offered.get(entry.id, len(offered)), entry.title))


def in_language(words: Mapping[str, str], language: Language) -> str:
    """Return a text of a document; a draft's in the other language where it lacks this one."""
    return words.get(language) or next(iter(words.values()), "")


def _entry(name: str, rows: Sequence[Any], documents: Mapping[int, Any], language: Language) -> Entry:
    named = next((row for row in rows if row.status != Status.DRAFT), rows[0])
    current = next((row for row in rows if row.status == Status.PUBLISHED), None)
    content = documents.get(named.pk, {})
    title = in_language(content["title"], language) if content else library.get(named.content_hash).title[language]
    return Entry(
        id=name,
        title=title,
        lines=tuple(Line(row, row.used, row is current) for row in rows),
        awaits=in_language(content["awaits"], language) if is_slot(content) else "",
        is_offered=name in settings.FRAMEWORKS_OFFERED,
    )
