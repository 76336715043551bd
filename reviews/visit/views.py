"""The page that goes along to the plant: a list to print, and on a tablet the place where one judges there."""

from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from accounts.gates import person
from assessments import staying
from assessments.cards import reader_language
from assessments.models import Assessment
from assessments.moments import moment
from assessments.views.refusals import refusing_kindly
from c4ir_assess.exceptions import StaleVersion, TransitionNotAllowed
from reviews.access import get_own_review, note_reading
from reviews.judged import judging
from reviews.judged.form import JudgeForm
from reviews.judged.judging import IncompleteJudgementError, NotTheAdvisor, Sent
from reviews.judged.views import is_together
from reviews.models import ItemReview, Review
from reviews.unsaved import words_come_back
from reviews.visit import agenda, visits
from reviews.visit.gates import staff_or_401
from reviews.visit.plan_form import PlanForm, begun_with


@words_come_back
@staff_or_401
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing_kindly
def visit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what is looked at in the plant; a POST judges one question of it."""
    if request.method == "POST":
        return _judge(request, get_own_review(request, uuid))
    review = get_own_review(request, uuid)
    note_reading(request, review)
    return page(request, review)


@staff_or_401
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show when the visit is and which questions can be chosen for it; a POST keeps both."""
    review = get_own_review(request, uuid)
    note_reading(request, review)
    read = agenda.read(review, by=person(request), is_together=is_together(request, review))
    form = PlanForm(request.POST if request.method == "POST" else None, initial=begun_with(read.visit))
    if request.method == "POST" and form.is_valid():
        chosen = set(request.POST.getlist("item")) & set(read.board.order)
        which = {"items": ()} if "suggest" in request.POST else {"items": chosen, "seen": _ticked(request)}
        visits.plan(review=review, plan=form.plan(), changed=form.changed(), by=person(request), **which)
        messages.success(request, gettext("The visit is planned."))
        return redirect("reviews:visit", review.uuid)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    ticked = request.POST.getlist("item") if form.is_bound else read.items
    shown = {"review": review, "agenda": read, "form": form, "choices": list(read.choices(ticked))}
    shown["ticked"] = request.POST.get("ticked", " ".join(read.items))
    return render(request, "reviews/visit/plan.html", shown, status=status)


def _ticked(request: HttpRequest) -> set[str] | None:
    """Return which questions were ticked on the page as it was shown; None if it did not say."""
    return set(request.POST["ticked"].split()) if "ticked" in request.POST else None


def page(
    request: HttpRequest,
    review: Review,
    forms: dict[str, JudgeForm] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    troubles: dict[str, list[str]] | None = None,
) -> HttpResponse:
    """Return the whole page; ``forms`` could not be kept, ``troubles`` says of photos why they were refused."""
    read = agenda.read(review, by=person(request), is_together=is_together(request, review))
    shown = {
        "review": review,
        "assessment": review.assessment,  # whose unsent judgements wait on this device
        "agenda": read,
        "groups": read.groups(forms or {}, is_stale=_is_stale(review, status)),
        "troubles": troubles or {},
        "session_seconds": staying.renew_by_visit(request),
        "saved_at": max((row.at for row in read.board.sheet.judged.values()), default=None),
    }
    return render(request, "reviews/visit/visit.html", shown, status=status)


def _judge(request: HttpRequest, review: Review) -> HttpResponse:
    item = request.POST.get("item", "")
    form = JudgeForm(request.POST, item=judging.item_of(review, item), language=reader_language())
    listed = agenda.listed(review, by=person(request))
    try:
        if "draft" in request.POST or not (row := _judged(request, review, form)):
            return _refused(request, review, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except NotTheAdvisor as refusal:
        raise PermissionDenied from refusal
    except (StaleVersion, TransitionNotAllowed):
        return _refused(request, review, form, HTTPStatus.CONFLICT)
    except IncompleteJudgementError as incomplete:
        form.lacks(incomplete.lacking)
        return _refused(request, review, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    on = visits.day_written(review, request.POST.get("at", ""))
    visits.act(review=review, listed=listed, by=person(request), on=on)
    return _saved(request, review, row)


def _judged(request: HttpRequest, review: Review, form: JudgeForm) -> ItemReview | None:
    """Judge by the bench's own verb, as seen at the plant; None where what was posted cannot be read."""
    judgement = form.judgement()
    if judgement is None:
        return None
    posted = form.answer_form
    sent = Sent(posted.mutation_id, posted.sent_before) if posted.mutation_id else None
    return judging.judge(
        review=review,
        item=form.item.id,
        judgement=replace(judgement, ground=str(ItemReview.Ground.PLANT)),
        version=form.version_seen,
        by=person(request),
        sent=sent,
    )


def _saved(request: HttpRequest, review: Review, row: ItemReview) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('reviews:visit', args=[review.uuid])}#{row.item}")
    told = gettext("Saved %(when)s") % {"when": moment(timezone.now())}
    return trigger_client_event(_state(request, review, row.item), "answersaved", {"text": told})


def _refused(request: HttpRequest, review: Review, form: JudgeForm, status: HTTPStatus) -> HttpResponse:
    """Say why nothing was kept, beside what was written; a script is told whether somebody else was first."""
    review.assessment.refresh_from_db(fields=["state"])
    if not request.headers.get("HX-Request"):
        return page(request, review, {form.item.id: form}, status)
    response = _state(request, review, form.item.id, form, status)
    if _is_stale(review, status):
        response["HX-Retarget"] = f"#{form.item.id}"
    return response


def _state(
    request: HttpRequest,
    review: Review,
    item: str,
    form: JudgeForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Return how one question stands, for a page that is open."""
    read = agenda.read(review, by=person(request), is_together=is_together(request, review))
    shown = {"stop": read.stop(item, form, is_stale=_is_stale(review, status))}
    return render(request, "reviews/visit/_state.html", shown, status=status)


def _is_stale(review: Review, status: HTTPStatus) -> bool:
    """Whether it was refused since somebody else had judged, not since the submission is elsewhere."""
    return status == HTTPStatus.CONFLICT and review.assessment.state == Assessment.State.IN_REVIEW
