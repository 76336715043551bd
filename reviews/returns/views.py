"""The page on which an advisor looks over the questions for a firm and sends them back."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.gates import person, staff_only
from assessments import asked
from assessments.cards import reader_language
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from reviews.access import get_own_review, note_reading
from reviews.judged.views import is_together
from reviews.models import Review
from reviews.returns import returning
from reviews.returns.form import ReturnForm
from reviews.unsaved import words_come_back


@words_come_back
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def return_items(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what would be sent back; a POST sends it."""
    review = get_own_review(request, uuid)
    note_reading(request, review)
    form = ReturnForm(request.POST or None, initial={"due_on": returning.usual_day()})
    if request.method != "POST" or not form.is_valid():
        return _page(request, review, form)
    try:
        returning.send_back(review=review, by=person(request), **form.cleaned_data)
    except InvalidAnswer:
        messages.warning(request, gettext("No question was noted for the firm yet, so nothing was sent back."))
        return redirect("reviews:return", review.uuid)
    except TransitionNotAllowed:
        messages.warning(request, gettext("This submission is not with you any more; nothing was sent back."))
        return redirect("reviews:queue")
    messages.success(request, gettext("The questions are with the firm. The clock stands still until it has answered."))
    return redirect("reviews:queue")


def _page(request: HttpRequest, review: Review, form: ReturnForm) -> HttpResponse:
    asks = {item.id: item.ask[reader_language()] for item in asked.of_firm(review.assessment).items()}
    shown = {
        "review": review,
        "is_together": is_together(request, review),
        "form": form,
        "questions": [(each, asks.get(each.item, each.item)) for each in returning.noted(review)],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "reviews/returns/return.html", shown, status=status)
