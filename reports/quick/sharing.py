"""What of a quick check's result may be sent on: a range in words, marked as an estimate, and nothing sensitive."""

import re
from dataclasses import dataclass
from fractions import Fraction

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from assessments import wording
from assessments.models import Scorecard
from questionnaires.words import Language
from reports.content import Source, compose
from reports.content.source import read
from reports.content.withholding import outward
from reports.quick.share_card import Part, Range, ShareCard

QUOTED = re.compile("“[^”]*”")


@dataclass(frozen=True, slots=True)
class Shared:
    """A result to send on: the picture's content, a text to paste, and whether a firm could be named."""

    card: ShareCard
    text: str
    has_firm: bool


def share(row: Scorecard, language: Language, *, names_firm: bool = False) -> Shared | None:
    """Return what can be sent on of a stored result; None for a full assessment and for one without a range."""
    return shared(read(row), language, names_firm=names_firm) if row.scope == "quick" else None


def shared(source: Source, language: Language, *, names_firm: bool = False) -> Shared | None:
    """Say it about any source, in one language."""
    shown = source.card.range
    if shown is None:
        return None
    with translation.override(language):
        firm = source.firm if names_firm else ""
        card = _card(source, language, shown, firm)
        return Shared(card, _text(card), has_firm=bool(source.firm))


def _card(source: Source, language: Language, shown: Range, firm: str) -> ShareCard:
    content = compose(source, language)
    low, high = wording.bounds(*shown)
    bounds = {"low": low, "high": high, "highest": source.framework.levels[-1].value}
    operator = gettext("Run by %(name)s") % {"name": settings.OPERATOR_NAME}
    return ShareCard(
        mark=_mark(source),
        subject=gettext("Smart manufacturing at the plant"),
        firm=firm,
        headline=QUOTED.sub(_unbroken, content.overall.headline),
        figures=gettext("%(low)s to %(high)s on a scale from 0 to %(highest)s") % bounds,
        range=shown,
        levels=tuple((level.value, level.name) for level in content.levels),
        parts=tuple(_parts(source, language)),
        parts_title=gettext("Part by part, roughly"),
        caveat=" · ".join(filter(None, (content.short_mark, content.trial_mark))),
        operator=operator if settings.OPERATOR_NAME else content.demo_mark,
        day=date_format(source.day, "SHORT_DATE_FORMAT"),
    )


def _unbroken(quoted: re.Match[str]) -> str:
    """Return a name in quotation marks in one piece, so that no line ends within it."""
    return quoted[0].replace(" ", "\N{NO-BREAK SPACE}")


def _mark(source: Source) -> str:
    asked = source.card.overall.items
    words = ngettext("Quick estimate, %(count)s question", "Quick estimate, %(count)s questions", asked)
    return words % {"count": asked}


def _text(card: ShareCard) -> str:
    """Return what is pasted beside the picture, with the address where others may try."""
    lines = (
        f"{card.mark}: {card.subject}" + (f", {card.firm}" if card.firm else ""),
        f"{card.headline} ({card.figures}).".replace("\N{NO-BREAK SPACE}", " "),
        card.caveat + ".",
        card.operator if not settings.OPERATOR_NAME else "",
        gettext("Try it: %(address)s") % {"address": f"{settings.BASE_URL}/"},
    )
    return "\n".join(line for line in lines if line)


def _parts(source: Source, language: Language) -> list[Part]:
    """Return the blocks without what sensitive answers add to them, each as wide a range as the whole."""
    card = outward(source).card
    half = source.framework.quick.half_width if source.framework.quick else Fraction(0)
    highest = Fraction(source.framework.levels[-1].value)
    return [
        Part(block.name[language], _around(card.nodes[block.id].value, half, highest))
        for block in source.framework.blocks
        if block.id in card.nodes
    ]


def _around(value: Fraction | None, half: Fraction, highest: Fraction) -> Range | None:
    return None if value is None else (max(value - half, Fraction(0)), min(value + half, highest))
