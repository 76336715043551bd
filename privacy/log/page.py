"""One page of a chain, the newest entry first. Entries are numbered without a gap, so a page begins at a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from c4ir_assess.audit import verifying
from c4ir_assess.audit.models import AuditCheck, AuditEntry
from privacy.log import things, words
from privacy.log.chains import Whose

FAULTS: dict[str, Promise] = {
    verifying.CHANGED: _("its content is not what its hash was made of"),
    verifying.UNLINKED: _("it does not follow the entry before it"),
    verifying.BEYOND: _("the log goes on behind the end that is written down for it"),
    verifying.SHORT: _("missing: the log ends before the end that is written down for it"),
    verifying.OTHER_HEAD: _("it is not the end that is written down for the log"),
    verifying.MISSING: _("missing, up to entry %(detail)s"),
    verifying.OTHER_EXPORTED: _("it is not the entry that was written down as the end on %(detail)s"),
    verifying.CUT: _("missing: it was written down as the end on %(detail)s"),
}
SIZE = 50
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words."""

    number: int
    at: datetime
    who: str
    what: str
    which: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries; ``older`` and ``newer`` are the numbers at which the neighbouring pages begin."""

    lines: tuple[Line, ...]
    older: int | None
    newer: int | None


def number(text: str) -> int | None:
    """Return the number that a link names, None if it names none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def read(whose: Whose, *, before: int | None = None, after: int | None = None) -> Page:
    """Return the newest entries, or those before a number, or those just after one."""
    entries = whose.chain.entries
    if before is not None:
        found = list(entries.filter(number__lt=before).order_by("-number")[:SIZE])
    elif after is not None:
        found = list(entries.filter(number__gt=after).order_by("number")[:SIZE])[::-1]
    else:
        found = list(entries.order_by("-number")[:SIZE])
    newest = whose.chain.length
    return Page(
        lines=tuple(_lines(whose, found)),
        older=found[-1].number if found and found[-1].number > 1 else None,
        newer=found[0].number if found and found[0].number < newest else None,
    )


def fault_lines(check: AuditCheck) -> list[tuple[int, str]]:
    """Return what a check found, in words: at which entry, and what is wrong with it."""
    return [(at, str(FAULTS.get(what, what)) % {"detail": detail}) for at, what, detail in check.faults]


def _lines(whose: Whose, entries: Sequence[AuditEntry]) -> list[Line]:
    """Return entries in words; of a firm that is not named, its people and things are not named either."""
    known = things.read(entries) if whose.name else things.read_unnamed(entries)
    return [
        Line(each.number, each.at, known.person(each.actor), words.of(each, known), known.thing(each.subject))
        for each in entries
    ]
