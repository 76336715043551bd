"""The jobs of the audit log."""

from c4ir_assess.audit import checking, heads
from c4ir_assess.audit.models import AuditCheck
from c4ir_assess.jobs.running import job_task


@job_task(heads.TASK)
def write_heads() -> None:
    """Write how far each chain has come."""
    heads.write()


@job_task(checking.TASK)
def check_chain(check: int) -> None:
    """Check a chain, unless a later check of it is done already."""
    found = AuditCheck.objects.filter(pk=check).first()
    if found is not None:
        checking.run(found)
