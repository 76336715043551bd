"""The ready texts for findings of one framework: approvers and administrators keep them."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gates import person, staff_only
from assessments.cards import reader_language
from questionnaires import library
from questionnaires.document import Framework
from reviews.access import SEES_ALL
from reviews.findings import writing
from reviews.findings.forms import BrickForm
from reviews.models import FindingBrick


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def bricks(request: HttpRequest, framework: str) -> HttpResponse:
    """Show the ready texts of a framework; a POST adds one."""
    found, blocks = _kept(request, framework)
    form = BrickForm(request.POST if request.method == "POST" else None, blocks=list(blocks.items()))
    if request.method == "POST" and form.is_valid():
        writing.add_brick(framework=found, by=person(request), **form.cleaned_data)
        messages.success(request, gettext("The ready text is offered from now on."))
        return redirect("reviews:bricks", framework)
    active = FindingBrick.objects.filter(framework=framework, is_active=True).order_by("node", "kind", "pk")
    shown = {
        "title": found.title[reader_language()],
        "framework": framework,
        "bricks": [(each, blocks.get(each.node, "")) for each in active],
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "reviews/findings/bricks.html", shown, status=status)


@staff_only
@require_POST
def retire_brick(request: HttpRequest, framework: str, uuid: UUID) -> HttpResponse:
    """No longer offer a ready text."""
    _kept(request, framework)
    writing.retire_brick(brick=get_object_or_404(FindingBrick, framework=framework, uuid=uuid))
    messages.success(request, gettext("The ready text is no longer offered; findings made of it stay."))
    return redirect("reviews:bricks", framework)


def _kept(request: HttpRequest, framework: str) -> tuple[Framework, dict[str, str]]:
    """Return the newest version of a framework, with the names of its blocks; 403 for advisors, 404 without one."""
    if person(request).staff_role not in SEES_ALL:
        raise PermissionDenied
    found = library.newest_of([framework]).get(framework)
    if found is None:
        raise Http404
    return found, {block.id: block.name[reader_language()] for block in found.blocks}
