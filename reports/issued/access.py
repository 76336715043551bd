"""Who may see a plant's issued reports and its private links: the firm, by role; advisors the reports they work on."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.models import Membership, Opening
from assessments.access import get_submission
from assessments.models import Submission
from reports.models import IssuedReport
from reviews.access import get_sent_submission, note_opening


def get_plants_submission(request: HttpRequest, uuid: UUID) -> Submission:
    """Return a submission of a plant of the person's firm; 404 else, for a quick check without a firm too."""
    submission = get_submission(request, uuid)
    if submission.assessment.site is None:
        raise Http404
    return submission


def get_owned_submission(request: HttpRequest, uuid: UUID) -> Submission:
    """Return a submission of a plant of a firm that the person owns; 404 for an outsider, 403 for another member."""
    submission = get_plants_submission(request, uuid)
    if not is_owner(request, submission):
        raise PermissionDenied
    return submission


def is_owner(request: HttpRequest, submission: Submission) -> bool:
    """Whether the person owns the firm of a plant's submission."""
    return is_member(request, submission, Membership.Role.OWNER)


def is_member(request: HttpRequest, submission: Submission, *roles: Membership.Role) -> bool:
    """Whether the person belongs to the firm of a plant's submission, in one of these roles if any are named."""
    site = submission.assessment.site
    if site is None or not request.user.is_authenticated:
        return False
    places = request.user.memberships.filter(organization=site.organization_id)
    return places.filter(role__in=roles or Membership.Role.values).exists()


def get_issued(request: HttpRequest, uuid: UUID) -> IssuedReport:
    """Return an issued report that this person may read and that was not withdrawn; else 404."""
    standing = IssuedReport.objects.filter(withdrawn_at__isnull=True).select_related("submission", "scorecard")
    report = standing.filter(uuid=uuid).first()
    if report is None:
        raise Http404
    try:
        get_submission(request, report.submission.uuid)
    except Http404:
        sent = get_sent_submission(request, report.submission.uuid)
        note_opening(request, sent, Opening.What.REPORT, report.uuid)
    return report
