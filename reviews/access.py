"""Who may look at the bench, and at which submission. A firm's private submission exists for no staff member at all."""

from uuid import UUID

from django.http import Http404, HttpRequest

from accounts import openings
from accounts.models import Opening, User
from assessments.models import Submission
from evidence.access import may_open
from evidence.access import of_assessment as evidence_of
from evidence.models import Evidence


def is_reviewer(request: HttpRequest) -> bool:
    """Whether an advisor, an approver or an administrator asks."""
    return bool(request.user.is_authenticated and request.user.is_reviewer)


def get_sent_submission(request: HttpRequest, uuid: UUID) -> Submission:
    """Return a submission that its firm sent for review; a private one is as absent as one that never was (404)."""
    if not is_reviewer(request):
        raise Http404
    found = (
        Submission.objects.sent_for_review()
        .select_related("assessment__site__organization", "assessment__framework_version", "submitted_by")
        .defer("assessment__framework_version__document")
        .filter(uuid=uuid)
        .first()
    )
    if found is None:
        raise Http404
    return found


def get_sent_evidence(submission: Submission, uuid: UUID) -> Evidence:
    """Return a file that came with a submission and that its readers may open; else 404."""
    found = evidence_of(submission.assessment, uuid)
    if not may_open(found, None):
        raise Http404
    return found


def note_opening(request: HttpRequest, submission: Submission, what: Opening.What, subject: UUID) -> None:
    """Write into the firm's list that this person opened what belongs to a submission it sent."""
    site = submission.assessment.site
    assert site is not None  # noqa: S101 -- only what a plant completed can be sent
    assert isinstance(request.user, User)  # noqa: S101 -- found for a reviewer
    openings.note(organization=site.organization, by=request.user, what=what, subject=subject)
