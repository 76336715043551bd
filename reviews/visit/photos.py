"""Photos that an advisor takes at the plant: they lie beside the question, and the firm sees who added them."""

from django.db import transaction

from accounts.models import User
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from evidence import intake, lifecycle, receiving
from evidence.models import Evidence
from reviews.judged.judgements import Outcome
from reviews.judged.judging import NEEDS_EVIDENCE, answer_to, item_of, level_of
from reviews.models import ItemReview, Review


class IsNeededError(InvalidAnswer):
    """A judgement rests on this photo alone."""


def add(*, review: Review, item: str, sent: receiving.Received, caption: str, by: User) -> Evidence:
    """Keep a photo that a form sent; Refused if it is not taken, TransitionNotAllowed unless it is in review."""
    item_of(review, item)
    intake.announced(sent.sent_name, sent.sent_size)
    return lifecycle.add(
        assessment=review.assessment,
        item=item,
        accepted=intake.accept(sent.sent_name, sent.read()),
        caption=intake.caption(caption),
        by=by,
        at_visit=True,
    )


@transaction.atomic
def remove(*, review: Review, photo: Evidence, by: User) -> None:
    """Take an own photo away; IsNeededError where a high level was agreed with nothing else to go by."""
    if photo.added_by_id != by.pk:
        raise TransitionNotAllowed("evidence")
    items = list(photo.uses.values_list("item", flat=True))
    lifecycle.remove(evidence=photo, by=by)
    if any(_lacks(review, item) for item in items):
        raise IsNeededError("a judgement rests on this photo alone")


def _lacks(review: Review, item: str) -> bool:
    """Whether a high level stands agreed without any file or word."""
    row = ItemReview.objects.filter(review=review, item=item, outcome=Outcome.AGREED).first()
    if row is None or row.reason or row.note or not _is_high(review, row):
        return False
    return not Evidence.objects.filter(assessment=review.assessment_id, uses__item=item).exists()


def _is_high(review: Review, row: ItemReview) -> bool:
    answer = answer_to(review, row.item)
    level = level_of(item_of(review, row.item), row.state, row.value) if answer else None
    return level is not None and level >= NEEDS_EVIDENCE
