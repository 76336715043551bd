"""A worker of the product, ``celery -A tests.reports.poisoned_app``, in whose press two firms' reports run wild."""

import os
import signal

from c4ir_assess.celery import app, keep_our_logs
from reports.press import limits, tagging
from tests.jobs import pace

pace.set_by_environment()

GREEDY, DEADLY = "Greedy Firm", "Deadly Firm"

limits.MOST_MEGABYTES = 400
finish = tagging.finish


def run_wild(document, pdf):
    """Finish a report, or do the worst that a report could do to its worker."""
    if GREEDY in document.metadata.title:
        taken = []
        while True:
            taken.append(b"x" * 100_000)
    if DEADLY in document.metadata.title:
        os.kill(os.getpid(), signal.SIGKILL)
    finish(document, pdf)


tagging.finish = run_wild

__all__ = ["app", "keep_our_logs"]
