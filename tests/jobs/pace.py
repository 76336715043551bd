"""How much faster than in production the jobs' clocks run in processes that tests start; ``--soak`` runs at 1."""

import os
from datetime import timedelta

from c4ir_assess.jobs import timing

VARIABLE = "JOBS_TEST_PACE"


def quickened(pace):
    """Every waiting time, divided."""
    return {name: value / pace for name, value in vars(timing).items() if isinstance(value, timedelta)} | {
        "LETTER_BACKOFF": tuple(rest / pace for rest in timing.LETTER_BACKOFF),
        "BACKOFF": tuple(rest / pace for rest in timing.BACKOFF),
    }


def set_by_environment():
    """Quicken this process."""
    for name, value in quickened(float(os.environ[VARIABLE])).items():
        setattr(timing, name, value)
