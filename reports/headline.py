"""Which value leads and which stands beside it: the one rule for the result page, the card, the PDF and every format.

A verified report leads with the verified value, level and band, and shows the self value beside it, smaller and named.
Where nothing of a node is verified there, it says so, and the firm's own never takes that place. With too little
verified to lead, the self value leads and the verified one stands beside it. A self-assessment shows nothing verified.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from reports.content.types import ReportContent, Standing


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands first of a node; ``beside`` names what stands next to it, empty where there is nothing else.

    ``is_verified``: this is the place of the verified one, also where ``value`` is None because there is none.
    """

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
        level_text = capfirst(lead.value_text) if lead.value is None else lead.level_text
        return replace(lead, level_text=level_text, beside=verification.self_line)
    return replace(lead, value_text=content.overall.disc_value, level_text=content.overall.headline)


def of_node(standing: Standing, content: ReportContent) -> Lead:
    """Return what leads of a node; one with no value at all keeps the words that say why, as one that is withheld."""
    compared = standing.compared
    if is_led_by_verified(content) and (compared.verified_text or standing.value is not None):
        return _verified(standing)
    if not content.verification or not compared.verified_text:
        return _own(standing)
    return replace(_own(standing), beside=gettext("Verified: %(value)s") % {"value": compared.verified_text})


def _verified(standing: Standing) -> Lead:
    compared, beside = standing.compared, gettext("Self-assessed: %(value)s") % {"value": standing.value_text}
    if not compared.verified_text:
        words = pgettext("in place of a value", "not verified")
        return Lead(None, words, None, "", "", beside=beside, is_verified=True)
    return Lead(
        value=compared.verified,
        value_text=compared.verified_text,
        level=compared.verified_level,
        level_text=capfirst(compared.verified_level_text),
        band_text=compared.verified_band_text,
        beside=beside,
        is_verified=True,
    )


def _own(standing: Standing) -> Lead:
    level = capfirst(standing.level_text)
    return Lead(standing.value, standing.value_text, standing.level, level, standing.band_text)
