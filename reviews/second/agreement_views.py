"""How far advisors agree, for those who write the framework and answer for the reviews."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.gates import person, staff_only
from assessments.cards import reader_language
from questionnaires import library
from reviews.second import exporting, figures
from reviews.second.access import may_ask
from reviews.second.agreement import FEWEST

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_only
@never_cache
@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """Show which questions are read differently, and how far each two advisors agree."""
    known = _known(request)
    chosen = _chosen(request, known)
    shown = {
        "figures": figures.of_framework(chosen, reader_language()) if chosen else None,
        "frameworks": library.newest_of(known).items(),
        "chosen": chosen,
        "fewest": FEWEST,
    }
    return render(request, "reviews/second/agreement.html", shown)


@staff_only
@never_cache
@require_safe
def agreement_file(request: HttpRequest, form: str) -> HttpResponse:
    """Send the tables of a framework, as CSV or as a workbook."""
    chosen = _chosen(request, _known(request))
    if not chosen:
        raise Http404
    found = figures.of_framework(chosen, reader_language())
    content = exporting.as_csv(found) if form == "csv" else exporting.as_xlsx(found)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8" if form == "csv" else EXCEL)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{chosen}.{form}")
    return response


def _known(request: HttpRequest) -> dict[str, int]:
    if not may_ask(person(request)):
        raise PermissionDenied
    return figures.frameworks()


def _chosen(request: HttpRequest, known: dict[str, int]) -> str:
    """Return the framework that was asked for; without a wish the one with most judgements, if there is any."""
    wish = request.GET.get("framework", "")
    if wish and wish not in known:
        raise Http404
    return wish or next(iter(known), "")
