"""A finished second opinion on the half judged review of the demonstration, with a few differences to talk over."""

from random import Random

from django.utils import timezone

from accounts.models import User
from assessments.models import SubmittedAnswer
from questionnaires.document import Item
from reviews.demo.judged import HALF_JUDGED
from reviews.judged import judging
from reviews.models import Review, SecondRating
from reviews.second import asking, rating

DIFFERENT = 0.25  # of the questions with levels
NOTES = {
    -1: "Minh chứng mới cho thấy ở một bộ phận, tôi xác định thấp hơn một mức.",
    1: "Sổ theo dõi và ảnh chụp cho thấy đã làm đều, tôi xác định cao hơn một mức.",
}


def build(*, rater: User, by: User) -> None:
    """Ask, rate and finish, once; nothing where somebody has gone on with that review since."""
    waiting = Review.objects.filter(assessment__site__organization__is_demo=True, second_opinions=None, closed_at=None)
    reviews = waiting.filter(assessment__site__organization__name=HALF_JUDGED, begun_at__isnull=False)
    for review in reviews.select_related("assessment__framework_version", "assessment__sent_submission"):
        if review.assessment.sent_submission and asking.candidates(review).filter(pk=rater.pk).exists():
            _give(review, rater, by)


def _give(review: Review, rater: User, by: User) -> None:
    opinion = asking.ask(review=review, rater=rater, by=by)
    sheet = rating.read(opinion)
    chance = Random(HALF_JUDGED)  # noqa: S311 -- invented data, the same each time on purpose
    opinion.ratings.bulk_create(_rating(opinion.pk, item, sheet.given.get(item.id), chance) for item in sheet.items)
    rating.finish(opinion=opinion, by=rater)


def _rating(opinion: int, item: Item, answer: SubmittedAnswer | None, chance: Random) -> SecondRating:
    row = SecondRating(opinion_id=opinion, item=item.id, state="dont_know", at=timezone.now())
    if answer is None:
        return row
    row.state, row.value = answer.state, answer.value
    level = judging.level_of(item, answer.state, answer.value)
    if level is not None and chance.random() < DIFFERENT:
        step = -1 if level and (level == len(item.levels) - 1 or chance.random() < 0.6) else 1  # noqa: PLR2004 -- firms rather see themselves too high
        row.value, row.note = level + step, NOTES[step]
    return row
