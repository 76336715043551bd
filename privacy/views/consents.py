"""Agreeing, and withdrawing with one button."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import consents
from accounts.models import Consent, Organization
from assessments import lifecycle
from assessments.access import get_sendable_assessment
from assessments.models import Submission
from c4ir_assess.exceptions import TransitionNotAllowed
from privacy import access
from privacy.forms import CONSENT_FORMS
from privacy.views import mine


@require_POST
@login_required
def give(request: HttpRequest, purpose: str) -> HttpResponse:
    """Keep that the person agreed, for themselves or as an owner for the firm."""
    if purpose not in CONSENT_FORMS:
        raise Http404
    firm = _firm(request, purpose)
    form = CONSENT_FORMS[purpose](request.POST)
    if not form.is_valid():
        return mine.page(request, failed=form, failed_for=firm, status=422)
    consents.give(by=access.get_person(request), purpose=form.purpose, words=form.words, organization=firm)
    messages.success(request, _("Your agreement is noted. You can withdraw it here at any time."))
    return redirect("privacy:my_data")


@require_POST
@login_required
def withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    """Withdraw at once. Without the account's own data there is no account: that one leads to erasing it."""
    if purpose == Consent.Purpose.ACCOUNT:
        return redirect("privacy:erase_person")
    if purpose == Consent.Purpose.ADVISOR_REVIEW:
        return _take_back(request)
    if purpose not in CONSENT_FORMS:
        raise Http404
    firm = _firm(request, purpose)
    person = access.get_person(request)
    consents.withdraw(by=person, purpose=Consent.Purpose(purpose), person=person, organization=firm)
    messages.success(request, _("Withdrawn. It holds from this moment on."))
    return redirect("privacy:my_data")


def _firm(request: HttpRequest, purpose: str) -> Organization | None:
    """Return the firm for which an owner speaks, None where the consent is the person's own."""
    if purpose in consents.OF_PERSON:
        return None
    return access.get_own_firm(request, request.POST.get("firm", ""))


def _take_back(request: HttpRequest) -> HttpResponse:
    try:
        subject = UUID(request.POST.get("subject", ""))
    except ValueError as fault:
        raise Http404 from fault
    submission = get_object_or_404(Submission.objects.select_related("assessment"), uuid=subject)
    assessment = get_sendable_assessment(request, submission.assessment.uuid)
    try:
        lifecycle.take_back(assessment=assessment, by=access.get_person(request))
    except TransitionNotAllowed:
        messages.info(request, _("This version is not with the advisors any more."))
    else:
        messages.success(request, _("Withdrawn and taken back: only your firm can read it again."))
    return redirect("privacy:my_data")
