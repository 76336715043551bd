"""Looking back: who answered a question when, and what it said before."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments import access, asked, history, outline
from assessments.cards import reader_language
from assessments.views.refusals import refusing_kindly


@require_safe
@access.sign_in_first
@never_cache
@refusing_kindly
def answer_history(request: HttpRequest, uuid: UUID, item: str) -> HttpResponse:
    """Show the history of one answer to those who may read the whole assessment."""
    assessment = access.get_assessment(request, uuid)
    framework = asked.of_firm(assessment)
    found = outline.get_item(framework, assessment.scope, item)
    context = {
        "assessment": assessment,
        "item": found,
        "section": outline.page_with(framework, assessment.scope, item),
        "steps": history.of_item(assessment, found, reader_language()),
        "framework": framework,
    }
    return render(request, "assessments/answer_history.html", context)
