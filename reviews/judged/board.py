"""A review as it lies on the table: the sheet, what the firm showed, the round before, and what comes first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments import answers
from assessments.models import Submission, SubmittedAnswer
from evidence import listing
from evidence.models import Evidence
from questionnaires import library
from questionnaires.document import Item
from questionnaires.rules import Contradiction
from reviews.judged import judgements, ordering
from reviews.judged.contradictions import holding
from reviews.judged.judgements import OPEN, Mark, Sheet
from reviews.judged.judging import NEEDS_EVIDENCE, level_of
from reviews.judged.ordering import Sign
from reviews.models import Review


@dataclass(frozen=True, slots=True)
class Earlier:
    """The round before, which its firm sent to the advisors, too: its questions and answers."""

    submission: Submission
    items: Mapping[str, Item]
    given: Mapping[str, SubmittedAnswer]

    def level(self, item: str) -> int | None:
        """Return the level that was answered then."""
        asked, answer = self.items.get(item), self.given.get(item)
        return level_of(asked, answer.state, answer.value) if asked and answer else None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the list of questions and each question's page are made from."""

    sheet: Sheet
    files: Mapping[str, list[Evidence]]
    earlier: Earlier | None
    contradictions: tuple[Contradiction, ...]
    signs: Mapping[str, tuple[Sign, ...]]
    order: tuple[str, ...]

    @property
    def judged_count(self) -> int:
        """Return how many questions are judged, as far as the judgements hold."""
        return sum(not self.is_open(item) for item in self.order)

    def is_open(self, item: str) -> bool:
        """Whether a question still is to be judged."""
        return self.sheet.mark(item) in OPEN

    def next_open(self, here: str = "") -> str | None:
        """Return the next question to judge, in the order that is shown."""
        return ordering.next_open(self.order, here, self.is_open)

    def beside(self, here: str, step: int) -> str | None:
        """Return the question so many places further on, None beyond the ends."""
        place = self.order.index(here) + step
        return self.order[place] if 0 <= place < len(self.order) else None


def read(review: Review, *, by_framework: bool = False) -> Board:
    """Read a review with all that decides the order of its questions, in the same number of queries for any."""
    sheet = judgements.read(review)
    files, earlier = listing.by_item(review.assessment), _earlier(sheet)
    contradictions = holding(sheet.framework, sheet.given)
    found = ordering.signs(_facts(sheet, files, earlier, contradictions))
    items = [item.id for item in sheet.items]
    order = items if by_framework else ordering.in_order(items, found)
    return Board(sheet, files, earlier, contradictions, found, tuple(order))


def _earlier(sheet: Sheet) -> Earlier | None:
    """Return the round before; None if there was none, or if its firm kept it to itself."""
    assessment = sheet.review.assessment
    if assessment.continued_from_id is None:
        return None
    framework = assessment.framework_version.framework
    sent = Submission.objects.sent_for_review().select_related("assessment__framework_version")
    of_round = sent.filter(
        assessment=assessment.continued_from_id, assessment__framework_version__framework=framework
    ).defer("assessment__framework_version__document")
    submission = of_round.first()
    if submission is None:
        return None
    asked = library.get(submission.assessment.framework_version.content_hash)
    given = {answer.item: answer for answer in submission.answers.all()}
    return Earlier(submission, {item.id: item for item in asked.items()}, given)


def _facts(
    sheet: Sheet,
    files: Mapping[str, Any],
    earlier: Earlier | None,
    contradictions: tuple[Contradiction, ...],
) -> ordering.Facts:
    items = sheet.items
    before = {item.id: earlier.level(item.id) for item in items} if earlier else {}
    return ordering.Facts(
        levels={item.id: _level(item, sheet.given.get(item.id)) for item in items},
        changed={item.id for item in items if sheet.mark(item.id) == Mark.OUT_OF_DATE},
        contradicting={condition.item for each in contradictions for condition in each.when},
        shown=files,
        last={item: level for item, level in before.items() if level is not None},
        unsure={item.id for item in items if _is_unsure(item, sheet.given.get(item.id))},
        needs_evidence=NEEDS_EVIDENCE,
    )


def _level(item: Item, answer: SubmittedAnswer | None) -> int | None:
    return level_of(item, answer.state, answer.value) if answer else None


def _is_unsure(item: Item, answer: SubmittedAnswer | None) -> bool:
    """Whether the firm left a question open, in part, did not know, or proposes that it does not apply."""
    if answer is None or answer.state == "dont_know" or answers.is_proposal(item, answer.state):
        return True
    return answer.state == "answered" and answers.is_partial(item.answer, answer.value)
