"""The advisors' queue: what firms sent for review, newest first. Nothing private is read, only counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import get_language, gettext

from assessments import scores
from assessments.models import Assessment, Scorecard, Submission
from questionnaires import library
from reviews import keyset
from reviews.due import Due, DueState, bounds, due

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader filters by; empty fields keep everything. ``words`` are folded as the firms' search keys are.

    ``former`` is today's province of a former one whose name was searched for: its plants are found, too.
    """

    state: str = ""
    words: tuple[str, ...] = ()
    former: str = ""
    sector: str = ""
    province: str = ""
    headcount: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One state of the clock, and how many wait in it under the other filters."""

    state: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue. ``level`` is None while there is no scorecard or too few answers to rate.

    ``is_by_part`` where the framework gives no overall value at all.
    """

    assessment: Assessment
    due: Due
    is_scored: bool
    level: int | None
    level_name: str
    value: object | None
    is_by_part: bool = False


def sent(wanted: Wanted) -> QuerySet[Assessment]:
    """Return what firms sent, have not taken back and do not keep to themselves, under every filter but the state."""
    rows = Assessment.objects.filter(
        state__in=Assessment.SENT, site__isnull=False, site__organization__restriction__isnull=True
    )
    for column, value in (
        ("site__organization__sector", wanted.sector),
        ("site__organization__headcount_band", wanted.headcount),
        ("site__province", wanted.province),
    ):
        rows = rows.filter(**{column: value}) if value else rows
    return rows.filter(_named(wanted)) if wanted.words else rows


def _named(wanted: Wanted) -> Q:
    named = Q()
    for word in wanted.words:
        named &= Q(site__organization__search_key__contains=word)
    return named | Q(site__province=wanted.former) if wanted.former else named


def in_state(rows: QuerySet[Assessment], state: str, today: date) -> QuerySet[Assessment]:
    """Keep the rows whose clock stands in this state."""
    condition = _states(today).get(state)
    return rows.filter(condition) if condition else rows


def tabs(rows: QuerySet[Assessment], current: str, today: date) -> list[Tab]:
    """Count the rows by state, in one query."""
    states = {name: Count("pk", filter=condition) for name, condition in _states(today).items()}
    counts = rows.aggregate(all=Count("pk"), **states)
    labels = [("", gettext("All")), *((state.value, str(state.label)) for state in DueState)]
    return [Tab(state, label, counts[state or "all"], state == current) for state, label in labels]


def count_private() -> int:
    """Count the submissions that firms keep to themselves; a number is all that staff ever learn of these."""
    return Submission.objects.filter(in_review_of__isnull=True, assessment__site__isnull=False).count()


def page(rows: QuerySet[Assessment], *, before: keyset.Mark | None, after: keyset.Mark | None) -> keyset.Page:
    """Return one page of the queue with all that its lines show, in a fixed number of queries."""
    cards = Prefetch(
        "sent_submission__scorecards", queryset=scores.first_cards().defer("explanation"), to_attr="self_cards"
    )
    shown = (
        rows.select_related("site__organization", "framework_version", "sent_submission")
        .defer("framework_version__document")
        .prefetch_related(cards)
    )
    return keyset.page(shown, size=PAGE_SIZE, before=before, after=after)


def lines(assessments: Iterable[Assessment], today: date) -> list[Row]:
    """Return the lines in the reader's language."""
    return [_line(assessment, today) for assessment in assessments]


def _states(today: date) -> dict[str, Q]:
    limits = bounds(today)
    return {
        DueState.IN_TIME.value: Q(sent_at__gte=limits.soon),
        DueState.DUE_SOON.value: Q(sent_at__gte=limits.overdue, sent_at__lt=limits.soon),
        DueState.OVERDUE.value: Q(sent_at__lt=limits.overdue),
    }


def _line(assessment: Assessment, today: date) -> Row:
    cards: list[Scorecard] = cast("Any", assessment.sent_submission).self_cards  # prefetched above
    card = cards[0] if cards else None
    level = card.overall_level if card else None
    return Row(
        assessment=assessment,
        due=due(cast("datetime", assessment.sent_at), today),
        is_scored=card is not None,
        level=level,
        level_name="" if level is None else _level_name(assessment.framework_version.content_hash, level),
        value=card.overall_value if card else None,
        is_by_part=library.get(assessment.framework_version.content_hash).root.aggregate.method == "none",
    )


def _level_name(content_hash: str, level: int) -> str:
    names = {entry.value: entry.name for entry in library.get(content_hash).levels}
    return names[level][get_language() or "vi"]
