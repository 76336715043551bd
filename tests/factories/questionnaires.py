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

C4IR_SMC = Path(questionnaires.__file__).parent / "frameworks" / "c4ir-smc"


@functools.cache
def shipped_document() -> dict[str, Any]:
    """Return the document of c4ir-smc. It is shared: copy it before changing it."""
    loaded = load_folder(C4IR_SMC)
    assert not loaded.faults, "\n".join(map(str, loaded.faults))
    return loaded.document


@functools.cache
def shipped_framework() -> Framework:
    """Return c4ir-smc as the engine and the pages see it; needs no database."""
    return parse(shipped_document())


@functools.cache
def _shipped_hash() -> str:
    return content_hash(shipped_document())


def framework_version() -> FrameworkVersion:
    """Return the published row of c4ir-smc; ``library.get`` then answers without a query."""
    document = shipped_document()
    row, _ = FrameworkVersion.objects.get_or_create(
        framework=document["framework"],
        version=document["version"],
        defaults={
            "document": document,
            "content_hash": _shipped_hash(),
            "status": FrameworkVersion.Status.PUBLISHED,
            "published_at": timezone.now(),
        },
    )
    library.get(row.content_hash)
    return row
