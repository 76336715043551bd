"""Which value leads and which stands beside it: the one rule for the result page, the card, the PDF and every format.

A verified report leads with the verified value, level and band, and shows the self value beside it, smaller and named.
With too little verified to lead, the self value leads and the verified one stands beside it. A self-assessment shows
nothing verified at all.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.text import capfirst
from django.utils.translation import gettext

from reports.content.types import ReportContent, Standing


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands first of a node; ``beside`` names what stands next to it, empty where there is nothing else."""

    value: Fraction | None
    value_text: str
    level: int | None
    level_text: str
    band_text: str
    beside: str = ""
    is_verified: bool = False


def is_led_by_verified(content: ReportContent) -> bool:
    """Whether verified values lead: only in an issued report, and only where enough was verified."""
    return content.verification is not None and not content.verification.is_partial


def of_whole(content: ReportContent) -> Lead:
    """Return what leads of the whole; its ``level_text`` is the headline of the document."""
    lead, verification = of_node(content.overall.standing, content), content.verification
    if lead.is_verified and verification:
        return replace(lead, beside=verification.self_line)
    return replace(lead, value_text=content.overall.disc_value, level_text=content.overall.headline)


def of_node(standing: Standing, content: ReportContent) -> Lead:
    """Return what leads of a node; where nothing is verified that is the firm's own, whatever leads elsewhere."""
    compared = standing.compared
    if not content.verification or not compared.verified_text:
        return _own(standing)
    if not is_led_by_verified(content):
        return replace(_own(standing), beside=gettext("Verified: %(value)s") % {"value": compared.verified_text})
    return Lead(
        value=compared.verified,
        value_text=compared.verified_text,
        level=compared.verified_level,
        level_text=capfirst(compared.verified_level_text),
        band_text=compared.verified_band_text,
        beside=gettext("Self-assessed: %(value)s") % {"value": standing.value_text},
        is_verified=True,
    )


def _own(standing: Standing) -> Lead:
    level = capfirst(standing.level_text)
    return Lead(standing.value, standing.value_text, standing.level, level, standing.band_text)
