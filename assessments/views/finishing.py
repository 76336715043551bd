"""Finishing: complete, send to the advisors, take back, correct."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from assessments import access, asked, consents, lifecycle, moves
from assessments.cards import reader_language
from assessments.forms import SendForm
from assessments.models import Assessment, Scope
from assessments.views.refusals import refusing_kindly
from c4ir_assess.exceptions import InvalidAnswer, NothingAnswered, StaleVersion, TransitionNotAllowed


@require_POST
@access.sign_in_first
@refusing_kindly
def submit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Complete the assessment; the result page shows how far the scoring is. A second tap gets there too."""
    assessment = access.get_editable_assessment(request, uuid)
    by = request.user if isinstance(request.user, User) else None
    try:
        submission = lifecycle.complete(assessment=assessment, by=by, language=reader_language())
    except NothingAnswered:
        messages.error(request, _("Please answer at least one question first; then a result can be made."))
        return redirect("assessments:check", assessment.uuid)
    except TransitionNotAllowed:
        assessment.refresh_from_db(fields=["state"])
        if assessment.state == Assessment.State.DRAFT:
            raise
        submission = assessment.submissions.latest("number")
    return redirect("reports:result", submission.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def send(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for the consent of its own, then send the submission that was shown; a second tap finds it sent."""
    assessment = access.get_sendable_assessment(request, uuid)
    form = SendForm(request.POST if request.method == "POST" else None)
    try:
        return _send(request, assessment, form)
    except StaleVersion:
        return _send_page(request, assessment, SendForm(), status=409)
    except TransitionNotAllowed:
        if not _is_sent(assessment, form):
            raise
        return redirect("assessments:tasks", assessment.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def take_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say what taking back would mean; a POST takes back what was sent, and advisors no longer see it."""
    assessment = access.get_sendable_assessment(request, uuid)
    if request.method != "POST":
        if not moves.allows(assessment, "take_back"):
            raise TransitionNotAllowed("take_back")
        return render(request, "assessments/take_back.html", {"assessment": assessment})
    if isinstance(request.user, User):
        lifecycle.take_back(assessment=assessment, by=request.user)
    messages.success(request, _("It is taken back: only your firm can read it again."))
    return redirect("assessments:tasks", assessment.uuid)


@require_POST
@access.sign_in_first
@refusing_kindly
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open a completed assessment for corrections."""
    assessment = access.get_editable_assessment(request, uuid)
    lifecycle.correct(assessment=assessment, by=request.user if isinstance(request.user, User) else None)
    messages.success(request, _("The answers can be changed again. Completing makes a new version; the old one stays."))
    return redirect("assessments:tasks", assessment.uuid)


def _send(request: HttpRequest, assessment: Assessment, form: SendForm) -> HttpResponse:
    """Send what the page showed, in the words it showed; StaleVersion if either is not the newest any more."""
    if assessment.scope != Scope.FULL or assessment.state != Assessment.State.COMPLETED:
        raise TransitionNotAllowed("send_for_review")
    if not form.is_bound:
        return _send_page(request, assessment, form)
    if form.is_misread:
        raise InvalidAnswer("send: no page of ours posts this")
    submission = assessment.submissions.latest("number")
    if not form.names(submission):
        raise StaleVersion
    if not form.is_valid() or not isinstance(request.user, User):
        return _send_page(request, assessment, form, status=422)
    with translation.override(form.cleaned_data["language"]):
        wording = consents.review_wording()
    lifecycle.send_for_review(
        assessment=assessment,
        submission=submission,
        by=request.user,
        wording=wording,
        wording_version=form.cleaned_data["wording_version"],
        language=form.cleaned_data["language"],
    )
    messages.success(request, _("It is with the advisors now. You find its state here."))
    return redirect("assessments:tasks", assessment.uuid)


def _is_sent(assessment: Assessment, form: SendForm) -> bool:
    """Whether the very submission that the page showed is with the advisors already."""
    if not form.is_bound or form.is_misread:
        return False
    return assessment.submissions.sent_for_review().filter(uuid=form.cleaned_data["submission"]).exists()


def _send_page(request: HttpRequest, assessment: Assessment, form: SendForm, *, status: int = 200) -> HttpResponse:
    framework, submission = asked.framework_of(assessment), assessment.submissions.latest("number")
    context = {
        "assessment": assessment,
        "framework": framework,
        "submission": submission,
        "given": submission.answers.count(),
        "total": len(list(asked.of_submission(submission, submission.answers.all()).items())),
        "form": form,
        "terms": consents.review_terms(),
        "agreement": consents.review_agreement(),
        "wording_version": consents.WORDING_VERSION,
        "language": reader_language(),
        "is_anew": status == HTTPStatus.CONFLICT,
    }
    return render(request, "assessments/assessment_send.html", context, status=status)
