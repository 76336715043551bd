"""The page of background jobs, and a failed one queued again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import staff_only
from c4ir_assess.exceptions import TransitionNotAllowed
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from reviews.jobs import listing


@staff_only
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """Show how the workers are doing, and what failed."""
    shown = {
        "figures": listing.figures(),
        "workers": listing.workers(),
        "failed": listing.failed(),
        "under_way": listing.under_way(),
    }
    return render(request, "reviews/jobs/jobs.html", shown)


@staff_only
@require_POST
def retry_job(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Queue a failed job again. Any staff member may: every job is safe to run twice."""
    job = get_object_or_404(Job, uuid=uuid)
    try:
        outbox.retry(job=job)
    except TransitionNotAllowed:
        messages.warning(request, gettext("This job is no longer failed; nothing was changed."))
    else:
        messages.success(request, gettext("The job is queued again."))
    return redirect("reviews:jobs")
