"""What is over is new to nobody: an unread notice of it is marked as read when the thing itself changes.

``holding`` asks the same of one notice before its letter goes; here all of an assessment are asked in one query.
"""

from collections.abc import Collection, Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from assessments.models import Assessment
from notices import reading
from notices.models import Kind, Notice
from reports.models import IssuedReport
from reviews.access import NOT_SENT
from reviews.models import Proposal, SecondOpinion
from reviews.visit.models import SiteVisit

State = Assessment.State

UNDER_REVIEW = (State.IN_REVIEW, State.RETURNED, State.PROPOSED)
HOLD_IN: dict[tuple[State, ...], tuple[Kind, ...]] = {
    (State.IN_REVIEW,): (Kind.LOOKED_AT_AGAIN, Kind.FIRM_ANSWERED, Kind.CAME_BACK, Kind.REVIEW_DUE),
    (State.RETURNED,): (Kind.RETURNED, Kind.RETURN_DUE),
    (State.PROPOSED,): (
        Kind.PROPOSED,
        Kind.OBJECTION_ENDS,
        Kind.OBJECTION_ANSWERED,
        Kind.OBJECTED,
        Kind.TO_APPROVE,
        Kind.MAY_ISSUE,
    ),
    UNDER_REVIEW: (Kind.VISIT_PLANNED, Kind.TAKEN_UP, Kind.ASSIGNED, Kind.NO_ADVISOR, Kind.HANDED_BACK),
    Assessment.SENT: (Kind.RECEIVED,),
    NOT_SENT: (Kind.FIRM_TOOK_BACK,),
}
OF_THE_ADVISOR = (Kind.ASSIGNED, Kind.FIRM_ANSWERED, Kind.OBJECTED, Kind.CAME_BACK, Kind.REVIEW_DUE)
UNTIL_THEIR_DAY = (Kind.VISIT_PLANNED, Kind.OBJECTION_ENDS, Kind.EXPIRING, Kind.PROGRAMME_ENDS)

type Over = Iterator[tuple[Collection[Kind], Q]]  # of these kinds is over what matches


def settle(assessment: Assessment) -> None:
    """Mark as read what is over of an assessment, and of the programmes for which its firm has sent one."""
    firm = assessment.site.organization_id if assessment.site else None
    _settle(Q(assessment=assessment) | Q(kind=Kind.PROGRAMME_ENDS, organization=firm), timezone.localdate())


def settle_all(today: date) -> None:
    """Mark as read what is over of anything: days pass without an act."""
    _settle(Q(), today)


def _settle(which: Q, today: date) -> None:
    """Ask of the kinds alone that are new to somebody: all of them make a statement that takes long to put together."""
    new = Notice.objects.filter(which, read_at=None)
    if kinds := set(new.values_list("kind", flat=True).distinct()):
        asked = (Q(kind__in=of) & condition for of, condition in _over(today) if not kinds.isdisjoint(of))
        reading.mark_read(new.filter(reduce(or_, asked, Q(pk__in=[]))))


def _over(today: date) -> Over:
    """Yield what holds no longer."""
    yield UNTIL_THEIR_DAY, Q(day__lt=today)
    for states, kinds in HOLD_IN.items():
        yield kinds, ~Q(assessment__state__in=states)
    yield from _over_with_the_advisor()
    yield from _over_with_the_proposal()
    yield from _over_with_the_report()
    yield from _over_elsewhere()


def _over_with_the_advisor() -> Over:
    """Yield what was told the advisor, or of them, before another one had the review, or nobody."""
    yield OF_THE_ADVISOR, ~Q(assessment__review__advisor=F("person"))
    yield (Kind.TAKEN_UP,), ~Q(assessment__review__advisor=F("who"))
    yield (Kind.NO_ADVISOR, Kind.HANDED_BACK), Q(assessment__review__advisor__isnull=False)
    yield (Kind.TAKEN_AWAY,), Q(assessment__review__advisor=F("person"))


def _over_with_the_proposal() -> Over:
    """Yield what the firm or the advisor has said since, and whatever a decided proposal was told of."""
    proposals = Proposal.objects.filter(uuid=OuterRef("subject"), decision="")
    is_unanswered = Q(Exists(proposals.filter(objected_at__isnull=False, answered_at=None, agreed_at=None)))
    yield HOLD_IN[(State.PROPOSED,)], ~Q(Exists(proposals))
    yield (Kind.OBJECTION_ENDS,), ~Q(Exists(proposals.filter(agreed_at=None, objected_at=None)))
    yield (Kind.OBJECTED,), ~is_unanswered
    yield (Kind.MAY_ISSUE,), is_unanswered


def _over_with_the_report() -> Over:
    """Yield what was told of a report that was withdrawn or has a newer one, and of a withdrawn one issued again."""
    standing = IssuedReport.objects.filter(withdrawn_at=None)
    newest = standing.filter(Q(superseded_by=None) | Q(superseded_by__withdrawn_at__isnull=False))
    yield (Kind.ISSUED, Kind.REVIEW_ISSUED), ~Q(Exists(standing.filter(submission=OuterRef("submission"))))
    yield (Kind.EXPIRING, Kind.EXPIRED), ~Q(Exists(newest.filter(uuid=OuterRef("subject"))))
    yield (Kind.WITHDRAWN,), Q(assessment__state=State.VERIFIED)


def _over_elsewhere() -> Over:
    """Yield second opinions that were given, taken away or talked over, and visits that were moved to another day.

    Also programmes for which the firm has sent its part.
    """
    opinions = SecondOpinion.objects.filter(uuid=OuterRef("subject"))
    visits = SiteVisit.objects.filter(review__assessment=OuterRef("assessment"), planned_on=OuterRef("day"))
    programme: dict[str, Any] = {
        "framework_version__framework": OuterRef("programme__framework_version__framework"),
        "sent_at__date__gte": OuterRef("programme__starts_on"),
    }
    sent = Assessment.objects.filter(site__organization=OuterRef("organization"), state__in=Assessment.SENT)
    yield (Kind.SECOND_ASKED,), ~Q(Exists(opinions.filter(rater=OuterRef("person"), finished_at=None)))
    yield (Kind.SECOND_DONE,), ~Q(Exists(opinions.filter(finished_at__isnull=False, reconciled_at=None)))
    yield (Kind.VISIT_PLANNED,), ~Q(Exists(visits))
    yield (Kind.PROGRAMME_ENDS,), Q(Exists(sent.filter(**programme)))
