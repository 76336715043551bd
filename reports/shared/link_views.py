"""The owner's page of private links: make one, see when each was opened, end one."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gates import person
from assessments.models import Submission
from c4ir_assess import told_once
from c4ir_assess.exceptions import TransitionNotAllowed
from reports.access import or_sign_in
from reports.issued import access as issued_access
from reports.models import ShareLink
from reports.shared import links as share_links
from reports.shared.forms import ShareLinkForm


@require_http_methods(["GET", "HEAD", "POST"])
@or_sign_in
@never_cache
def links(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """List the private links to a result and make a new one; its address is told once."""
    submission = _shareable(request, uuid)
    form = ShareLinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            token = share_links.make(submission=submission, by=person(request), **form.cleaned_data)[1]
        except TransitionNotAllowed:
            form.add_error(None, _("As many links are open as may be. Please end one that is not needed any more."))
        else:
            return told_once.hand_over(redirect(request.path), token, path=request.path)
    made = _made_once(request, submission)
    shown = {
        "submission": submission,
        "form": form,
        "links": share_links.listed(submission),
        "made": made,
        "most": share_links.MOST_OPEN,
        "is_full": share_links.are_all_open(submission),
        "issued": share_links.issued_report(submission),
    }
    page = render(request, "reports/links.html", shown, status=422 if form.is_bound else 200)
    return told_once.forget(page, path=request.path) if made else page


@require_POST
@or_sign_in
def revoke_link(request: HttpRequest, uuid: UUID, link: UUID) -> HttpResponse:
    """End a private link at once."""
    submission = issued_access.get_owned_submission(request, uuid)
    found = get_object_or_404(submission.share_links, uuid=link)
    share_links.revoke(link=found, by=person(request))
    messages.success(request, _("The link for %(whom)s no longer works.") % {"whom": found.for_whom})
    return redirect("reports:links", submission.uuid)


def _shareable(request: HttpRequest, uuid: UUID) -> Submission:
    submission = issued_access.get_owned_submission(request, uuid)
    if not share_links.can_be_shared(submission):
        raise Http404
    return submission


def _made_once(request: HttpRequest, submission: Submission) -> dict[str, Any] | None:
    """Return the link that was just made with its address, if the browser brings its secret; else nothing."""
    token = told_once.take(request)
    link = share_links.of_token(share_links.open_links(submission), token) if request.method == "GET" else None
    return {"link": link, "address": _address(link, token)} if link else None


def _address(link: ShareLink, token: str) -> str:
    """Return the address to send; the page behind it speaks the reader's language from the first moment."""
    language = "vi" if link.language == "vi" else "en"
    return f"{settings.BASE_URL}{reverse('reports:shared', args=[token])}?lang={language}"
