"""What there is: all frameworks, one version, its workbook; and taking a version out of use."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts import gates
from assessments.cards import reader_language
from authoring import drafts
from authoring.access import get_content
from authoring.catalogue import entries
from authoring.facts import facts
from authoring.readiness import base_of, readiness
from c4ir_assess.exceptions import TransitionNotAllowed
from questionnaires.models import FrameworkVersion
from questionnaires.workbook.writing import write

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@gates.staff_only
@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    """List all frameworks with their versions."""
    shown = {"entries": entries(reader_language()), "may_author": gates.is_administrator(gates.person(request))}
    return render(request, "authoring/frameworks.html", shown)


@gates.staff_only
@require_safe
def version(request: HttpRequest, framework: str, number: str) -> HttpResponse:
    """Show one version: what it is, where it is used; of a draft how far it is from being published."""
    found = get_content(framework, number)
    shown = {
        "version": found,
        "facts": facts(found, reader_language()),
        "readiness": readiness(found) if found.status == FrameworkVersion.Status.DRAFT else None,
        "base": base_of(found),
        "may_author": gates.is_administrator(gates.person(request)),
        "may_retire": gates.is_administrator(gates.person(request)) and drafts.may_retire(found),
    }
    return render(request, "authoring/version.html", shown)


@gates.staff_only
@require_safe
def workbook(_request: HttpRequest, framework: str, number: str) -> HttpResponse:
    """Hand the version out as an Excel workbook with headings in the reader's language."""
    found = get_content(framework, number)
    response = HttpResponse(write(found.document, reader_language()), content_type=EXCEL)
    name = f"{slugify(found.framework)}-{found.version}-{reader_language()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@gates.administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, framework: str, number: str) -> HttpResponse:
    """Ask, then take a published version out of use for new assessments."""
    found = get_content(framework, number)
    if request.method != "POST":
        shown = {"version": found, "facts": facts(found, reader_language()), "may_retire": drafts.may_retire(found)}
        return render(request, "authoring/retire.html", shown)
    try:
        drafts.retire(version=found)
    except TransitionNotAllowed:
        messages.warning(request, gettext("This version cannot be taken out of use; nothing was changed."))
    else:
        messages.success(request, gettext("%(version)s is out of use. It stays readable.") % {"version": found.version})
    return redirect("authoring:version", framework, number)
