"""Where a person finds the work: the list of assessments, and the parts of one."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Membership, Site
from assessments import access, asked, continuing, delegating, offers, outline, progress, returned, rounds
from assessments.forms import chosen_troubles
from assessments.models import Assessment, Scope
from assessments.views import starting


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
    numbers, busy = rounds.numbers(found), rounds.answered_now(found)
    context = {
        "rows": [_row(one, numbers.get(one.pk), busy) for one in found],
        **_offer(access.writable_sites(request), found),
    }
    return render(request, "assessments/assessment_list.html", context)


@require_safe
@login_required
def resume(request: HttpRequest) -> HttpResponse:
    """Lead a person who just signed in to the parts of what is being answered, where there is one such assessment."""
    drafts = access.reachable(request).filter(site__isnull=False, state=Assessment.State.DRAFT)[:2]
    if len(drafts) != 1 or starting.has_wish(request):
        return redirect("assessments:home")
    return redirect("assessments:tasks", drafts[0].uuid)


@require_safe
@access.sign_in_first
@never_cache
def tasks(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the parts of one assessment: the first screen at every return."""
    assessment = access.get_assessment(request, uuid)
    framework, responses = asked.framework_of(assessment), progress.responses_of(assessment)
    found = progress.tasks(framework, asked.asked(assessment, responses), assessment.scope, responses)
    named = chosen_troubles(assessment)
    context = {
        "assessment": assessment,
        "framework": framework,
        "variant": asked.variant_of(assessment),
        "parts": progress.by_part(found),
        "done": sum(task.state == "done" for task in found),
        "total": len(found),
        "answered": sum(task.answered for task in found),
        "unconfirmed": sum(task.unconfirmed for task in found),
        "items": sum(task.total for task in found),
        "minutes": outline.minutes(framework, assessment.scope),
        "troubles": [trouble for trouble in framework.troubles if trouble.id in named],
        "submission": assessment.submissions.order_by("-number").first(),
        "may_answer": access.may_answer(assessment),
        "newer": continuing.newer_version(assessment) if access.may_answer(assessment) else None,
        "may_send": access.may_send(assessment),
        "may_share": access.may_share(assessment),
        "handed": delegating.handed(assessment),
        "back": returned.open_return(assessment) if assessment.state == Assessment.State.RETURNED else None,
        "rounds": rounds.rounds_of(assessment),
        "supports": assessment.supports.order_by("pk") if assessment.round else [],
        "may_repeat": rounds.may_repeat(assessment) and access.may_answer(assessment),
        "private_link": starting.private_link_once(request, assessment),
    }
    return render(request, "assessments/assessment_tasks.html", context)


def _row(assessment: Assessment, number: int | None, busy: set[tuple[int | None, str]]) -> dict[str, object]:
    """Say how far one assessment is; its answers are fetched with it."""
    framework = asked.framework_of(assessment)
    responses = {response.item: response for response in assessment.responses.all()}
    found = progress.tasks(framework, asked.asked(assessment, responses), assessment.scope, responses)
    return {
        "assessment": assessment,
        "framework": framework,
        "variant": asked.variant_of(assessment),
        "is_default": framework.id == settings.DEFAULT_FRAMEWORK,
        "answered": sum(task.answered for task in found),
        "total": sum(task.total for task in found),
        "may_send": access.may_send(assessment),
        "round": number,
        "may_repeat": rounds.may_repeat(assessment)
        and access.may_answer(assessment)
        and (assessment.site_id, framework.id) not in busy,
    }


def _offer(sites: list[Site], found: list[Assessment]) -> dict[str, object]:
    """Say what can be started: where a plant has one of that scope in progress, that one is to be continued."""
    first, *others = offers.offered()
    repeats = starting.repeats(found, sites, [first, *others])
    open_ones = {
        (one.site_id, one.scope)
        for one in found
        if one.state == Assessment.State.DRAFT and one.framework_version.framework == first.id
    }
    return {
        "repeats": repeats,
        "repeats_first": any(repeat.offer == first for repeat in repeats),
        "framework": first.framework,
        "offer": first,
        "others": others if sites else [],
        "sites": sites,
        "can_start_full": any((site.pk, Scope.FULL) not in open_ones for site in sites),
        "can_start_quick": first.quick_items and any((site.pk, Scope.QUICK) not in open_ones for site in sites),
    }
