"""Pages of who asks for second opinions, and the list of those that a person has to do with."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import openings
from accounts.gates import person, staff_only
from c4ir_assess.exceptions import TransitionNotAllowed
from reviews.models import Review, SecondOpinion
from reviews.second import asking, listing
from reviews.second.access import get_opinion, get_review_to_ask_about, may_ask, opinions_within_reach
from reviews.second.ask_form import AskForm


@staff_only
@never_cache
@require_safe
def second_opinions(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person: to be rated, to be talked over, to be given to somebody."""
    user = person(request)
    groups = listing.groups(user)
    openings.note_list(by=user, where="bench/second", shown=[each.uuid for group in groups for each in group.opinions])
    shown = {"groups": groups, "may_ask": may_ask(user)}
    return render(request, "reviews/second/list.html", shown)


@staff_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the second opinions of a review and who could give another; a POST asks."""
    review = get_review_to_ask_about(request, uuid)
    form = AskForm(request.POST if request.method == "POST" else None, review=review, by=person(request))
    if request.method != "POST" or not form.is_valid():
        return _page(request, review, form)
    try:
        asking.ask(review=review, rater=form.cleaned_data["rater"], by=person(request))
    except TransitionNotAllowed:
        messages.warning(request, gettext("This person cannot be asked any more; nothing was changed."))
    else:
        said = gettext("%(name)s is asked for a second opinion.")
        messages.success(request, said % {"name": form.cleaned_data["rater"]})
    return redirect("reviews:ask_second", review.uuid)


@staff_only
@require_POST
def let_off(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take an unfinished second opinion from its rater."""
    opinion = get_opinion(request, uuid)
    if not may_ask(person(request)):
        raise PermissionDenied
    try:
        asking.let_off(opinion=opinion, by=person(request))
    except TransitionNotAllowed:
        messages.warning(request, gettext("It is finished already; nothing was changed."))
    else:
        messages.success(request, gettext("It is taken back; somebody else can be asked."))
    return redirect("reviews:second_opinions")


def _page(request: HttpRequest, review: Review, form: AskForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"review": review, "form": form, "opinions": _of_review(request, review)}
    return render(request, "reviews/second/ask.html", shown, status=status)


def _of_review(request: HttpRequest, review: Review) -> list[SecondOpinion]:
    return list(opinions_within_reach(person(request)).filter(review=review).order_by("-pk"))
