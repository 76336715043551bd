"""Both sides of a finished second opinion, for the two advisors, approvers and administrators."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import person, staff_only
from accounts.models import Opening
from assessments.models import Assessment
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from reviews.access import note_opening
from reviews.models import SecondOpinion
from reviews.second import reconciling
from reviews.second.access import get_finished_opinion, get_opinion
from reviews.second.comparing_page import lines
from reviews.unsaved import words_come_back


@staff_only
@never_cache
@require_safe
def differences(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show where the two differ, side by side."""
    return _page(request, get_finished_opinion(request, uuid))


def _page(request: HttpRequest, opinion: SecondOpinion, problem: str = "") -> HttpResponse:
    user = person(request)
    note_opening(request, opinion.submission, Opening.What.SUBMISSION, opinion.submission.uuid)
    both, assessment = reconciling.both_sides(opinion), opinion.submission.assessment
    is_first = opinion.review.advisor_id == user.pk
    shown = {
        "both": both,
        "lines": lines(both),
        "may_reconcile": reconciling.may_reconcile(opinion, user),
        "may_change": is_first and assessment.state == Assessment.State.IN_REVIEW,
        "is_first": is_first,
        "needs_words": not all(each.is_settled for each in both.differences),
        "problem": problem,
        "how": request.POST.get("text", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "reviews/second/differences.html", shown, status=status)


@words_come_back
@staff_only
@require_POST
def reconcile(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep that the two have talked over where they differ."""
    opinion = get_opinion(request, uuid)
    if person(request).pk not in {opinion.rater_id, opinion.review.advisor_id}:
        raise PermissionDenied
    try:
        reconciling.reconcile(opinion=opinion, how=request.POST.get("text", ""), by=person(request))
    except InvalidAnswer:
        told = gettext("Please write what you came to where you still differ, in at most 1,000 characters.")
        return _page(request, get_finished_opinion(request, uuid), told)
    except TransitionNotAllowed:
        messages.warning(request, gettext("It is not finished, or was reconciled already; nothing was changed."))
        return redirect("reviews:second_opinions")
    messages.success(request, gettext("It is noted that you have talked over the differences."))
    return redirect("reviews:differences", opinion.uuid)
