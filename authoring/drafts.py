"""The verbs of authoring. A draft may be changed and deleted; what was published stays for ever.

Nothing here validates content for publishing: that is ``questionnaires.publishing.publish``, the only way there.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from authoring import effect, numbers
from authoring.models import Draft
from authoring.readiness import readiness
from c4ir_assess.exceptions import FrameworkRefused, TransitionNotAllowed
from questionnaires import publishing
from questionnaires.canonical import content_hash
from questionnaires.models import FrameworkVersion
from questionnaires.validation import is_slot

Status = FrameworkVersion.Status


@transaction.atomic
def upload(*, document: Mapping[str, Any], by: User, file_name: str) -> FrameworkVersion:
    """Store a new draft. Raises FrameworkRefused, in the person's language, for a number that it cannot have."""
    framework, number = document["framework"], document["version"]
    if told := numbers.fault(framework, number):
        raise FrameworkRefused(told)
    content = {"document": document, "content_hash": content_hash(document)}
    version, is_new = FrameworkVersion.objects.get_or_create(framework=framework, version=number, defaults=content)
    if not is_new:  # somebody took the number in this very moment
        raise FrameworkRefused(numbers.fault(framework, number))
    Draft.objects.create(version=version, uploaded_by=by, uploaded_at=timezone.now(), file_name=file_name)
    return version


@transaction.atomic
def replace(*, version: FrameworkVersion, document: Mapping[str, Any], by: User, file_name: str) -> FrameworkVersion:
    """Put other content into a draft; what was seen of the old content does not count for the new."""
    version = _locked(version)
    version.document, version.content_hash = dict(document), content_hash(document)
    version.save()
    columns = {"uploaded_by": by, "uploaded_at": timezone.now(), "file_name": file_name}
    Draft.objects.update_or_create(version=version, defaults=columns)
    return version


@transaction.atomic
def delete(*, version: FrameworkVersion) -> None:
    """Delete a draft."""
    _locked(version).delete()


@transaction.atomic
def see(*, version: FrameworkVersion, what: str, content: str) -> None:
    """Note that somebody looked at the differences, or at the effect, of this content."""
    version = _locked(version)
    measured = effect.newest(version)
    if version.content_hash != content or (what == "effect" and not (measured and measured.finished_at)):
        raise TransitionNotAllowed("other content was uploaded meanwhile, or there is nothing to see yet")
    columns = {f"{what}_seen": content}
    Draft.objects.update_or_create(
        version=version, defaults=columns, create_defaults={**columns, "uploaded_at": version.created_at}
    )


@transaction.atomic
def publish(*, version: FrameworkVersion, content: str, by: User) -> FrameworkVersion:
    """Publish a draft with the content that the person saw.

    Raises TransitionNotAllowed for other content, for a draft that is none any more, and while something of it is
    missing or was not looked at.
    """
    version = _locked(version)
    if version.content_hash != content or not readiness(version).is_ready:
        raise TransitionNotAllowed("other content was uploaded meanwhile, or something is left to do")
    published = publishing.publish(document=version.document)
    Draft.objects.filter(version=published).update(published_by=by)
    return published


@transaction.atomic
def retire(*, version: FrameworkVersion) -> None:
    """Let a published version start nothing new. The last one of a framework that firms are offered stays."""
    list(
        _in_force(version).select_for_update(no_key=True)
    )  # of two that retire the last two, the second one sees the first
    if not may_retire(version):
        raise TransitionNotAllowed("only a published version, and not the last one that firms can start, is retired")
    _in_force(version).filter(pk=version.pk).update(status=Status.RETIRED)


def may_retire(version: FrameworkVersion) -> bool:
    """Whether a version can be taken out of use."""
    keys = set(_in_force(version).values_list("pk", flat=True))
    is_last = len(keys) == 1 and version.framework in settings.FRAMEWORKS_OFFERED
    return version.pk in keys and not is_last


def _in_force(version: FrameworkVersion) -> QuerySet[FrameworkVersion]:
    return FrameworkVersion.objects.filter(framework=version.framework, status=Status.PUBLISHED).only("pk")


def _locked(version: FrameworkVersion) -> FrameworkVersion:
    """Return a draft's row, held until the end of the transaction."""
    found = FrameworkVersion.objects.select_for_update(no_key=True).filter(pk=version.pk, status=Status.DRAFT).first()
    if found is None or is_slot(found.document):
        raise TransitionNotAllowed("this is no draft any more")
    return found
