"""Pages on which an advisor judges a submission question by question. What the firm said is read, never written."""

from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gates import person, staff_only
from accounts.models import Opening
from assessments import asked
from assessments.cards import reader_language
from assessments.models import Assessment
from assessments.views.refusals import refusing_kindly
from c4ir_assess.exceptions import InvalidAnswer, StaleVersion, TransitionNotAllowed
from evidence import serving
from reviews.access import get_own_review, get_review, get_sent_evidence, note_opening
from reviews.judged import board, contradictions, item_page, judging, overview
from reviews.judged.form import JudgeForm
from reviews.judged.item_list import BY_FRAMEWORK, Place
from reviews.judged.judgements import submission_of
from reviews.judged.judging import IncompleteJudgementError, NotTheAdvisor
from reviews.models import Review
from reviews.unsaved import words_come_back

# What judging reads of a review; all its columns and those of its firm would take longer than the judgement.
READ = (
    "uuid",
    "advisor",
    "begun_at",
    "assessment__uuid",
    "assessment__state",
    "assessment__revision",
    "assessment__framework_version__content_hash",
    "assessment__site__organization__uuid",
    "assessment__sent_submission__uuid",
    "assessment__sent_submission__scope",
    "assessment__sent_submission__variant",
    "assessment__sent_submission__profile",
)
TOGETHER = "judged_together"  # in the session: the review that the firm reads along


@staff_only
@require_safe
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show how far a review is, what comes first, and what is verified so far."""
    found = get_review(request, uuid)
    sent = submission_of(found)
    note_opening(request, sent, Opening.What.SUBMISSION, sent.uuid)
    read = overview.read(found, order=_order(request), by=person(request))
    return render(
        request,
        "reviews/judged/review.html",
        {"review": found, "overview": read, "is_together": is_together(request, found)},
    )


@words_come_back
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
@refusing_kindly
def item(request: HttpRequest, uuid: UUID, item: str) -> HttpResponse:
    """Show one question with what the firm said and showed; a POST judges it and goes on to the next."""
    if request.method == "POST":
        return _judge(request, get_own_review(request, uuid, columns=READ), item)
    found = get_review(request, uuid)
    sent = submission_of(found)
    note_opening(request, sent, Opening.What.SUBMISSION, sent.uuid)
    return _page(request, found, item)


@staff_only
@require_POST
def together(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin or end to work through a review with the firm, which then reads along on this device."""
    found = get_own_review(request, uuid)
    if request.POST.get("act") == "begin":
        request.session[TOGETHER] = str(found.uuid)
    else:
        request.session.pop(TOGETHER, None)
    return redirect("reviews:review", found.uuid)


@staff_only
@require_safe
def evidence(request: HttpRequest, uuid: UUID, file: UUID) -> HttpResponseBase:
    """Send a photo or PDF to be shown beside the answer, another file to be saved; the firm reads who opened it."""
    sent = submission_of(get_review(request, uuid))
    found = get_sent_evidence(sent, file)
    note_opening(request, sent, Opening.What.EVIDENCE, found.uuid)
    return serving.shown_beside(found)


@words_come_back
@staff_only
@require_POST
def explain(request: HttpRequest, uuid: UUID, contradiction: str) -> HttpResponse:
    """Keep why answers that rarely go together are right all the same."""
    found = get_own_review(request, uuid)
    text = request.POST.get("text", "")
    try:
        contradictions.explain(review=found, contradiction=contradiction, text=text, by=person(request))
    except InvalidAnswer:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    except TransitionNotAllowed as refusal:
        raise PermissionDenied from refusal
    messages.success(request, gettext("Saved."))
    return redirect("reviews:review", found.uuid)


def _judge(request: HttpRequest, found: Review, item: str) -> HttpResponse:
    form = JudgeForm(request.POST, item=judging.item_of(found, item), language=reader_language())
    try:
        judgement = form.judgement()
        if judgement is None:
            return _again(request, found, item, form, HTTPStatus.UNPROCESSABLE_ENTITY)
        judging.judge(review=found, item=item, judgement=judgement, version=form.version_seen, by=person(request))
    except NotTheAdvisor as refusal:
        raise PermissionDenied from refusal
    except (StaleVersion, TransitionNotAllowed):
        return _again(request, found, item, form, HTTPStatus.CONFLICT)
    except IncompleteJudgementError as incomplete:
        form.lacks(incomplete.lacking)
        return _again(request, found, item, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(_next(request, found, form))


def _again(request: HttpRequest, found: Review, item: str, form: JudgeForm, status: HTTPStatus) -> HttpResponse:
    """Show the question once more with what was written, beside what is there now."""
    return _page(request, get_review(request, found.uuid), item, form, status)


def _page(
    request: HttpRequest,
    found: Review,
    item: str,
    form: JudgeForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    order = _order(request)
    read = board.read(found, by_framework=order == BY_FRAMEWORK)
    place = Place(read, order, is_together=is_together(request, found))
    page = item_page.read(item, place=place, by=person(request), form=form, is_stale=_is_stale(found, status))
    return render(request, "reviews/judged/item.html", {"review": found, "page": page}, status=status)


def _is_stale(found: Review, status: HTTPStatus) -> bool:
    """Whether it was refused since somebody else had judged, not since the submission is elsewhere."""
    return status == HTTPStatus.CONFLICT and found.assessment.state == Assessment.State.IN_REVIEW


def _next(request: HttpRequest, found: Review, form: JudgeForm) -> str:
    """Return where the page said that one goes on; the overview once nothing is left."""
    following, known = form.cleaned_data["next"], asked.all_of_submission(submission_of(found)).items()
    if following not in {each.id for each in known}:
        return reverse("reviews:review", args=[found.uuid])
    query = urlsplit(request.get_full_path()).query
    return reverse("reviews:item", args=[found.uuid, following]) + (f"?{query}" if query else "")


def is_together(request: HttpRequest, found: Review) -> bool:
    """Whether the firm reads along on this device."""
    return request.session.get(TOGETHER) == str(found.uuid)


def _order(request: HttpRequest) -> str:
    return BY_FRAMEWORK if request.GET.get("order") == BY_FRAMEWORK else ""
