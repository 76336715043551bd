"""Taking part in an opinion round: in by link or code, a side, the key questions, done. No one else is heard here."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from assessments import answer_fields, posting
from assessments.answers import rows_given
from assessments.cards import cards, reader_language
from assessments.models import Response
from assessments.moments import clock
from assessments.outline import Section
from assessments.posting import Posted
from assessments.views import code_entry
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed, UnknownItem
from opinions import access, rounds
from opinions.forms import JoinForm
from opinions.models import OpinionRound, Participant


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Let a person in by the short code."""
    return code_entry.by_code(
        request,
        template="opinions/code.html",
        find=rounds.find_by_code,
        let_in=_let_in,
        refusal=gettext_lazy("No opinion round is open under this code. Please compare it, or ask for a new one."),
    )


@require_safe
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Let a person in by the link."""
    found = rounds.find_by_token(token)
    return _over(request) if found is None else _let_in(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def taking(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask on which side somebody works, then list the pages; a POST joins, or says that all is answered."""
    opinion_round = access.get_round(request, uuid)
    if opinion_round is None:
        return _over(request)
    participant = access.get_participant(request, opinion_round)
    if participant is None:
        return _join(request, opinion_round)
    if "finish" in request.POST:
        rounds.finish(participant=participant)
        return redirect("opinions:taking", uuid)
    given = set(participant.opinions.values_list("item", flat=True))
    pages = [
        (page, sum(item.id in given for item in page.items), len(page.items))
        for page in rounds.pages(opinion_round.assessment)
    ]
    context = {"round": opinion_round, "participant": participant, "pages": pages, "given": len(given)}
    return render(request, "opinions/taking.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: HttpRequest, uuid: UUID, node: str) -> HttpResponse:
    """Ask the key questions of one block; a POST keeps one card (htmx) or all of them."""
    opinion_round = access.get_round(request, uuid)
    if opinion_round is None:
        return _over(request)
    participant = access.get_participant(request, opinion_round)
    if participant is None:
        return redirect("opinions:taking", uuid)
    section = next((one for one in rounds.pages(opinion_round.assessment) if one.id == node), None)
    if section is None:
        raise Http404
    if request.method != "POST":
        return _page(request, opinion_round, participant, section)
    return _kept(request, opinion_round, participant, section)


def _join(request: HttpRequest, opinion_round: OpinionRound) -> HttpResponse:
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            participant = rounds.join(opinion_round=opinion_round, **form.cleaned_data)
        except TransitionNotAllowed:
            return _over(request)
        access.keep_round(request, opinion_round, participant)
        return redirect("opinions:taking", opinion_round.uuid)
    context = {
        "round": opinion_round,
        "form": form,
        "questions": sum(len(each.items) for each in rounds.pages(opinion_round.assessment)),
    }
    return render(request, "opinions/join.html", context, status=422 if form.is_bound else 200)


def _kept(
    request: HttpRequest, opinion_round: OpinionRound, participant: Participant, section: Section
) -> HttpResponse:
    try:
        posted = posting.read(section, request.POST, reader_language())
        told = [one for one in posted if one.given or one.clears]
        rounds.save_opinions(participant=participant, given=[(one.item, one.given) for one in told])
    except (UnknownItem, InvalidAnswer):
        return HttpResponse(status=400)
    except TransitionNotAllowed:
        return _over(request)
    if request.headers.get("HX-Request"):
        return _state_line(request, posted)
    if any(one.problem for one in posted):
        return _page(request, opinion_round, participant, section, posted)
    return redirect(_onward(opinion_round, section) if "action" in request.POST else request.path)


def _page(
    request: HttpRequest,
    opinion_round: OpinionRound,
    participant: Participant,
    section: Section,
    posted: list[Posted] | None = None,
) -> HttpResponse:
    found = cards(section, _as_answers(participant), reader_language(), posted or [])
    context = {
        "round": opinion_round,
        "section": section,
        "cards": found,
        "is_open": True,
        "has_error": any(card.error for card in found),
    }
    return render(request, "opinions/page.html", context, status=422 if context["has_error"] else 200)


def _as_answers(participant: Participant) -> dict[str, Response]:
    """Return the person's opinions as the cards show answers; none of them is ever stored as one."""
    return {
        each.item: Response(
            item=each.item,
            state=each.state,
            value=each.value,
            reason=each.reason,
            version=1,
            answered_at=each.given_at,
        )
        for each in participant.opinions.all()
    }


def _state_line(request: HttpRequest, posted: list[Posted]) -> HttpResponse:
    """Answer one card's save; where its fields are emptied the page is loaded anew."""
    if len(posted) != 1 or "clear" in request.POST:
        return HttpResponseClientRefresh()
    one = posted[0]
    saved = _("Saved %(when)s") % {"when": clock(timezone.now())}
    context = {
        "id": one.item,
        "version": 1,
        "seen": answer_fields.seen(one.form.item, one.given) if one.given else one.form.seen_answer,
        "saved": saved if one.given else "",
        "echo": "",
        "rows_given": rows_given(one.form.item.answer, one.given.value) if one.given else None,
        "error": one.problem,
    }
    return render(request, "assessments/_card_state.html", context)


def _onward(opinion_round: OpinionRound, section: Section) -> str:
    """Return the next page, after the last one the list of them."""
    ids = [one.id for one in rounds.pages(opinion_round.assessment)]
    after = ids[ids.index(section.id) + 1 :]
    if after:
        return reverse("opinions:page", args=[opinion_round.uuid, after[0]])
    return reverse("opinions:taking", args=[opinion_round.uuid])


def _let_in(request: HttpRequest, opinion_round: OpinionRound) -> HttpResponse:
    access.keep_round(request, opinion_round)
    return redirect("opinions:taking", opinion_round.uuid)


def _over(request: HttpRequest) -> HttpResponse:
    """Say the same of a round that is closed and of one that never was."""
    return render(request, "opinions/over.html", status=404)
