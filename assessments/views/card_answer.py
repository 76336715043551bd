"""What the save of one card is answered: its state line, or the whole card where its fields change.

Where the answer decides what else the page asks, the cards concerned come along.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext
from django_htmx.http import reswap, retarget, trigger_client_event

from assessments import access, answer_fields, asked, outline, progress
from assessments.answer_words import value_words
from assessments.answers import rows_given
from assessments.cards import Card, cards, reader_language, slots
from assessments.models import Assessment
from assessments.moments import clock
from assessments.outline import Section
from assessments.posting import ACTS, Posted
from questionnaires.answer_types import Number


def answer_card(request: HttpRequest, assessment: Assessment, posted: list[Posted]) -> HttpResponse:
    """Answer the one card that was posted."""
    if len(posted) != 1:
        return HttpResponse(status=400)
    one = posted[0]
    is_in_place = one.result in {"saved", "incomplete"} or (one.result == "cleared" and "clear" not in request.POST)
    if is_in_place and "mine" not in request.POST and not one.is_joined:
        response = _state_line(assessment, one)
    else:
        response = _whole_card(request, assessment, posted)
    if one.result in {"saved", "replaced", "cleared", "confirmed"}:
        response.content += _cards_that_depend(request, assessment, one).encode()
    return response


def _state_line(assessment: Assessment, one: Posted) -> HttpResponse:
    """Answer a saved card's new version, or what is still missing; neither costs a query, nor what whole pages show."""
    item, given = one.form.item, one.given
    is_stored = one.result != "incomplete"
    shown = "" if given is None else answer_fields.seen(item, given)
    value = given.value if given else None
    now = saved_now()
    context = {
        "assessment": assessment,
        "id": one.item,
        "version": one.version if is_stored else one.form.base_version,
        "seen": shown if is_stored else one.form.seen_answer,
        "saved": now if one.result == "saved" else "",
        "echo": value_words(item, value, reader_language()) if isinstance(item.answer, Number) and value else "",
        "rows_given": rows_given(item.answer, value) if is_stored else None,
        "error": one.problem,
    }
    line = render_to_string("assessments/_card_state.html", context)
    response = HttpResponse(line, status=200 if is_stored else 422)
    return trigger_client_event(response, "answersaved", {"text": now}) if is_stored else response


def _whole_card(request: HttpRequest, assessment: Assessment, posted: list[Posted]) -> HttpResponse:
    section = _page_of(assessment, posted[0])
    responses = progress.responses_of(assessment)
    card = next(card for card in cards(section, responses, reader_language(), posted) if card.id == posted[0].item)
    # What was pressed is gone with the old card; whoever only chose an answer may be at another question by now.
    is_pressed = any(act in request.POST for act in ACTS)
    context = {"card": card, "section": section, "is_open": True, "takes_focus": is_pressed, **_shared(assessment)}
    response = render(request, "assessments/_question_card.html", context, status=409 if card.is_stale else 200)
    return retarget(reswap(_tell_saved(response, card), "outerHTML"), f'[data-item="{card.id}"]')


def _cards_that_depend(request: HttpRequest, assessment: Assessment, one: Posted) -> str:
    """Return the page's cards that are asked or not by this answer; a card that is there already stays as it is."""
    concerned = asked.depending_on(asked.of_firm(assessment), one.item)
    if not concerned:
        return ""
    section = _page_of(assessment, one)
    responses = progress.responses_of(assessment)
    shown = {item.id for item in asked.asked(assessment, responses).items()}
    found = cards(section, responses, reader_language(), [])
    swapped = slots(section, [card for card in found if card.id in shown])
    there = [slot for slot in swapped if slot.id in concerned]
    context = {"slots": there, "section": section, "is_open": True, **_shared(assessment)}
    return render_to_string("assessments/_slots_swapped.html", context, request)


def _page_of(assessment: Assessment, one: Posted) -> Section:
    """Return the page on which the card stands."""
    return outline.page_with(asked.of_firm(assessment), assessment.scope, one.item)


def _shared(assessment: Assessment) -> dict[str, object]:
    """Say whether the card may offer to ask a colleague."""
    return {"assessment": assessment, "may_share": access.may_share(assessment)}


def _tell_saved(response: HttpResponse, card: Card) -> HttpResponse:
    return response if card.is_stale else trigger_client_event(response, "answersaved", {"text": saved_now()})


def saved_now() -> str:
    """Return that something was saved at this moment, in words."""
    return gettext("Saved %(when)s") % {"when": clock(timezone.now())}
