"""The one job of the audit log."""

from c4ir_assess.audit import heads
from c4ir_assess.jobs.running import job_task


@job_task(heads.TASK)
def write_heads() -> None:
    """Write how far each chain has come."""
    heads.write()
