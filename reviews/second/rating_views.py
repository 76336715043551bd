"""Pages on which a second rater judges a submission blind, for this person alone."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gates import person, staff_only
from accounts.models import Opening
from assessments.cards import reader_language
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed, UnknownItem
from evidence import serving
from reviews.access import get_sent_evidence, note_opening
from reviews.models import SecondOpinion
from reviews.second import rating, rating_page
from reviews.second.access import get_own_opinion
from reviews.second.rate_form import RateForm
from reviews.unsaved import words_come_back


@staff_only
@never_cache
@require_safe
def rate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show how far a second opinion is and its questions; once it is finished, both sides."""
    opinion = get_own_opinion(request, uuid)
    if opinion.finished_at is not None:
        return redirect("reviews:differences", opinion.uuid)
    note_opening(request, opinion.submission, Opening.What.SUBMISSION, opinion.submission.uuid)
    sheet = rating.read(opinion)
    next_url = rating_page.url(opinion, sheet.next_open()) if sheet.next_open() else ""
    shown = {"sheet": sheet, "lines": list(rating_page.lines(sheet)), "next_url": next_url}
    return render(request, "reviews/second/rate.html", shown)


@words_come_back
@staff_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate_item(request: HttpRequest, uuid: UUID, item: str) -> HttpResponse:
    """Show one question with what the firm said and showed; a POST keeps the rating and goes on to the next."""
    opinion = get_own_opinion(request, uuid)
    if opinion.finished_at is not None:
        return _finished(request)
    try:
        if request.method == "POST":
            return _rate(request, opinion, item)
        note_opening(request, opinion.submission, Opening.What.SUBMISSION, opinion.submission.uuid)
        return _page(request, rating.read(opinion), item)
    except UnknownItem as unknown:
        raise Http404 from unknown


@staff_only
@require_safe
def evidence(request: HttpRequest, uuid: UUID, file: UUID) -> HttpResponseBase:
    """Send a file that the firm showed beside the answer; the firm reads who opened it."""
    submission = get_own_opinion(request, uuid).submission
    found = get_sent_evidence(submission, file)
    if not rating_page.is_of_firm(found):
        raise Http404
    note_opening(request, submission, Opening.What.EVIDENCE, found.uuid)
    return serving.shown_beside(found)


@staff_only
@require_POST
def finish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Finish a second opinion: from then on both sides lie open to both advisors."""
    opinion = get_own_opinion(request, uuid)
    try:
        rating.finish(opinion=opinion, by=person(request))
    except TransitionNotAllowed:
        messages.warning(request, gettext("It is finished already, or a question is left; nothing was changed."))
        return redirect("reviews:rate", opinion.uuid)
    messages.success(request, gettext("Your second opinion is finished. Both sides lie open now."))
    return redirect("reviews:differences", opinion.uuid)


def _rate(request: HttpRequest, opinion: SecondOpinion, item: str) -> HttpResponse:
    sheet = rating.read(opinion)
    form = RateForm(request.POST, item=sheet.item(item), language=reader_language())
    try:
        given = form.given()
        if given is None:
            return _page(request, sheet, item, form)
        rating.rate(opinion=opinion, item=item, given=given, note=form.cleaned_data["note"], by=person(request))
    except InvalidAnswer:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    except TransitionNotAllowed:
        return _finished(request)
    following = form.cleaned_data["next"]
    known = {each.id for each in sheet.items}
    return redirect(rating_page.url(opinion, following if following in known else ""))


def _page(request: HttpRequest, sheet: rating.RatingSheet, item: str, form: RateForm | None = None) -> HttpResponse:
    page = rating_page.read(sheet, item, form=form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "reviews/second/item.html", {"page": page, "opinion": sheet.opinion}, status=status)


def _finished(request: HttpRequest) -> HttpResponse:
    messages.warning(request, gettext("This second opinion is finished; nothing was changed."))
    return redirect("reviews:second_opinions")
