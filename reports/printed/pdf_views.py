"""A result's PDFs: asked for, waited for, downloaded."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from assessments import report_requests, scores
from assessments.access import get_submission
from assessments.models import Submission
from c4ir_assess.jobs.models import Job
from reports.access import get_report, or_sign_in
from reports.printed import files, languages, naming, pdf_list, printing, ready_letters, sending

SECONDS_TO_WAIT = 5


@require_POST
@or_sign_in
def request_report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Queue the PDF that was asked for, also one that failed; one with private answers only where that was ticked."""
    submission = get_submission(request, uuid)
    scorecard = scores.self_scorecard(submission)
    edition = languages.known_edition(request.POST.get("language", ""))
    if scorecard is None or edition is None:
        return HttpResponse(status=400)
    is_private, is_ticked = "private" in request.POST, "tick" in request.POST
    is_refused = is_private and not is_ticked
    if not is_refused:
        report_requests.request_report(scorecard=scorecard, language=edition, with_private=is_private, by_person=True)
    elif not request.headers.get("HX-Request"):
        messages.error(request, _("Please tick the box if the private answers should be printed."))
    return _answer(request, submission, is_unticked=is_refused)


@require_POST
@or_sign_in
def write_when_ready(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send this person a letter once a PDF is there."""
    submission = get_submission(request, uuid)
    scorecard = scores.self_scorecard(submission)
    edition = languages.known_edition(request.POST.get("language", ""))
    if scorecard is None or edition is None or not report_requests.has_report(scorecard):
        return HttpResponse(status=400)
    with_private = "private" in request.POST
    if with_private and "tick" not in request.POST:
        return _answer(request, submission, is_unticked=True)
    if isinstance(request.user, User):
        ready_letters.wish(scorecard=scorecard, language=edition, by=request.user, with_private=with_private)
    return _answer(request, submission)


@require_safe
@or_sign_in
def pdf(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Send a report's file; one that is gone, or that would be another by now, is made anew."""
    report = get_report(request, uuid)
    if printing.is_due(report):
        return _being_made(request, printing.request_again(report=report))
    try:
        return sending.pdf(files.open_file(report.file), naming.download_name(report))
    except FileNotFoundError:
        return _being_made(request, printing.request_lost(report=report))


def _being_made(request: HttpRequest, job: Job | None) -> HttpResponse:
    response = render(request, "reports/lost.html", {"job": job, "seconds": SECONDS_TO_WAIT}, status=503)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def _answer(request: HttpRequest, submission: Submission, *, is_unticked: bool = False) -> HttpResponse:
    """Return to the list of PDFs: the piece of the page, or the page."""
    if not request.headers.get("HX-Request"):
        return redirect(reverse("reports:result", args=[submission.uuid]) + "#next")
    found = pdf_list.pdfs(scores.self_scorecard(submission), reader=request.user, is_unticked=is_unticked)
    return render(request, "reports/_pdfs.html", {"submission": submission, "pdfs": found})
