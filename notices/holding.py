"""Whether what a notice tells of still is so: one whose reason is over before its letter goes is not mailed."""

from uuid import UUID

from django.utils import timezone

from assessments.models import Assessment, Return
from notices.models import Notice
from programmes.models import Participation, Programme
from reports.issued import approving, issuing
from reports.models import IssuedReport
from reviews.models import Proposal, Review, SecondOpinion
from reviews.proposals import proposing
from reviews.visit.models import SiteVisit

State = Assessment.State


def is_sent(notice: Notice) -> bool:
    """Whether what the firm sent is still with the advisors."""
    return _in(notice, *Assessment.SENT)


def is_not_sent(notice: Notice) -> bool:
    """Whether the firm has it again."""
    return not is_sent(notice)


def is_in_review(notice: Notice) -> bool:
    """Whether the advisors work on it."""
    return _in(notice, State.IN_REVIEW)


def is_taken_up(notice: Notice) -> bool:
    """Whether it is still this advisor's."""
    reviews = Review.objects.filter(assessment=notice.assessment_id, closed_at=None)
    return notice.who_id is not None and reviews.filter(advisor=notice.who_id).exists()


def is_back(notice: Notice) -> bool:
    """Whether the firm has not answered the questions yet."""
    return Return.objects.filter(uuid=_subject(notice), closed_at=None).exists()


def is_proposed(notice: Notice) -> bool:
    """Whether the proposal is not decided yet."""
    return Proposal.objects.filter(uuid=_subject(notice), decision="").exists()


def may_object(notice: Notice) -> bool:
    """Whether the firm has said nothing of the proposal yet, and still may."""
    found = Proposal.objects.filter(uuid=_subject(notice), decision="").first()
    return found is not None and proposing.may_object(found, timezone.localdate())


def may_be_issued(notice: Notice) -> bool:
    """Whether the proposal waits for this approver alone."""
    found = Proposal.objects.filter(uuid=_subject(notice), decision="").first()
    return found is not None and not approving.obstacles(found, notice.person, timezone.localdate())


def is_issued(notice: Notice) -> bool:
    """Whether a report of it stands."""
    return IssuedReport.objects.filter(submission=notice.submission_id, withdrawn_at=None).exists()


def is_withdrawn(notice: Notice) -> bool:
    """Whether none stands."""
    return not is_issued(notice)


def is_valid(notice: Notice) -> bool:
    """Whether the report is valid still, and no newer one took its place."""
    return _report_is(notice, IssuedReport.State.VALID)


def has_expired(notice: Notice) -> bool:
    """Whether the report's time is over, and no newer one took its place."""
    return _report_is(notice, IssuedReport.State.EXPIRED)


def is_unsent(notice: Notice) -> bool:
    """Whether the programme runs, and a firm that takes part has not sent its assessment."""
    programme = notice.programme
    places = Participation.objects.open().filter(programme=programme, organization=notice.organization_id)
    is_running = programme is not None and programme.state == Programme.State.RUNNING
    return is_running and places.exists() and not has_sent(notice.organization_id, programme)


def has_sent(organization: int, programme: Programme | None) -> bool:
    """Whether a firm has sent an assessment by the programme's question set since the programme began."""
    if programme is None:
        return False
    sent = Assessment.objects.filter(site__organization=organization, state__in=Assessment.SENT)
    of_programme = sent.filter(framework_version__framework=programme.framework_version.framework)
    return of_programme.filter(sent_at__date__gte=programme.starts_on).exists()


def is_theirs(notice: Notice) -> bool:
    """Whether the review is open and assigned to the reader."""
    return Review.objects.filter(assessment=notice.assessment_id, closed_at=None, advisor=notice.person_id).exists()


def is_nobodys(notice: Notice) -> bool:
    """Whether the review is open and assigned to nobody."""
    return Review.objects.filter(assessment=notice.assessment_id, closed_at=None, advisor=None).exists()


def is_anothers(notice: Notice) -> bool:
    """Whether the reader does not have the review again."""
    return not is_theirs(notice)


def is_theirs_to_judge(notice: Notice) -> bool:
    """Whether the reader is the advisor of a review that is in their hands."""
    return is_theirs(notice) and is_in_review(notice)


def is_unanswered(notice: Notice) -> bool:
    """Whether the reader has not answered the firm's objection."""
    found = Proposal.objects.filter(uuid=_subject(notice), decision="", review__advisor=notice.person_id).first()
    return found is not None and proposing.is_unanswered(found)


def is_asked(notice: Notice) -> bool:
    """Whether the reader has not given their second opinion yet."""
    return SecondOpinion.objects.filter(uuid=_subject(notice), rater=notice.person_id, finished_at=None).exists()


def is_to_talk_over(notice: Notice) -> bool:
    """Whether both sides of the second opinion lie open and nobody has noted that they were talked over."""
    found = SecondOpinion.objects.filter(uuid=_subject(notice), finished_at__isnull=False, reconciled_at=None)
    return found.exists()


def is_visited_then(notice: Notice) -> bool:
    """Whether the visit still is planned for that day, and the day is not over."""
    visits = SiteVisit.objects.filter(review__assessment=notice.assessment_id, planned_on=notice.day)
    return notice.day is not None and notice.day >= timezone.localdate() and visits.exists()


def is_due(notice: Notice) -> bool:
    """Whether the reader's review still has to be done by that day."""
    return is_theirs(notice) and Review.objects.filter(assessment=notice.assessment_id, due_on=notice.day).exists()


def _subject(notice: Notice) -> UUID:
    assert notice.subject is not None  # noqa: S101 -- kinds that are asked this have one
    return notice.subject


def _in(notice: Notice, *states: State) -> bool:
    return Assessment.objects.filter(notices=notice, state__in=states).exists()


def _report_is(notice: Notice, state: IssuedReport.State) -> bool:
    report = IssuedReport.objects.select_related("superseded_by").filter(uuid=_subject(notice)).first()
    return report is not None and issuing.state(report, timezone.localdate()) == state
