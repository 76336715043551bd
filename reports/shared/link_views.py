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
from c4ir_assess.exceptions import TransitionNotAllowed
from reports.access import or_sign_in
from reports.issued import access as issued_access
from reports.models import ShareLink
from reports.shared import links as share_links
from reports.shared.forms import ShareLinkForm

MADE = "share_link_made"  # the link just made, until the page has told it


@require_http_methods(["GET", "HEAD", "POST"])
@or_sign_in
@never_cache
def links(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """List the private links to a result and make a new one; its address is told once."""
    submission = _shareable(request, uuid)
    form = ShareLinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made, token = share_links.make(submission=submission, by=person(request), **form.cleaned_data)
        except TransitionNotAllowed:
            form.add_error(None, _("As many links are open as may be. Please end one that is not needed any more."))
        else:
            request.session[MADE] = {"uuid": str(made.uuid), "token": token}
            return redirect("reports:links", submission.uuid)
    shown = {
        "submission": submission,
        "form": form,
        "links": share_links.listed(submission),
        "made": _made_once(request, submission),
        "most": share_links.MOST_OPEN,
        "is_full": share_links.are_all_open(submission),
        "issued": share_links.issued_report(submission),
    }
    return render(request, "reports/links.html", shown, status=422 if form.is_bound else 200)


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
    """Return the link that was just made with its address, the first time it is asked for; else nothing."""
    made = request.session.get(MADE)
    if not made or request.method != "GET":
        return None
    link = share_links.open_links(submission).filter(uuid=made["uuid"]).first()
    if link is None:
        return None
    del request.session[MADE]
    return {"link": link, "address": _address(link, made["token"])}


def _address(link: ShareLink, token: str) -> str:
    """Return the address to send; the page behind it speaks the reader's language from the first moment."""
    language = "vi" if link.language == "vi" else "en"
    return f"{settings.BASE_URL}{reverse('reports:shared', args=[token])}?lang={language}"
