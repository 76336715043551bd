"""Which news goes to whom: one table of the acts that move an assessment, one of the other changes of a review."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.utils import timezone

from accounts.models import Membership, User
from assessments.models import Assessment, Event
from assessments.returned import open_return
from notices import recipients, settling
from notices.models import Kind
from notices.recipients import ANSWERING, OWNERS
from notices.writing import About, write
from reports.issued import approving
from reviews.models import Proposal, Review, SecondOpinion
from reviews.proposals import proposing
from reviews.signals import Change
from reviews.visit.models import SiteVisit

Act = Event.Act


def tell_of_move(assessment: Assessment, event: Event) -> None:
    """Tell whom an act on an assessment concerns; what it puts an end to is new to nobody any more."""
    settling.settle(assessment)
    if tell := _MOVES.get(Act(event.act)):
        tell(_review(assessment=assessment), event)


def tell_of_change(review: Review, change: Change, subject: UUID, by: User) -> None:
    """Tell whom a change of a review concerns that moves no assessment, and end what it puts an end to."""
    settling.settle(review.assessment)
    if tell := _CHANGES.get(change):
        tell(_review(pk=review.pk), subject, by)


def tell_of_loss(review: Review, person: User) -> None:
    """Tell who had a review that somebody else gave it away."""
    found = _review(pk=review.pk)
    write(kind=Kind.TAKEN_AWAY, to=recipients.former_advisor(found, person), about=about(found))


def about(review: Review, **more: object) -> About:
    """Return what notices of a review point to."""
    assessment = review.assessment
    assert assessment.site is not None  # noqa: S101 -- only what a plant completed is reviewed
    found = {"organization": assessment.site.organization, "submission": assessment.sent_submission}
    return About(assessment=assessment, **{**found, **more})  # type: ignore[arg-type]  # columns by name


def _received(review: Review, _event: Event) -> None:
    _firm(review, Kind.RECEIVED, OWNERS, day=review.due_on)


def _returned(review: Review, _event: Event) -> None:
    if back := open_return(review.assessment):
        _firm(review, Kind.RETURNED, ANSWERING, day=back.due_on, subject=back.uuid)


def _answered(review: Review, event: Event) -> None:
    _advisor(review, Kind.FIRM_ANSWERED, event.by)
    _unless_assigned(review)


def _taken_back(review: Review, event: Event) -> None:
    proposal = review.proposals.filter(decision=Proposal.Decision.TAKEN_BACK, decided_at=event.at).first()
    people = recipients.concerned_by_taking_back(review, proposal)
    write(kind=Kind.FIRM_TOOK_BACK, to=people, about=about(review))


def _proposed(review: Review, _event: Event) -> None:
    if proposal := proposing.open_proposal(review):
        what = {"day": proposal.object_until, "subject": proposal.uuid}
        _firm(review, Kind.PROPOSED, OWNERS, **what)
        write(kind=Kind.TO_APPROVE, to=recipients.approvers(review), about=about(review, **what))


def _sent_back(review: Review, event: Event) -> None:
    _firm(review, Kind.LOOKED_AT_AGAIN, OWNERS)
    _advisor(review, Kind.CAME_BACK, event.by)


def _issued(review: Review, event: Event) -> None:
    _firm(review, Kind.ISSUED, ANSWERING)
    _advisor(review, Kind.REVIEW_ISSUED, event.by)


def _withdrawn(review: Review, event: Event) -> None:
    _firm(review, Kind.WITHDRAWN, ANSWERING)
    _advisor(review, Kind.CAME_BACK, event.by)


def tell_ready(proposal: Proposal, today: date) -> None:
    """Tell approvers, once, that a proposal waits for nobody but them; none in whose way something stands."""
    subject = proposal.uuid
    to = [each for each in recipients.approvers(proposal.review) if not approving.obstacles(proposal, each, today)]
    write(kind=Kind.MAY_ISSUE, to=to, about=about(proposal.review, subject=subject), once=str(subject))


def _assigned(review: Review, _subject: UUID, by: User) -> None:
    _firm(review, Kind.TAKEN_UP, OWNERS, who=review.advisor)
    _advisor(review, Kind.ASSIGNED, by, day=review.due_on)


def _handed_back(review: Review, _subject: UUID, by: User) -> None:
    people = [person for person in recipients.assigners(review) if person != by]
    write(kind=Kind.HANDED_BACK, to=people, about=about(review, who=by))


def _agreed(review: Review, _subject: UUID, _by: User) -> None:
    proposal = proposing.open_proposal(review)
    if proposal:
        tell_ready(proposal, timezone.localdate())


def _objected(review: Review, subject: UUID, by: User) -> None:
    _advisor(review, Kind.OBJECTED, by, subject=subject)
    _unless_assigned(review)


def _objection_answered(review: Review, subject: UUID, _by: User) -> None:
    _firm(review, Kind.OBJECTION_ANSWERED, OWNERS, subject=subject)


def _second_asked(review: Review, subject: UUID, by: User) -> None:
    opinion = SecondOpinion.objects.select_related("rater", "submission").get(uuid=subject)
    if opinion.rater and opinion.rater != by:
        what = about(review, subject=subject, submission=opinion.submission)
        write(kind=Kind.SECOND_ASKED, to=[opinion.rater], about=what)


def _second_done(review: Review, subject: UUID, by: User) -> None:
    opinion = SecondOpinion.objects.select_related("asked_by", "submission").get(uuid=subject)
    people = [*recipients.advisor(review, but=by), *recipients.asker(opinion, review)]
    what = about(review, subject=subject, submission=opinion.submission)
    write(kind=Kind.SECOND_DONE, to=dict.fromkeys(people), about=what)


def _visit_planned(review: Review, _subject: UUID, _by: User) -> None:
    visit = SiteVisit.objects.get(review=review)
    if visit.planned_on and visit.planned_on >= timezone.localdate():
        _firm(review, Kind.VISIT_PLANNED, ANSWERING, who=review.advisor, day=visit.planned_on)


_MOVES: dict[Act, Callable[[Review, Event], None]] = {
    Act.SENT: _received,
    Act.RETURNED: _returned,
    Act.SENT_AGAIN: _answered,
    Act.TAKEN_BACK: _taken_back,
    Act.PROPOSED: _proposed,
    Act.SENT_BACK: _sent_back,
    Act.APPROVED: _issued,
    Act.REOPENED: _withdrawn,
}
_CHANGES: dict[Change, Callable[[Review, UUID, User], None]] = {
    Change.ASSIGNED: _assigned,
    Change.HANDED_BACK: _handed_back,
    Change.AGREED: _agreed,
    Change.OBJECTED: _objected,
    Change.OBJECTION_ANSWERED: _objection_answered,
    Change.SECOND_ASKED: _second_asked,
    Change.SECOND_DONE: _second_done,
    Change.VISIT_PLANNED: _visit_planned,
}


def _firm(review: Review, kind: Kind, roles: tuple[Membership.Role, ...], **more: object) -> None:
    what = about(review, **more)
    write(kind=kind, to=recipients.members(what.organization, roles), about=what)


def _advisor(review: Review, kind: Kind, by: User | None, **more: object) -> None:
    write(kind=kind, to=recipients.advisor(review, but=by), about=about(review, **more))


def _unless_assigned(review: Review) -> None:
    """Tell those who assign of a firm that waits for an advisor who is there no more."""
    if review.advisor is None:
        write(kind=Kind.NO_ADVISOR, to=recipients.assigners(review), about=about(review))


def _review(**which: object) -> Review:
    """Return a review as it is now, with what notices point to."""
    related = ("advisor", "assessment__site__organization", "assessment__sent_submission")
    return Review.objects.select_related(*related).get(**which)
