"""What workers do for this room, and what a worker loads before it divides into processes."""

from typing import Any

from celery import signals

from assessments.models import Scorecard
from c4ir_assess.jobs.running import job_task
from questionnaires.words import Language
from reports import printing, rendering


@job_task("reports.render_report")
def render_report(*, scorecard: int, language: Language, with_private: bool = False) -> None:
    """Make the report of a stored scorecard in one language."""
    rows = Scorecard.objects.select_related("submission")
    printing.print_report(scorecard=rows.get(pk=scorecard), language=language, with_private=with_private)


@signals.worker_init.connect
def warm_up(**_signal: Any) -> None:
    """Load fonts, stylesheet and WeasyPrint in the parent: every process is born ready, and shares the memory."""
    rendering.warm_up()
