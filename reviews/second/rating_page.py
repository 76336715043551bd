"""One question as a second rater reads it: what the firm said and showed. Nothing of the first advisor is read here."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from assessments.answer_words import number_of
from assessments.cards import Card, reader_language
from assessments.models import Response, SubmittedAnswer
from assessments.posting import Posted
from evidence import listing
from evidence.access import may_open
from evidence.models import Evidence
from questionnaires.document import Item, Node
from questionnaires.words import Language
from reviews.judged.item_parts import Shown
from reviews.judged.own_answer import OwnAnswer
from reviews.models import SecondOpinion, SecondRating
from reviews.second.rate_form import RateForm
from reviews.second.rating import RatingSheet


@dataclass(frozen=True, slots=True)
class Line:
    """One question in the list."""

    number: str
    ask: str
    name: str
    url: str
    is_rated: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class RatingPage(OwnAnswer):
    """All that the page of one question shows. ``form`` is set when what was posted could not be kept."""

    sheet: RatingSheet
    item: Item
    dimension: Node
    language: Language
    files: tuple[Shown, ...]
    form: RateForm | None = None

    @property
    def lines(self) -> list[Line]:
        """Return the list of questions."""
        return list(lines(self.sheet, self.item.id))

    @property
    def answer(self) -> SubmittedAnswer | None:
        """Return what the firm answered."""
        return self.sheet.given.get(self.item.id)

    @property
    def rating(self) -> SecondRating | None:
        """Return what the rater found so far."""
        return self.sheet.rated.get(self.item.id)

    @property
    def note(self) -> str:
        """Return what stands in the field of the note."""
        if self.form is not None:
            return self.form.note_typed
        return self.rating.note if self.rating else ""

    @property
    def card(self) -> Card:
        """Return the answer's own fields: what was posted, what was found, else nothing chosen.

        Ticks and numbers begin with the firm's own, as they do for the first advisor.
        """
        if self.form is not None:
            posted = Posted(self.form.answer_form, problem=self.form.problem, result="incomplete")
            return Card(self.item, self.dimension, self.language, None, posted)
        card = Card(self.item, self.dimension, self.language)
        begun = self.rating or (None if card.kind == "rows" else self.answer)
        if begun is None or (begun is self.answer and begun.state != Response.State.ANSWERED):
            return card
        row = Response(item=self.item.id, state=begun.state, value=begun.value, version=0)
        return Card(self.item, self.dimension, self.language, row)

    @property
    def next_open(self) -> str:
        """Return the next question to rate; nothing once all others are rated."""
        return self.sheet.next_open(self.item.id)

    @property
    def skip_url(self) -> str:
        """Return where skipping leads: the next question to rate, else the overview."""
        return url(self.sheet.opinion, self.next_open)

    @property
    def previous_url(self) -> str:
        """Return the question before."""
        return self._beside(-1)

    @property
    def following_url(self) -> str:
        """Return the question after."""
        return self._beside(1)

    def _beside(self, step: int) -> str:
        ids = [item.id for item in self.sheet.items]
        place = ids.index(self.item.id) + step
        return url(self.sheet.opinion, ids[place]) if 0 <= place < len(ids) else ""


def read(sheet: RatingSheet, item: str, *, form: RateForm | None = None) -> RatingPage:
    """Return one question's page; UnknownItem for a question that is not rated."""
    found = sheet.item(item)
    dimension = next(node for node in sheet.framework.dimensions() if found in node.items)
    return RatingPage(sheet, found, dimension, reader_language(), tuple(_files(sheet.opinion, item)), form)


def lines(sheet: RatingSheet, here: str = "") -> Iterator[Line]:
    """Yield the list of questions."""
    language = reader_language()
    names = {item.id: node.name[language] for node in sheet.framework.dimensions() for item in node.items}
    for item in sheet.items:
        ask = item.ask[language]
        name = names[item.id] if number_of(item) else ask
        yield Line(number_of(item), ask, name, url(sheet.opinion, item.id), item.id in sheet.rated, item.id == here)


def url(opinion: SecondOpinion, item: str = "") -> str:
    """Return where a question is rated; the overview for none."""
    if item:
        return reverse("reviews:rate_item", args=[opinion.uuid, item])
    return reverse("reviews:rate", args=[opinion.uuid])


def is_of_firm(row: Evidence) -> bool:
    """Whether the firm showed it: what the first advisor added at the plant says what they looked for."""
    return not row.at_visit


def _files(opinion: SecondOpinion, item: str) -> Iterator[Shown]:
    for row in listing.by_item(opinion.submission.assessment).get(item, []):
        if is_of_firm(row):
            address = reverse("reviews:rate_evidence", args=[opinion.uuid, row.uuid])
            yield Shown(row, address, may_open(row, None))
