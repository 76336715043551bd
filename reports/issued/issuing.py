"""Issuing verified reports, withdrawing them, and where one stands on a day: the only writers of issued reports.

A number is the year and a running number of that year, without gaps: it is counted in the transaction that uses it, and
of two at once the second waits. The same result is issued once, however often it is asked for.
"""

import calendar
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from assessments import audited, wording
from assessments.models import Assessment, Scorecard, Submission
from assessments.scoring.levels import bounded
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import TransitionNotAllowed
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from questionnaires import library
from reports.issued import seals
from reports.models import IssuedReport, NumberSeries
from reports.printed.languages import EDITIONS

logger = structlog.get_logger(__name__)

PRINT = "reports.print_issued"
DIGITS = 4

type State = IssuedReport.State

# Where a report stands: the first of these that holds on the day, else it is valid.
_STATES: tuple[tuple[State, Callable[[IssuedReport, date], bool]], ...] = (
    (IssuedReport.State.WITHDRAWN, lambda report, _day: report.withdrawn_at is not None),
    (IssuedReport.State.SUPERSEDED, lambda report, _day: _is_superseded(report)),
    (IssuedReport.State.EXPIRED, lambda report, day: day > report.valid_until),
)


def state(report: IssuedReport, day: date) -> State:
    """Return where a report stands on a day; it is valid through its last day."""
    return next((name for name, holds in _STATES if holds(report, day)), IssuedReport.State.VALID)


def standing(submission: Submission) -> IssuedReport | None:
    """Return the newest report of a submission that was not withdrawn, be it expired or replaced by now."""
    return standing_of(submission.issued_reports.select_related("submission__assessment"))


def standing_of(made: Iterable[IssuedReport]) -> IssuedReport | None:
    """Return the first of reports, the newest first, that was not withdrawn."""
    return next((report for report in made if report.withdrawn_at is None), None)


def _is_superseded(report: IssuedReport) -> bool:
    """Whether a newer report that was not withdrawn has taken its place, at once or one after the other."""
    newer = report.superseded_by
    return newer is not None and (newer.withdrawn_at is None or _is_superseded(newer))


@transaction.atomic
def issue(  # noqa: PLR0913 -- each is printed on the report
    *,
    submission: Submission,
    scorecard: Scorecard,
    how: Iterable[IssuedReport.How],
    verified_from: date,
    verified_until: date,
    items_verified: int,
    items_total: int,
    is_partial: bool,
    advisor_name: str,
    approver_name: str,
    now: datetime,
) -> IssuedReport:
    """Issue the report of a verified result and queue its printing; a valid one of the plant's is replaced by it.

    TransitionNotAllowed for a result that is not verified or not of this submission, for one without a plant, for one
    that its firm has not sent or keeps to itself, and for one that would lead with a level that it does not have.
    """
    assessment = (
        Assessment.objects.select_for_update(of=("self",), no_key=True).with_place().get(pk=submission.assessment_id)
    )
    _check(submission, scorecard, assessment, is_partial=is_partial)
    if standing := scorecard.issued_reports.filter(withdrawn_at__isnull=True).first():
        return standing
    report = IssuedReport(
        submission=submission,
        scorecard=scorecard,
        how=sorted(set(how)),
        verified_from=verified_from,
        verified_until=verified_until,
        items_verified=items_verified,
        items_total=items_total,
        is_partial=is_partial,
        advisor_name=advisor_name,
        approver_name=approver_name,
        issued_at=now,
        valid_until=months_later(timezone.localdate(now), library.get(scorecard.framework_hash).valid_months),
        **_as_printed(submission, scorecard, is_partial=is_partial),
    )
    report.number = _next_number(timezone.localdate(now).year)
    report.save(force_insert=True)
    IssuedReport.objects.filter(pk=report.pk).update(content_hash=seals.write(report))
    _supersede(report, assessment)
    for edition in EDITIONS:
        queue_printing(report=report, language=edition)
    report.refresh_from_db()
    return report


@transaction.atomic
def withdraw(*, report: IssuedReport, reason: str, by: User) -> None:
    """Withdraw a report at once and for good; withdrawing it again changes nothing."""
    standing = IssuedReport.objects.filter(pk=report.pk, withdrawn_at__isnull=True)
    if standing.update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_reason=reason.strip()):
        transaction.on_commit(partial(logger.info, "report withdrawn", report=str(report.uuid), by=by.pk))
    report.refresh_from_db()


@transaction.atomic
def show_level(*, report: IssuedReport, shows: bool, by: User) -> None:
    """Say whether the page that proves a report also names its level."""
    act = Act.SHARED if shows else Act.UNSHARED
    audited.record(report.submission.assessment, act, by=by, subject=report.uuid, what="level")
    IssuedReport.objects.filter(pk=report.pk).update(shows_level=shows)


def queue_printing(*, report: IssuedReport, language: str) -> Job:
    """Queue the printing of a report in one language, inside the caller's transaction; once is enough."""
    job = outbox.enqueue(
        task=PRINT,
        args={"issuedreport": report.pk, "language": language},
        dedup_key=job_key(report, language),
        queue="report",
    )
    outbox.revive(job=job)
    return job


@transaction.atomic
def print_lost(*, report: IssuedReport, language: str) -> Job:
    """Queue the printing of a report whose file is gone; a failed job stays failed."""
    logger.error("issued report file missing", report=str(report.uuid), language=language)
    return queue_printing(report=report, language=language)


def of_plant(assessment: Assessment) -> QuerySet[IssuedReport]:
    """Return the reports issued for a plant by the same questions, in any version of them, the newest first."""
    return IssuedReport.objects.filter(
        submission__assessment__site=assessment.site_id,
        submission__assessment__framework_version__framework=assessment.framework_version.framework,
    )


def job_key(report: IssuedReport, language: str) -> str:
    """Return the key of the job that prints a report."""
    return f"issued:{report.pk}:{language}"


def months_later(day: date, months: int) -> date:
    """Return the same day that many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _check(submission: Submission, scorecard: Scorecard, assessment: Assessment, *, is_partial: bool) -> None:
    """Refuse what must not be issued; asked under the lock, the firm cannot take it back meanwhile."""
    if scorecard.basis != Scorecard.Basis.VERIFIED or scorecard.submission_id != submission.pk or not assessment.site:
        raise TransitionNotAllowed("only the verified result of a plant's own submission is issued")
    if not Submission.objects.sent_for_review().filter(pk=submission.pk).exists():
        raise TransitionNotAllowed("the firm has not sent this submission, or keeps it to itself for now")
    framework = library.get(scorecard.framework_hash)
    if not is_partial and scorecard.overall_level is None and bounded(framework, framework.root):
        raise TransitionNotAllowed("too little is verified for a level of the whole: it is issued as partly verified")


def _as_printed(submission: Submission, scorecard: Scorecard, *, is_partial: bool) -> dict[str, object]:
    """Return whose report it is, by which questions, and the level that it leads with, if it leads with one."""
    framework = library.get(scorecard.framework_hash)
    level = None if is_partial else scorecard.overall_level
    return {
        "framework": f"{framework.id} {framework.version}",
        "firm_name": submission.firm_name,
        "place": submission.place,
        "level": level,
        "level_text": "" if level is None else wording.level_title(framework.levels, level, "vi"),
    }


def _next_number(year: int) -> str:
    """Count the year's next number; the prefix may change within a year, the running number goes on."""
    NumberSeries.objects.get_or_create(year=year)
    series = NumberSeries.objects.select_for_update(no_key=True).get(year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{settings.OPERATOR_REPORT_PREFIX}{year}-{series.last:0{DIGITS}}"


def _supersede(report: IssuedReport, assessment: Assessment) -> None:
    """Mark the plant's valid reports by the same questions as replaced by this one."""
    today = timezone.localdate(report.issued_at)
    valid = of_plant(assessment).filter(
        Q(superseded_by__isnull=True) | Q(superseded_by__withdrawn_at__isnull=False),
        withdrawn_at__isnull=True,
        valid_until__gte=today,
    )
    older = list(valid.exclude(pk=report.pk).values_list("pk", flat=True))
    IssuedReport.objects.filter(pk__in=older).update(superseded_by=report)
