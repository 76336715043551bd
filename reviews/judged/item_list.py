"""The list of questions beside the one that is judged: how each stands, why it comes early, where it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from assessments.answer_words import number_of
from assessments.cards import reader_language
from reviews.judged.board import Board
from reviews.judged.judgements import Mark, Outcome
from reviews.judged.ordering import Sign

BY_FRAMEWORK = "framework"


@dataclass(frozen=True, slots=True)
class Line:
    """One question in the list."""

    id: str
    number: str
    ask: str
    name: str
    url: str
    mark: Mark
    signs: tuple[str, ...]
    is_here: bool

    @property
    def mark_words(self) -> str:
        """Return the mark for those who do not see it."""
        return mark_words(self.mark)


@dataclass(frozen=True, slots=True)
class Place:
    """How the list is ordered, and by what addresses its questions are reached."""

    board: Board
    order: str
    is_together: bool = False  # the firm reads along: hints for the advisor are put away

    def url(self, item: str) -> str:
        """Return where a question is judged."""
        base = reverse("reviews:item", args=[self.board.sheet.review.uuid, item])
        return f"{base}?order={BY_FRAMEWORK}" if self.order == BY_FRAMEWORK else base

    def signs(self, item: str) -> tuple[str, ...]:
        """Return why a question comes early, in words."""
        return () if self.is_together else tuple(map(sign_words, self.board.signs.get(item, ())))

    def lines(self, here: str = "") -> Iterator[Line]:
        """Yield the list of questions."""
        language = reader_language()
        parts = {item.id: (item, node) for node in self.board.sheet.framework.dimensions() for item in node.items}
        first = next(iter(self.board.order), "")
        url = self.url(first)
        for id_ in self.board.order:
            item, node = parts[id_]
            yield Line(
                id=id_,
                number=number_of(item),
                ask=item.ask[language],
                name=node.name[language] if number_of(item) else item.ask[language],
                url=url.replace(f"/items/{first}/", f"/items/{id_}/"),
                mark=self.board.sheet.mark(id_),
                signs=self.signs(id_),
                is_here=id_ == here,
            )


def mark_words(mark: Mark) -> str:
    """Return how a question stands, in words."""
    if mark == Mark.OUT_OF_DATE:
        return pgettext("mark of a question", "Answered anew since")
    return pgettext("mark of a question", "Not judged") if mark == Mark.NONE else str(Outcome(mark.value).label)


def sign_words(sign: Sign) -> str:
    """Return why a question comes early, in words."""
    return {
        Sign.CHANGED: gettext("The firm has answered anew"),
        Sign.CONTRADICTION: gettext("Rarely goes with another answer"),
        Sign.SAME_LEVEL: gettext("Same level many times in a row"),
        Sign.NOTHING_SHOWN: gettext("Level 3 or more, nothing shown"),
        Sign.FAR_FROM_LAST: gettext("Far from the last round"),
        Sign.UNSURE: gettext("The firm was not sure"),
    }[sign]
