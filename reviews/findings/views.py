"""The page of findings: what the advisor writes about each block, beginning with ready texts."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gates import person, staff_only
from assessments import asked
from assessments.cards import reader_language
from assessments.models import Assessment
from c4ir_assess.exceptions import LimitExceeded, TransitionNotAllowed
from questionnaires.document import Node
from reviews.access import SEES_ALL, get_own_review, note_reading
from reviews.findings import writing
from reviews.findings.forms import FindingForm
from reviews.judged import overview
from reviews.judged.views import is_together
from reviews.models import Finding, Review
from reviews.unsaved import words_come_back


@words_come_back
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def findings(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what is written about each block; a POST adds to one."""
    if request.method == "POST":
        return _add(request, get_own_review(request, uuid))
    review = get_own_review(request, uuid)
    note_reading(request, review)
    return _page(request, review)


def _add(request: HttpRequest, review: Review) -> HttpResponse:
    block, form = _block(review, request), FindingForm(request.POST, auto_id=f"add-{request.POST.get('block')}-%s")
    if not form.is_valid():
        return _page(request, review, {block.id: form})
    given = form.cleaned_data
    return _done(request, review, lambda: writing.write(review=review, node=block.id, by=person(request), **given))


@words_come_back
@staff_only
@require_POST
def change(request: HttpRequest, uuid: UUID, finding: int) -> HttpResponse:
    """Change a finding, or take it away."""
    review = get_own_review(request, uuid)
    found = get_object_or_404(review.findings, pk=finding)
    if "remove" in request.POST:
        return _done(request, review, lambda: writing.remove(finding=found, by=person(request)))
    form = FindingForm(request.POST, auto_id=f"change-{found.pk}-%s")
    if not form.is_valid():
        return _page(request, review, {found.pk: form})
    given, by = form.cleaned_data, person(request)
    return _done(request, review, lambda: writing.write(review=review, node=found.node, by=by, finding=found, **given))


@staff_only
@require_POST
def use_brick(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write a ready text as a finding."""
    review = get_own_review(request, uuid)
    block = _block(review, request)
    fitting = writing.bricks_for(review.assessment.framework_version.framework, block.id)
    brick = next((each for each in fitting if str(each.uuid) == request.POST.get("brick")), None)
    if brick is None:
        raise Http404
    return _done(request, review, lambda: writing.use(review=review, node=block.id, brick=brick, by=person(request)))


def _done(request: HttpRequest, review: Review, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except LimitExceeded:
        messages.warning(request, gettext("Nothing was changed: this part has as many findings as a page holds."))
    except TransitionNotAllowed as refusal:
        raise PermissionDenied from refusal
    else:
        messages.success(request, gettext("Saved."))
    return redirect("reviews:findings", review.uuid)


def _page(request: HttpRequest, review: Review, bound: Mapping[str | int, FindingForm] | None = None) -> HttpResponse:
    """Show all blocks; ``bound`` holds the form that is wrong, by its block or finding."""
    forms, levels = bound or {}, overview.of_blocks(review)
    shown = {
        "review": review,
        "is_together": is_together(request, review),
        "blocks": [
            _of_block(review, block, forms) | {"stands": levels.get(block.id)}
            for block in asked.of_firm(review.assessment).blocks
        ],
        "form": next(iter(forms.values()), None),
        "may_write": review.assessment.state == Assessment.State.IN_REVIEW,
        "may_keep_bricks": person(request).staff_role in SEES_ALL,
        "framework": review.assessment.framework_version.framework,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if forms else HTTPStatus.OK
    return render(request, "reviews/findings/findings.html", shown, status=status)


def _of_block(review: Review, block: Node, forms: Mapping[str | int, FindingForm]) -> dict[str, Any]:
    framework, found = review.assessment.framework_version.framework, list(writing.of_block(review, block.id))
    written = {each.text_vi for each in found}
    return {
        "id": block.id,
        "name": block.name[reader_language()],
        "findings": [(each, forms.get(each.pk) or _form_of(each)) for each in found],
        "wrong": next((each.pk for each in found if each.pk in forms), None),
        "bricks": [each for each in writing.bricks_for(framework, block.id) if each.text_vi not in written],
        "form": forms.get(block.id) or FindingForm(auto_id=f"add-{block.id}-%s"),
    }


def _form_of(finding: Finding) -> FindingForm:
    begun = {"kind": finding.kind, "text_vi": finding.text_vi, "text_en": finding.text_en}
    return FindingForm(initial=begun, auto_id=f"change-{finding.pk}-%s")


def _block(review: Review, request: HttpRequest) -> Node:
    """Return the block that a form names; else 404."""
    for block in asked.of_firm(review.assessment).blocks:
        if block.id == request.POST.get("block"):
            return block
    raise Http404
