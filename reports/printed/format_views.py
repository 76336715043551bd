"""A result's report for other programs: a workbook, slides and data for the firm, for advisors also a document.

The files are made within the request. Each takes less than a fifth of a second of one processor and is small; a job, a
file to keep and a page to wait on would cost the reader more than they save, and every copy that is kept is one more to
erase. What makes them is read into the process at the first request for it.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Opening
from assessments import report_requests, scores
from assessments.access import get_submission
from assessments.models import Submission
from reports import pace
from reports.access import or_sign_in
from reports.content import build_report_content
from reports.formats import FORMATS, Format, made
from reports.printed import languages, naming, sending
from reviews.access import get_sent_submission, note_export, note_opening


@require_safe
@or_sign_in
@never_cache
def data(request: HttpRequest, uuid: UUID, ending: str) -> HttpResponse:
    """Send a report as a file for other programs; with private answers only for the firm, and where it ticked them."""
    wanted, with_private = FORMATS.get(ending), "private" in request.GET
    if wanted is None:
        raise Http404
    submission = _submission(request, uuid, wanted, with_private=with_private)
    scorecard = scores.self_scorecard(submission)
    if scorecard is None or (wanted.is_plan and not report_requests.has_report(scorecard)):
        raise Http404
    if pace.is_too_fast(request):
        return HttpResponse(status=429, headers={"Retry-After": str(pace.MINUTE)})
    language = languages.known(request.GET.get("language", "")) or languages.of_page()
    file = made(build_report_content(scorecard, language), ending, with_private=with_private)
    name = naming.data_name(scorecard, language, ending, with_private=with_private)
    return sending.data(file, name, wanted.media_type)


def _submission(request: HttpRequest, uuid: UUID, wanted: Format, *, with_private: bool) -> Submission:
    """Return a submission whose data this person may take; 404 for an outsider, 403 for a format that is not theirs."""
    try:
        submission = get_submission(request, uuid)
    except Http404:
        if with_private:
            raise
        submission = get_sent_submission(request, uuid)
        note_opening(request, submission, Opening.What.REPORT, submission.uuid)
        note_export(request, submission, wanted.ending)
        return submission
    if wanted.is_to_edit:
        raise PermissionDenied
    return submission
