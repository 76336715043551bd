"""One submission on the bench, its files and its report. Nothing here changes what a firm said."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import person, staff_only
from accounts.models import Opening
from assessments import report_requests, scores
from evidence import serving
from reviews import history
from reviews.access import get_sent_evidence, get_sent_submission, is_blind, note_opening, note_order
from reviews.submission import dossier, reporting, strips


@staff_only
@require_safe
def submission(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one submission read-only: who sent it, how it scored, each answer."""
    sent = get_sent_submission(request, uuid)
    note_opening(request, sent, Opening.What.SUBMISSION, sent.uuid)
    read = dossier.read(sent, today=timezone.localdate())
    blind = is_blind(person(request), sent)
    shown = {
        "dossier": read,
        "strips": strips.draw(read),
        "is_blind": blind,
        "history": None if blind else history.of(sent.assessment),
    }
    return render(request, "reviews/submission/submission.html", shown)


@staff_only
@require_safe
def evidence(request: HttpRequest, uuid: UUID, file: UUID) -> HttpResponseBase:
    """Send a photo or file that came with a submission; the firm reads who opened it."""
    sent = get_sent_submission(request, uuid)
    found = get_sent_evidence(sent, file)
    if found.at_visit and is_blind(person(request), sent):
        raise Http404
    note_opening(request, sent, Opening.What.EVIDENCE, found.uuid)
    return serving.download(found)


@staff_only
@require_POST
def request_report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Queue the PDF in a language that is not there yet."""
    sent = get_sent_submission(request, uuid)
    scorecard, language = scores.self_scorecard(sent), request.POST.get("language", "")
    if scorecard is None or language not in reporting.LANGUAGES:
        return HttpResponse(status=400)
    note_order(request, sent)
    report_requests.request_report(scorecard=scorecard, language=language)
    return redirect("reviews:submission", sent.uuid)
