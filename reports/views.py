"""Result, explanation, progress, PDF. Each view: access, form, verb, redirect."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from assessments import scores
from assessments.access import get_submission
from c4ir_assess.exceptions import InvalidAnswer
from reports import pace, pages, strip_rows
from reports.access import or_sign_in
from reports.content.explaining import explain as explain_node
from reports.content.source import read
from reports.exploring import trial_page
from reports.issued import issuing
from reports.printed import languages, naming, pdf_list, sample, sending
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
    found = pdf_list.pdfs(scorecard, reader=request.user)
    return render(request, "reports/_pdfs.html", {"submission": submission, "pdfs": found})


@require_safe
@or_sign_in
@never_cache
def explain(request: HttpRequest, uuid: UUID, node: str) -> HttpResponse:
    """Show why a node has its value and its level."""
    submission = get_submission(request, uuid)
    scorecard = scores.self_scorecard(submission)
    verified = issuing.standing(submission)
    source = pages.source_of_page(scorecard, verified) if scorecard else None
    explained = explain_node(source, node, languages.of_page()) if source else None
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
def sample_page(request: HttpRequest) -> HttpResponse:
    """Show an invented firm's result to everybody."""
    content = sample.content(languages.of_page())
    pictures = pages.draw(content, strip_rows.order_of(request))
    shown = {"content": content, "pictures": pictures, "has_pdf": sample.has_pdf(languages.of_page())}
    return render(request, "reports/sample.html", shown)


@require_safe
def sample_pdf(_request: HttpRequest, language: str) -> HttpResponseBase:
    """Send an invented firm's report to everybody."""
    wanted = languages.known(language)
    if wanted is None or not sample.has_pdf(wanted):
        raise Http404
    return sending.pdf(sample.open_pdf(wanted), naming.sample_name(wanted))
