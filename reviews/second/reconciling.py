"""Both sides of a finished second opinion, and that the two advisors have talked about where they differ.

Nothing here changes what is verified: the first advisor does, on the bench, while the review is open.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments import audited
from assessments.models import SubmittedAnswer
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from questionnaires.document import Item, Node
from reviews.judged.judgements import SETTLED
from reviews.models import ItemReview, SecondOpinion, SecondRating
from reviews.second import rating
from reviews.second.scales import place_of
from reviews.signals import Change, review_changed

LONGEST = 1000

type Answered = tuple[str, Any]  # state and value


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that the two judged differently. ``now`` is what is verified today, None while nothing is."""

    item: Item
    dimension: Node
    own: SubmittedAnswer | None
    rating: SecondRating
    now: ItemReview | None
    places: int | None  # by how many places the second is above the first, where the scale has an order

    @property
    def first(self) -> Answered:
        """Return what the first advisor had verified when both were laid open."""
        return self.rating.first_state, self.rating.first_value

    @property
    def second(self) -> Answered:
        """Return what the second found."""
        return self.rating.state, self.rating.value

    @property
    def distance(self) -> int:
        """Return how far apart the two are, 0 where the scale has no order."""
        return abs(self.places or 0)

    @property
    def is_settled(self) -> bool:
        """Whether what is verified today is what the second found."""
        return self.now is not None and (self.now.state, self.now.value) == self.second

    @property
    def is_changed(self) -> bool:
        """Whether something else is verified today than when both were laid open."""
        return self.now is None or (self.now.state, self.now.value) != self.first


@dataclass(frozen=True, slots=True)
class BothSides:
    """A finished second opinion.

    ``alone`` counts what the first advisor had not verified by then. It is not shown, so that they judge it unknowing.
    """

    opinion: SecondOpinion
    differences: tuple[Difference, ...]
    same: int
    alone: int

    @property
    def compared(self) -> int:
        """Return how many questions both have judged."""
        return self.same + len(self.differences)


def both_sides(opinion: SecondOpinion) -> BothSides:
    """Return where the two differ, the widest differences first."""
    sheet = rating.read(opinion)
    now = {row.item: row for row in opinion.review.items.filter(outcome__in=SETTLED).select_related("by")}
    rows = [sheet.rated[item.id] for item in sheet.items if item.id in sheet.rated]
    compared = [row for row in rows if row.first_state]
    found = [_difference(sheet, row, now.get(row.item)) for row in compared if _differs(row)]
    widest = sorted(found, key=lambda each: -each.distance)
    return BothSides(opinion, tuple(widest), len(compared) - len(found), len(rows) - len(compared))


def may_reconcile(opinion: SecondOpinion, user: User) -> bool:
    """Whether a person says that the differences are talked over: one of the two advisors."""
    is_open = opinion.finished_at is not None and opinion.reconciled_at is None
    return is_open and user.pk in {opinion.rater_id, opinion.review.advisor_id}


@transaction.atomic
def reconcile(*, opinion: SecondOpinion, how: str, by: User) -> None:
    """Keep that the two have talked over where they differ, and what they came to.

    TransitionNotAllowed for others, and the second time; InvalidAnswer without words while they differ anywhere, and
    for too many.
    """
    if not may_reconcile(opinion, by):
        raise TransitionNotAllowed("reconcile")
    said = how.replace("\r\n", "\n").strip()
    if len(said) > LONGEST:
        raise InvalidAnswer("how: the text is too long")
    if not said and not all(each.is_settled for each in both_sides(opinion).differences):
        raise InvalidAnswer("how: where the two still differ, it takes words")
    done = SecondOpinion.objects.filter(pk=opinion.pk, finished_at__isnull=False, reconciled_at=None)
    columns = {"reconciled_at": timezone.now(), "reconciled_by": by, "reconciled_how": said}
    if not done.update(**columns):
        raise TransitionNotAllowed("reconcile")
    review, change = opinion.review, Change.SECOND_TALKED_OVER
    audited.record(review.assessment, Act.JUDGED, by=by, subject=opinion.uuid, is_reconciled=True)
    review_changed.send(sender=SecondOpinion, review=review, change=change, subject=opinion.uuid, by=by)


def _differs(row: SecondRating) -> bool:
    return (row.state, row.value) != (row.first_state, row.first_value)


def _difference(sheet: rating.RatingSheet, row: SecondRating, now: ItemReview | None) -> Difference:
    pairs = ((item, node) for node in sheet.framework.dimensions() for item in node.items)
    item, dimension = next(pair for pair in pairs if pair[0].id == row.item)
    first, second = place_of(item, row.first_state, row.first_value), place_of(item, row.state, row.value)
    places = None if first is None or second is None else second - first
    return Difference(item, dimension, sheet.given.get(row.item), row, now, places)
