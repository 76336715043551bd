"""Issuing what an advisor proposed, by another person; and opening an issued result again, which withdraws its report.

What stands in the way of issuing is one list, which the approver's page shows and the verb obeys.
"""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.models import User
from assessments import moves
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from reports.issued import issuing
from reports.models import IssuedReport
from reviews.models import Conflict, Proposal
from reviews.proposals import proposing

LONGEST_REASON = 1000


class Obstacle(models.TextChoices):
    """Why something may not be issued, at least not now or not by this person."""

    ROLE = "role", pgettext_lazy("in the way of issuing", "Only a person with the role of approver issues reports.")
    SAME_PERSON = (
        "same_person",
        pgettext_lazy("in the way of issuing", "You verified this result yourself: another person approves it."),
    )
    NOBODY = (
        "nobody",
        pgettext_lazy(
            "in the way of issuing",
            "The account of the advisor who proposed it is gone, so that the report could not name who verified it. "
            "Send it back, so that another advisor proposes it.",
        ),
    )
    CONFLICT = (
        "conflict",
        pgettext_lazy("in the way of issuing", "The advisor or you declared an interest in this firm."),
    )
    OBJECTION = (
        "objection",
        pgettext_lazy("in the way of issuing", "The firm does not agree, and the advisor has not answered it yet."),
    )
    WAITING = (
        "waiting",
        pgettext_lazy("in the way of issuing", "The firm may still object, and has not said that it agrees."),
    )


class NotIssued(TransitionNotAllowed):
    """Something stands in the way of issuing a proposal."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        """Keep what does."""
        super().__init__(", ".join(obstacles))
        self.obstacles = obstacles


def obstacles(proposal: Proposal, by: User, today: date) -> list[Obstacle]:
    """Return everything that stands in the way of this person's issuing a proposal on a day."""
    return [each for each, holds in _HOLDS.items() if holds(proposal, by, today)]


def may_approve(user: User) -> bool:
    """Whether a person issues reports and withdraws them."""
    return user.is_active and user.staff_role == User.StaffRole.APPROVER


@transaction.atomic
def approve(*, proposal: Proposal, by: User) -> IssuedReport:
    """Issue what is proposed. NotIssued while something stands in the way; asked under the lock, so it still holds."""
    moves.lock(proposal.review.assessment, "approve")
    proposal.refresh_from_db()
    now = timezone.now()
    if proposal.decision:
        raise TransitionNotAllowed("this proposal is decided")
    if found := obstacles(proposal, by, timezone.localdate(now)):
        raise NotIssued(found)
    proposal.decision, proposal.decided_by, proposal.decided_at = Proposal.Decision.ISSUED, by, now
    proposal.save(update_fields=["decision", "decided_by", "decided_at"])
    moves.write(proposal.review.assessment, "approve", by=by)
    return issuing.issue(
        submission=proposal.submission,
        scorecard=proposal.scorecard,
        how=[IssuedReport.How(way) for way in proposal.how],
        verified_from=proposal.verified_from,
        verified_until=proposal.verified_until,
        items_verified=proposal.items_verified,
        items_total=proposal.items_total,
        is_partial=proposal.is_partial,
        advisor_name=str(proposal.proposed_by),
        approver_name="" if by == proposal.proposed_by else str(by),
        now=now,
    )


@transaction.atomic
def reopen(*, report: IssuedReport, reason: str, by: User) -> None:
    """Withdraw an issued report for good and give its result back to the advisor. The firm reads the reason."""
    if not may_approve(by):
        raise TransitionNotAllowed("only an approver withdraws a report")
    said = reason.strip()[:LONGEST_REASON]
    if not said:
        raise InvalidAnswer("reason: withdrawing a report needs one")
    assessment = report.submission.assessment
    moves.lock(assessment, "reopen")
    if assessment.sent_submission_id != report.submission_id:
        raise TransitionNotAllowed("the firm has sent something else since")
    issuing.withdraw(report=report, reason=said, by=by)
    moves.write(assessment, "reopen", by=by, reason=said)


def _is_same_person(proposal: Proposal, by: User) -> bool:
    return by.pk in {proposal.proposed_by_id, proposal.review.advisor_id} and not settings.OPERATOR_SINGLE_REVIEWER


def _has_interest(proposal: Proposal, by: User) -> bool:
    """Whether who approves, who proposed or who is the advisor now declared an interest in the firm."""
    people = {by.pk, proposal.proposed_by_id, proposal.review.advisor_id}
    sites = {"organization__sites__assessments__review": proposal.review_id}
    return Conflict.objects.filter(user__in=people - {None}, **sites).exists()


def _is_waited_for(proposal: Proposal, today: date) -> bool:
    return proposal.agreed_at is None and today <= proposal.object_until


_HOLDS: dict[Obstacle, Callable[[Proposal, User, date], bool]] = {
    Obstacle.ROLE: lambda _proposal, by, _today: not may_approve(by),
    Obstacle.SAME_PERSON: lambda proposal, by, _today: _is_same_person(proposal, by),
    Obstacle.NOBODY: lambda proposal, _by, _today: proposal.proposed_by_id is None,
    Obstacle.CONFLICT: lambda proposal, by, _today: _has_interest(proposal, by),
    Obstacle.OBJECTION: lambda proposal, _by, _today: proposing.is_unanswered(proposal),
    Obstacle.WAITING: lambda proposal, _by, today: _is_waited_for(proposal, today),
}
