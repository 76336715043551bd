"""Sending a quick check's result on: the page with pictures and text, and the pictures. Nothing public is made."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments import scores
from assessments.access import get_submission
from assessments.models import Submission
from reports.access import or_sign_in
from reports.printed import languages
from reports.quick import share_card
from reports.quick.sharing import Shared, share


@require_safe
@or_sign_in
@never_cache
def share_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what can be sent on, and how."""
    submission = get_submission(request, uuid)
    found = _shared(request, submission)
    shown = {
        "submission": submission,
        "shared": found,
        "names_firm": bool(found.card.firm),
        "query": "?firm=1" if found.card.firm else "",
    }
    return render(request, "reports/share.html", shown)


@require_safe
@or_sign_in
def share_picture(request: HttpRequest, uuid: UUID, shape: share_card.Shape) -> HttpResponse:
    """Send the picture to who may read the result; nothing on the way may keep it."""
    found = _shared(request, get_submission(request, uuid))
    response = HttpResponse(share_card.draw(found.card, shape), content_type="image/png")
    if "download" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="c4ir-assess-{shape}.png"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _shared(request: HttpRequest, submission: Submission) -> Shared:
    scorecard = scores.self_scorecard(submission)
    found = share(scorecard, languages.of_page(), names_firm="firm" in request.GET) if scorecard else None
    if found is None:
        raise Http404
    return found
