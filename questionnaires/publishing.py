"""The only way in for a framework: what was published once is never changed."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from c4ir_assess.exceptions import FrameworkRefused
from questionnaires.canonical import content_hash, differences
from questionnaires.faults import explain
from questionnaires.models import FrameworkVersion
from questionnaires.validation import check_slot, validate

MOST_DIFFERENCES = 20


@transaction.atomic
def publish(*, document: Mapping[str, Any]) -> FrameworkVersion:
    """Publish a document, or return the row that has the same content already, untouched.

    Raises FrameworkRefused, one line a fault, for a document with faults; and for other content under a version
    number that is published, one line for each of the first differing places.
    """
    if faults := validate(document):
        raise FrameworkRefused("\n".join(f"{fault.id} {fault.message}" for fault in faults))
    content = _published(document)
    row, created = FrameworkVersion.objects.get_or_create(
        framework=document["framework"], version=document["version"], defaults=content
    )
    if created:
        return row
    if row.status == FrameworkVersion.Status.DRAFT:
        return _replaced(row, content)
    if row.content_hash != content["content_hash"]:
        raise FrameworkRefused(_difference(row, document))
    return row


@transaction.atomic
def keep_place(*, document: Mapping[str, Any]) -> FrameworkVersion:
    """Store a slot, a framework whose official document is not there yet, as a draft; it is never published as it is.

    Raises FrameworkRefused, one line a fault, for a document with faults; and for a version that is published.
    """
    if faults := [explain(document, complaint) for complaint in check_slot(document)]:
        raise FrameworkRefused("\n".join(f"{fault.id} {fault.message}" for fault in faults))
    content = {"document": document, "content_hash": content_hash(document)}
    row, created = FrameworkVersion.objects.get_or_create(
        framework=document["framework"], version=document["version"], defaults=content
    )
    return row if created or row.content_hash == content["content_hash"] else _replaced(row, content)


def _published(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a published row."""
    return {
        "document": document,
        "content_hash": content_hash(document),
        "status": FrameworkVersion.Status.PUBLISHED,
        "published_at": timezone.now(),
    }


def _replaced(draft: FrameworkVersion, content: Mapping[str, Any]) -> FrameworkVersion:
    """Give a draft other content. Raises FrameworkRefused for a row that was published."""
    for column, value in content.items():
        setattr(draft, column, value)
    draft.save()
    return draft


def _difference(row: FrameworkVersion, document: Mapping[str, Any]) -> str:
    """Say what changed without a new version number."""
    places = list(differences(row.document, document))
    lines = [f"{row} is published with other content; a change needs a new version number. It differs in:"]
    lines += islice(places, MOST_DIFFERENCES)
    if len(places) > MOST_DIFFERENCES:
        lines.append(f"and {len(places) - MOST_DIFFERENCES} more places")
    return "\n".join(lines)
