"""The advisor's pages on proposing: what would be issued, the act itself, and what becomes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gates import person, staff_only
from assessments.progress import is_optional
from c4ir_assess.exceptions import DomainError, InvalidAnswer, NothingAnswered
from questionnaires.document import Node
from reviews import history
from reviews.access import get_own_review, note_reading
from reviews.judged import judgements, verifying
from reviews.judged.verifying import Verified
from reviews.judged.views import is_together
from reviews.models import Proposal, Review
from reviews.proposals import both_results, proposing
from reviews.proposals.form import AnswerForm, ProposeForm, RecallForm, begun_with
from reviews.unsaved import words_come_back


@words_come_back
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what would be issued; a POST proposes it. While something is proposed, show how it stands."""
    review = get_own_review(request, uuid)
    note_reading(request, review)
    if request.method != "POST" and (proposal := proposing.open_proposal(review)):
        return _status(request, proposal)
    form = ProposeForm(request.POST if request.method == "POST" else None, initial=begun_with(review))
    if request.method != "POST" or not form.is_valid():
        return _page(request, review, form)
    try:
        proposing.propose(review=review, by=person(request), **form.cleaned_data)
    except DomainError as refusal:
        messages.warning(request, _why(refusal))
    else:
        messages.success(request, gettext("Proposed. The firm reads both results now, and an approver decides."))
    return redirect("reviews:propose", review.uuid)


@words_come_back
@staff_only
@require_POST
def answer_objection(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer what the firm objects."""
    review, form = get_own_review(request, uuid), AnswerForm(request.POST)
    if (proposal := proposing.open_proposal(review)) and not form.is_valid():
        return _status(request, proposal, answer=form)
    with _told(request, gettext("The firm reads your answer now.")):
        proposing.answer_objection(
            proposal=proposing.required(review), text=form.cleaned_data["text"], by=person(request)
        )
    return redirect("reviews:propose", review.uuid)


@words_come_back
@staff_only
@require_POST
def recall(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take one's own proposal back, to change something."""
    review, form = get_own_review(request, uuid), RecallForm(request.POST)
    if (proposal := proposing.open_proposal(review)) and not form.is_valid():
        return _status(request, proposal, recalled=form)
    with _told(request, gettext("The proposal is taken back; you can change answers again.")):
        proposing.send_back(proposal=proposing.required(review), reason=form.cleaned_data["text"], by=person(request))
    return redirect("reviews:propose", review.uuid)


@contextmanager
def _told(request: HttpRequest, done: str) -> Iterator[None]:
    """Tell what was done, or that nothing was because it was decided meanwhile."""
    try:
        yield
    except DomainError:
        messages.warning(request, gettext("This was decided in the meantime; nothing was changed."))
    else:
        messages.success(request, done)


def _page(request: HttpRequest, review: Review, form: ProposeForm) -> HttpResponse:
    found = verifying.of_review(review)
    shown = {
        "review": review,
        "is_together": is_together(request, review),
        "form": form,
        "found": found,
        "leads": verifying.leads(found),
        "blocks": [(each, _missing(found, each.block)) for each in found.blocks],
        "both": both_results.of_review(found),
        "asked": [item for item in found.sheet.items if found.sheet.mark(item.id) == judgements.Mark.ASKED],
        "given_back": history.of(review.assessment).given_back,
        "objection_days": settings.OPERATOR_OBJECTION_DAYS,
        "may_propose": bool(found.answers) and review.assessment.state == "in_review",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "reviews/proposals/propose.html", shown, status=status)


def _status(
    request: HttpRequest, proposal: Proposal, *, answer: AnswerForm | None = None, recalled: RecallForm | None = None
) -> HttpResponse:
    shown = {
        "review": proposal.review,
        "proposal": proposal,
        "ways": proposing.ways(proposal),
        "both": both_results.of_proposal(proposal),
        "answer_form": answer or AnswerForm(),
        "recall_form": recalled or RecallForm(),
        "is_unanswered": proposing.is_unanswered(proposal),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if answer or recalled else HTTPStatus.OK
    return render(request, "reviews/proposals/proposed.html", shown, status=status)


def _missing(found: Verified, block: Node) -> list[tuple[str, bool]]:
    """Return the questions of a block that are not verified, and of each whether it is a key question."""
    items = (item for part in block.walk() for item in part.items if not is_optional(item))
    return [(item.id, item.key) for item in items if not verifying.is_verified(item, found.answers)]


def _why(refusal: DomainError) -> str:
    """Say why nothing was proposed."""
    match refusal:
        case NothingAnswered():
            return gettext("Nothing is verified yet, so there is nothing to propose.")
        case InvalidAnswer():
            return gettext("An answer differs from the firm's without a reason. Add the reason, then propose.")
    return gettext("This submission is not with you any more; nothing was proposed.")
