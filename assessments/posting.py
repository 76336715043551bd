"""What a page of questions posts, and what became of each answer in it.

The same reading serves one card's autosave and a whole page posted without JavaScript: a card that was not touched
changes nothing, and a fault in one answer of the post stores none of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.http import QueryDict

from accounts.models import User
from assessments import lifecycle
from assessments.answers import Given, checked
from assessments.forms import AnswerForm
from assessments.models import Assessment
from assessments.outline import Section
from c4ir_assess.exceptions import StaleVersion, UnknownItem
from questionnaires.document import Language

type Result = Literal["untouched", "saved", "cleared", "incomplete", "stale"]

_ITEM_FIELD = re.compile(r"^(?P<item>.+)-(choice|listed|reason|version|seen)$")


@dataclass(slots=True)
class Posted:
    """One card of the post. ``version`` is that of the stored answer once it was saved."""

    form: AnswerForm
    given: Given | None = None
    clears: bool = False
    result: Result = "untouched"
    version: int = 0

    @property
    def item(self) -> str:
        """Return the item's id."""
        return self.form.item.id


def read(section: Section, data: QueryDict, language: Language) -> list[Posted]:
    """Return the cards that the post names, in the page's order, all checked and nothing stored.

    Raises UnknownItem for an item that this page does not ask and InvalidAnswer for an answer that it does not offer.
    """
    named = {match["item"] for match in map(_ITEM_FIELD.match, data) if match}
    named.update(data[key] for key in ("item", "clear", "keep", "mine") if key in data)
    if unknown := named - {item.id for item in section.items}:
        raise UnknownItem(", ".join(sorted(unknown)))
    forms = [AnswerForm(data, item=item, language=language) for item in section.items if item.id in named]
    return [_read_one(form, data) for form in forms]


def store(assessment: Assessment, posted: Iterable[Posted], by: User | None) -> None:
    """Store each card by itself, so that one that somebody else changed meanwhile keeps none of the others back."""
    for one in posted:
        if one.clears or one.given:
            try:
                _store_one(assessment, one, by)
            except StaleVersion:
                one.result = "stale"


def _read_one(form: AnswerForm, data: QueryDict) -> Posted:
    is_valid = form.is_valid()
    if data.get("clear") == form.item.id:
        return Posted(form, clears=True)
    if data.get("keep") == form.item.id or not form.is_touched:
        return Posted(form)
    if not is_valid:
        return Posted(form, result="incomplete")
    return Posted(form, given=checked(form.item, form.given()))


def _store_one(assessment: Assessment, one: Posted, by: User | None) -> None:
    if one.given:
        response = lifecycle.save_response(
            assessment=assessment, item=one.item, given=one.given, base_version=one.form.base_version, by=by
        )
        one.result, one.version = "saved", response.version
    else:
        lifecycle.clear_response(assessment=assessment, item=one.item, base_version=one.form.base_version)
        one.result = "cleared"
