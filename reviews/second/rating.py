"""Giving a second opinion: each question judged anew from what the firm said and showed, and nothing else.

When it is finished, what the first advisor verified is copied beside it, as it is at that moment and as far as it is
about the same answer of the firm.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments import asked, audited, progress
from assessments.answers import Given, checked
from assessments.models import SubmittedAnswer
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed, UnknownItem
from questionnaires.document import Framework, Item
from reviews.judged.judgements import SETTLED, seen
from reviews.models import Review, SecondOpinion, SecondRating
from reviews.signals import Change, review_changed

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """A submission as its second rater reads it; nothing of the review is in it."""

    opinion: SecondOpinion
    framework: Framework
    given: Mapping[str, SubmittedAnswer]
    rated: Mapping[str, SecondRating]

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the questions that are rated, in the framework's order; own words are read, not rated."""
        return tuple(item for item in self.framework.items() if not progress.is_optional(item))

    @property
    def rated_count(self) -> int:
        """Return how many questions are rated."""
        return sum(item.id in self.rated for item in self.items)

    @property
    def is_whole(self) -> bool:
        """Whether every question is rated."""
        return all(item.id in self.rated for item in self.items)

    def item(self, id_: str) -> Item:
        """Return a question; UnknownItem for one that is not rated here."""
        found = next((item for item in self.items if item.id == id_), None)
        if found is None:
            raise UnknownItem(id_)
        return found

    def next_open(self, here: str = "") -> str:
        """Return the next question to rate after this one, from the top again at the end; nothing once all are."""
        ids = [item.id for item in self.items]
        start = ids.index(here) + 1 if here in ids else 0
        return next((id_ for id_ in (*ids[start:], *ids[:start]) if id_ not in self.rated and id_ != here), "")


def read(opinion: SecondOpinion) -> RatingSheet:
    """Read what a second opinion is about and what is rated so far, in two queries."""
    given = {answer.item: answer for answer in opinion.submission.answers.all()}
    framework = asked.of_submission(opinion.submission, given.values())
    return RatingSheet(opinion, framework, given, {row.item: row for row in opinion.ratings.all()})


@transaction.atomic
def rate(*, opinion: SecondOpinion, item: str, given: Given, note: str, by: User) -> SecondRating:
    """Keep what the rater finds of one question, in place of what they found before.

    TransitionNotAllowed for anybody else and once it is finished; UnknownItem and InvalidAnswer for what is not asked
    or cannot be answered.
    """
    _lock(opinion, by)
    kept = checked(read(opinion).item(item), given)
    if len(note) > LONGEST:
        raise InvalidAnswer(f"{item}: the note is too long")
    columns = {"state": kept.state, "value": kept.value, "note": note.strip(), "at": timezone.now()}
    audited.record(opinion.review.assessment, Act.JUDGED, by=by, subject=opinion.uuid, item=item, is_second=True)
    return opinion.ratings.update_or_create(item=item, defaults=columns)[0]


@transaction.atomic
def finish(*, opinion: SecondOpinion, by: User) -> None:
    """Lay both sides open: copy what the first advisor verified beside each rating.

    TransitionNotAllowed for anybody but the rater, while a question is left, and the second time.
    """
    _lock(opinion, by)
    sheet = read(opinion)
    if not sheet.is_whole:
        raise TransitionNotAllowed("a question is not rated yet")
    first = {row.item: row for row in opinion.review.items.filter(outcome__in=SETTLED)}
    for item, rating in sheet.rated.items():
        row = first.get(item)
        if row is not None and (row.seen_state, row.seen_value) == seen(sheet.given.get(item)):
            rating.first_state, rating.first_value, rating.first_by_id = row.state, row.value, row.by_id
    SecondRating.objects.bulk_update(sheet.rated.values(), ["first_state", "first_value", "first_by"])
    opinion.finished_at = timezone.now()
    opinion.save(update_fields=["finished_at"])
    audited.record(opinion.review.assessment, Act.JUDGED, by=by, subject=opinion.uuid, items=len(sheet.rated))
    review_changed.send(sender=Review, review=opinion.review, change=Change.SECOND_DONE, subject=opinion.uuid, by=by)


def _lock(opinion: SecondOpinion, by: User) -> None:
    """Keep others from finishing it or taking it away meanwhile; refuse if they did."""
    open_one = SecondOpinion.objects.select_for_update(no_key=True).filter(pk=opinion.pk, rater=by, finished_at=None)
    if open_one.first() is None:
        raise TransitionNotAllowed("rate")
