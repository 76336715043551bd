"""Result, explanation, progress, PDF. Each view: access, form, verb, redirect."""

from typing import BinaryIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from assessments import report_requests, scores
from assessments.access import get_submission
from c4ir_assess.exceptions import InvalidAnswer
from reports import files, languages, naming, pace, pages, printing, sample, trial_page
from reports.access import get_report, or_sign_in
from reports.content.explaining import explain as explain_node
from reports.content.source import read
from reports.scale_drawing import scale


@require_safe
@or_sign_in
@never_cache
def result(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a result, or that it is being worked out."""
    page = pages.read_result(request, uuid)
    return render(request, "reports/result.html" if page.content else "reports/waiting.html", {"page": page})


@require_safe
@or_sign_in
@never_cache
def progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer the poll of the result page: the state of scoring or of the PDFs; a new result reloads the page."""
    submission = get_submission(request, uuid)
    scorecard = scores.self_scorecard(submission)
    if scorecard is None:
        shown = {"submission": submission, "scoring": pages.scoring_progress(submission, None)}
        return render(request, "reports/_waiting.html", shown)
    if "scoring" in request.GET:
        return HttpResponseClientRefresh()
    return render(request, "reports/_pdfs.html", {"submission": submission, "pdfs": pages.pdfs(scorecard)})


@require_POST
@or_sign_in
def request_report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Queue the PDF in the language that was asked for; one with private answers only where that was ticked."""
    submission = get_submission(request, uuid)
    scorecard = scores.self_scorecard(submission)
    language = languages.known(request.POST.get("language", ""))
    if scorecard is None or language is None:
        return HttpResponse(status=400)
    is_private, is_ticked = "private" in request.POST, "tick" in request.POST
    if is_ticked or not is_private:
        report_requests.request_report(scorecard=scorecard, language=language, with_private=is_private)
    if request.headers.get("HX-Request"):
        found = pages.pdfs(scorecard, is_unticked=is_private and not is_ticked)
        return render(request, "reports/_pdfs.html", {"submission": submission, "pdfs": found})
    if is_private and not is_ticked:
        messages.error(request, _("Please tick the box if the private answers should be printed."))
    return redirect(reverse("reports:result", args=[submission.uuid]) + "#next")


@require_safe
@or_sign_in
@never_cache
def explain(request: HttpRequest, uuid: UUID, node: str) -> HttpResponse:
    """Show why a node has its value and its level."""
    submission = get_submission(request, uuid)
    scorecard = scores.self_scorecard(submission)
    explained = explain_node(read(scorecard), node, languages.of_page()) if scorecard else None
    if explained is None:
        raise Http404
    shown = {"submission": submission, "explained": explained, "scale": scale(explained.picture)}
    return render(request, "reports/explain.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@or_sign_in
@never_cache
def what_if(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Try other answers on a result: nothing is stored, whatever is posted."""
    submission = get_submission(request, uuid)
    scorecard = scores.self_scorecard(submission)
    if scorecard is None:
        raise Http404
    if request.method == "POST" and pace.is_too_fast(request):
        return render(request, "reports/what_if_refused.html", {"submission": submission, "status": 429}, status=429)
    try:
        page = trial_page.read_trial(request, read(scorecard))
    except InvalidAnswer:
        return render(request, "reports/what_if_refused.html", {"submission": submission, "status": 400}, status=400)
    is_piece = request.method == "POST" and bool(request.headers.get("HX-Request"))
    template = "reports/_what_if_answer.html" if is_piece else "reports/what_if.html"
    return render(request, template, {"submission": submission, "page": page})


@require_safe
@or_sign_in
def pdf(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Send a report's file; one that is gone is made anew."""
    report = get_report(request, uuid)
    try:
        return _file(files.open_file(report.file), naming.download_name(report))
    except FileNotFoundError:
        job = printing.request_lost(report=report)
    response = render(request, "reports/lost.html", {"job": job}, status=503)
    response["Retry-After"] = "10"
    return response


@require_safe
def sample_page(request: HttpRequest) -> HttpResponse:
    """Show an invented firm's result to everybody."""
    content = sample.content(languages.of_page())
    shown = {"content": content, "pictures": pages.draw(content), "has_pdf": sample.has_pdf(languages.of_page())}
    return render(request, "reports/sample.html", shown)


@require_safe
def sample_pdf(_request: HttpRequest, language: str) -> HttpResponseBase:
    """Send an invented firm's report to everybody."""
    wanted = languages.known(language)
    if wanted is None or not sample.has_pdf(wanted):
        raise Http404
    return _file(sample.open_pdf(wanted), naming.sample_name(wanted))


def _file(opened: BinaryIO, name: str) -> FileResponse:
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
