"""What other rooms' pages say of evidence: a quiet line on a question's card, and a link from the list of parts."""

from typing import Any

from django import template
from django.http import HttpRequest

from accounts.models import Membership
from assessments.access import DELEGATE
from assessments.cards import Card
from assessments.models import Assessment, Submission
from evidence import listing
from evidence.models import Evidence
from questionnaires.answer_types import Ladder
from questionnaires.words import Language

register = template.Library()


@register.inclusion_tag("evidence/_card_line.html", takes_context=True)
def evidence_line(context: dict[str, Any], card: Card) -> dict[str, Any]:
    """Offer to show something for an answer, and name what is shown already; nothing where no files are taken."""
    assessment = _answered_here(context)
    if assessment is None:
        return {"uuid": None, "found": [], "is_asked": False}
    found = _by_item(context["request"], assessment).get(card.id, [])
    is_asked = bool(context.get("is_open")) and isinstance(card.item.answer, Ladder)
    return {"uuid": assessment.uuid, "card": card, "found": found, "is_asked": is_asked}


@register.inclusion_tag("evidence/_tasks_link.html")
def evidence_link(assessment: Assessment) -> dict[str, Any]:
    """Lead to all files of an assessment, once there are any."""
    has_firm = assessment.site_id is not None
    return {"uuid": assessment.uuid, "count": Evidence.objects.filter(assessment=assessment).count() if has_firm else 0}


@register.inclusion_tag("evidence/_for_advisor.html")
def evidence_sent(submission: Submission, language: Language, *, of_firm: bool = False) -> dict[str, Any]:
    """List what a firm sent along with a submission, with the questions, and what was added at the plant since."""
    assessment = submission.assessment
    known = listing.questions(assessment, language)
    return {"submission": submission, "lines": listing.lines_for_others(assessment, known, of_firm=of_firm)}


def _answered_here(context: dict[str, Any]) -> Assessment | None:
    """Return the assessment whose page of questions a member of its firm or a colleague who was asked is on."""
    request, assessment = context.get("request"), context.get("assessment")
    match = request.resolver_match if isinstance(request, HttpRequest) else None
    is_here = match is not None and match.view_name in {"assessments:node", "assessments:returned"}
    if not is_here or not isinstance(assessment, Assessment) or assessment.site_id is None:
        return None
    return assessment if assessment.member_role in {*Membership.Role.values, DELEGATE} else None


def _by_item(request: HttpRequest, assessment: Assessment) -> dict[str, list[Evidence]]:
    """Ask once a page, however many cards it has."""
    kept: dict[str, list[Evidence]] | None = getattr(request, "evidence_by_item", None)
    if kept is None:
        kept = listing.by_item(assessment)
        request.evidence_by_item = kept  # type: ignore[attr-defined]  # lives as long as the page is made
    return kept
