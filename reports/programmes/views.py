"""The pages of a programme's figures, for administrators and the staff who work for it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import gates, openings
from programmes.access import get_programme
from programmes.models import Programme
from reports.printed import files, languages, sending
from reports.programmes import notes, printing, xlsx
from reports.programmes.figures import Counted, Figures, in_words, read

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@gates.staff_only
@never_cache
@require_safe
def figures(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show how far the firms of a programme are and where they stand together."""
    programme = get_programme(request, uuid)
    shown = _report(read(programme))
    return render(request, "reports/programme/figures.html", shown | {"notes": notes.all_of(shown["figures"])})


@gates.staff_only
@require_POST
def request_report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Have the PDF made in the language that was asked for."""
    programme = get_programme(request, uuid)
    language = languages.known(request.POST.get("language", ""))
    if language is None:
        return HttpResponse(status=400)
    printing.request(programme=programme, language=language)
    if request.headers.get("HX-Request"):
        return _progress(request, programme)
    return redirect(reverse("reports:programme_figures", args=[programme.uuid]) + "#report")


@gates.staff_only
@never_cache
@require_safe
def progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer the poll of the page: how far the PDFs are."""
    return _progress(request, get_programme(request, uuid))


@gates.staff_only
@require_safe
def workbook(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send the figures as a workbook, in the language of the page."""
    programme = get_programme(request, uuid)
    found = in_words(read(programme), languages.of_page())
    openings.note_figures(by=gates.person(request), file="xlsx", subject=programme.uuid)
    return sending.data(xlsx.written(found), printing.download_name(found, "xlsx"), EXCEL)


@gates.staff_only
@require_safe
def report(request: HttpRequest, uuid: UUID, language: str) -> HttpResponseBase:
    """Send the PDF of the figures as they are now; where there is none, lead to the page that makes it."""
    programme = get_programme(request, uuid)
    known = languages.known(language)
    if known is None:
        raise Http404
    found = in_words(read(programme), known)
    try:
        opened = files.open_file(printing.file_name(programme, found))
    except FileNotFoundError:
        return redirect(reverse("reports:programme_figures", args=[programme.uuid]) + "#report")
    openings.note_figures(by=gates.person(request), file="pdf", subject=programme.uuid)
    return sending.pdf(opened, printing.download_name(found, "pdf"))


def _progress(request: HttpRequest, programme: Programme) -> HttpResponse:
    return render(request, "reports/programme/_report.html", _report(read(programme)))


def _report(counted: Counted) -> dict[str, Any]:
    """Return the figures in the language of the page, and how far each PDF of them is."""
    said: dict[str, Figures] = {language: in_words(counted, language) for language in languages.LANGUAGES}
    states = [(language, printing.progress(counted.programme, each)) for language, each in said.items()]
    return {
        "programme": counted.programme,
        "figures": said[languages.of_page()],
        "pdfs": [{"language": language, "state": state} for language, state in states],
        "is_working": any(state == "working" for _, state in states),
    }
