"""The firm's page on what an advisor proposes: both results with the reasons, to agree to or to object to."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.gates import person
from assessments.models import Submission
from c4ir_assess.exceptions import DomainError
from reports.access import or_sign_in
from reports.issued import access as issued_access
from reports.issued.forms import ObjectionForm
from reviews.models import Proposal
from reviews.proposals import both_results, proposing

AGREE = "agree"


@require_http_methods(["GET", "HEAD", "POST"])
@or_sign_in
@never_cache
def proposal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what is proposed to every member of the firm; an owner agrees or objects by a POST."""
    submission = issued_access.get_plants_submission(request, uuid)
    newest = _newest(submission)
    if request.method != "POST":
        return _page(request, newest, ObjectionForm())
    if not issued_access.is_owner(request, submission):
        raise PermissionDenied
    form = ObjectionForm(request.POST)
    if AGREE in request.POST:
        knows = request.POST[AGREE] == "after_objection"
        with _told(request, gettext("Thank you. The report can be issued now.")):
            proposing.agree(proposal=newest, by=person(request), knows_objection=knows)
    elif form.is_valid():
        with _told(request, gettext("The advisor has it and answers you.")):
            proposing.object_to(proposal=newest, text=form.cleaned_data["text"], by=person(request))
    else:
        return _page(request, newest, form)
    return redirect("reports:proposal", submission.uuid)


@contextmanager
def _told(request: HttpRequest, done: str) -> Iterator[None]:
    """Tell what was done, or that it is too late for it."""
    try:
        yield
    except DomainError:
        messages.warning(
            request,
            gettext("This was not kept: it was decided, or a colleague objected meanwhile, or the last day is over."),
        )
    else:
        messages.success(request, done)


def _page(request: HttpRequest, newest: Proposal, form: ObjectionForm) -> HttpResponse:
    is_open, today = not newest.decision, timezone.localdate()
    is_owner = issued_access.is_owner(request, newest.submission)
    shown = {
        "submission": newest.submission,
        "proposal": newest,
        "ways": proposing.ways(newest),
        "both": both_results.of_proposal(newest) if is_open or newest.decision == Proposal.Decision.ISSUED else None,
        "form": form,
        "is_owner": is_owner,
        "may_agree": is_open and is_owner and newest.agreed_at is None,
        "may_object": is_open and is_owner and proposing.may_object(newest, today),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "reports/proposal.html", shown, status=status)


def _newest(submission: Submission) -> Proposal:
    """Return what was proposed last of a submission; 404 if nothing was."""
    related = ("review__assessment__site__organization", "scorecard", "agreed_by", "objected_by")
    found = submission.proposals.select_related(*related).order_by("-proposed_at", "-pk").first()
    if found is None:
        raise Http404
    found.submission = submission
    return found
