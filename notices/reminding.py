"""What people are reminded of: 30, 7 and 1 days before something ends, once each.

Where a day's run was missed, a reminder comes late by a few days at most, and before the next one; what began only
after its day has passed is not reminded of by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Membership
from assessments.models import Return
from notices import recipients, settling, telling
from notices.holding import has_sent
from notices.models import Kind, Notice
from notices.recipients import ANSWERING, OWNERS
from notices.writing import About, write
from programmes.models import Participation
from reports.issued import issuing
from reports.models import IssuedReport
from reviews.models import Proposal, Review
from reviews.proposals import proposing

KEPT = timedelta(days=365)
SITE = ("assessment__site__organization", "assessment__sent_submission")
LATE = {30: 3, 7: 3, 1: 1, -1: 6}  # by how many days a reminder may come late, where a run was missed


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which one reminder is due: what ends on one of them, and began before its day had come."""

    step: int
    first: date
    last: date

    def began_before(self, ends_on: date, began_on: date) -> bool:
        """Whether something was there before the day of this reminder."""
        return began_on < ends_on - timedelta(days=self.step)


def remind(today: date | None = None) -> None:
    """Write down what is due today, thing by thing: a run that is cut off goes on where it was when it is repeated."""
    today = today or timezone.localdate()
    for each in (_returns, _objections, _ready, _reports, _expired, _programmes, _reviews):
        each(today)
    settling.settle_all(today)
    Notice.objects.filter(created_at__lt=timezone.now() - KEPT).delete()


def _windows(today: date, *steps: int) -> Iterator[Window]:
    for step in steps:
        day = today + timedelta(days=step)
        yield Window(step, day - timedelta(days=LATE[step]), day)


def _returns(today: date) -> None:
    for window in _windows(today, 7, 1):
        rows = Return.objects.filter(closed_at=None, due_on__range=(window.first, window.last))
        for back in rows.select_related("assessment__review", *SITE):
            if window.began_before(back.due_on, timezone.localdate(back.returned_at)):
                what = telling.about(back.assessment.review, day=back.due_on, subject=back.uuid)
                _tell_firm(Kind.RETURN_DUE, what, ANSWERING, window.step)


def _objections(today: date) -> None:
    for window in _windows(today, 1):
        rows = Proposal.objects.filter(decision="", object_until__range=(window.first, window.last))
        for proposal in rows.select_related(
            "review__assessment__site__organization", "review__assessment__sent_submission"
        ):
            began_on = timezone.localdate(proposal.proposed_at)
            if proposing.may_object(proposal, today) and window.began_before(proposal.object_until, began_on):
                what = telling.about(proposal.review, day=proposal.object_until, subject=proposal.uuid)
                _tell_firm(Kind.OBJECTION_ENDS, what, OWNERS, window.step)


def _ready(today: date) -> None:
    """Tell approvers of what may be issued since the firm's last day to object has passed."""
    related = ("review__assessment__site__organization", "review__assessment__sent_submission")
    for proposal in Proposal.objects.filter(decision="", object_until__lt=today).select_related(*related):
        telling.tell_ready(proposal, today)


def _reports(today: date) -> None:
    for window in _windows(today, 30, 7, 1):
        _of_reports(window, today, Kind.EXPIRING, IssuedReport.State.VALID)


def _expired(today: date) -> None:
    for window in _windows(today, -1):
        _of_reports(window, today, Kind.EXPIRED, IssuedReport.State.EXPIRED)


def _of_reports(window: Window, today: date, kind: Kind, state: IssuedReport.State) -> None:
    rows = IssuedReport.objects.filter(withdrawn_at=None, valid_until__range=(window.first, window.last))
    for report in rows.select_related("superseded_by", "submission__assessment__site__organization"):
        assessment = report.submission.assessment
        if assessment.site is None or issuing.state(report, today) != state:
            continue
        firm = assessment.site.organization
        what = About(
            firm, assessment=assessment, submission=report.submission, subject=report.uuid, day=report.valid_until
        )
        _tell_firm(kind, what, OWNERS, window.step)


def _programmes(today: date) -> None:
    for window in _windows(today, 30, 7, 1):
        rows = Participation.objects.open().filter(
            programme__ends_on__range=(window.first, window.last),
            programme__ended_at=None,
            programme__starts_on__lte=today,
        )
        for place in rows.select_related("programme__framework_version", "organization"):
            programme, firm = place.programme, place.organization
            is_before = window.began_before(programme.ends_on, timezone.localdate(place.joined_at))
            if is_before and not has_sent(firm.pk, programme):
                what = About(firm, programme=programme, subject=programme.uuid, day=programme.ends_on)
                once = f"{place.pk}:{window.step}"
                to = recipients.members(firm, ANSWERING)
                write(kind=Kind.PROGRAMME_ENDS, to=to, about=what, once=once)


def _reviews(today: date) -> None:
    """Remind advisors of what is due, each anew for another day; who was given it late of what still lies ahead."""
    held = Review.objects.filter(closed_at=None, advisor__isnull=False)
    for window in _windows(today, 30, 7, 1):
        for review in held.filter(due_on__range=(window.first, window.last)).select_related("advisor", *SITE):
            began_at = max(review.arrived_at, review.assigned_at or review.arrived_at)
            if review.due_on and window.began_before(review.due_on, timezone.localdate(began_at)):
                what = telling.about(review, day=review.due_on)
                once = f"{review.uuid}:{review.due_on}:{window.step}"
                write(kind=Kind.REVIEW_DUE, to=recipients.advisor(review), about=what, once=once)


def _tell_firm(kind: Kind, what: About, roles: tuple[Membership.Role, ...], step: int) -> None:
    write(kind=kind, to=recipients.members(what.organization, roles), about=what, once=f"{what.subject}:{step}")
