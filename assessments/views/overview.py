"""Where a person finds the work: the list of assessments, and the parts of one."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Membership, Site
from assessments import access, outline, progress
from assessments.forms import chosen_troubles
from assessments.models import Assessment, Scope
from assessments.views import starting
from questionnaires import library


@require_safe
@login_required
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """List the assessments of the person's firms, and offer to start one."""
    if not Membership.objects.filter(user=request.user.pk).exists():
        is_reviewer = request.user.is_authenticated and request.user.is_reviewer
        return redirect("reviews:queue" if is_reviewer else "accounts:firm_create")
    if starting.has_wish(request):
        return starting.fulfil_wish(request)
    found = list(access.reachable(request).with_place().with_progress().order_by("-touched_at", "-pk"))
    context = {
        "rows": [{"assessment": one, "total": _items(one), "may_send": access.may_send(one)} for one in found],
        **_offer(access.writable_sites(request), found),
    }
    return render(request, "assessments/assessment_list.html", context)


@require_safe
@access.sign_in_first
@never_cache
def tasks(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the parts of one assessment: the first screen at every return."""
    assessment = access.get_assessment(request, uuid)
    framework = outline.framework_of(assessment)
    found = progress.tasks(framework, assessment.scope, progress.responses_of(assessment))
    named = chosen_troubles(assessment)
    context = {
        "assessment": assessment,
        "framework": framework,
        "blocks": progress.by_block(found),
        "done": sum(task.state == "done" for task in found),
        "total": len(found),
        "answered": sum(task.answered for task in found),
        "items": sum(task.total for task in found),
        "minutes": outline.minutes(framework, assessment.scope),
        "troubles": [trouble for trouble in framework.troubles if trouble.id in named],
        "submission": assessment.submissions.order_by("-number").first(),
        "may_answer": access.may_answer(assessment),
        "may_send": access.may_send(assessment),
        "private_link": starting.private_link_once(request, assessment),
    }
    return render(request, "assessments/assessment_tasks.html", context)


def _offer(sites: list[Site], found: list[Assessment]) -> dict[str, object]:
    """Say what can be started: where a plant has one of that scope in progress, that one is to be continued."""
    framework = library.get(library.newest(settings.DEFAULT_FRAMEWORK).content_hash)
    open_ones = {(one.site_id, one.scope) for one in found if one.state == Assessment.State.DRAFT}
    return {
        "framework": framework,
        "sites": sites,
        "can_start_full": any((site.pk, Scope.FULL) not in open_ones for site in sites),
        "can_start_quick": any((site.pk, Scope.QUICK) not in open_ones for site in sites),
        "full_items": len(list(framework.items())),
        "full_minutes": outline.minutes(framework, Scope.FULL),
        "quick_items": len(list(framework.items(quick=True))),
        "quick_minutes": outline.minutes(framework, Scope.QUICK),
    }


def _items(assessment: Assessment) -> int:
    framework = outline.framework_of(assessment)
    return len(list(framework.items(quick=assessment.scope == Scope.QUICK)))
