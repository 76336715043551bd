"""Work of this room for the worker."""

from authoring import effect as measuring
from c4ir_assess.jobs.running import job_task


@job_task(measuring.TASK)
def measure_effect(*, effect: int) -> None:
    """Work out what a draft would do to past submissions."""
    measuring.measure(effect_id=effect)
