"""Frameworks ready for use: parsed once a process, found by the hash of their content."""

import functools

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


def newest(framework_id: str) -> FrameworkVersion:
    """Return the highest published version, its document deferred. Raises FrameworkVersion.DoesNotExist."""
    published = FrameworkVersion.objects.filter(framework=framework_id, status=FrameworkVersion.Status.PUBLISHED)
    rows = list(published.defer("document"))
    if not rows:
        raise FrameworkVersion.DoesNotExist(f"{framework_id} has no published version; load_frameworks makes one")
    return max(rows, key=lambda row: tuple(map(int, row.version.split("."))))
