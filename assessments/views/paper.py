"""The paper way: the workbook of an assessment, what an uploaded one would change, and storing it."""

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from assessments import access
from assessments.asked import framework_of
from assessments.cards import reader_language
from assessments.models import Assessment
from assessments.paper import preview, storing, workbook
from assessments.views.refusals import refusing_kindly
from questionnaires.workbook.package import SpreadsheetRefused

if TYPE_CHECKING:
    from questionnaires.words import Language

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PaperForm(forms.Form):
    """A filled-in workbook; what is in it is looked at by ``preview``."""

    workbook = forms.FileField(
        label=_("The filled-in workbook (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx", "class": "form-control"}),
        error_messages={"required": _("Choose the workbook first."), "empty": _("The file is empty.")},
        max_length=200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Offer the workbook; a POST reads a filled-in one and shows what it would change, or what is to be corrected."""
    if request.method != "POST":
        return _page(request, access.get_assessment(request, uuid), PaperForm())
    assessment = access.get_answerable_assessment(request, uuid)
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, assessment, form)
    try:
        found = preview.of_file(assessment, form.cleaned_data["workbook"], reader_language())
    except SpreadsheetRefused as refusal:
        form.add_error("workbook", str(refusal))
        return _page(request, assessment, form)
    if found.corrections:
        return _page(request, assessment, form, found)
    return _preview(request, assessment, found)


@require_safe
@access.sign_in_first
@never_cache
@refusing_kindly
def paper_workbook(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand the workbook out, in the language and with the answers that were asked for."""
    assessment = access.get_assessment(request, uuid)
    language: Language = "en" if request.GET.get("language") == "en" else "vi"
    content = workbook.make(assessment, language, is_filled="filled" in request.GET)
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{workbook.name(assessment, language)}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@access.sign_in_first
@never_cache
@refusing_kindly
def paper_store(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Store what the preview showed; what somebody else answered meanwhile is shown again, to be chosen."""
    assessment = access.get_answerable_assessment(request, uuid)
    by = request.user if isinstance(request.user, User) else None
    try:
        wanted = storing.opened(assessment, by, request.POST.get("changes", ""))
    except storing.PreviewExpiredError:
        messages.warning(request, gettext("This preview is too old. Please upload the workbook once more."))
        return redirect("assessments:paper", uuid)
    instead = {each.item for each in wanted if request.POST.get(f"take-{each.item}") == "workbook"}
    stale = storing.store(assessment=assessment, wanted=wanted, by=by, instead=instead)
    kept = [each for each in wanted if each.kind == "contested" and each.item not in instead]
    _say_stored(request, len(wanted) - len(stale) - len(kept))
    if stale:
        return _preview(request, assessment, preview.of_wanted(assessment, stale, reader_language()), status=409)
    return redirect("assessments:tasks", uuid)


def _page(
    request: HttpRequest, assessment: Assessment, form: PaperForm, found: preview.Preview | None = None
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "framework": framework_of(assessment),
        "form": form,
        "found": found,
        "is_open": assessment.state == Assessment.State.DRAFT and access.may_answer(assessment),
        "has_answers": assessment.responses.exists(),
    }
    return render(request, "assessments/paper.html", context, status=422 if form.errors or found else 200)


def _preview(request: HttpRequest, assessment: Assessment, found: preview.Preview, status: int = 200) -> HttpResponse:
    by = request.user if isinstance(request.user, User) else None
    context = {
        "assessment": assessment,
        "found": found,
        "sealed": storing.sealed(assessment, by, list(found.changes)),
    }
    return render(request, "assessments/paper_preview.html", context, status=status)


def _say_stored(request: HttpRequest, count: int) -> None:
    told = ngettext("%(count)s answer was stored.", "%(count)s answers were stored.", count)
    messages.success(request, told % {"count": count})
