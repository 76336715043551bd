"""The shipped framework, published in no time: read and validated once a process, stored once a test."""

import functools
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

import questionnaires
from questionnaires import library
from questionnaires.canonical import content_hash
from questionnaires.document import Framework
from questionnaires.loading import load_folder
from questionnaires.models import FrameworkVersion
from questionnaires.parsing import parse

EVERY_TYPE = Path(__file__).parent / "frameworks" / "every-type"
KEPT, TABLE = "c4ir-smc", FrameworkVersion._meta.db_table
COLUMNS = "framework, version, content_hash, document, status"
C4IR_SMC = Path(questionnaires.__file__).parent / "frameworks" / "c4ir-smc"


@functools.cache
def shipped_document() -> dict[str, Any]:
    """Return the document of c4ir-smc. It is shared: copy it before changing it."""
    return library_document("c4ir-smc")


@functools.cache
def shipped_framework() -> Framework:
    """Return c4ir-smc as the engine and the pages see it; needs no database."""
    return library_framework("c4ir-smc")


@functools.cache
def library_document(framework_id: str) -> dict[str, Any]:
    """Return the document of any framework of the library. It is shared: copy it before changing it."""
    loaded = load_folder(C4IR_SMC.parent / framework_id)
    assert not loaded.faults, "\n".join(map(str, loaded.faults))
    return loaded.document


@functools.cache
def library_framework(framework_id: str) -> Framework:
    """Return any framework of the library as the engine sees it; needs no database."""
    return parse(library_document(framework_id))


@functools.cache
def every_type_document() -> dict[str, Any]:
    """Return the document of a framework with every type of answer, variants, conditions and lists by profile."""
    loaded = load_folder(EVERY_TYPE)
    assert not loaded.faults, "\n".join(map(str, loaded.faults))
    return loaded.document


def published(document: dict[str, Any]) -> FrameworkVersion:
    """Return the published row of any document."""
    if document is library_document(KEPT):
        return library_version(KEPT)
    rows = FrameworkVersion.objects.defer("document")
    row = rows.filter(framework=document["framework"], version=document["version"]).first()
    row = row or _store(document, content_hash(document))
    library.get(row.content_hash)
    return row


@functools.cache
def _library_hash(framework_id: str) -> str:
    return content_hash(library_document(framework_id))


def framework_version() -> FrameworkVersion:
    """Return the published row of c4ir-smc; ``library.get`` then answers without a query."""
    return library_version("c4ir-smc")


def library_version(framework_id: str) -> FrameworkVersion:
    """Return the published row of any framework of the library, as ``framework_version`` does."""
    document = library_document(framework_id)
    named = {"framework": document["framework"], "version": document["version"]}
    rows = FrameworkVersion.objects.defer("document").filter(**named)
    row = rows.first()
    if row is None and framework_id == KEPT:
        _copy_kept()
        row = rows.get()
    elif row is None:
        row = _store(document, _library_hash(framework_id))
    library.get(row.content_hash)
    return row


def keep() -> None:
    """Store the framework that most tests need beside Django's tables, where no rollback and no flush reaches it.

    Its document has half a megabyte: to send, parse and compress it takes the database longer than most tests do, and
    to copy a row that it holds already, no time.
    """
    document = library_document(KEPT)
    with transaction.atomic():
        row = _store(document, _library_hash(KEPT))
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS kept_framework")
            cursor.execute(f"CREATE TABLE kept_framework AS SELECT {COLUMNS} FROM {TABLE} WHERE id = %s", [row.pk])  # noqa: S608 -- our own names
            cursor.execute(f"DELETE FROM {TABLE} WHERE id = %s", [row.pk])  # noqa: S608 -- a published row has no verb for it


def _copy_kept() -> None:
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} ({COLUMNS}, published_at, created_at) SELECT {COLUMNS}, %s, %s FROM kept_framework",  # noqa: S608
            [now, now],
        )


def _store(document: dict[str, Any], hash_of_content: str) -> FrameworkVersion:
    return FrameworkVersion.objects.create(
        framework=document["framework"],
        version=document["version"],
        document=document,
        content_hash=hash_of_content,
        status=FrameworkVersion.Status.PUBLISHED,
        published_at=timezone.now(),
    )
