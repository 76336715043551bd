"""Drafts: uploading one, putting other content into it, deleting it, publishing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts import gates
from assessments.cards import reader_language
from authoring import drafts, numbers, uploading
from authoring.access import get_draft
from authoring.facts import facts
from authoring.forms import UploadForm, WorkbookForm
from authoring.readiness import readiness
from c4ir_assess.exceptions import FrameworkRefused, TransitionNotAllowed
from questionnaires.models import FrameworkVersion
from questionnaires.workbook.package import SpreadsheetRefused
from questionnaires.workbook.reading import LoadedWorkbook


@gates.administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a workbook as a new draft, or name every cell that is to be corrected."""
    framework = slugify(request.GET.get("framework", ""))
    if request.method != "POST":
        form = UploadForm(initial={"version": numbers.suggestion(framework) if framework else ""})
        return render(request, "authoring/upload.html", {"form": form, "framework": framework})
    form = UploadForm(request.POST, request.FILES)
    loaded = _taken(form)
    if loaded and not loaded.faults:
        try:
            file = form.cleaned_data["workbook"].name
            version = drafts.upload(document=loaded.document, by=gates.person(request), file_name=file)
        except FrameworkRefused as refusal:
            form.add_error("version", str(refusal))
        else:
            messages.success(request, gettext("The draft is stored."))
            return redirect("authoring:version", version.framework, version.version)
    return _refused(request, form, loaded, {"framework": framework})


@gates.administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, framework: str, number: str) -> HttpResponse:
    """Take a workbook as the new content of a draft."""
    version = get_draft(framework, number)
    if request.method != "POST":
        return render(request, "authoring/upload.html", {"form": WorkbookForm(), "version": version})
    form = WorkbookForm(request.POST, request.FILES)
    loaded = _taken(form, into=version)
    if loaded is None or loaded.faults:
        return _refused(request, form, loaded, {"version": version})
    file = form.cleaned_data["workbook"].name
    try:
        drafts.replace(version=version, document=loaded.document, by=gates.person(request), file_name=file)
    except TransitionNotAllowed:
        messages.warning(request, gettext("This version is no draft any more; nothing was changed."))
    else:
        messages.success(request, gettext("The draft has its new content."))
    return redirect("authoring:version", framework, number)


@gates.administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, framework: str, number: str) -> HttpResponse:
    """Ask, then delete a draft."""
    version = get_draft(framework, number)
    if request.method != "POST":
        return render(
            request, "authoring/delete.html", {"version": version, "facts": facts(version, reader_language())}
        )
    drafts.delete(version=version)
    messages.success(request, gettext("The draft %(version)s is deleted.") % {"version": version})
    return redirect("authoring:frameworks")


@gates.administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, framework: str, number: str) -> HttpResponse:
    """Ask, then publish a draft whose differences and effect were seen."""
    version = get_draft(framework, number)
    if request.method != "POST":
        shown = {"version": version, "readiness": readiness(version), "facts": facts(version, reader_language())}
        return render(request, "authoring/publish.html", shown)
    try:
        drafts.publish(version=version, content=request.POST.get("content", ""), by=gates.person(request))
    except (TransitionNotAllowed, FrameworkRefused):
        messages.warning(request, gettext("The draft changed or is not ready yet; nothing was published."))
    else:
        messages.success(request, gettext("%(version)s is published. New assessments take it.") % {"version": version})
    return redirect("authoring:version", framework, number)


def _taken(form: WorkbookForm, into: FrameworkVersion | None = None) -> LoadedWorkbook | None:
    """Read the workbook of a form; None, and an error in the form, where there is none or it is not taken at all."""
    if not form.is_valid():
        return None
    try:
        typed = form.cleaned_data.get("version", "").strip()
        return uploading.take(form.cleaned_data["workbook"], version=typed, into=into)
    except SpreadsheetRefused as refusal:
        form.add_error("workbook", str(refusal))
        return None


def _refused(
    request: HttpRequest, form: WorkbookForm, loaded: LoadedWorkbook | None, shown: dict[str, object]
) -> HttpResponse:
    """Show what is to be corrected; nothing was stored."""
    if loaded:
        shown |= {"corrections": uploading.corrections(loaded), "count": len(loaded.faults)}
    return render(request, "authoring/upload.html", {**shown, "form": form}, status=422)
