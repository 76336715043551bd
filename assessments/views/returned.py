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

from accounts.consents import Shown
from accounts.models import User
from assessments import access, asked, consents, posting, returned, reviewed, staying
from assessments.cards import reader_language
from assessments.forms import SendAgainForm
from assessments.models import Assessment, Return
from assessments.posting import Posted
from assessments.views.card_answer import answer_card
from assessments.views.refusals import refusing_kindly
from c4ir_assess.exceptions import InvalidAnswer, StaleVersion, TransitionNotAllowed

REPLY = "reply-"


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def returned_items(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the questions that came back; a POST saves one card or one reply (htmx), or all of them."""
    read = access.get_editable_assessment if request.method == "POST" else access.get_assessment
    assessment = read(request, uuid)
    back = returned.open_return(assessment)
    if back is None:
        return redirect("assessments:tasks", assessment.uuid)
    if request.method != "POST":
        return _page(request, assessment, back, [])
    posted = _store(request, assessment, back)
    if request.headers.get("HX-Request"):
        return answer_card(request, assessment, posted) if posted else HttpResponse(status=HTTPStatus.NO_CONTENT)
    if any(one.result in {"incomplete", "stale"} for one in posted):
        return _page(request, assessment, back, posted)
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


def _store(request: HttpRequest, assessment: Assessment, back: Return) -> list[Posted]:
    """Store what the post holds: cards each by itself, and the words beside them."""
    section = returned.section_of(assessment, back)
    posted = posting.read(section, request.POST, reader_language())
    posting.store(assessment, posted, request.user if isinstance(request.user, User) else None)
    for row in back.items.all():
        text = request.POST.get(f"{REPLY}{row.item}")
        if text is not None and text.strip() != row.reply:
            reviewed.reply(assessment=assessment, item=row.item, text=text.strip())
    return posted


def _page(request: HttpRequest, assessment: Assessment, back: Return, posted: list[Posted]) -> HttpResponse:
    found = returned.questions(assessment, back, posted)
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
        "has_error": any(card.error for card in cards),
        "touched": sum(question.is_touched for question in found),
        "session_seconds": staying.renew_by_visit(request),
    }
    is_stale = any(card.is_stale for card in cards)
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
