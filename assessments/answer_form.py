"""What a card posts: its fields, and what the person wants by them."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import answer_fields
from assessments.answers import REASON_LENGTH, Given
from c4ir_assess.exceptions import InvalidAnswer
from questionnaires.document import Item
from questionnaires.words import Language

OTHER = "other"
MOST_BEFORE = 20  # acts without an answer that a device names; more are no honest device's


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of a question: to give an answer, to empty it, neither; or what is wrong, and in which field.

    Neither is the most frequent: a whole page is posted, and most of its cards are as they were.
    """

    given: Given | None = None
    empties: bool = False
    problem: str = ""
    field: str = ""


FIELDS: dict[str, forms.Field] = {
    "choice": forms.CharField(required=False),
    "listed": forms.CharField(required=False),
    "reason": forms.CharField(
        required=False,
        max_length=REASON_LENGTH,
        error_messages={"max_length": _("The reason may have at most %(limit_value)d characters.")},
    ),
    "version": forms.IntegerField(required=False, min_value=0),
    "seen": forms.CharField(required=False),
    "mutation": forms.UUIDField(required=False),
    "after": forms.CharField(required=False),
}


class AnswerForm:
    """One question's fields; every name on the page begins with the item's id.

    ``choice`` is a level, an option or one of the two special answers, ``listed`` a reason of the item's own list,
    ``reason`` own words; ``answer_fields`` knows the others. ``version`` and ``seen`` say which answer the page showed,
    so that what was not touched is not posted as new. ``mutation`` is the name that the page's script gave to this act,
    ``after`` the names of those that it sent before and had no answer to.

    A form of Django copies its fields for each request; of these nothing is shown, so nothing is copied: a page may
    post sixty of them, and saving one answer is what the product does most.
    """

    def __init__(self, data: QueryDict, *, item: Item, language: Language) -> None:
        """Read one item's fields out of the whole page."""
        self._data = data
        self.item = item
        self.language = language
        self.errors: dict[str, list[str]] = {}
        self.cleaned_data: dict[str, Any] = {}

    def is_valid(self) -> bool:
        """Read the fields; whether nothing is wrong. Raises InvalidAnswer for what no page of ours posts."""
        for name, field in FIELDS.items():
            try:
                self.cleaned_data[name] = field.clean(self._data.get(f"{self.item.id}-{name}"))
            except ValidationError as wrong:
                self.errors[name] = wrong.messages
        if self.errors.keys() - {"reason"}:
            raise InvalidAnswer(f"{self.item.id}: fields that no page of ours posts")
        return not self.errors

    @property
    def base_version(self) -> int:
        """Return the version of the answer that the page showed."""
        return self.cleaned_data["version"] or 0

    @property
    def seen_answer(self) -> str:
        """Return the answer that the page showed."""
        return str(self.cleaned_data["seen"])

    @property
    def mutation_id(self) -> UUID | None:
        """Return the device's own name for this act; none from a page without its script."""
        return cast("UUID | None", self.cleaned_data["mutation"])

    @property
    def sent_before(self) -> list[UUID]:
        """Return the acts that the device sent before and had no answer to; InvalidAnswer if they are no names."""
        try:
            return [UUID(name) for name in str(self.cleaned_data["after"]).split()[:MOST_BEFORE]]
        except ValueError as wrong:
            raise InvalidAnswer(f"{self.item.id}: not the name of an act") from wrong

    def posted(self, field: str) -> list[str]:
        """Return what was posted in one field."""
        return [str(each) for each in self._data.getlist(f"{self.item.id}-{field}")]

    def wish(self) -> Wish:
        """Return what the person wants; raise InvalidAnswer for what no page of ours offers."""
        choice = str(self.cleaned_data["choice"])
        special = choice if choice in answer_fields.SPECIAL else ""
        is_new = bool(special) and not self.seen_answer.startswith(special)
        try:
            value = answer_fields.read(self.item.answer, self.posted)
        except ValidationError as wrong:
            # Of two things given at once, the one that can be understood was meant.
            return self._special(special) if is_new else Wish(problem=wrong.messages[0], field=self._typed_field())
        if special and (value is None or (is_new and not self._touches(Given("answered", value)))):
            return self._special(special)
        if special and is_new:
            return Wish(problem=gettext("Keep either the answer or “do not know” or “does not apply”."))
        return self._empty() if value is None else self._unless_seen(Given("answered", value))

    def _special(self, state: str) -> Wish:
        if state == "dont_know":
            return self._unless_seen(Given("dont_know"))
        if "reason" in self.errors and not self._listed():
            return Wish(problem=str(self.errors["reason"][0]), field="reason")
        given = Given("not_applicable", reason=self._listed() or str(self.cleaned_data.get("reason", "")))
        if not given.reason:
            return Wish(
                problem=gettext("Please say briefly why this does not apply; then the answer is saved."), field="reason"
            )
        return self._unless_seen(given)

    def _empty(self) -> Wish:
        """Return the wish behind empty fields: radio buttons are empty before the first answer only."""
        was_value = self.seen_answer.split(" ")[0] not in {"", *answer_fields.SPECIAL}
        return Wish(empties=was_value and not answer_fields.is_radio(self.item.answer))

    def _unless_seen(self, given: Given) -> Wish:
        """Return the wish behind an answer; an act with a name is meant, even if it leads back to what was shown."""
        return Wish(given=given) if self.mutation_id or self._touches(given) else Wish()

    def _touches(self, given: Given) -> bool:
        """Whether this is another answer than the page showed."""
        return answer_fields.seen(self.item, given) != self.seen_answer

    def _typed_field(self) -> str:
        typed = [name for name in answer_fields.names(self.item.answer) if name in {"number", "text"}]
        return next(iter(typed), "")

    def _listed(self) -> str:
        """Return the reason chosen from the item's own list, in the reader's language."""
        listed = self.cleaned_data["listed"]
        if listed in {"", OTHER} or not self.item.na_reasons:
            return ""
        places = [str(place) for place in range(len(self.item.na_reasons))]
        if listed not in places:
            raise InvalidAnswer(f"{self.item.id}: no such reason")
        return self.item.na_reasons[int(listed)][self.language]
