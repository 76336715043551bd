"""What advisors have judged of a submission, and how much of it holds where the firm has answered anew since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Max

from assessments import asked, progress
from assessments.models import ReturnedItem, Submission, SubmittedAnswer
from questionnaires.document import Framework, Item
from reviews.models import ItemReview, Review

Outcome = ItemReview.Outcome


class Mark(StrEnum):
    """What stands beside a question in the list. Out of date counts as not judged."""

    AGREED = "agreed"
    CHANGED = "changed"
    ASKED = "asked"
    OUT_OF_DATE = "out_of_date"
    NONE = "none"


OPEN = frozenset({Mark.NONE, Mark.OUT_OF_DATE})
SETTLED = frozenset({Mark.AGREED, Mark.CHANGED})


def mark(judgement: ItemReview | None, answer: SubmittedAnswer | None, answered_at: datetime | None = None) -> Mark:
    """Return how a question stands: by the judgement, the firm's present answer, and when it last came back.

    A judgement holds for the answer that was judged. A question to the firm is open again once the firm has sent it
    back, whatever its answer says then.
    """
    if judgement is None:
        return Mark.NONE
    if seen(answer) != (judgement.seen_state, judgement.seen_value):
        return Mark.OUT_OF_DATE
    if judgement.outcome == Outcome.ASKED and answered_at is not None and answered_at > judgement.at:
        return Mark.OUT_OF_DATE
    return Mark(judgement.outcome)


def seen(answer: SubmittedAnswer | None) -> tuple[str, object]:
    """Return the firm's answer as a judgement keeps what it judged."""
    return (answer.state, answer.value) if answer else ("", None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A submission with what was judged of it. ``framework`` is what is asked by the answers as they are verified.

    ``answered_at`` says of questions that were sent back when they last came in again.
    """

    review: Review
    submission: Submission
    framework: Framework
    given: Mapping[str, SubmittedAnswer]
    judged: Mapping[str, ItemReview]
    answered_at: Mapping[str, datetime]

    def mark(self, item: str) -> Mark:
        """Return how a question stands."""
        return _mark(item, self.given, self.judged, self.answered_at)

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the questions that are judged, in the framework's order; own words only where there are any."""
        shown = (each for each in self.framework.items() if not progress.is_optional(each) or each.id in self.given)
        return tuple(shown)

    @property
    def is_begun(self) -> bool:
        """Whether anything is judged."""
        return bool(self.judged)


def submission_of(review: Review) -> Submission:
    """Return the submission that is with the advisors, knowing its assessment without another query."""
    submission = review.assessment.sent_submission
    assert submission is not None  # noqa: S101 -- reviews are reached while something is sent
    submission.assessment = review.assessment
    return submission


def read(review: Review) -> Sheet:
    """Read a review whole, in three queries."""
    submission = submission_of(review)
    given = {answer.item: answer for answer in submission.answers.all()}
    judged = {row.item: row for row in review.items.select_related("by")}
    answered_at = _answered_at(review)
    verified = {item: row for item, row in judged.items() if _mark(item, given, judged, answered_at) in SETTLED}
    stands = given | {item: _as_answer(row) for item, row in verified.items()}
    framework = asked.of_submission(submission, stands.values())
    return Sheet(review, submission, framework, given, judged, answered_at)


def _mark(
    item: str,
    given: Mapping[str, SubmittedAnswer],
    judged: Mapping[str, ItemReview],
    answered_at: Mapping[str, datetime],
) -> Mark:
    return mark(judged.get(item), given.get(item), answered_at.get(item))


def _as_answer(row: ItemReview) -> SubmittedAnswer:
    return SubmittedAnswer(item=row.item, state=row.state, value=row.value)


def _answered_at(review: Review) -> dict[str, datetime]:
    rows = ReturnedItem.objects.filter(back__assessment=review.assessment_id, back__closed_at__isnull=False)
    return dict(rows.values_list("item").annotate(Max("back__closed_at")))
