"""Answering: one page of questions, saved card by card or as a whole, and what troubles the owner most."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget, trigger_client_event

from accounts.models import User
from assessments import access, glossary, lifecycle, outline, posting, progress
from assessments.cards import Card, cards, reader_language
from assessments.forms import TroublesForm, chosen_troubles
from assessments.models import Assessment
from assessments.moments import clock
from assessments.outline import Section
from assessments.posting import Posted
from assessments.views.refusals import refusing_kindly


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def node(request: HttpRequest, uuid: UUID, node: str) -> HttpResponse:
    """Show one page of questions; a POST saves one card (htmx) or all of them, then goes where the button says."""
    if request.method != "POST":
        assessment = access.get_assessment(request, uuid)
        return _page(request, assessment, outline.get_section(outline.framework_of(assessment), assessment.scope, node))
    assessment = access.get_editable_assessment(request, uuid)
    section = outline.get_section(outline.framework_of(assessment), assessment.scope, node)
    posted = posting.read(section, request.POST, reader_language())
    posting.store(assessment, posted, _person(request))
    if request.headers.get("HX-Request"):
        return _card(request, assessment, section, posted)
    if any(one.result in {"incomplete", "stale"} for one in posted):
        return _page(request, assessment, section, posted)
    return redirect(_onward(request, assessment, section))


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def troubles(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask once, before the questions, what troubles the owner most; skipping is fine."""
    read = access.get_editable_assessment if request.method == "POST" else access.get_assessment
    assessment = read(request, uuid)
    framework = outline.framework_of(assessment)
    choices = [(trouble.id, trouble.name[reader_language()]) for trouble in framework.troubles]
    data = request.POST if request.method == "POST" else None
    form = TroublesForm(data, choices=choices, initial=chosen_troubles(assessment))
    if form.is_valid():
        chosen = [] if "skip" in request.POST else form.cleaned_data["troubles"]
        lifecycle.save_troubles(assessment=assessment, troubles=chosen)
        return redirect("assessments:tasks", assessment.uuid)
    context = {
        "assessment": assessment,
        "framework": framework,
        "form": form,
        "is_open": assessment.state == Assessment.State.DRAFT and access.may_answer(assessment),
    }
    return render(request, "assessments/assessment_troubles.html", context, status=422 if form.is_bound else 200)


def _page(
    request: HttpRequest, assessment: Assessment, section: Section, posted: list[Posted] | None = None
) -> HttpResponse:
    framework = outline.framework_of(assessment)
    responses = progress.responses_of(assessment)
    found = cards(section, responses, reader_language(), posted or [])
    mine = [responses[item.id].answered_at for item in section.items if item.id in responses]
    context = {
        "assessment": assessment,
        "framework": framework,
        "section": section,
        "cards": found,
        "terms": glossary.terms_on(framework, section, reader_language()),
        "missing": progress.missing(section, responses) if "missed" in request.GET else [],
        "next_url": _next(assessment, section),
        "from_check": "check" in (request.GET.get("from"), request.POST.get("from")),
        "saved_at": max(mine, default=None),
        "is_open": assessment.state == Assessment.State.DRAFT and access.may_answer(assessment),
        "has_error": any(card.error for card in found),
    }
    status = 409 if any(card.is_stale for card in found) else 422 if context["has_error"] else 200
    return render(request, "assessments/assessment_answer.html", context, status=status)


def _card(request: HttpRequest, assessment: Assessment, section: Section, posted: list[Posted]) -> HttpResponse:
    """Answer the one card that was posted: its state line, or the whole card where its fields change."""
    if len(posted) != 1:
        return HttpResponse(status=400)
    one = posted[0]
    if one.result in {"saved", "incomplete"} and "mine" not in request.POST:
        return _state_line(request, one)
    responses = progress.responses_of(assessment)
    card = next(card for card in cards(section, responses, reader_language(), posted) if card.id == one.item)
    response = render(
        request, "assessments/_question_card.html", {"card": card, "section": section, "is_open": True, "swapped": True}
    )
    response.status_code = 409 if card.is_stale else 200
    return retarget(reswap(_tell_saved(response, card), "outerHTML"), f'[data-item="{one.item}"]')


def _state_line(request: HttpRequest, one: Posted) -> HttpResponse:
    """Answer a saved card's new version, or what is still missing; neither costs a query."""
    is_saved = one.result == "saved"
    context = {
        "id": one.item,
        "version": one.version if is_saved else one.form.base_version,
        "seen": one.form.cleaned_data["choice"] if is_saved else one.form.cleaned_data["seen"],
        "saved": _saved_now() if is_saved else "",
        "error": one.form.reason_error,
    }
    response = render(request, "assessments/_card_state.html", context, status=200 if is_saved else 422)
    return trigger_client_event(response, "answersaved", {"text": context["saved"]}) if is_saved else response


def _tell_saved(response: HttpResponse, card: Card) -> HttpResponse:
    return response if card.is_stale else trigger_client_event(response, "answersaved", {"text": _saved_now()})


def _onward(request: HttpRequest, assessment: Assessment, section: Section) -> str:
    """Return where the pressed button leads."""
    here = reverse("assessments:node", args=[assessment.uuid, section.id])
    card = next((request.POST[name] for name in ("clear", "keep", "mine") if name in request.POST), "answers")
    if "action" not in request.POST:
        return f"{here}#{card}"
    if request.POST.get("from") == "check":
        return f"{reverse('assessments:check', args=[assessment.uuid])}#{section.id}"
    if request.POST["action"] == "list":
        return reverse("assessments:tasks", args=[assessment.uuid])
    if progress.missing(section, progress.responses_of(assessment)):
        return f"{here}?missed=1"
    return _next(assessment, section)


def _next(assessment: Assessment, section: Section) -> str:
    """Return the next page of questions, after the last one the list of parts."""
    pages = [one.id for one in outline.sections(outline.framework_of(assessment), assessment.scope)]
    after = pages[pages.index(section.id) + 1 :]
    if not after:
        return reverse("assessments:tasks", args=[assessment.uuid])
    return reverse("assessments:node", args=[assessment.uuid, after[0]])


def _saved_now() -> str:
    return gettext("Saved %(when)s") % {"when": clock(timezone.now())}


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
