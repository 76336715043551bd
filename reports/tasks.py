"""What workers do for this room, and what a worker loads before it divides into processes."""

from typing import Any

from celery import signals

from assessments.models import Scorecard
from c4ir_assess.jobs.running import job_task
from programmes.models import Programme
from questionnaires.words import Language
from reports.issued import issuing
from reports.issued import printing as issued_printing
from reports.models import IssuedReport
from reports.press import limits, rendering
from reports.printed import printing, ready_letters
from reports.printed.languages import Edition
from reports.programmes import printing as programme_printing


@job_task("reports.render_report")
def render_report(*, scorecard: int, language: Edition, with_private: bool = False) -> None:
    """Make the report of a stored scorecard in one edition, and let those know who asked for a letter."""
    row = Scorecard.objects.select_related("submission").get(pk=scorecard)
    report = printing.print_report(scorecard=row, language=language, with_private=with_private)
    ready_letters.queue_for(report=report)


@job_task(issuing.PRINT)
def print_issued(*, issuedreport: int, language: Edition) -> None:
    """Print and sign an issued report in one edition, unless it was withdrawn meanwhile."""
    report = IssuedReport.objects.select_related("submission", "scorecard__submission").get(pk=issuedreport)
    if report.withdrawn_at is None:
        issued_printing.print_issued(report=report, language=language)


@job_task("reports.tell_ready", is_letter=True)
def tell_ready(*, report: int, user: int) -> None:
    """Write to a person that a report is there."""
    ready_letters.send(report=report, user=user)


@job_task(programme_printing.TASK)
def print_programme(*, programme: int, language: Language) -> None:
    """Print a programme's figures in one language."""
    row = Programme.objects.with_version().get(pk=programme)
    programme_printing.print_report(programme=row, language=language)


@signals.worker_init.connect
def warm_up(**_signal: Any) -> None:
    """Load fonts, stylesheet and WeasyPrint in the parent: every process is born ready, and shares the memory."""
    rendering.warm_up()


@signals.worker_process_init.connect
def bound_process(**_signal: Any) -> None:
    """Bound the memory of each process that works, so that one report cannot take the machine's; spare its time."""
    limits.bound_process()
    rendering.look_for_garbage_seldom()
