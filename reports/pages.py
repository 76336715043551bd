"""What the result page shows: whether the result is there, its pictures, its PDFs, and what may be done next."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils.safestring import SafeString

from assessments import access, report_requests, rounds, scores
from assessments.models import Assessment, Scope, Scorecard, Submission
from assessments.rounds import Round
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from questionnaires import library
from questionnaires.words import Language
from reports import drawing, languages
from reports.content import build_report_content
from reports.content.types import ModelLine, OtherModel, ReportContent, ValueLine
from reports.models import Report

type Progress = Literal["ready", "working", "failed", "none"]


@dataclass(frozen=True, slots=True)
class Pdf:
    """The report in one language, and how far it is."""

    language: Language
    progress: Progress
    report: Report | None


@dataclass(frozen=True, slots=True)
class Pdfs:
    """The reports in all languages, that of the page first; none where there is no report to make.

    ``private`` is the one in the page's language that prints private answers, too, where there are such questions.
    """

    each: tuple[Pdf, ...]
    private: Pdf | None = None
    private_answers: int = 0
    is_unticked: bool = False

    @property
    def is_working(self) -> bool:
        """Whether a worker still has something to do, so that asking again makes sense."""
        return any(pdf.progress == "working" for pdf in (*self.each, *filter(None, [self.private])))


@dataclass(frozen=True, slots=True)
class Pictures:
    """The drawings of a result; each has its table beside it on the page."""

    disc: SafeString
    strips: SafeString
    narrow_strips: SafeString
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


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything on the page. ``content`` and ``pictures`` are None while the result is being worked out."""

    submission: Submission
    assessment: Assessment
    scorecard: Scorecard | None
    scoring: Progress
    content: ReportContent | None
    pictures: Pictures | None
    pdfs: Pdfs
    acts: Acts
    others: tuple[Submission, ...]
    rounds: list[Round]


def read_result(request: HttpRequest, uuid: UUID) -> ResultPage:
    """Read the page of a submission that this person may read; else 404."""
    submission = access.get_submission(request, uuid)
    assessment = access.get_assessment(request, submission.assessment.uuid)
    scorecard = scores.self_scorecard(submission)
    content = build_report_content(scorecard, languages.of_page()) if scorecard else None
    others = assessment.submissions.exclude(pk=submission.pk).order_by("-number")
    return ResultPage(
        submission=submission,
        assessment=assessment,
        scorecard=scorecard,
        scoring=scoring_progress(submission, scorecard),
        content=content,
        pictures=draw(content) if content else None,
        pdfs=pdfs(scorecard),
        acts=_acts(submission, assessment, newest=all(other.number < submission.number for other in others)),
        others=tuple(others),
        rounds=rounds.rounds_of(assessment),
    )


def scoring_progress(submission: Submission, scorecard: Scorecard | None) -> Progress:
    """Return how far the scoring is."""
    return "ready" if scorecard else _of_job(f"score:{submission.pk}")


def pdfs(scorecard: Scorecard | None, *, is_unticked: bool = False) -> Pdfs:
    """Return how far the reports of a scorecard are; ``is_unticked``: private answers were asked for without a tick."""
    if scorecard is None or not report_requests.has_report(scorecard):
        return Pdfs(())
    made = {(report.language, report.with_private): report for report in scorecard.reports.all()}
    ordered = sorted(languages.LANGUAGES, key=lambda language: language != languages.of_page())
    sensitive = sum(item.sensitive for item in library.get(scorecard.framework_hash).items())
    return Pdfs(
        tuple(_pdf(scorecard, language, made.get((language, False))) for language in ordered),
        private=_pdf(scorecard, ordered[0], made.get((ordered[0], True)), with_private=True) if sensitive else None,
        private_answers=sensitive,
        is_unticked=is_unticked,
    )


def draw(content: ReportContent) -> Pictures:
    """Draw the pictures of a result."""
    is_full = content.scope == Scope.FULL and not content.values
    nothing = SafeString("")
    return Pictures(
        disc=drawing.disc(content) if is_full else nothing,
        strips=drawing.strips(content) if is_full else nothing,
        narrow_strips=drawing.narrow_strips(content) if is_full else nothing,
        radar=drawing.radar(content) if is_full else nothing,
        range=drawing.quick_range(content),
        values=drawing.values(content),
        others=drawing.others(content),
    )


def _pdf(scorecard: Scorecard, language: Language, report: Report | None, *, with_private: bool = False) -> Pdf:
    key = report_requests.job_key(scorecard, language, with_private=with_private)
    progress = "ready" if report else _of_job(key)
    return Pdf(language=language, progress=progress, report=report)


def _of_job(key: str) -> Progress:
    state = outbox.progress(key)
    if state is None:
        return "none"
    return "failed" if state == Job.State.FAILED else "working"


def _acts(submission: Submission, assessment: Assessment, *, newest: bool) -> Acts:
    state, is_full = assessment.state, submission.scope == Scope.FULL
    is_sent = assessment.sent_submission_id == submission.pk
    is_completed = state == Assessment.State.COMPLETED
    return Acts(
        may_send=is_full and newest and is_completed and access.may_send(assessment),
        may_take_back=is_sent and access.may_send(assessment),
        may_correct=newest and is_completed and access.may_answer(assessment),
        may_continue=not is_full and access.may_answer(assessment),
        may_draft=is_full and access.may_answer(assessment),
        may_repeat=newest and rounds.may_repeat(assessment) and access.may_answer(assessment),
        is_sent=is_sent,
        is_being_corrected=state == Assessment.State.DRAFT,
    )
