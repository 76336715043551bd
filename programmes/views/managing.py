"""Programmes as staff keeps them: the list, one programme, its staff, its poster."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import gates
from accounts.models import User
from c4ir_assess import qr
from c4ir_assess.exceptions import TransitionNotAllowed
from programmes import access, lifecycle
from programmes.forms import AssignForm, ProgrammeForm
from programmes.models import Programme
from questionnaires import library


@gates.staff_only
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes that a person of the staff sees, the newest first."""
    found = access.programmes_of(gates.person(request)).with_counts().order_by("-starts_on", "-pk")
    shown = {"programmes": found, "may_manage": gates.is_administrator(gates.person(request))}
    return render(request, "programmes/programmes.html", shown)


@gates.administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Make a programme."""
    form = ProgrammeForm(request.POST or None)
    if form.is_valid():
        programme = lifecycle.make(facts=form.cleaned_data, by=gates.person(request))
        messages.success(request, gettext("The programme is made. Its link and its code are below."))
        return redirect("programmes:programme", programme.uuid)
    return render(request, "programmes/edit.html", {"form": form}, status=422 if form.is_bound else 200)


@gates.staff_only
@require_safe
def programme(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one programme: what firms read, its link and code, how many take part, who works for it."""
    found = access.get_programme(request, uuid)
    shown = {
        "programme": found,
        "framework": library.get(found.framework_version.content_hash),
        "link": link(found),
        "code_link": f"{settings.BASE_URL}{reverse('programmes:code')}",
        "assignments": found.assignments.select_related("user").order_by("user__name", "pk"),
        "may_manage": gates.is_administrator(gates.person(request)),
        "form": AssignForm(programme=found),
    }
    return render(request, "programmes/programme.html", shown)


@gates.administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a programme that has not begun."""
    found = access.get_programme(request, uuid)
    form = ProgrammeForm(request.POST or None, programme=found)
    try:
        lifecycle.refuse_begun(programme=found)
        if not form.is_valid():
            shown = {"form": form, "programme": found}
            return render(request, "programmes/edit.html", shown, status=422 if form.is_bound else 200)
        lifecycle.change(programme=found, facts=form.cleaned_data)
    except TransitionNotAllowed:
        messages.warning(request, gettext("The programme has begun, so it cannot be changed any more."))
    else:
        messages.success(request, gettext("The programme is changed."))
    return redirect("programmes:programme", found.uuid)


@gates.administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask, then end a programme before its last day."""
    found = access.get_programme(request, uuid)
    if request.method != "POST":
        return render(request, "programmes/end.html", {"programme": found})
    try:
        lifecycle.end(programme=found)
    except TransitionNotAllowed:
        messages.warning(request, gettext("The programme has ended already."))
    else:
        messages.success(request, gettext("The programme is ended; nobody can join it any more."))
    return redirect("programmes:programme", found.uuid)


@gates.administrators_only
@require_POST
def assign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Let a person of the staff work for the programme."""
    found = access.get_programme(request, uuid)
    form = AssignForm(request.POST, programme=found)
    if form.is_valid():
        person = form.cleaned_data["user"]
        lifecycle.assign(programme=found, user=person, by=gates.person(request))
        messages.success(request, gettext("%(person)s works for this programme now.") % {"person": person})
    else:
        messages.warning(request, gettext("Please choose a person from the list."))
    return redirect("programmes:programme", found.uuid)


@gates.administrators_only
@require_POST
def unassign(request: HttpRequest, uuid: UUID, user: int) -> HttpResponse:
    """Let a person of the staff work for the programme no longer."""
    found = access.get_programme(request, uuid)
    person = get_object_or_404(User, pk=user, assignments__programme=found)
    lifecycle.unassign(programme=found, user=person, by=gates.person(request))
    messages.success(request, gettext("%(person)s no longer works for this programme.") % {"person": person})
    return redirect("programmes:programme", found.uuid)


@gates.staff_only
@require_safe
def poster(request: HttpRequest, uuid: UUID, language: str) -> HttpResponse:
    """Show a page to print and hang up, in the language that its readers speak, whatever the staff's own is."""
    found = access.get_programme(request, uuid)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        shown = {
            "programme": found,
            "qr": qr.svg(link(found), gettext("QR code that opens the programme's page")),
            "address": f"{settings.BASE_URL.split('://', 1)[1]}{reverse('programmes:code')}",
        }
        return render(request, "programmes/poster.html", shown)


def link(found: Programme) -> str:
    """Return the invitation link."""
    return f"{settings.BASE_URL}{reverse('programmes:invitation', args=[found.token])}"
