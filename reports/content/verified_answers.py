"""What an advisor verified, as it was proposed: answers for a report's source, and beside each firm's answer."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext, pgettext

from assessments.answer_words import value_words
from assessments.answers import Given
from questionnaires.document import Item
from questionnaires.words import Language
from reports.content.answers_in_words import is_on_levels
from reports.content.source import Source
from reports.content.types import AnswerText
from reports.content.verified_types import Finding
from reports.models import IssuedReport
from reviews.findings import writing
from reviews.models import Proposal


def proposal_of(issued: IssuedReport) -> Proposal | None:
    """Return what a report was issued from; None for one that was issued without."""
    made = Proposal.objects.filter(scorecard=issued.scorecard_id, decision=Proposal.Decision.ISSUED)
    return made.filter(decided_at__lte=issued.issued_at).order_by("-decided_at", "-pk").first()


def beside(answer: AnswerText, item: Item, own: Source, proposal: Proposal, language: Language) -> AnswerText:
    """Return a firm's answer with the verified one beside it; what is withheld, or not verified, stays as it is."""
    said = proposal.verified.get(item.id)
    if said is None or answer.kind == "withheld":
        return answer
    given, mine = Given(said["state"], said["value"], said["reason"]), own.answers.get(item.id)
    is_same = mine is not None and (mine.state, mine.value) == (given.state, given.value)
    is_level = given.state == "answered" and is_on_levels(own.framework, item)
    return replace(
        answer,
        verified_level=given.value if is_level else None,
        verified_text=gettext("as the firm answered") if is_same else _text(item, given, language),
        verified_reason="" if is_same else given.reason,
    )


def findings(proposal: Proposal, block: str, language: Language) -> Iterator[Finding]:
    """Yield what the advisor wrote about a block; where a text is in Vietnamese alone, an English report says so."""
    for each in writing.of_block(proposal.review, block):
        text = each.text_vi if language == "vi" else each.text_en
        yield Finding(each.kind, text or gettext("%(text)s (in Vietnamese only)") % {"text": each.text_vi})  # type: ignore[arg-type]  # the model's choices are the kinds


def _text(item: Item, given: Given, language: Language) -> str:
    """Return a verified answer in words; its reason stands beside it."""
    if given.state == "answered":
        return value_words(item, given.value, language)
    if given.state == "dont_know":
        return pgettext("answer", "Do not know")
    return pgettext("answer", "Not applicable")
