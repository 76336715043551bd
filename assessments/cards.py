"""A question as its card shows it: the framework's words in one language, the stored answer, what a post left open."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, gettext

from assessments import answer_fields, card_answers, progress
from assessments.answer_form import OTHER
from assessments.answer_words import number_of, value_lines
from assessments.answers import Given, Recorded, is_proposal, reason_in, rows_given
from assessments.authors import author
from assessments.card_answers import Group, Option, Typed
from assessments.models import Response
from assessments.moments import moment
from assessments.outline import Section
from assessments.posting import Posted
from questionnaires.answer_types import Checklist, Choice, FreeText, Grid, Ladder, Multi, Number
from questionnaires.document import Item, Node
from questionnaires.words import Language

KINDS = {
    Ladder: "rows",
    Choice: "rows",
    Multi: "ticks",
    Grid: "grid",
    Checklist: "checklist",
    Number: "number",
    FreeText: "text",
}


@dataclass(frozen=True)
class Card:
    """One question. ``posted`` is set when what was just posted is not stored as it is.

    ``is_carried`` says of an answer that waits to be confirmed that it comes from an earlier version of the questions.
    """

    item: Item
    dimension: Node
    language: Language
    response: Response | None = None
    posted: Posted | None = None
    is_carried: bool = False

    @property
    def id(self) -> str:
        """Return the item's id."""
        return self.item.id

    @property
    def number(self) -> str:
        """Return the question's number where it has one in its official document; ours would be in the way here."""
        number = number_of(self.item)
        return number if number[:1].isdigit() else ""

    @property
    def kind(self) -> str:
        """Return which partial draws the answer: rows, ticks, grid, checklist, number, text."""
        return KINDS[type(self.item.answer)]

    @property
    def is_typed(self) -> bool:
        """Whether the answer is typed, so that what is wrong with it is said right below its field."""
        return self.kind in {"number", "text"}

    @property
    def fields(self) -> str:
        """Return the names of the card's fields, as its own save posts them."""
        names = ["choice", *answer_fields.names(self.item.answer), "listed", "reason", "version", "seen"]
        return ",".join(f"{self.id}-{name}" for name in names)

    @property
    def version(self) -> int:
        """Return the version of the stored answer, 0 without one."""
        return self.response.version if self.response else 0

    @property
    def seen(self) -> str:
        """Return the stored answer as the field ``seen`` holds it."""
        return answer_fields.seen(self.item, self.response) if self.response else ""

    @cached_property
    def choice(self) -> str:
        """Return what is marked in the field ``choice``: a level, an option or a special answer."""
        return next(iter(self.marked("choice")), "")

    def marked(self, field: str) -> list[str]:
        """Return what is marked or typed in a field: what was posted, else what is stored."""
        if self.posted and self.posted.result == "incomplete":
            return self.posted.form.posted(field)
        given = self.posted.given if self.posted and self.posted.given else self.response
        if given is None:
            return []
        if given.state != "answered":
            return [given.state] if field == "choice" else []
        return answer_fields.written(self.item.answer, given.value, self.language).get(field, [])

    @property
    def rows(self) -> tuple[Option, ...]:
        """Return the rows of a ladder or a choice."""
        return card_answers.rows(self.item.answer, self.marked, self.language)

    @property
    def ticks(self) -> tuple[Option, ...]:
        """Return the boxes of a multi choice."""
        return card_answers.ticks(self.item.answer, self.marked, self.language)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the rows of a grid, or the levels of a checklist."""
        return card_answers.groups(self.item.answer, self.marked, self.language)

    @property
    def none_met(self) -> Option | None:
        """Return the box that says that nothing of a checklist is met."""
        return card_answers.none_met(self.item.answer, self.marked)

    @property
    def typed(self) -> Typed:
        """Return the field of a number or of own words."""
        return card_answers.typed(self.item.answer, self.marked, self.language)

    @property
    def is_optional(self) -> bool:
        """Whether the question may stay empty."""
        return progress.is_optional(self.item)

    @property
    def is_open(self) -> bool:
        """Whether the question still needs an answer, or the owner's word that the one filled in is right."""
        return not self.is_optional and progress.standing(self.item, self.response) in progress.OPEN

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the stored answer was filled in and waits for the owner's word."""
        return self.response is not None and not self.response.is_confirmed

    @property
    def rows_given(self) -> tuple[int, int] | None:
        """Return how many rows of a grid are stored, and of how many."""
        value = self.response.value if self.response else None
        return rows_given(self.item.answer, value)

    @property
    def reasons(self) -> list[Option]:
        """Return the item's own reasons for not applicable; none where it can only be proposed."""
        listed = [text[self.language] for text in self.item.na_reasons]
        return [Option(str(place), text, self._listed == str(place)) for place, text in enumerate(listed)]

    @property
    def has_own_reason(self) -> bool:
        """Whether "another reason" is marked."""
        return self._listed == OTHER

    @property
    def own_reason(self) -> str:
        """Return the reason in the person's own words."""
        if self.posted:
            return next(iter(self.posted.form.posted("reason")), "")
        return self._reason if self.has_own_reason or not self.item.na_reasons else ""

    @property
    def saved(self) -> str:
        """Return when the stored answer was given and by whom; empty without one."""
        if self.response is None or self.is_unconfirmed:
            return ""
        when = gettext("Saved %(when)s") % {"when": moment(self.response.answered_at)}
        who = author(self.response)
        return f"{when} · {who}" if who else when

    @property
    def echo(self) -> str:
        """Return a stored number as it was understood."""
        is_number = isinstance(self.item.answer, Number) and self.response and self.response.state == "answered"
        return self.theirs[0] if is_number else ""

    @property
    def error(self) -> str:
        """Return what the person still has to give."""
        return self.posted.problem if self.posted else ""

    @property
    def error_field(self) -> str:
        """Return the id of the field that is to be corrected, or of the whole card."""
        return f"{self.id}-{self.posted.field}" if self.posted and self.posted.field else self.id

    @property
    def is_stale(self) -> bool:
        """Whether somebody else changed the answer since this page showed it."""
        return self.posted is not None and self.posted.result == "stale"

    @property
    def theirs(self) -> list[str]:
        """Return the stored answer in words, a line for each thing chosen; nothing if there is none."""
        return answer_lines(self.item, self.response, self.language) if self.response else []

    @property
    def mine(self) -> list[str]:
        """Return the answer just given in words; nothing if it was a clearing."""
        given = self.posted.given if self.posted else None
        return answer_lines(self.item, given, self.language) if given else []

    @property
    def is_proposal(self) -> bool:
        """Whether not applicable is only proposed here."""
        return is_proposal(self.item, "not_applicable")

    @property
    def _reason(self) -> str:
        is_stored = self.response is not None and self.response.state == "not_applicable"
        return self.response.reason if self.response and is_stored else ""

    @cached_property
    def _listed(self) -> str:
        if self.posted:
            return str(self.posted.form.cleaned_data["listed"])
        listed = [str(place) for place, text in enumerate(self.item.na_reasons) if self._reason in {text.vi, text.en}]
        return next(iter(listed), OTHER if self._reason and self.item.na_reasons else "")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the page; without a card while another answer keeps its question away."""

    id: str
    card: Card | None


def cards(
    section: Section,
    responses: dict[str, Response],
    language: Language,
    posted: list[Posted],
    *,
    is_carried: bool = False,
) -> list[Card]:
    """Return a page's cards; those whose post was not stored keep what the person gave."""
    left_open = {one.item: one for one in posted if one.result in {"incomplete", "stale"}}
    return [
        Card(item, dimension, language, responses.get(item.id), left_open.get(item.id), is_carried)
        for dimension, item in section.questions
    ]


def slots(section: Section, shown: Iterable[Card]) -> list[Slot]:
    """Return a place for every question that the page may come to ask, with the cards of those that it asks now."""
    found = {card.id: card for card in shown}
    return [Slot(item.id, found.get(item.id)) for item in section.items]


def reader_language() -> Language:
    """Return the language in which the framework's words are shown."""
    return "en" if get_language() == "en" else "vi"


def answer_lines(item: Item, given: Given | Recorded, language: Language) -> list[str]:
    """Return an answer in words: what was chosen, a line each, or the special answer with its reason."""
    if given.state == "answered":
        return value_lines(item, given.value, language)
    words = str(Response.State(given.state).label)
    return [f"{words}: {reason_in(item, given.reason, language)}" if given.reason else words]
