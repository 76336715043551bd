"""Frameworks ready for use: parsed once a process, found by the hash of their content."""

import functools
from collections.abc import Iterable

from c4ir_assess.exceptions import FrameworkRefused
from questionnaires.canonical import content_hash as hash_of
from questionnaires.document import Framework
from questionnaires.models import FrameworkVersion
from questionnaires.parsing import parse


@functools.lru_cache(maxsize=64)
def get(content_hash: str) -> Framework:
    """Return the framework with this content; content never changes, so one that was found stays found.

    Raises FrameworkVersion.DoesNotExist, and FrameworkRefused if the stored document is not what its hash says.
    """
    row = FrameworkVersion.objects.get(content_hash=content_hash)
    if hash_of(row.document) != content_hash:
        raise FrameworkRefused(f"the stored document of {row} was changed after it was published")
    return parse(row.document)


def newest_of(framework_ids: Iterable[str]) -> dict[str, Framework]:
    """Return the highest published versions of those that have one, by id."""
    published = FrameworkVersion.objects.filter(status=FrameworkVersion.Status.PUBLISHED)
    rows = sorted(published.filter(framework__in=set(framework_ids)).defer("document"), key=number)
    newest_hashes = {row.framework: row.content_hash for row in rows}
    return {framework: get(content_hash) for framework, content_hash in newest_hashes.items()}


def newest(framework_id: str) -> FrameworkVersion:
    """Return the highest published version, its document deferred. Raises FrameworkVersion.DoesNotExist."""
    published = FrameworkVersion.objects.filter(framework=framework_id, status=FrameworkVersion.Status.PUBLISHED)
    rows = list(published.defer("document"))
    if not rows:
        raise FrameworkVersion.DoesNotExist(f"{framework_id} has no published version; load_frameworks makes one")
    return max(rows, key=number)


def number(row: FrameworkVersion) -> tuple[int, ...]:
    """Return a version as numbers, by which versions are compared: 0.10.0 is above 0.9.0."""
    return tuple(map(int, row.version.split(".")))
