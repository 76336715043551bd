"""The firm's issued reports: where each stands, its PDFs, and whether the page that proves it names the level."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import person
from reports.access import or_sign_in
from reports.issued import access as issued_access
from reports.issued import issuing
from reports.issued import listing as issued_list
from reports.printed import files, naming, sending

SECONDS_TO_WAIT = 10


@require_safe
@or_sign_in
@never_cache
def issued(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """List the issued reports of a plant by the same questions, the newest first."""
    submission = issued_access.get_plants_submission(request, uuid)
    reports = issuing.of_plant(submission.assessment).select_related("scorecard").prefetch_related("files")
    lines = issued_list.lines(list(reports))
    shown = {"submission": submission, "lines": lines, "may_switch": issued_access.is_owner(request, submission)}
    return render(request, "reports/issued.html", shown)


@require_POST
@or_sign_in
def switch_level(request: HttpRequest, uuid: UUID, report: UUID) -> HttpResponse:
    """Name the level on the page that proves a report, or cease to."""
    submission = issued_access.get_owned_submission(request, uuid)
    found = get_object_or_404(issuing.of_plant(submission.assessment), uuid=report)
    shows = request.POST.get("shows_level") == "1"
    issuing.show_level(report=found, shows=shows, by=person(request))
    now, no_longer = _("The public page names the level now."), _("The public page no longer names the level.")
    messages.success(request, now if shows else no_longer)
    return redirect("reports:issued", submission.uuid)


@require_safe
@or_sign_in
def issued_pdf(request: HttpRequest, uuid: UUID, language: str) -> HttpResponseBase:
    """Send the PDF of an issued report; one whose file is gone is printed anew."""
    report = issued_access.get_issued(request, uuid)
    file = get_object_or_404(report.files, language=language)
    try:
        return sending.pdf(files.open_file(file.file), naming.issued_name(report, language))
    except FileNotFoundError:
        job = issuing.print_lost(report=report, language=language)
    response = render(request, "reports/lost.html", {"job": job, "seconds": SECONDS_TO_WAIT}, status=503)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response
