"""What storing a workbook's answers would change.

What is new, what is other than before, and where somebody answered since the workbook was made: there a person has to
choose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessments.answers import Given, Recorded, reason_in
from assessments.models import Response
from assessments.paper.reading import Sheets
from questionnaires.document import Item

type Kind = Literal["new", "changed", "confirmed", "contested"]


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that the workbook would store. ``version`` is that of the answer it would replace, 0 for none."""

    item: Item
    kind: Kind
    given: Given
    stored: Response | None
    version: int


def changes(sheets: Sheets, items: Mapping[str, Item], stored: Mapping[str, Response]) -> list[Change]:
    """Return what would change, in the framework's order; answers that are stored already are left out."""
    found = (
        _change(item, sheets.answers[id_], stored.get(id_), sheets.versions.get(id_, 0))
        for id_, item in items.items()
        if id_ in sheets.answers
    )
    return [change for change in found if change is not None]


def says_the_same(item: Item, recorded: Recorded, given: Given) -> bool:
    """Whether two answers are the same; a reason of the item's own list is one in both languages."""
    if (recorded.state, recorded.value) != (given.state, given.value):
        return False
    return reason_in(item, recorded.reason, "vi") == reason_in(item, given.reason, "vi")


def _change(item: Item, given: Given, stored: Response | None, printed: int) -> Change | None:
    if stored is None:
        return Change(item, "new", given, None, 0)
    if says_the_same(item, stored, given):
        same = Given(stored.state, stored.value, stored.reason)  # type: ignore[arg-type]  # the model's choices are the states
        return None if stored.is_confirmed else Change(item, "confirmed", same, stored, stored.version)
    kind: Kind = "changed" if stored.version == printed else "contested"
    return Change(item, kind, given, stored, stored.version)


def packed(changes: list[Change]) -> list[list[Any]]:
    """Return changes as plain values, to be signed and brought back."""
    return [
        [each.item.id, each.kind, each.version, each.given.state, each.given.value, each.given.reason]
        for each in changes
    ]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change as it was shown and is now wanted."""

    item: str
    kind: Kind
    version: int
    given: Given


def unpacked(rows: list[list[Any]]) -> list[Wanted]:
    """Return the changes that were packed."""
    return [
        Wanted(item, kind, version, Given(state, value, reason)) for item, kind, version, state, value, reason in rows
    ]
