"""A copy of all data: asked for, waited for, downloaded."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from privacy import access, copies, store


@require_POST
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Queue a copy: of the person's data, and of the firm's if an owner asks for it."""
    wanted = request.POST.get("firm", "")
    firm = access.get_own_firm(request, wanted) if wanted else None
    copies.ask(by=access.get_person(request), organization=firm, language=get_language() or "vi")
    return redirect(f"{reverse('privacy:my_data')}#copy")


@require_safe
@login_required
@never_cache
def progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer the poll of the page: how far a copy is."""
    copy = access.get_copy(request, uuid)
    has_failed = not copy.file and outbox.progress(copies.job_key(copy)) == Job.State.FAILED
    return render(request, "privacy/_copy.html", {"copy": copy, "has_failed": has_failed})


@require_safe
@login_required
def download(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Send a copy to the person who asked for it."""
    copy = access.get_copy(request, uuid)
    if not copy.file:
        raise Http404
    try:
        opened = store.open_file(copy.file)
    except FileNotFoundError as fault:
        raise Http404 from fault
    name = f"c4ir-assess-{timezone.localdate(copy.asked_at).isoformat()}.zip"
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
