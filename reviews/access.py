"""Who may look at the bench, and at which submission. A firm's private submission exists for no staff member at all.

Approvers and administrators reach everything that firms sent; an advisor reaches what is assigned to them, what they
were asked for a second opinion on, and what came through a programme that they work for. Nobody reaches a firm in
which they declared an interest: for them it is as absent as one that never was.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from accounts import openings
from accounts.gates import person
from accounts.models import Opening, User
from assessments.models import Assessment, Submission
from evidence.access import may_open
from evidence.access import of_assessment as evidence_of
from evidence.models import Evidence
from programmes.access import firms_of_staff
from reviews.models import Review

SEES_ALL = (User.StaffRole.APPROVER, User.StaffRole.ADMINISTRATOR)


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


def reviews_within_reach(user: User) -> QuerySet[Review]:
    """Return the reviews that a person of the staff may open, whatever their state; none of a restricted firm's."""
    sent = Review.objects.filter(
        assessment__state__in=Assessment.SENT, assessment__site__organization__restriction__isnull=True
    ).exclude(assessment__site__organization__conflicts__user=user)
    if user.staff_role in SEES_ALL:
        return sent
    own = Q(advisor=user) | Q(assessment__site__organization__in=firms_of_staff(user))
    return sent.filter(own)


def get_review(request: HttpRequest, uuid: UUID) -> Review:
    """Return a review that this person may open, with all that its pages name; else 404."""
    if not is_reviewer(request):
        raise Http404
    related = ("assessment__site__organization", "assessment__framework_version", "assessment__sent_submission")
    found = (
        reviews_within_reach(person(request))
        .select_related(*related, "advisor")
        .defer("assessment__framework_version__document")
        .filter(uuid=uuid)
        .first()
    )
    if found is None:
        raise Http404
    return found


def get_own_review(request: HttpRequest, uuid: UUID) -> Review:
    """Return a review that this person may judge: the advisor to whom it is assigned; 403 for others who may read."""
    found = get_review(request, uuid)
    if found.advisor_id != person(request).pk:
        raise PermissionDenied
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
