"""Reports of many firms: chosen, prepared by workers, downloaded in one ZIP. For staff, and of what was sent alone."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from accounts import openings
from accounts.gates import person, staff_only
from accounts.models import Opening
from assessments.models import Submission
from programmes.access import programmes_of
from reports.models import Report
from reports.printed import batch, languages, pdf_list
from reports.printed.batch import Wanted
from reviews.access import note_export, note_opening
from reviews.queue.filters import QueueFilter


@staff_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """Show which reports there are of what is chosen by the address; a POST has the missing ones made."""
    wanted = _wanted(request)
    found = batch.read(wanted, today=timezone.localdate())
    if request.method == "POST":
        queued = batch.prepare(found, edition=wanted.edition)
        chosen = [line.submission.uuid for line in found.lines]
        openings.note_orders(by=person(request), wanted=chosen)
        said = ngettext("%(queued)s report is being made.", "%(queued)s reports are being made.", queued)
        messages.success(request, said % {"queued": queued})
        return redirect(f"{reverse('reports:batch')}?{_query(request)}")
    openings.note_list(by=person(request), where="bench/reports", shown=[line.submission.uuid for line in found.lines])
    return render(request, "reports/batch.html", _shown(request, wanted, found))


@staff_only
@never_cache
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Answer the poll of the page: how many are there by now."""
    wanted = _wanted(request)
    found = batch.read(wanted, today=timezone.localdate())
    return render(request, "reports/_batch.html", {"batch": found, "query": _query(request)})


@staff_only
@require_GET
def download(request: HttpRequest) -> HttpResponseBase:
    """Stream what is there; each firm reads that its report was opened."""
    found = batch.read(_wanted(request), today=timezone.localdate())
    if not found.ready:
        raise Http404
    response = StreamingHttpResponse(
        batch.archive(found, reader=person(request), opening=partial(_note, request)), content_type="application/zip"
    )
    name = f"{pgettext('file name', 'reports')}-{timezone.localdate().isoformat()}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _note(request: HttpRequest, submission: Submission, report: Report) -> None:
    note_opening(request, submission, Opening.What.REPORT, report.uuid)
    note_export(request, submission, "zip")


def _wanted(request: HttpRequest) -> Wanted:
    """Read the address; a programme that this person does not see is as absent as one that never was (404)."""
    form = QueueFilter(request.GET, user=person(request))
    chosen = form.wanted()
    if "programme" in form.errors:
        raise Http404
    edition = languages.known_edition(request.GET.get("language", "")) or languages.of_page()
    return Wanted(reader=person(request), filter=chosen, edition=edition)


def _query(request: HttpRequest) -> str:
    """Return what is chosen as an address has it."""
    return urlencode([(name, value) for name, value in request.GET.items() if value])


def _shown(request: HttpRequest, wanted: Wanted, found: batch.Batch) -> dict[str, object]:
    form = QueueFilter(request.GET, user=person(request))
    form.wanted()
    return {
        "batch": found,
        "query": _query(request),
        "wanted": wanted,
        "form": form,
        "programmes": programmes_of(person(request)).order_by("-starts_on", "-pk"),
        "editions": [(edition, pdf_list.edition_name(edition)) for edition in languages.EDITIONS],
        "kept": [(name, request.GET[name]) for name in form.fields if request.GET.get(name) and name != "programme"],
        "most": batch.MOST,
    }
