"""Looking at a version before it is published: as a firm meets it, what differs, what it would change."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import gates
from assessments.cards import reader_language
from authoring import drafts, effect
from authoring.access import get_content, get_draft
from authoring.differing import parts
from authoring.moves import moves
from authoring.previewing import framework_of
from authoring.previewing import preview as preview_of
from authoring.readiness import base_of, readiness
from c4ir_assess.exceptions import TransitionNotAllowed
from questionnaires.models import FrameworkVersion


@gates.staff_only
@require_safe
def preview(request: HttpRequest, framework: str, number: str) -> HttpResponse:
    """Show the parts of a version as a firm would see them, for the kind of firm that the address names."""
    version = get_content(framework, number)
    shown = preview_of(version, request.GET.dict(), reader_language())
    return render(request, "authoring/preview.html", {"version": version, "preview": shown})


@gates.staff_only
@require_safe
def preview_part(request: HttpRequest, framework: str, number: str, node: str) -> HttpResponse:
    """Show one page of questions."""
    version = get_content(framework, number)
    found = preview_of(version, request.GET.dict(), reader_language())
    sections = found.sections
    place = next((order for order, section in enumerate(sections) if section.id == node), None)
    if place is None:
        raise Http404
    shown = {
        "version": version,
        "preview": found,
        "section": sections[place],
        "cards": found.cards(sections[place]),
        "terms": found.terms(sections[place]),
        "next": sections[place + 1] if place + 1 < len(sections) else None,
    }
    return render(request, "authoring/preview_part.html", shown)


@gates.staff_only
@require_safe
def differences(request: HttpRequest, framework: str, number: str) -> HttpResponse:
    """Show what a version changes against the one in force."""
    version = get_content(framework, number)
    base = base_of(version)
    if base is None:
        raise Http404
    shown = {
        "version": version,
        "base": base,
        "parts": parts(base.document, version.document, reader_language()),
        "readiness": readiness(version) if version.status == FrameworkVersion.Status.DRAFT else None,
        "may_author": gates.is_administrator(gates.person(request)),
    }
    return render(request, "authoring/differences.html", shown)


@gates.administrators_only
@require_POST
def see(request: HttpRequest, framework: str, number: str, what: str) -> HttpResponse:
    """Note that the differences or the effect of this content were looked at, and lead on."""
    version = get_draft(framework, number)
    try:
        drafts.see(version=version, what=what, content=request.POST.get("content", ""))
    except TransitionNotAllowed:
        messages.warning(request, gettext("Other content was uploaded meanwhile; please look again."))
        return redirect(f"authoring:{what}", framework, number)
    return redirect("authoring:effect" if what == "differences" else "authoring:publish", framework, number)


@gates.staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, framework: str, number: str) -> HttpResponseBase:
    """Show what a draft would change for firms; a POST has a worker find out."""
    if request.method == "POST":
        return _ask(request, framework=framework, number=number)
    version = get_draft(framework, number)
    found = readiness(version)
    is_done = found.effect is not None and found.effect.finished_at is not None
    shown = {
        "version": version,
        "readiness": found,
        "effect": found.effect,
        "is_failed": found.effect is not None and effect.is_failed(found.effect),
        "moves": moves(found.effect, framework_of(version), reader_language()) if found.effect and is_done else None,
        "may_author": gates.is_administrator(gates.person(request)),
    }
    page = "authoring/_effect.html" if request.headers.get("HX-Request") else "authoring/effect.html"
    return render(request, page, shown)


@gates.administrators_only
def _ask(request: HttpRequest, framework: str, number: str) -> HttpResponse:
    effect.ask(version=get_draft(framework, number), by=gates.person(request))
    return redirect("authoring:effect", framework, number)
