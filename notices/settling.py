"""What is over is new to nobody: an unread notice of it is marked as read when the thing itself changes.

``holding`` asks the same of one notice before its letter goes; here all of an assessment are asked in one query.
"""

from datetime import date
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


def settle(assessment: Assessment) -> None:
    """Mark as read what is over of an assessment, and of the programmes for which its firm has sent one."""
    firm = assessment.site.organization_id if assessment.site else None
    _settle(Q(assessment=assessment) | Q(kind=Kind.PROGRAMME_ENDS, organization=firm), timezone.localdate())


def settle_all(today: date) -> None:
    """Mark as read what is over of anything: days pass without an act."""
    _settle(Q(), today)


def _settle(which: Q, today: date) -> None:
    reading.mark_read(Notice.objects.filter(which, read_at=None).filter(_over(today)))


def _over(today: date) -> Q:
    """Match what holds no longer."""
    found = Q(kind__in=UNTIL_THEIR_DAY, day__lt=today)
    for states, kinds in HOLD_IN.items():
        found |= Q(kind__in=kinds) & ~Q(assessment__state__in=states)
    return found | _over_with_the_advisor() | _over_with_the_proposal() | _over_with_the_report() | _over_elsewhere()


def _over_with_the_advisor() -> Q:
    """Match what was told the advisor, or of them, before another one had the review, or nobody."""
    theirs = Q(kind__in=OF_THE_ADVISOR) & ~Q(assessment__review__advisor=F("person"))
    of_them = Q(kind=Kind.TAKEN_UP) & ~Q(assessment__review__advisor=F("who"))
    nobodys = Q(kind__in=(Kind.NO_ADVISOR, Kind.HANDED_BACK), assessment__review__advisor__isnull=False)
    return theirs | of_them | nobodys | Q(kind=Kind.TAKEN_AWAY, assessment__review__advisor=F("person"))


def _over_with_the_proposal() -> Q:
    """Match what the firm or the advisor has said since, and whatever a decided proposal was told of."""
    proposals = Proposal.objects.filter(uuid=OuterRef("subject"), decision="")
    is_open, is_silent = Exists(proposals), Exists(proposals.filter(agreed_at=None, objected_at=None))
    is_unanswered = Exists(proposals.filter(objected_at__isnull=False, answered_at=None, agreed_at=None))
    return (
        (Q(kind__in=HOLD_IN[(State.PROPOSED,)]) & ~is_open)
        | (Q(kind=Kind.OBJECTION_ENDS) & ~is_silent)
        | (Q(kind=Kind.OBJECTED) & ~is_unanswered)
        | (Q(kind=Kind.MAY_ISSUE) & is_unanswered)
    )


def _over_with_the_report() -> Q:
    """Match what was told of a report that was withdrawn or has a newer one, and of a withdrawn one issued again."""
    standing = IssuedReport.objects.filter(withdrawn_at=None)
    newest = standing.filter(Q(superseded_by=None) | Q(superseded_by__withdrawn_at__isnull=False))
    return (
        (Q(kind__in=(Kind.ISSUED, Kind.REVIEW_ISSUED)) & ~Exists(standing.filter(submission=OuterRef("submission"))))
        | (Q(kind__in=(Kind.EXPIRING, Kind.EXPIRED)) & ~Exists(newest.filter(uuid=OuterRef("subject"))))
        | Q(kind=Kind.WITHDRAWN, assessment__state=State.VERIFIED)
    )


def _over_elsewhere() -> Q:
    """Match second opinions that were given, taken away or talked over, and visits that were moved to another day.

    Also programmes for which the firm has sent its part.
    """
    open_ones = SecondOpinion.objects.filter(uuid=OuterRef("subject"), finished_at__isnull=False, reconciled_at=None)
    visits = SiteVisit.objects.filter(review__assessment=OuterRef("assessment"), planned_on=OuterRef("day"))
    asked = SecondOpinion.objects.filter(uuid=OuterRef("subject"), rater=OuterRef("person"), finished_at=None)
    programme: dict[str, Any] = {
        "framework_version__framework": OuterRef("programme__framework_version__framework"),
        "sent_at__date__gte": OuterRef("programme__starts_on"),
    }
    sent = Assessment.objects.filter(site__organization=OuterRef("organization"), state__in=Assessment.SENT)
    return (
        (Q(kind=Kind.SECOND_ASKED) & ~Exists(asked))
        | (Q(kind=Kind.SECOND_DONE) & ~Exists(open_ones))
        | (Q(kind=Kind.VISIT_PLANNED) & ~Exists(visits))
        | (Q(kind=Kind.PROGRAMME_ENDS) & Exists(sent.filter(**programme)))
    )
