"""What the firm said to one question: the pages of its advisor and of a second rater show it alike."""

from abc import ABC, abstractmethod

from assessments import answers
from assessments.answer_words import number_of
from assessments.cards import answer_lines
from assessments.models import SubmittedAnswer
from questionnaires.document import Item
from questionnaires.words import Language
from reviews.judged.item_parts import Rung
from reviews.judged.judging import level_of


class OwnAnswer(ABC):
    """A page holds ``item`` and ``language``, and knows where the firm's answer to it lies."""

    __slots__ = ()
    item: Item
    language: Language

    @property
    @abstractmethod
    def answer(self) -> SubmittedAnswer | None:
        """Return what the firm answered."""

    @property
    def number(self) -> str:
        """Return the question's number, nothing where its id is a name."""
        return number_of(self.item)

    @property
    def own_level(self) -> int | None:
        """Return the firm's level on a ladder."""
        return level_of(self.item, self.answer.state, self.answer.value) if self.answer else None

    @property
    def said(self) -> list[str]:
        """Return the firm's answer in words."""
        return answer_lines(self.item, self.answer, self.language) if self.answer else []

    @property
    def is_proposal(self) -> bool:
        """Whether the firm proposes that the question does not apply, which counts only once it is agreed."""
        return self.answer is not None and answers.is_proposal(self.item, self.answer.state)

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """Return the levels of a ladder."""
        own = self.own_level
        return tuple(
            Rung(level, text[self.language], level == own, own is not None and abs(level - own) <= 1)
            for level, text in enumerate(self.item.levels)
        )
