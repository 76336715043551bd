"""Asking colleagues for parts of an assessment, and what a colleague without an account sees of it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from assessments import access, asked, delegating, progress
from assessments.cards import reader_language
from assessments.delegating import Keys
from assessments.delegation_forms import DelegationForm, NameGivenForm
from assessments.models import Assessment, Delegation
from assessments.seats import Seat
from assessments.views import code_entry
from assessments.views.refusals import refusing_kindly
from c4ir_assess import told_once


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def delegate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a part to a colleague, and see which parts are with whom."""
    assessment = access.get_shareable_assessment(request, uuid)
    assert isinstance(request.user, User)  # noqa: S101 -- a claim's holder may not share
    data = request.POST if request.method == "POST" else None
    form = DelegationForm(data, assessment=assessment, language=reader_language(), part=request.GET.get("part", ""))
    if form.is_valid():
        language = translation.get_language() or settings.LANGUAGE_CODE
        keys = delegating.delegate(assessment=assessment, by=request.user, language=language, **form.cleaned_data)[1]
        return told_once.hand_over(redirect(request.path), keys.handed, path=request.path)
    made = _made_once(request, assessment)
    context = {
        "assessment": assessment,
        "framework": asked.framework_of(assessment),
        "form": form,
        "handed": delegating.handed(assessment),
        "made": made,
        "is_open": assessment.state == Assessment.State.DRAFT,
    }
    page = render(request, "assessments/delegate.html", context, status=422 if form.is_bound else 200)
    return told_once.forget(page, path=request.path) if made else page


@require_POST
@access.sign_in_first
def revoke(request: HttpRequest, uuid: UUID, delegation: UUID) -> HttpResponse:
    """End a delegation at once; what was answered by then stays."""
    assessment = access.get_shareable_assessment(request, uuid)
    found = get_object_or_404(assessment.delegations, uuid=delegation)
    assert isinstance(request.user, User)  # noqa: S101 -- found for a member
    delegating.revoke(delegation=found, by=request.user)
    messages.success(request, _("The link no longer works. What was answered by then stays."))
    return redirect("assessments:delegate", assessment.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Let a colleague in by the short code."""
    return code_entry.by_code(
        request,
        template="assessments/delegation_code.html",
        find=delegating.find_by_code,
        let_in=_let_in,
        refusal=gettext_lazy("No part is open under this code. Please compare it, or ask for a new one."),
    )


@require_safe
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Let a colleague in by the link. Opening it says nothing yet: messengers and mail scanners open links, too."""
    found = delegating.find_by_token(token)
    return _over(request) if found is None else _let_in(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delegated(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a colleague what was asked for; a POST gives the name, or says that all is answered."""
    delegation = access.get_delegation(request, uuid)
    seat = access.take_seat(request, delegation) if delegation else None
    if delegation is None or seat is None or not seat.pages:
        return _over(request)
    form = NameGivenForm(request.POST if "name" in request.POST else None, initial={"name": seat.name})
    if form.is_valid():
        delegating.open_part(delegation=delegation, name=form.cleaned_data["name"])
        access.keep_delegation(request, delegation, form.cleaned_data["name"])
        return redirect(seat.home)
    if "finish" in request.POST and seat.name:
        delegating.finish(delegation=delegation)
        return redirect(seat.home)
    return _part(request, seat, delegation, form)


def _part(request: HttpRequest, seat: Seat, delegation: Delegation, form: NameGivenForm) -> HttpResponse:
    assessment = seat.assessment
    framework, responses = asked.framework_of(assessment), progress.responses_of(assessment)
    whole = progress.tasks(framework, asked.asked(assessment, responses), assessment.scope, responses)
    found = [task for task in whole if seat.reaches(task.section.id)]
    context = {
        "assessment": assessment,
        "delegation": delegation,
        "seat": seat,
        "form": form,
        "part": delegating.part_name(delegation),
        "tasks": found,
        "minutes": sum(task.minutes for task in found),
        "open": sum(task.total - task.answered for task in found),
        "is_open": assessment.state == Assessment.State.DRAFT,
    }
    return render(request, "assessments/delegated.html", context, status=422 if form.is_bound else 200)


def _let_in(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    access.keep_delegation(request, delegation)
    return redirect("assessments:delegated", delegation.uuid)


def _over(request: HttpRequest) -> HttpResponse:
    """Say the same of a link that was revoked, that has expired and that never was."""
    return render(request, "assessments/delegation_over.html", status=404)


def _made_once(request: HttpRequest, assessment: Assessment) -> dict[str, object] | None:
    """Return what opens the part that was just given away, if the browser brings it; else nothing."""
    keys = Keys.read(told_once.take(request))
    if not keys.code or request.method != "GET":
        return None
    standing = assessment.delegations.filter(code_hash=delegating.code_hash(keys.code), expires_at__gt=timezone.now())
    found = standing.first()
    return _told(found, keys) if found else None


def _told(delegation: Delegation, keys: Keys) -> dict[str, object]:
    path = reverse("assessments:delegation_link", args=[keys.token]) if keys.token else ""
    return {
        "delegation": delegation,
        "part": delegating.part_name(delegation),
        "link": f"{settings.BASE_URL}{path}" if path else "",
        "code": f"{keys.code[:4]}-{keys.code[4:]}",
        "code_page": f"{settings.BASE_URL}{reverse('assessments:delegation_code')}",
    }
