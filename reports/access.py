"""Who may open a result or a report: the firm, the holder of a quick check's link, and advisors once it was sent."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django_htmx.http import HttpResponseClientRefresh

from accounts.models import Opening
from assessments.access import get_submission
from reports.models import Report
from reviews.access import get_sent_submission, note_opening


def get_report(request: HttpRequest, uuid: UUID) -> Report:
    """Return a report that this person may read, with its submission; else 404."""
    related = Report.objects.select_related("scorecard__submission")
    report = related.filter(uuid=uuid).first()
    if report is None:
        raise Http404
    submission = report.scorecard.submission.uuid
    try:
        get_submission(request, submission)
    except Http404:
        if report.with_private:
            raise
        sent = get_sent_submission(request, submission)
        note_opening(request, sent, Opening.What.REPORT, report.uuid)
    return report


def or_sign_in[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Send a visitor who is not signed in and finds nothing to the sign-in page, whether there is something or not."""

    @wraps(view)
    def gate(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            # A polled piece of the page cannot show a sign-in form: the whole page asks for it.
            is_piece = bool(request.headers.get("HX-Request"))
            return HttpResponseClientRefresh() if is_piece else redirect_to_login(request.get_full_path())

    return gate
