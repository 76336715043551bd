"""Looking over the answers: those of one block when its last question is passed, and all of them before completing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments import access, asked, progress
from assessments.cards import Card, cards, reader_language
from assessments.models import Assessment, Response
from assessments.progress import Task
from assessments.views.refusals import refusing_kindly
from c4ir_assess.exceptions import UnknownItem


@require_safe
@access.sign_in_first
@never_cache
def check(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show all answers before completing, the open ones pointed out; afterwards the same page to read."""
    assessment = access.get_assessment(request, uuid)
    responses = progress.responses_of(assessment)
    tasks = _tasks(assessment, responses)
    framework = asked.framework_of(assessment)
    context = {
        **_answers(assessment, responses, tasks),
        "has_report": any(item.steps for item in framework.items()),
        "submission": assessment.submissions.order_by("-number").first(),
    }
    return render(request, "assessments/assessment_check.html", context)


@require_safe
@access.sign_in_first
@never_cache
@refusing_kindly
def part_check(request: HttpRequest, uuid: UUID, part: str) -> HttpResponse:
    """Show the answers of one block; UnknownItem for what is no block, or one that is a single page."""
    assessment = access.get_assessment(request, uuid)
    responses = progress.responses_of(assessment)
    tasks = _tasks(assessment, responses)
    pages = [task.section for task in tasks]
    places = [place for place, page in enumerate(pages) if page.block.id == part and page.is_looked_over]
    if not places:
        raise UnknownItem(part)
    after = pages[places[-1] + 1 :]
    where, uuids = ("assessments:node", [uuid, after[0].id]) if after else ("assessments:tasks", [uuid])
    context = {
        **_answers(assessment, responses, [tasks[place] for place in places]),
        "part": pages[places[0]].block,
        "next_part": after[0].block if after else None,
        "next_url": reverse(where, args=uuids),
    }
    return render(request, "assessments/part_check.html", context)


def _tasks(assessment: Assessment, responses: dict[str, Response]) -> list[Task]:
    framework, shown = asked.framework_of(assessment), asked.asked(assessment, responses)
    return progress.page_tasks(framework, shown, assessment.scope, responses)


def _answers(assessment: Assessment, responses: dict[str, Response], tasks: list[Task]) -> dict[str, object]:
    """Return what the list of answers needs: each page with its cards, and how many are open."""
    is_carried = progress.is_carried_over(assessment, responses)

    def shown(task: Task) -> list[Card]:
        return cards(task.section, responses, reader_language(), [], is_carried=is_carried)

    return {
        "assessment": assessment,
        "framework": asked.framework_of(assessment),
        "pages": [(task, shown(task)) for task in tasks],
        "missing": sum(task.total - task.answered - task.unconfirmed for task in tasks),
        "unconfirmed": sum(task.unconfirmed for task in tasks),
        "unknown": sum(task.unknown for task in tasks),
        "open_pages": [(task, task.total - task.answered) for task in tasks if task.answered < task.total],
        "is_open": assessment.state == Assessment.State.DRAFT and access.may_answer(assessment),
    }
