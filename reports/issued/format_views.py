"""An issued report for other programs, made of what was sealed: workbook, slides, data, and a document for advisors."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments import report_requests
from questionnaires.words import Language
from reports import pace
from reports.access import or_sign_in
from reports.formats import FORMATS, JSON, made
from reports.issued import access as issued_access
from reports.issued import seals
from reports.models import IssuedReport
from reports.printed import languages, naming, sending
from reviews.access import note_export


@require_safe
@or_sign_in
@never_cache
def issued_data(request: HttpRequest, uuid: UUID, ending: str) -> HttpResponse:
    """Send an issued report as a file for other programs, with its number and by whom it was verified."""
    report, wanted = issued_access.get_issued(request, uuid), FORMATS.get(ending)
    if wanted is None or (wanted.is_plan and not report_requests.has_report(report.scorecard)):
        raise Http404
    if wanted.is_to_edit and issued_access.is_member(request, report.submission):
        raise PermissionDenied
    if pace.is_too_fast(request):
        return HttpResponse(status=429, headers={"Retry-After": str(pace.MINUTE)})
    if not issued_access.is_member(request, report.submission):
        note_export(request, report.submission, ending)
    language = languages.known(request.GET.get("language", "")) or languages.of_page()
    name = naming.issued_name(report, language, ending)
    return sending.data(_file(report, language, ending), name, wanted.media_type)


def _file(report: IssuedReport, language: Language, ending: str) -> bytes:
    """Return the file; the data is what was sealed to the letter, so that its hash is the one which the proof names."""
    if ending == JSON:
        return seals.text_of(report, language).encode()
    return made(seals.content_of(report, language), ending)
