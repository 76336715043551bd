"""What is done to many rows of the queue at once: assigned, or hidden from a person who has an interest in the firm."""

from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gates import person, staff_only
from accounts.models import Organization, User
from c4ir_assess.exceptions import TransitionNotAllowed
from reviews.access import ADVISES, get_own_review, note_reading, reviews_within_reach
from reviews.models import HandBack, Review
from reviews.queue import assigning, conflicts
from reviews.queue.assigning import Chosen, Load, Outcome
from reviews.queue.forms import AssignForm, ConflictForm, HandBackForm
from reviews.unsaved import words_come_back

MOST_CHOSEN = 200


@staff_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest) -> HttpResponse:
    """Show what was ticked and who could have it; a POST assigns. An advisor can only take it."""
    user = person(request)
    given = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(user, given)
    if not chosen:
        return _nothing_ticked(given)
    if not assigning.may_assign(user):
        return _take(request, user, chosen)
    form = AssignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _assign(request, chosen, form.chosen())
    shown = {"people": _people(chosen), "form": form}
    return _page(request, "reviews/queue/assign.html", chosen, shown, is_refused=form.is_bound)


@words_come_back
@staff_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask an advisor why they give a review up; a POST does it, and those who assign are told."""
    review = get_own_review(request, uuid)
    note_reading(request, review)
    form = HandBackForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        shown = {"review": review, "form": form, "is_closed": review.closed_at is not None}
        return render(request, "reviews/queue/hand_back.html", shown, status=status)
    try:
        assigning.hand_back(review=review, reason=form.cleaned_data["reason"], by=person(request))
    except TransitionNotAllowed:
        messages.warning(request, gettext("This submission is not with you any more; nothing was changed."))
    else:
        firm = _firm(review).name
        said = gettext("%(firm)s is handed back. Those who assign are told; what you judged stays with the review.")
        messages.success(request, said % {"firm": firm})
    return redirect("reviews:queue")


@staff_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """Ask for the reason of an interest in the firms that were ticked; a POST declares it."""
    user = person(request)
    given = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(user, given)
    if not chosen:
        return _nothing_ticked(given)
    form = ConflictForm(request.POST if request.method == "POST" else None, by=user)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "reviews/queue/conflict_declare.html", chosen, {"form": form}, is_refused=form.is_bound)
    whose = form.cleaned_data.get("person") or user
    for firm in _firms(chosen):
        conflicts.declare(organization=firm, user=whose, reason=form.cleaned_data["reason"], by=user)
    messages.success(request, gettext("The interest is noted. %(name)s does not review this firm.") % {"name": whose})
    return redirect(_queue(given))


@staff_only
@require_safe
def conflict_list(request: HttpRequest) -> HttpResponse:
    """Show who declared an interest in which firm: all to those who assign, to others their own."""
    user = person(request)
    shown = {"conflicts": conflicts.known_to(user), "may_remove": conflicts.may_declare_for_others(user)}
    return render(request, "reviews/queue/conflicts.html", shown)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove_conflict(request: HttpRequest, conflict: int) -> HttpResponse:
    """Ask an administrator whether an interest is over; a POST lifts it."""
    user = person(request)
    found = get_object_or_404(conflicts.known_to(user), pk=conflict)
    if not conflicts.may_remove(found, user):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "reviews/queue/conflict_remove.html", {"conflict": found})
    conflicts.remove(conflict=found, by=user)
    messages.success(request, gettext("The interest is lifted."))
    return redirect("reviews:conflicts")


def _people(chosen: list[Chosen]) -> list[tuple[Load, list[str], bool]]:
    """Return who advises with their work, the firms among these in which they have an interest, and whether in all."""
    declared, firms = assigning.interests(chosen), len(_firms(chosen))
    loads = ((load, declared.get(load.advisor.pk, [])) for load in assigning.loads(timezone.localdate()))
    return [(load, names, len(names) == firms) for load, names in loads]


def _take(request: HttpRequest, user: User, chosen: list[Chosen]) -> HttpResponse:
    if user.staff_role not in ADVISES:
        raise PermissionDenied
    return (
        _assign(request, chosen, user)
        if request.method == "POST"
        else _page(request, "reviews/queue/assign.html", chosen)
    )


def _assign(request: HttpRequest, chosen: list[Chosen], to: User | None) -> HttpResponse:
    outcome = assigning.assign(chosen=chosen, to=to, by=person(request))
    _tell(request, outcome, to)
    return redirect(_queue(request.POST))


def _tell(request: HttpRequest, outcome: Outcome, to: User | None) -> None:
    if outcome.done:
        messages.success(request, _said(outcome.done, to))
    for review, refusal in outcome.refused:
        said = gettext("%(firm)s stays as it was: %(why)s.")
        messages.warning(request, said % {"firm": _firm(review).name, "why": refusal.label})


def _said(done: int, to: User | None) -> str:
    if to is None:
        said = ngettext(
            "%(count)s submission is unassigned again.", "%(count)s submissions are unassigned again.", done
        )
        return said % {"count": done}
    said = ngettext(
        "%(count)s submission is assigned to %(name)s.", "%(count)s submissions are assigned to %(name)s.", done
    )
    return said % {"count": done, "name": to}


def _chosen(user: User, given: QueryDict) -> list[Chosen]:
    """Return what was ticked and this person reaches. A tick names the review, and on the second page who had it."""
    ticks = dict(_tick(text) for text in given.getlist("item")[:MOST_CHOSEN])
    found = reviews_within_reach(user).filter(uuid__in=[uuid for uuid in ticks if uuid])
    gave_up = Prefetch("hand_backs", HandBack.objects.select_related("by").order_by("at", "pk"))
    related = found.select_related("advisor", "assessment__site__organization").prefetch_related(gave_up)
    return [
        Chosen(each, each.advisor_id if ticks[each.uuid] is None else ticks[each.uuid] or None)
        for each in related.order_by("arrived_at", "pk")
    ]


def _tick(text: str) -> tuple[UUID | None, int | None]:
    """Return the review and who had it: 0 for nobody, None where the tick does not say."""
    name, _, holder = text.partition(".")
    try:
        return UUID(name), int(holder) if holder else None
    except ValueError:
        return None, None


def _firms(chosen: list[Chosen]) -> list[Organization]:
    return list({_firm(each.review).pk: _firm(each.review) for each in chosen}.values())


def _firm(review: Review) -> Organization:
    assert review.assessment.site is not None  # noqa: S101 -- only a plant's assessment has a review
    return review.assessment.site.organization


def _nothing_ticked(given: QueryDict) -> HttpResponse:
    return redirect(f"{_queue(given)}&{urlencode({'missing': 'item'})}")


def _queue(given: QueryDict) -> str:
    """Return the queue as it was: its filters came along."""
    return f"{reverse('reviews:queue')}?{QueryDict(given.get('back', '')).urlencode()}"


def _page(
    request: HttpRequest,
    template: str,
    chosen: list[Chosen],
    more: dict[str, object] | None = None,
    *,
    is_refused: bool = False,
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    shown = {"chosen": chosen, "back": given.get("back", ""), "back_url": _queue(given), **(more or {})}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, template, shown, status=status)
