"""The lines of the queue, as its readers see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from assessments import scores
from assessments.models import Assessment, Scorecard
from questionnaires import library
from reviews.due import Due, due
from reviews.models import Conflict, Review
from reviews.queue.listing import Standing


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue. ``level`` is None while there is no scorecard or too few answers to rate.

    ``is_by_part`` where the framework gives no overall value at all. ``conflicts``: who declared an interest.
    """

    review: Review
    due: Due
    is_scored: bool
    level: int | None
    level_name: str
    value: object | None
    conflicts: tuple[Conflict, ...]
    is_by_part: bool = False

    @property
    def standing(self) -> str:
        """Return where the review stands, in words."""
        if self.review.state == Assessment.State.IN_REVIEW and self.review.begun_at is None:
            return str(Standing.NOT_BEGUN.label)
        return str(Standing(self.review.state).label)

    @property
    def assessment(self) -> Assessment:
        """Return what is reviewed."""
        return self.review.assessment


def with_lines(rows: QuerySet[Review]) -> QuerySet[Review]:
    """Read with the reviews all that their lines show, in a fixed number of queries.

    The plant is the review's own, which filters join too: each table more makes PostgreSQL's planning twice as long.
    """
    cards = Prefetch(
        "assessment__sent_submission__scorecards",
        queryset=scores.first_cards().defer("explanation"),
        to_attr="self_cards",
    )
    interests = Prefetch(
        "site__organization__conflicts", queryset=Conflict.objects.select_related("user").order_by("pk")
    )
    return (
        rows.select_related(
            "advisor", "site__organization", "assessment__framework_version", "assessment__sent_submission"
        )
        .defer("assessment__framework_version__document")
        .prefetch_related(cards, interests)
    )


def lines(reviews: Iterable[Review], today: date) -> list[Row]:
    """Return the lines in the reader's language."""
    return [_line(review, today) for review in reviews]


def _line(review: Review, today: date) -> Row:
    assessment = review.assessment
    cards: list[Scorecard] = cast("Any", assessment.sent_submission).self_cards  # prefetched above
    card = cards[0] if cards else None
    level = card.overall_level if card else None
    return Row(
        review=review,
        due=due(review, today),
        is_scored=card is not None,
        level=level,
        level_name="" if level is None else _level_name(assessment.framework_version.content_hash, level),
        value=card.overall_value if card else None,
        conflicts=tuple(review.site.organization.conflicts.all()),
        is_by_part=library.get(assessment.framework_version.content_hash).root.aggregate.method == "none",
    )


def _level_name(content_hash: str, level: int) -> str:
    names = {entry.value: entry.name for entry in library.get(content_hash).levels}
    return names[level][get_language() or "vi"]
