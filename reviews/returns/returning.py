"""Questions that the advisor noted while judging go back to the firm, all at once, to be answered by a day."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments import reviewed
from assessments.models import Return
from c4ir_assess.exceptions import InvalidAnswer
from reviews.due import add_working_days
from reviews.judged import judgements
from reviews.models import ItemReview, Review

DAYS_TO_ANSWER = 10  # working days, unless the advisor says otherwise
MOST_DAYS = 90


def noted(review: Review) -> list[ItemReview]:
    """Return the questions that are to be sent back, in the order they were noted; none that the firm has answered."""
    sheet = judgements.read(review)
    asked = (row for row in sheet.judged.values() if sheet.mark(row.item) == judgements.Mark.ASKED)
    return sorted(asked, key=lambda row: (row.at, row.pk))


def usual_day() -> date:
    """Return by when firms are asked to answer."""
    return add_working_days(timezone.localdate(), DAYS_TO_ANSWER)


@transaction.atomic
def send_back(*, review: Review, due_on: date, note: str, by: User) -> Return:
    """Send the noted questions back; the clock stands still until the firm has answered.

    InvalidAnswer without a question, and for a day that is not one of the next three months.
    """
    today = timezone.localdate()
    if not today < due_on <= today + timedelta(days=MOST_DAYS):
        raise InvalidAnswer("return: a day within the next three months")
    questions = {each.item: each.question for each in noted(review)}
    return reviewed.return_items(assessment=review.assessment, questions=questions, note=note, due_on=due_on, by=by)
