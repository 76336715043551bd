"""What a page of questions posts, and what became of each answer in it.

The same reading serves one card's autosave and a whole page posted without JavaScript: a card that was not touched
changes nothing, and a fault in one answer of the post stores none of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.http import QueryDict

from accounts.models import User
from assessments import answer_fields, lifecycle
from assessments.answer_form import AnswerForm
from assessments.answers import Given, checked, same
from assessments.models import Assessment, Response
from assessments.outline import Section
from c4ir_assess.exceptions import StaleVersion, UnknownItem
from questionnaires.answer_types import Grid
from questionnaires.words import Language

type Result = Literal["untouched", "saved", "replaced", "cleared", "confirmed", "incomplete", "stale"]

ACTS = ("clear", "keep", "mine", "confirm")
MOST_TRIES = 3  # at rows of one grid that others are filling in, too

_ITEM_FIELD = re.compile(
    r"^(?P<item>.+?)-(choice|option|none|number|text|row\..+|level\..+|listed|reason|version|seen|mutation|after)$"
)


@dataclass(slots=True)
class Posted:
    """One card of the post. ``version`` is that of the stored answer once it was saved.

    ``problem`` says what keeps the answer from being stored, ``field`` the field that it is about. ``is_joined`` when
    rows that others filled in meanwhile were added to it. "replaced" is what was stored before and is sent again now
    that the answer is another.
    """

    form: AnswerForm
    given: Given | None = None
    clears: bool = False
    confirms: bool = False
    problem: str = ""
    field: str = ""
    result: Result = "untouched"
    version: int = 0
    is_joined: bool = False

    @property
    def item(self) -> str:
        """Return the item's id."""
        return self.form.item.id


def read(section: Section, data: QueryDict, language: Language) -> list[Posted]:
    """Return the cards that the post names, in the page's order, all checked and nothing stored.

    Raises UnknownItem for an item that this page does not ask and InvalidAnswer for an answer that it does not offer.
    """
    items = {item.id for item in section.items}
    named = {found for key in data if (found := _item_of(key, items))}
    named.update(str(data[key]) for key in ("item", *ACTS) if key in data)
    if unknown := named - items:
        raise UnknownItem(", ".join(sorted(unknown)))
    forms = [AnswerForm(data, item=item, language=language) for item in section.items if item.id in named]
    return [_read_one(form, data) for form in forms]


def store(assessment: Assessment, posted: Iterable[Posted], by: User | None, by_name: str = "") -> None:
    """Store each card by itself, so that one that somebody else changed meanwhile keeps none of the others back.

    ``by_name`` is the name of a colleague without an account.
    """
    for one in posted:
        whose: dict[str, Any] = {"assessment": assessment, "item": one.item, "by": by, "by_name": by_name}
        try:
            _store_one(one, whose)
        except StaleVersion:
            one.result = "stale"
            if one.given:
                lifecycle.set_aside(**whose, given=one.given)


def _item_of(field: str, items: set[str]) -> str:
    """Return the item that a field belongs to, known or not; nothing if it is no card's field."""
    known = next((item for item in items if field.startswith(f"{item}-")), "")
    match = _ITEM_FIELD.match(field)
    return known or (match["item"] if match else "")


def _read_one(form: AnswerForm, data: QueryDict) -> Posted:
    form.is_valid()
    if data.get("clear") == form.item.id:
        return Posted(form, clears=True)
    if data.get("confirm") == form.item.id:
        return Posted(form, confirms=True)
    if data.get("keep") == form.item.id:
        return Posted(form)
    wish = form.wish()
    if wish.problem:
        return Posted(form, problem=wish.problem, field=wish.field, result="incomplete")
    return Posted(form, given=checked(form.item, wish.given) if wish.given else None, clears=wish.empties)


def _store_one(one: Posted, whose: dict[str, Any]) -> None:
    acted = whose | {"mutation": one.form.mutation_id}
    if one.given:
        _save(one, acted | {"after": one.form.sent_before})
    elif one.clears:
        lifecycle.clear_response(**acted, base_version=one.form.base_version, after=one.form.sent_before)
        one.result = "cleared"
    elif one.confirms:
        lifecycle.confirm_response(**acted)
        one.result = "confirmed"


def _save(one: Posted, acted: dict[str, Any]) -> None:
    """Save an answer; rows of a grid that others did not touch are put to what they answered meanwhile."""
    assert one.given is not None  # noqa: S101 -- for the type checker
    given, version = one.given, one.form.base_version
    for _ in range(MOST_TRIES):
        try:
            stored = lifecycle.save_response(**acted, given=given, base_version=version)
        except StaleVersion:
            stored = Response.objects.filter(assessment=acted["assessment"], item=one.item).first()
            if stored is None or not _is_grid(one, stored):
                raise
            filled: dict[str, Any] = stored.value or {}
            one.given = given = Given("answered", filled | _touched_rows(one))
            version, one.is_joined = stored.version, True
            if _is_contested(one, filled):
                raise
        else:
            one.version = stored.version if stored else 0
            one.result = "saved" if stored and same(stored, given) else "replaced"
            return
    raise StaleVersion


def _is_grid(one: Posted, stored: Response) -> bool:
    both = one.given is not None and one.given.state == stored.state == "answered"
    return both and isinstance(one.form.item.answer, Grid)


def _touched_rows(one: Posted) -> dict[str, Any]:
    """Return the rows that the person answered otherwise than the page showed them."""
    shown = answer_fields.seen_rows(one.form.seen_answer)
    rows: dict[str, Any] = answer_fields.read(one.form.item.answer, one.form.posted) or {}
    return {row: column for row, column in rows.items() if shown.get(row) != column}


def _is_contested(one: Posted, filled: Mapping[str, Any]) -> bool:
    """Whether somebody else gave another answer to a row that this person touched, too."""
    shown = answer_fields.seen_rows(one.form.seen_answer)
    return any(filled.get(row) not in (shown.get(row), column) for row, column in _touched_rows(one).items())
