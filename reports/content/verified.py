"""What an issued report says: the verified result leads, the firm's own stands beside it, named.

Where too little is verified to lead, the firm's own leads and the report says how much is confirmed. Which of the two
stands where is decided by ``reports.headline``; here ``Standing`` keeps the firm's own values and ``compared`` the
verified ones, and the words on the whole are those of what leads.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from assessments import scores
from assessments.models import Scorecard
from questionnaires.words import Language
from reports.content import compose
from reports.content.sections import answer_text
from reports.content.source import Source, read
from reports.content.standing import standing
from reports.content.types import AnswerText, BlockText, DimensionText, ReportContent, Standing
from reports.content.verified_answers import beside, findings, proposal_of
from reports.content.verified_types import Compared, Verification
from reports.content.withholding import outward
from reports.models import IssuedReport
from reviews.models import Proposal


def build_verified_content(issued: IssuedReport, language: Language) -> ReportContent:
    """Build what an issued report says; figures that the firm may still change are no part of it."""
    own, checked = _read(issued, _own(issued)), _read(issued, issued.scorecard)
    content = _build(issued, own, checked, language)
    return replace(content, outward=lambda: _build(issued, outward(own), outward(checked), language))


def build_printable_contents(issued: IssuedReport, languages: Iterable[Language]) -> dict[Language, ReportContent]:
    """Return what of an issued report may be passed on, in each language; both results are read and scored once."""
    own, checked = outward(_read(issued, _own(issued))), outward(_read(issued, issued.scorecard))
    return {language: _build(issued, own, checked, language) for language in languages}


def _build(issued: IssuedReport, own: Source, checked: Source, language: Language) -> ReportContent:
    with translation.override(language):
        return replace(_composed(issued, own, checked, language), outward=None)


def _composed(issued: IssuedReport, own: Source, checked: Source, language: Language) -> ReportContent:
    content = compose(own if issued.is_partial else checked, language)
    both = _Both(own, checked, language, proposal_of(issued))
    whole = replace(content.overall, standing=both.of(own.framework.root.id))
    return replace(
        content,
        title=gettext("Report on smart manufacturing"),
        short_mark=_short_mark(issued),
        mark=_mark(issued),
        firm=issued.firm_name,
        place=issued.place,
        overall=whole,
        blocks=tuple(both.in_block(block) for block in content.blocks),
        verification=_verification(issued, whole.standing),
    )


def _own(issued: IssuedReport) -> Scorecard:
    own = scores.self_scorecard(issued.submission)
    if own is None:
        raise ValueError("an issued report is about a result that was worked out")
    return own


def _read(issued: IssuedReport, row: Scorecard) -> Source:
    return replace(read(row), figures={}, checked=(issued.items_verified, issued.items_total))


class _Both:
    """Where nodes stand by the firm's own answers, with the verified result beside it."""

    def __init__(self, own: Source, checked: Source, language: Language, proposal: Proposal | None) -> None:
        self._own, self._checked, self._language, self._proposal = own, checked, language, proposal
        self._nodes = {node.id: node for node in own.framework.root.walk()}
        self._items = {item.id: item for item in own.framework.items()}

    def of(self, id_: str) -> Standing:
        """Return where one node stands."""
        own = standing(self._own, self._nodes[id_], self._language)
        if id_ not in self._checked.card.nodes:
            return own
        checked = standing(self._checked, self._nodes[id_], self._language)
        return own if checked.value is None else replace(own, compared=_compared(checked))

    def in_block(self, block: BlockText) -> BlockText:
        """Return a block in which it and its dimensions stand so, with what the advisor wrote about it."""
        dimensions = tuple(map(self._in_dimension, block.dimensions))
        found = findings(self._proposal, block.standing.node, self._language) if self._proposal else ()
        return replace(block, standing=self._with(block.standing), dimensions=dimensions, findings=tuple(found))

    def _in_dimension(self, led: DimensionText) -> DimensionText:
        answers = tuple(self._answer(each.item) for each in led.answers)
        return replace(led, standing=self._with(led.standing), answers=answers)

    def _answer(self, id_: str) -> AnswerText:
        """Return what the firm said, whichever result leads, with the verified answer beside it."""
        item = self._items[id_]
        own = answer_text(self._own, item, self._language)
        return beside(own, item, self._own, self._proposal, self._language) if self._proposal else own

    def _with(self, led: Standing) -> Standing:
        """Return both of a node that is in what leads; one that the firm was not asked stays as it is."""
        return self.of(led.node) if led.node in self._own.card.nodes else led


def _compared(checked: Standing) -> Compared:
    return Compared(
        verified=checked.value,
        verified_text=checked.value_text,
        verified_level=checked.level,
        verified_level_text=checked.level_text,
        verified_band_text=checked.band_text,
    )


def _verification(issued: IssuedReport, whole: Standing) -> Verification:
    counts = {"checked": issued.items_verified, "asked": issued.items_total}
    return Verification(
        number=issued.number,
        issued_text=date_format(timezone.localdate(issued.issued_at), "DATE_FORMAT"),
        valid_until_text=date_format(issued.valid_until, "DATE_FORMAT"),
        how_text=f"{', '.join(str(how.label) for how in IssuedReport.How if how.value in issued.how)}, {_days(issued)}",
        items_text=gettext("%(checked)s of %(asked)s questions") % counts,
        is_partial=issued.is_partial,
        advisor=issued.advisor_name,
        approver=issued.approver_name or _same_person(),
        operator=settings.OPERATOR_NAME,
        verify_url=settings.BASE_URL + reverse("reports:verify", args=[issued.token]),
        self_line=_self_line(issued, whole),
    )


def _days(issued: IssuedReport) -> str:
    """Return on which days it was verified."""
    days = dict.fromkeys((issued.verified_from, issued.verified_until))
    return "–".join(date_format(day, "SHORT_DATE_FORMAT") for day in days)


def _same_person() -> str:
    """Say that who verified a result also issued its report, which a very small operator may allow."""
    return gettext("the same person; this operator lets one person do both")


def _self_line(issued: IssuedReport, whole: Standing) -> str:
    """Name the firm's own value; where it leads, say how much of it is confirmed."""
    text = gettext("Self-assessed by the firm: %(value)s") % {"value": whole.value_text}
    return f"{text} · {_partly(issued)}" if issued.is_partial else text


def _partly(issued: IssuedReport) -> str:
    counts = {"checked": issued.items_verified, "asked": issued.items_total}
    return gettext("partly verified (%(checked)s/%(asked)s)") % counts


def _mark(issued: IssuedReport) -> str:
    return _partly(issued).upper() if issued.is_partial else gettext("VERIFIED BY AN ADVISOR")


def _short_mark(issued: IssuedReport) -> str:
    text = _partly(issued) if issued.is_partial else gettext("Verified by an advisor")
    return text[:1].upper() + text[1:]
