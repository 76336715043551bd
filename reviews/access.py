"""Who may look at the bench, and at which submission. A firm's private submission exists for no staff member at all."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from assessments.models import Submission


def is_reviewer(request: HttpRequest) -> bool:
    """Whether an advisor, an approver or an administrator asks."""
    return bool(request.user.is_authenticated and request.user.is_reviewer)


def staff_only[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Send strangers to the sign-in page and tell everybody else who is not staff that the page does not exist."""

    @wraps(view)
    def gate(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_reviewer(request):
            raise Http404
        return view(request, *args, **kwargs)

    return gate


def get_sent_submission(request: HttpRequest, uuid: UUID) -> Submission:
    """Return a submission that its firm sent for review; a private one is as absent as one that never was (404)."""
    if not is_reviewer(request):
        raise Http404
    found = (
        Submission.objects.sent_for_review()
        .select_related("assessment__site__organization", "assessment__framework_version", "submitted_by")
        .defer("assessment__framework_version__document")
        .filter(uuid=uuid)
        .first()
    )
    if found is None:
        raise Http404
    return found
