"""Work of this room for the worker."""

from c4ir_assess.jobs.running import job_task
from evidence import scanning, sweeping, uploads
from evidence.models import Evidence


@job_task("evidence.scan")
def scan(*, evidence: int, attempt: int = 1) -> None:
    """Ask the scanner about a file; one that was removed meanwhile needs no answer."""
    if found := Evidence.objects.filter(pk=evidence).first():
        scanning.scan(evidence=found, attempt=attempt)


@job_task("evidence.sweep")
def sweep() -> None:
    """Take away uploads that nobody went on with, and files that no row names."""
    uploads.end_old()
    sweeping.sweep()
