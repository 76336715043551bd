"""The shipped framework, published in no time: read and validated once a process, stored once a test."""

import functools
from pathlib import Path
from typing import Any

from django.utils import timezone

import questionnaires
from questionnaires import library
from questionnaires.canonical import content_hash
from questionnaires.document import Framework
from questionnaires.loading import load_folder
from questionnaires.models import FrameworkVersion
from questionnaires.parsing import parse

EVERY_TYPE = Path(__file__).parent / "frameworks" / "every-type"
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
    row, _ = FrameworkVersion.objects.get_or_create(
        framework=document["framework"],
        version=document["version"],
        defaults={
            "document": document,
            "content_hash": content_hash(document),
            "status": FrameworkVersion.Status.PUBLISHED,
            "published_at": timezone.now(),
        },
    )
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
    row, _ = FrameworkVersion.objects.get_or_create(
        framework=document["framework"],
        version=document["version"],
        defaults={
            "document": document,
            "content_hash": _library_hash(framework_id),
            "status": FrameworkVersion.Status.PUBLISHED,
            "published_at": timezone.now(),
        },
    )
    library.get(row.content_hash)
    return row
