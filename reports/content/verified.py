"""What an issued report says: the verified result leads, the firm's own stands beside it, named.

Where too little is verified to lead, the firm's own leads and the report says how much is confirmed. Which of the two
stands where is decided by ``reports.headline``; here ``Standing`` keeps the firm's own values and ``compared`` the
verified ones, and the words on the whole are those of what leads.
"""

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
from reports.content.source import Source, read
from reports.content.standing import standing
from reports.content.types import BlockText, ReportContent, Standing
from reports.content.verified_types import Compared, Verification
from reports.content.withholding import outward
from reports.models import IssuedReport


def build_verified_content(issued: IssuedReport, language: Language) -> ReportContent:
    """Build what an issued report says; figures that the firm may still change are no part of it."""
    own, checked = _read(issued, _own(issued)), _read(issued, issued.scorecard)
    content = _build(issued, own, checked, language)
    return replace(content, outward=lambda: _build(issued, outward(own), outward(checked), language))


def _build(issued: IssuedReport, own: Source, checked: Source, language: Language) -> ReportContent:
    with translation.override(language):
        return replace(_composed(issued, own, checked, language), outward=None)


def _composed(issued: IssuedReport, own: Source, checked: Source, language: Language) -> ReportContent:
    content = compose(own if issued.is_partial else checked, language)
    both = _Both(own, checked, language)
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

    def __init__(self, own: Source, checked: Source, language: Language) -> None:
        self._own, self._checked, self._language = own, checked, language
        self._nodes = {node.id: node for node in own.framework.root.walk()}

    def of(self, id_: str) -> Standing:
        """Return where one node stands."""
        own = standing(self._own, self._nodes[id_], self._language)
        if id_ not in self._checked.card.nodes:
            return own
        checked = standing(self._checked, self._nodes[id_], self._language)
        return own if checked.value is None else replace(own, compared=_compared(checked))

    def in_block(self, block: BlockText) -> BlockText:
        """Return a block in which it and its dimensions stand so."""
        dimensions = tuple(replace(each, standing=self._with(each.standing)) for each in block.dimensions)
        return replace(block, standing=self._with(block.standing), dimensions=dimensions)

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
        how_text=", ".join(str(how.label) for how in IssuedReport.How if how.value in issued.how),
        items_text=gettext("%(checked)s of %(asked)s questions") % counts,
        is_partial=issued.is_partial,
        advisor=issued.advisor_name,
        approver=issued.approver_name,
        operator=settings.OPERATOR_NAME,
        verify_url=settings.BASE_URL + reverse("reports:verify", args=[issued.token]),
        self_line=_self_line(issued, whole),
    )


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
