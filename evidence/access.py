"""Who reaches a firm's evidence: its members, by role. Advisors come through ``reviews``, once it was sent there.

A quick check without an account takes no files: nobody could be told what became of them, and any hand may hold its
link.
"""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest

from accounts.models import User
from assessments import access
from assessments.models import Assessment
from evidence.models import Evidence, Upload


def get_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Return a firm's assessment that this person may read; else 404."""
    return _of_firm(access.get_assessment(request, uuid))


def get_editable_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Return one that this person may answer; 404 for an outsider, 403 for a read-only member."""
    return _of_firm(access.get_editable_assessment(request, uuid))


def get_evidence(request: HttpRequest, assessment: Assessment, uuid: UUID) -> Evidence:
    """Return a piece of an assessment's evidence whose content this person may open; else 404."""
    found = of_assessment(assessment, uuid)
    if not may_open(found, person(request)):
        raise Http404
    return found


def of_assessment(assessment: Assessment, uuid: UUID) -> Evidence:
    """Return a piece of an assessment's evidence; else 404."""
    found = Evidence.objects.filter(assessment=assessment, uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def get_upload(request: HttpRequest, assessment: Assessment, uuid: UUID) -> Upload:
    """Return what this very person has begun to send; else 404."""
    found = Upload.objects.filter(assessment=assessment, uuid=uuid, by=person(request)).first()
    if found is None:
        raise Http404
    return found


def may_open(evidence: Evidence, who: User | None) -> bool:
    """Whether somebody who may see a piece may open it: others than its sender only what is known to be clean.

    Without a scanner there is nothing to wait for; an infected file is gone.
    """
    if evidence.scan in {Evidence.Scan.CLEAN, Evidence.Scan.UNSCANNED}:
        return True
    is_sender = who is not None and evidence.added_by_id == who.pk
    return is_sender and evidence.scan != Evidence.Scan.INFECTED


def person(request: HttpRequest) -> User:
    """Return who asks; only somebody signed in reaches a firm's assessment."""
    return cast("User", request.user)


def _of_firm(assessment: Assessment) -> Assessment:
    if assessment.site_id is None:
        raise Http404
    return assessment
