"""The administrators' queue of requests about data."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import openings
from c4ir_assess.exceptions import TransitionNotAllowed
from privacy import access, asking
from privacy.forms import AnswerForm
from privacy.models import DataRequest

PAGE_SIZE = 50


@require_safe
@login_required
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """List what people asked for: open ones first, the earliest due on top."""
    if not access.is_administrator(request):
        raise Http404
    rows = DataRequest.objects.select_related("person", "organization", "handled_by")
    ordered = rows.order_by(F("done_at").desc(nulls_first=True), "due_on", "pk")
    page = Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page"))
    openings.note_list(by=access.get_person(request), where="bench/data-requests", shown=[row.uuid for row in page])
    shown = {"page": page, "today": timezone.localdate(), "open": rows.filter(done_at__isnull=True).count()}
    return render(request, "privacy/queue.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def handle(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one request; say that it has come in, or what was done about it."""
    found = access.get_data_request(request, uuid)
    by = access.get_person(request)
    if request.POST.get("act") == "acknowledge":
        asking.acknowledge(request=found, by=by)
        return redirect("privacy:handle", found.uuid)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            asking.finish(request=found, by=by, answer=form.cleaned_data["answer"])
        except TransitionNotAllowed:
            messages.warning(request, _("Somebody has answered this request already."))
        return redirect("privacy:handle", found.uuid)
    shown = {"row": found, "form": form, "today": timezone.localdate()}
    return render(request, "privacy/handle.html", shown, status=422 if form.is_bound else 200)
