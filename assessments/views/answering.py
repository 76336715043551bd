"""Answering: one page of questions, saved card by card or as a whole, and what troubles the owner most."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments import access, asked, glossary, lifecycle, outline, posting, progress, staying
from assessments.cards import cards, reader_language, slots
from assessments.forms import TroublesForm, chosen_troubles
from assessments.models import Assessment, Response
from assessments.outline import Section
from assessments.posting import Posted
from assessments.seats import Seat
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
    So is one on another page of the part: it may have waited on a device since it stood on this one.
    """
    read = access.get_editable_page if request.method == "POST" else access.get_page
    seat = read(request, uuid, node)
    is_autosave = bool(request.headers.get("HX-Request"))
    if seat.lacks_name or (seat.is_over and request.method == "POST" and not is_autosave):
        return redirect(seat.home)
    if request.method != "POST":
        return _page(request, seat, node)
    assessment, framework = seat.assessment, asked.of_firm(seat.assessment)
    part = outline.whole_part(framework, assessment.scope, node)
    posted = posting.read(part, request.POST, reader_language())
    posting.store(assessment, posted, seat.by, by_name=seat.name)
    if is_autosave:
        return answer_card(request, assessment, posted)
    if any(one.result in {"incomplete", "stale"} for one in posted):
        return _page(request, access.get_page(request, uuid, node), node, posted)
    if request.POST.get("action") == "confirm":
        _confirm_all(seat, posted)
    return redirect(_onward(request, seat, outline.get_section(framework, assessment.scope, node)))


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


def _page(request: HttpRequest, seat: Seat, node: str, posted: list[Posted] | None = None) -> HttpResponse:
    assessment = seat.assessment
    responses = progress.responses_of(assessment)
    section = _section(assessment, responses, node, is_posted=posted is not None)
    if section.id != node and posted is None:
        return redirect(_address(assessment, section, request.GET.urlencode()))
    is_carried = progress.is_carried_over(assessment, responses)
    found = cards(section, responses, reader_language(), posted or [], is_carried=is_carried)
    mine = [responses[item.id].answered_at for item in section.items if item.id in responses]
    framework = asked.framework_of(assessment)
    context = {
        "assessment": assessment,
        "seat": seat,
        "framework": framework,
        "section": section,
        "cards": found,
        "slots": slots(outline.get_section(asked.of_firm(assessment), assessment.scope, section.id), found),
        "without_list": asked.without_list(assessment, section.node.id) if section.page == section.pages else [],
        "terms": glossary.terms_on(framework, section, reader_language()),
        "missing": [card for card in found if card.is_open] if "missed" in request.GET else [],
        "unconfirmed": sum(card.is_unconfirmed for card in found),
        "next_url": _next(seat, section, responses),
        "came_from": _came_from(request, seat),
        "may_share": access.may_share(assessment),
        "saved_at": max(mine, default=None),
        "is_open": _is_open(assessment),
        "has_error": any(card.error for card in found),
        "session_seconds": staying.renew_by_visit(request),
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


def _confirm_all(seat: Seat, posted: list[Posted]) -> None:
    """Confirm what the page showed as filled in; a question that another answer keeps away was not seen by anybody."""
    responses = progress.responses_of(seat.assessment)
    for one in posted:
        if one.item in responses and not responses[one.item].is_confirmed:
            lifecycle.confirm_response(assessment=seat.assessment, item=one.item, by=seat.by, by_name=seat.name)


def _came_from(request: HttpRequest, seat: Seat) -> str:
    """Return from which look over the answers the page was opened, "check" of all or "part" of a block; else nothing.

    A colleague who was asked for one part sees neither.
    """
    named = request.POST.get("from") or request.GET.get("from", "")
    return named if seat.delegation is None and named in {"check", "part"} else ""


def _onward(request: HttpRequest, seat: Seat, section: Section) -> str:
    """Return where the pressed button leads."""
    assessment = seat.assessment
    here = _address(assessment, section)
    card = next((request.POST[name] for name in posting.ACTS if name in request.POST), "answers")
    if request.POST.get("action") in {None, "confirm"}:
        return f"{here}#{card}"
    if came_from := _came_from(request, seat):
        back = "check" if came_from == "check" else "part_check"
        of_block = [section.block.id] if came_from == "part" else []
        return f"{reverse(f'assessments:{back}', args=[assessment.uuid, *of_block])}#{section.id}"
    if request.POST["action"] == "list":
        return seat.home
    responses = progress.responses_of(assessment)
    shown = {item.id for item in asked.asked(assessment, responses).items()}
    if any(item.id in shown for item in progress.missing(section, responses)):
        return f"{here}?missed=1"
    return _next(seat, section, responses)


def _next(seat: Seat, section: Section, responses: dict[str, Response]) -> str:
    """Return what follows: the next page of questions within reach, a look over the block at its end, or the parts.

    The page may be one that an answer has just taken away, so its place is looked up among all that may be asked.
    """
    assessment = seat.assessment
    shown = {one.id: one for one in outline.sections(asked.asked(assessment, responses), assessment.scope)}
    pages = outline.sections(asked.of_firm(assessment), assessment.scope)
    place = [page.id for page in pages].index(section.id)
    after = next((page for page in pages[place + 1 :] if page.id in shown and seat.reaches(page.id)), None)
    ends_block = after is None or after.block.id != section.block.id
    is_looked_over = any(one.is_looked_over for one in shown.values() if one.block.id == section.block.id)
    if ends_block and is_looked_over and seat.delegation is None and _is_open(assessment):
        return reverse("assessments:part_check", args=[assessment.uuid, section.block.id])
    return _address(assessment, after) if after else seat.home


def _address(assessment: Assessment, section: Section, query: str = "") -> str:
    where = reverse("assessments:node", args=[assessment.uuid, section.id])
    return f"{where}?{query}" if query else where


def _is_open(assessment: Assessment) -> bool:
    return assessment.state == Assessment.State.DRAFT and access.may_answer(assessment)
