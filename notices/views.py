"""A person's own list of notices, and how they want to hear."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gates import person
from notices import preferences, reading
from notices.access import get_notice
from notices.forms import PreferenceForm
from notices.listing import page
from notices.models import Notice
from notices.rules import rule


@require_safe
@login_required
@never_cache
def notices(request: HttpRequest) -> HttpResponse:
    """List what this person is told, the newest first."""
    reader = person(request)
    found, days = page(reader, wanted=request.GET.get("page", ""))
    shown = {"page": found, "days": days, "unread": reading.unread_count(reader)}
    return render(request, "notices/notices.html", shown)


@require_safe
@login_required
@never_cache
def open_notice(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Lead to the page that a notice is about; it is read then. Letters and the list link here."""
    notice = get_notice(request, uuid)
    if request.method == "GET":
        reading.mark_read(Notice.objects.filter(pk=notice.pk))
    return redirect(rule(notice).page(notice))


@require_POST
@login_required
def read_one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Mark one notice as read."""
    reading.mark_read(Notice.objects.filter(pk=get_notice(request, uuid).pk))
    return redirect("notices:notices")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that this person has before them."""
    reading.mark_read(reading.of(person(request), unread=True))
    return redirect("notices:notices")


@require_POST
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Keep how this person wants to hear."""
    form = PreferenceForm(request.POST)
    if form.is_valid():
        preferences.choose(person=person(request), **form.cleaned_data)
        messages.success(request, gettext("Saved."))
    return redirect("accounts:person")


@csrf_exempt  # the mail program's own button posts here (RFC 8058): the link says who asks, and ends reminders alone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to end reminders, and end them by a POST; opening the link does nothing, mail scanners do that."""
    reader = preferences.read(token)
    if reader is None:
        raise Http404
    if is_done := request.method == "POST":
        preferences.end_reminders(person=reader)
    return render(request, "notices/unsubscribe.html", {"is_done": is_done})
