"""A question as its card shows it: the framework's words in one language, the stored answer, what a post left open."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, gettext

from assessments.answers import is_proposal, reason_in
from assessments.forms import OTHER
from assessments.models import Response
from assessments.moments import moment
from assessments.outline import Section
from assessments.posting import Posted
from questionnaires.document import Item, Language, Node


@dataclass(frozen=True, slots=True)
class Option:
    """A row that can be chosen."""

    value: str
    text: str
    is_checked: bool


@dataclass(frozen=True)
class Card:
    """One question. ``posted`` is set when what was just posted is not stored as it is."""

    item: Item
    dimension: Node
    language: Language
    response: Response | None = None
    posted: Posted | None = None

    @property
    def id(self) -> str:
        """Return the item's id."""
        return self.item.id

    @property
    def version(self) -> int:
        """Return the version of the stored answer, 0 without one."""
        return self.response.version if self.response else 0

    @property
    def seen(self) -> str:
        """Return the stored answer as the choice field writes it."""
        return choice_of(self.response) if self.response else ""

    @cached_property
    def choice(self) -> str:
        """Return what is marked on the card: what was posted, else what is stored."""
        if self.posted is None or self.posted.clears:
            return self.seen
        return str(self.posted.form.cleaned_data["choice"])

    @property
    def levels(self) -> list[Option]:
        """Return the rows of the ladder."""
        texts = [text[self.language] for text in self.item.levels]
        return [Option(str(value), text, self.choice == str(value)) for value, text in enumerate(texts)]

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
            return str(self.posted.form.data.get(f"{self.id}-reason", ""))
        return self._reason if self.has_own_reason or not self.item.na_reasons else ""

    @property
    def saved(self) -> str:
        """Return when the stored answer was given and by whom; empty without one."""
        if self.response is None:
            return ""
        when = gettext("Saved %(when)s") % {"when": moment(self.response.answered_at)}
        return f"{when} · {self.response.answered_by}" if self.response.answered_by else when

    @property
    def error(self) -> str:
        """Return what the person still has to give."""
        return self.posted.form.reason_error if self.posted and self.posted.result == "incomplete" else ""

    @property
    def is_stale(self) -> bool:
        """Whether somebody else changed the answer since this page showed it."""
        return self.posted is not None and self.posted.result == "stale"

    @property
    def theirs(self) -> str:
        """Return the stored answer in words, for choosing between two; empty if it was cleared."""
        return answer_text(self.item, self.response, self.language) if self.response else ""

    @property
    def mine(self) -> str:
        """Return the answer just given in words; empty if it was a clearing."""
        given = self.posted.given if self.posted else None
        if given is None:
            return ""
        state, value, reason = given.state, given.value, given.reason
        return answer_text(self.item, Response(state=state, value=value, reason=reason), self.language)

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


def cards(section: Section, responses: dict[str, Response], language: Language, posted: list[Posted]) -> list[Card]:
    """Return a page's cards; those whose post was not stored keep what the person gave."""
    left_open = {one.item: one for one in posted if one.result in {"incomplete", "stale"}}
    return [
        Card(item, dimension, language, responses.get(item.id), left_open.get(item.id))
        for dimension, item in section.questions
    ]


def reader_language() -> Language:
    """Return the language in which the framework's words are shown."""
    return "en" if get_language() == "en" else "vi"


def choice_of(response: Response) -> str:
    """Return an answer as the choice field writes it."""
    return str(response.value) if response.state == "answered" else response.state


def answer_text(item: Item, response: Response, language: Language) -> str:
    """Return an answer in words: the level's descriptor, or the special answer with its reason."""
    if response.state == "answered":
        return item.levels[int(response.value or 0)][language]
    words = str(response.get_state_display())
    return f"{words}: {reason_in(item, response.reason, language)}" if response.reason else words
