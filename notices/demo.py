"""The notices of the demonstration: it is made on one day and moved into the past, and they follow it there.

What somebody does with an invented firm later is told, and mailed, as it is for any other.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from assessments.models import Event, Return
from notices.models import Kind, Notice
from reviews.models import Proposal, SecondOpinion

Act = Event.Act
MOVED = timedelta(hours=1)  # further apart than an act and its notice ever are
READ_AFTER = timedelta(days=4)

ACTS: dict[str, tuple[Act, ...]] = {
    Kind.RECEIVED: (Act.SENT,),
    Kind.FIRM_ANSWERED: (Act.SENT_AGAIN,),
    Kind.LOOKED_AT_AGAIN: (Act.SENT_BACK,),
    Kind.CAME_BACK: (Act.SENT_BACK, Act.REOPENED),
    Kind.ISSUED: (Act.APPROVED,),
    Kind.REVIEW_ISSUED: (Act.APPROVED,),
    Kind.WITHDRAWN: (Act.REOPENED,),
}
OF_PROPOSALS = {
    Kind.PROPOSED: "proposed_at",
    Kind.TO_APPROVE: "proposed_at",
    Kind.MAY_ISSUE: "agreed_at",
    Kind.OBJECTED: "objected_at",
    Kind.OBJECTION_ANSWERED: "answered_at",
}


@transaction.atomic
def settle() -> None:
    """Move each notice whose thing was moved."""
    rows = Notice.objects.filter(organization__is_demo=True).select_related("assessment__review")
    for notice in rows:
        moment = _moment(notice)
        if moment and notice.created_at - moment > MOVED:
            _move(notice, moment)


def _move(notice: Notice, moment: datetime) -> None:
    is_old = notice.created_at - moment > READ_AFTER
    Notice.objects.filter(pk=notice.pk).update(
        created_at=moment, day=_day(notice), digest_on=None, read_at=moment if is_old else notice.read_at
    )


def _moment(notice: Notice) -> Any:
    """Return the moment of what a notice tells, as it stands now; None where nothing says so."""
    kind = Kind(notice.kind)
    if kind in ACTS:
        acts = Event.objects.filter(assessment=notice.assessment_id, act__in=ACTS[kind])
        return acts.order_by("-at").values_list("at", flat=True).first()
    if kind in OF_PROPOSALS:
        return _of_subject(Proposal.objects.all(), notice, OF_PROPOSALS[kind])
    if kind == Kind.RETURNED:
        return _of_subject(Return.objects.all(), notice, "returned_at")
    if kind == Kind.SECOND_ASKED:
        return _of_subject(SecondOpinion.objects.all(), notice, "asked_at")
    if kind in {Kind.ASSIGNED, Kind.TAKEN_UP} and notice.assessment:
        return notice.assessment.review.assigned_at
    return None


def _of_subject(rows: QuerySet[Any], notice: Notice, column: str) -> Any:
    return rows.filter(uuid=notice.subject).values_list(column, flat=True).first()


def _day(notice: Notice) -> Any:
    """Return the day that a notice names, as it stands now."""
    if notice.kind in {Kind.PROPOSED, Kind.TO_APPROVE}:
        return _of_subject(Proposal.objects.all(), notice, "object_until") or notice.day
    if notice.kind == Kind.RETURNED:
        return _of_subject(Return.objects.all(), notice, "due_on") or notice.day
    is_clocked = notice.kind in {Kind.RECEIVED, Kind.ASSIGNED} and notice.assessment
    return (notice.assessment.review.due_on if is_clocked and notice.assessment else None) or notice.day
