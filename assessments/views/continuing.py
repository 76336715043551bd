"""Going on from answers that are there: the newer version of a framework, and drafts of other frameworks."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from assessments import access, continuing
from assessments.asked import framework_of
from assessments.views.refusals import refusing_kindly
from questionnaires import library


@require_http_methods(["GET", "POST"])
@access.sign_in_first
@refusing_kindly
@never_cache
def newer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what becomes of the answers in the newer version, and carry them over."""
    assessment = access.get_answerable_assessment(request, uuid)
    version = continuing.newer_version(assessment)
    if request.method == "POST" and isinstance(request.user, User):
        draft = continuing.carry_over(assessment=assessment, by=request.user)
        messages.success(request, _("Your answers are here. The earlier assessment stays as it was."))
        return redirect("assessments:tasks", draft.uuid)
    if version is None:
        raise Http404
    context = {
        "assessment": assessment,
        "framework": framework_of(assessment),
        "newer": library.get(version.content_hash),
        "carried": continuing.what_is_carried(assessment, version),
    }
    return render(request, "assessments/newer.html", context)


@require_POST
@access.sign_in_first
@refusing_kindly
def draft_other(request: HttpRequest, uuid: UUID, framework: str) -> HttpResponse:
    """Open another framework's questionnaire, filled in from the newest result of this assessment."""
    assessment = access.get_answerable_assessment(request, uuid)
    submission = assessment.submissions.order_by("-number").first()
    if submission is None or not isinstance(request.user, User):
        raise Http404
    draft = continuing.open_draft(submission=submission, framework=framework, by=request.user)
    waiting = draft.responses.filter(is_confirmed=False).count()
    if waiting:
        said = ngettext(
            "%(count)s answer is filled in from your earlier ones. Please look at it and confirm it.",
            "%(count)s answers are filled in from your earlier ones. Please look at each and confirm it.",
            waiting,
        )
        messages.success(request, said % {"count": waiting})
    return redirect("assessments:tasks", draft.uuid)
