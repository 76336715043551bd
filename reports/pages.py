"""What the result page shows: whether the result is there, its pictures, its PDFs, and what may be done next."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from assessments import access, rounds, scores
from assessments.models import Assessment, Scope, Scorecard, Submission
from assessments.rounds import Round
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from reports import drawing, headline, strip_rows
from reports.content import compose
from reports.content.source import Source, read
from reports.content.types import ModelLine, OtherModel, ReportContent, ValueLine
from reports.headline import Lead
from reports.issued import issuing
from reports.models import IssuedReport
from reports.printed import languages, pdf_list
from reports.printed.pdf_list import Progress
from reports.strip_rows import Order, Rows


@dataclass(frozen=True, slots=True)
class Pictures:
    """The drawings of a result; each has its table beside it on the page."""

    lead: Lead
    rows: Rows | None
    disc: SafeString
    since_last: SafeString
    radar: SafeString
    range: SafeString
    values: tuple[tuple[ValueLine, SafeString], ...]
    others: tuple[tuple[OtherModel, tuple[tuple[ModelLine, SafeString], ...]], ...]


@dataclass(frozen=True, slots=True)
class Acts:
    """What this person may do with the result now."""

    may_send: bool
    may_take_back: bool
    may_correct: bool
    may_continue: bool
    may_draft: bool
    may_repeat: bool
    is_sent: bool
    is_being_corrected: bool
    may_link: bool
    has_issued: bool


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything on the page. ``content`` and ``pictures`` are None while the result is being worked out."""

    submission: Submission
    assessment: Assessment
    scorecard: Scorecard | None
    scoring: Progress
    content: ReportContent | None
    pictures: Pictures | None
    pdfs: pdf_list.Pdfs
    acts: Acts
    verified: IssuedReport | None  # the newest report of it that was not withdrawn
    others: tuple[Submission, ...]
    rounds: list[Round]

    @property
    def verified_state(self) -> IssuedReport.State | None:
        """Return where that report stands today."""
        return issuing.state(self.verified, timezone.localdate()) if self.verified else None


def read_result(request: HttpRequest, uuid: UUID) -> ResultPage:
    """Read the page of a submission that this person may read; else 404."""
    submission = access.get_submission(request, uuid)
    assessment = access.get_assessment(request, submission.assessment.uuid)
    scorecard = scores.self_scorecard(submission)
    made = list(submission.issued_reports.all())
    verified = issuing.standing_of(made)
    content = compose(source_of_page(scorecard, verified), languages.of_page()) if scorecard else None
    others = assessment.submissions.exclude(pk=submission.pk).order_by("-number")
    return ResultPage(
        submission=submission,
        assessment=assessment,
        scorecard=scorecard,
        scoring=scoring_progress(submission, scorecard),
        content=content,
        pictures=draw(content, strip_rows.order_of(request)) if content else None,
        pdfs=pdf_list.pdfs(scorecard, reader=request.user),
        acts=_acts(
            submission,
            assessment,
            newest=all(other.number < submission.number for other in others),
            has_issued=bool(made),
        ),
        verified=verified,
        others=tuple(others),
        rounds=rounds.rounds_of(assessment),
    )


def source_of_page(scorecard: Scorecard, verified: IssuedReport | None) -> Source:
    """Read the firm's own result as a page tells it today: with how much of it an advisor has checked since.

    The report of one's own says what was so when it was made.
    """
    found = read(scorecard)
    return replace(found, checked=(verified.items_verified, verified.items_total)) if verified else found


def scoring_progress(submission: Submission, scorecard: Scorecard | None) -> Progress:
    """Return how far the scoring is."""
    return "ready" if scorecard else _of_job(f"score:{submission.pk}")


def draw(content: ReportContent, order: Order = "block") -> Pictures:
    """Draw the pictures of a result."""
    is_full = content.scope == Scope.FULL and not content.values
    nothing = SafeString("")
    return Pictures(
        lead=headline.of_whole(content),
        rows=strip_rows.draw(content, order) if is_full else None,
        disc=drawing.disc(content) if is_full else nothing,
        since_last=drawing.since_last(content) if is_full else nothing,
        radar=drawing.radar(content) if is_full else nothing,
        range=drawing.quick_range(content),
        values=drawing.values(content),
        others=drawing.others(content),
    )


def _of_job(key: str) -> Progress:
    state = outbox.progress(key)
    if state is None:
        return "none"
    return "failed" if state == Job.State.FAILED else "working"


def _acts(submission: Submission, assessment: Assessment, *, newest: bool, has_issued: bool) -> Acts:
    state, is_full = assessment.state, submission.scope == Scope.FULL
    is_sent = assessment.sent_submission_id == submission.pk
    is_completed = state == Assessment.State.COMPLETED
    return Acts(
        may_send=is_full and newest and is_completed and access.may_send(assessment),
        may_take_back=is_sent and state != Assessment.State.VERIFIED and access.may_send(assessment),
        may_correct=newest and is_completed and access.may_answer(assessment),
        may_continue=not is_full and access.may_answer(assessment),
        may_draft=is_full and access.may_answer(assessment),
        may_repeat=newest and rounds.may_repeat(assessment) and access.may_answer(assessment),
        is_sent=is_sent,
        is_being_corrected=state == Assessment.State.DRAFT,
        may_link=is_full and access.may_send(assessment),
        has_issued=has_issued,
    )
