"""Answering: one page of questions, saved card by card or as a whole, and what troubles the owner most."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments import access, asked, glossary, lifecycle, outline, posting, progress
from assessments.cards import cards, reader_language, slots
from assessments.forms import TroublesForm, chosen_troubles
from assessments.models import Assessment, Response
from assessments.outline import Section
from assessments.posting import Posted
from assessments.views.card_answer import answer_card
from assessments.views.refusals import refusing_kindly
from c4ir_assess.exceptions import UnknownItem


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def node(request: HttpRequest, uuid: UUID, node: str) -> HttpResponse:
    """Show one page of questions; a POST saves one card (htmx) or all of them, then goes where the button says.

    A question that is not asked just now, because of another answer, is read all the same: the page may have shown it.
    """
    if request.method != "POST":
        return _page(request, access.get_assessment(request, uuid), node)
    assessment = access.get_editable_assessment(request, uuid)
    section = outline.get_section(asked.of_firm(assessment), assessment.scope, node)
    posted = posting.read(section, request.POST, reader_language())
    posting.store(assessment, posted, _person(request))
    if request.headers.get("HX-Request"):
        return answer_card(request, assessment, section, posted)
    if any(one.result in {"incomplete", "stale"} for one in posted):
        return _page(request, assessment, node, posted)
    if request.POST.get("action") == "confirm":
        _confirm_all(request, assessment, section)
    return redirect(_onward(request, assessment, section))


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def troubles(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask once, before the questions, what troubles the owner most; skipping is fine."""
    read = access.get_editable_assessment if request.method == "POST" else access.get_assessment
    assessment = read(request, uuid)
    framework = asked.framework_of(assessment)
    if not framework.troubles:
        raise UnknownItem("troubles")
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
        "is_open": _is_open(assessment),
    }
    return render(request, "assessments/assessment_troubles.html", context, status=422 if form.is_bound else 200)


def _page(request: HttpRequest, assessment: Assessment, node: str, posted: list[Posted] | None = None) -> HttpResponse:
    responses = progress.responses_of(assessment)
    section = _section(assessment, responses, node, is_posted=posted is not None)
    is_carried = progress.is_carried_over(assessment, responses)
    found = cards(section, responses, reader_language(), posted or [], is_carried=is_carried)
    mine = [responses[item.id].answered_at for item in section.items if item.id in responses]
    framework = asked.framework_of(assessment)
    context = {
        "assessment": assessment,
        "framework": framework,
        "section": section,
        "cards": found,
        "slots": slots(outline.get_section(asked.of_firm(assessment), assessment.scope, node), found),
        "without_list": asked.without_list(assessment, node),
        "terms": glossary.terms_on(framework, section, reader_language()),
        "missing": [card for card in found if card.is_open] if "missed" in request.GET else [],
        "unconfirmed": sum(card.is_unconfirmed for card in found),
        "next_url": _next(assessment, section, responses),
        "from_check": "check" in (request.GET.get("from"), request.POST.get("from")),
        "saved_at": max(mine, default=None),
        "is_open": _is_open(assessment),
        "has_error": any(card.error for card in found),
    }
    status = 409 if any(card.is_stale for card in found) else 422 if context["has_error"] else 200
    return render(request, "assessments/assessment_answer.html", context, status=status)


def _section(assessment: Assessment, responses: dict[str, Response], node: str, *, is_posted: bool) -> Section:
    """Return the page as it is asked now; after a post also one that another answer has just taken away."""
    try:
        return outline.get_section(asked.asked(assessment, responses), assessment.scope, node)
    except UnknownItem:
        if not is_posted:
            raise
    return outline.get_section(asked.of_firm(assessment), assessment.scope, node)


def _confirm_all(request: HttpRequest, assessment: Assessment, section: Section) -> None:
    """Confirm what the page still shows as filled in."""
    responses = progress.responses_of(assessment)
    for item in section.items:
        if item.id in responses and not responses[item.id].is_confirmed:
            lifecycle.confirm_response(assessment=assessment, item=item.id, by=_person(request))


def _onward(request: HttpRequest, assessment: Assessment, section: Section) -> str:
    """Return where the pressed button leads."""
    here = reverse("assessments:node", args=[assessment.uuid, section.id])
    card = next((request.POST[name] for name in posting.ACTS if name in request.POST), "answers")
    if request.POST.get("action") in {None, "confirm"}:
        return f"{here}#{card}"
    if request.POST.get("from") == "check":
        return f"{reverse('assessments:check', args=[assessment.uuid])}#{section.id}"
    if request.POST["action"] == "list":
        return reverse("assessments:tasks", args=[assessment.uuid])
    responses = progress.responses_of(assessment)
    shown = {item.id for item in asked.asked(assessment, responses).items()}
    if any(item.id in shown for item in progress.missing(section, responses)):
        return f"{here}?missed=1"
    return _next(assessment, section, responses)


def _next(assessment: Assessment, section: Section, responses: dict[str, Response]) -> str:
    """Return the next page of questions, after the last one the list of parts.

    The page may be one that an answer has just taken away, so its place is looked up among all that may be asked.
    """
    shown = {one.id for one in outline.sections(asked.asked(assessment, responses), assessment.scope)}
    pages = [one.id for one in outline.sections(asked.of_firm(assessment), assessment.scope)]
    after = [page for page in pages[pages.index(section.id) + 1 :] if page in shown]
    if not after:
        return reverse("assessments:tasks", args=[assessment.uuid])
    return reverse("assessments:node", args=[assessment.uuid, after[0]])


def _is_open(assessment: Assessment) -> bool:
    return assessment.state == Assessment.State.DRAFT and access.may_answer(assessment)


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
