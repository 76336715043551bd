"""The approver's page: one summary of what is proposed, and issuing it, sending it back, or withdrawing it later."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gates import person, staff_only
from accounts.models import Opening
from c4ir_assess.exceptions import DomainError, TransitionNotAllowed
from reports.issued import approving, issuing
from reports.issued.approving import NotIssued, Obstacle
from reports.issued.forms import BackForm, ReopenForm
from reports.models import IssuedReport
from reviews import history
from reviews.access import get_review, note_opening
from reviews.models import Conflict, Proposal, Review
from reviews.proposals import both_results, proposing
from reviews.unsaved import words_come_back


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what is proposed, or what was issued of it; a POST issues it."""
    review = _get_review(request, uuid)
    if request.method != "POST":
        return _page(request, review)
    with _told(request):
        report = approving.approve(proposal=proposing.required(review), by=person(request))
        told = gettext("Report %(number)s is issued. Its PDFs are being made.")
        messages.success(request, told % {"number": report.number})
    return redirect("reports:approve", review.uuid)


@words_come_back
@staff_only
@require_POST
def send_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send a proposal back to the advisor with a reason."""
    review, form = _get_review(request, uuid), BackForm(request.POST)
    if not form.is_valid():
        return _page(request, review, back=form)
    with _told(request):
        reason, by = form.cleaned_data["text"], person(request)
        proposing.send_back(proposal=proposing.required(review), reason=reason, by=by)
        messages.success(request, gettext("Sent back. The advisor reads your reason."))
    return redirect("reports:approve", review.uuid)


@words_come_back
@staff_only
@require_POST
def reopen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Withdraw the issued report and give the result back to the advisor."""
    review, form = _get_review(request, uuid), ReopenForm(request.POST)
    if not form.is_valid():
        return _page(request, review, reopened=form)
    with _told(request):
        report = _required(_report(review))
        approving.reopen(report=report, reason=form.cleaned_data["text"], by=person(request))
        told = gettext("Report %(number)s is withdrawn, and the result is with the advisor again.")
        messages.success(request, told % {"number": report.number})
    return redirect("reports:approve", review.uuid)


@contextmanager
def _told(request: HttpRequest) -> Iterator[None]:
    """Tell why nothing was done: what stands in the way, or that it was decided meanwhile."""
    try:
        yield
    except NotIssued as refusal:
        messages.warning(request, " ".join(str(each.label) for each in refusal.obstacles))
    except DomainError:
        messages.warning(request, gettext("This was decided in the meantime; nothing was changed."))


def _get_review(request: HttpRequest, uuid: UUID) -> Review:
    """Return a review on which this person may decide; 404 where they may not read it, 403 for all but approvers."""
    review = get_review(request, uuid)
    if not approving.may_approve(person(request)):
        raise PermissionDenied
    return review


def _page(
    request: HttpRequest, review: Review, *, back: BackForm | None = None, reopened: ReopenForm | None = None
) -> HttpResponse:
    proposal = proposing.open_proposal(review) or proposing.newest(review)
    became = history.of(review.assessment)
    if request.method == "GET" and proposal:
        note_opening(request, proposal.submission, Opening.What.SUBMISSION, proposal.submission.uuid)
    shown = {
        "review": review,
        "proposal": proposal,
        "report": _report(review),
        "history": became,
        "given_back": became.given_back,
        "ways": proposing.ways(proposal) if proposal else [],
        "both": both_results.of_proposal(proposal) if proposal else None,
        "obstacles": _obstacles(proposal, request),
        "conflicts": Conflict.objects.filter(organization__sites=review.assessment.site_id).select_related("user"),
        "back_form": back or BackForm(),
        "reopen_form": reopened or ReopenForm(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if back or reopened else HTTPStatus.OK
    return render(request, "reports/proposal_approve.html", shown, status=status)


def _obstacles(proposal: Proposal | None, request: HttpRequest) -> list[Obstacle]:
    if proposal is None or proposal.decision:
        return []
    return approving.obstacles(proposal, person(request), timezone.localdate())


def _report(review: Review) -> IssuedReport | None:
    """Return the report that stands of what the advisors hold, None if there is none or it was withdrawn."""
    sent = review.assessment.sent_submission
    return issuing.standing(sent) if sent else None


def _required(report: IssuedReport | None) -> IssuedReport:
    if report is None:
        raise TransitionNotAllowed("no report stands")
    return report
