"""Storing what a workbook said, once a person saw what it would change.

Between the two nothing is kept here: the changes travel in the page, signed, so that only what was shown can come back,
from the same person and for the same assessment.
"""

from collections.abc import Collection

from django.core import signing
from django.db import transaction

from accounts.models import User
from assessments import lifecycle
from assessments.models import Assessment
from assessments.paper.comparing import Change, Wanted, packed, unpacked
from c4ir_assess.exceptions import StaleVersion

SALT = "assessments.paper"
HOURS = 12
HOUR = 3600


class PreviewExpiredError(Exception):
    """What was posted is not what was shown, or it was shown too long ago."""


def sealed(assessment: Assessment, by: User | None, changes: list[Change]) -> str:
    """Return the changes as one signed text."""
    content = {"of": _of(assessment, by), "changes": packed(changes)}
    return signing.dumps(content, salt=SALT, compress=True)


def opened(assessment: Assessment, by: User | None, text: str) -> list[Wanted]:
    """Return what was sealed for this person and assessment. Raises PreviewExpiredError."""
    try:
        content = signing.loads(text, salt=SALT, max_age=HOURS * HOUR)
    except signing.BadSignature as broken:
        raise PreviewExpiredError from broken
    if content["of"] != _of(assessment, by):
        raise PreviewExpiredError
    return unpacked(content["changes"])


@transaction.atomic
def store(*, assessment: Assessment, wanted: list[Wanted], by: User | None, instead: Collection[str]) -> list[Wanted]:
    """Store what is wanted, as this person's answers; return what somebody else answered meanwhile.

    Of contested answers only those in ``instead`` take the place of the stored ones.
    """
    stale = []
    for each in wanted:
        if each.kind == "contested" and each.item not in instead:
            continue
        try:
            lifecycle.save_response(
                assessment=assessment, item=each.item, given=each.given, base_version=each.version, by=by
            )
        except StaleVersion:
            stale.append(each)
    return stale


def _of(assessment: Assessment, by: User | None) -> list[str]:
    return [str(assessment.uuid), str(by.pk) if by else ""]
