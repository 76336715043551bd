"""Questions that came back from the advisors: answered on one page, sent again from another."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import retarget, trigger_client_event

from accounts.consents import Shown
from accounts.models import User
from assessments import access, asked, consents, posting, replies, returned, reviewed, staying
from assessments.cards import reader_language
from assessments.forms import SendAgainForm
from assessments.models import Assessment, Return
from assessments.posting import Posted
from assessments.views.card_answer import answer_card, saved_now
from assessments.views.refusals import refusing_kindly
from c4ir_assess.exceptions import InvalidAnswer, StaleVersion, TransitionNotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def returned_items(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the questions that came back; a POST saves one card or one reply (htmx), or all of them."""
    read = access.get_editable_assessment if request.method == "POST" else access.get_assessment
    assessment = read(request, uuid)
    back = returned.open_return(assessment)
    late = _late(request, assessment, back) if request.method == "POST" else None
    if late is not None and request.POST.get("item", "").startswith(replies.REPLY):
        return HttpResponse(status=HTTPStatus.GONE if late else HTTPStatus.NO_CONTENT)
    if back is None:
        return redirect("assessments:tasks", assessment.uuid)
    if request.method != "POST":
        return _page(request, assessment, back, [])
    posted = _store(request, assessment, back)
    contested = replies.store(assessment, back, request.POST) if late is None else late
    if request.headers.get("HX-Request"):
        return (
            answer_card(request, assessment, posted) if posted else _answer_words(request, assessment, back, contested)
        )
    if contested or any(one.result in {"incomplete", "stale"} for one in posted):
        return _page(request, assessment, back, posted, contested)
    leads_on = request.POST.get("action") == "send"
    return redirect("assessments:send_again" if leads_on else "assessments:returned", assessment.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def send_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what has changed, ask for the consent to the new version, and send it."""
    assessment = access.get_sendable_assessment(request, uuid)
    back = returned.open_return(assessment)
    if back is None:
        raise TransitionNotAllowed("send_again")
    form = SendAgainForm(request.POST if request.method == "POST" else None)
    if not form.is_valid() or not isinstance(request.user, User):
        return _send_page(request, assessment, back, form)
    try:
        reviewed.send_again(
            assessment=assessment,
            by=request.user,
            words=_words(form),
            seen_revision=form.cleaned_data["revision"],
        )
    except StaleVersion:
        return _send_page(request, assessment, back, SendAgainForm(), is_anew=True)
    messages.success(request, _("It is with the advisors again. They see first what has changed."))
    return redirect("assessments:tasks", assessment.uuid)


def _late(request: HttpRequest, assessment: Assessment, back: Return | None) -> dict[str, str] | None:
    """Return by item the words that came too late for their return; None if what was posted is for the open one.

    A whole page of questions that are not open any more is refused as one.
    """
    about = request.GET.get(replies.RETURN, "")
    if replies.are_for(back, about):
        return None
    late = replies.late(assessment, back, request.POST, about=about)
    if late and not request.headers.get("HX-Request"):
        open_now = back.items.values_list("item", flat=True) if back else ()
        if late.keys() - set(open_now):
            raise TransitionNotAllowed("reply")
    return late


def _store(request: HttpRequest, assessment: Assessment, back: Return) -> list[Posted]:
    """Store the cards that the post holds, each by itself."""
    section = returned.section_of(assessment, back)
    posted = posting.read(section, replies.cards_alone(request.POST), reader_language())
    posting.store(assessment, posted, request.user if isinstance(request.user, User) else None)
    return posted


def _answer_words(
    request: HttpRequest, assessment: Assessment, back: Return, contested: dict[str, str]
) -> HttpResponse:
    """Answer the words that were typed beside one card: what is stored now, and whether it is somebody else's."""
    item = request.POST.get("item", "").removeprefix(replies.REPLY)
    found = returned.questions(assessment, back, [], contested)
    question = next((each for each in found if each.card.id == item), None)
    if question is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if question.is_contested:
        response = render(request, "assessments/_reply_state.html", {"question": question}, status=HTTPStatus.CONFLICT)
        return retarget(response, f"#{replies.REPLY}{item}")
    response = render(request, "assessments/_reply_state.html", {"question": question})
    return trigger_client_event(response, "answersaved", {"text": saved_now()})


def _page(
    request: HttpRequest,
    assessment: Assessment,
    back: Return,
    posted: list[Posted],
    contested: dict[str, str] | None = None,
) -> HttpResponse:
    found = returned.questions(assessment, back, posted, contested or {})
    cards = [question.card for question in found]
    context = {
        "assessment": assessment,
        "framework": asked.framework_of(assessment),
        "back": back,
        "questions": found,
        "section": returned.section_of(assessment, back),
        "cards": cards,
        "is_open": access.may_answer(assessment),
        "may_send": access.may_send(assessment),
        "is_late": request.method == "POST" and not replies.are_for(back, request.GET.get(replies.RETURN, "")),
        "has_error": any(card.error for card in cards),
        "touched": sum(question.is_touched for question in found),
        "session_seconds": staying.renew_by_visit(request),
    }
    is_stale = bool(contested) or any(card.is_stale for card in cards)
    status = (
        HTTPStatus.CONFLICT if is_stale else HTTPStatus.UNPROCESSABLE_ENTITY if context["has_error"] else HTTPStatus.OK
    )
    return render(request, "assessments/returned.html", context, status=status)


def _send_page(
    request: HttpRequest, assessment: Assessment, back: Return, form: SendAgainForm, *, is_anew: bool = False
) -> HttpResponse:
    assessment.refresh_from_db(fields=["revision"])
    if form.is_misread:
        raise InvalidAnswer("send again: no page of ours posts this")
    found = returned.questions(assessment, back, [])
    context = {
        "assessment": assessment,
        "framework": asked.framework_of(assessment),
        "back": back,
        "questions": found,
        "untouched": [question for question in found if not question.is_touched],
        "form": form,
        "terms": consents.review_terms(),
        "agreement": consents.review_agreement(),
        "wording_version": consents.WORDING_VERSION,
        "language": reader_language(),
        "is_anew": is_anew,
    }
    status = HTTPStatus.CONFLICT if is_anew else HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "assessments/returned_send.html", context, status=status)


def _words(form: SendAgainForm) -> Shown:
    """Return the words that were agreed to, in the language in which they were read."""
    language = form.cleaned_data["language"]
    with translation.override(language):
        text = consents.review_wording()
    return Shown(text=text, version=form.cleaned_data["wording_version"], language=language)
