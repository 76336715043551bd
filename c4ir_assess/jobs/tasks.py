"""The one job of this room."""

from c4ir_assess.jobs import canary
from c4ir_assess.jobs.running import job_task


@job_task(canary.TASK)
def sing() -> None:
    """Do nothing: that a worker came here is the news."""
