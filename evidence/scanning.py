"""What becomes of a file after the scanner looked at it. As long as the scanner does not answer, the file waits."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from assessments import audited
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act
from c4ir_assess.jobs import outbox
from evidence import clamd, store
from evidence.models import Evidence

logger = structlog.get_logger(__name__)

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


def scan(*, evidence: Evidence, attempt: int) -> None:
    """Write what the scanner says; when it is away, plan to ask again. Of an infected file only the row stays."""
    verdict = _verdict(evidence, attempt) if evidence.scan == Evidence.Scan.PENDING else evidence.scan
    if verdict == Evidence.Scan.INFECTED:  # perhaps by an attempt that was stopped before it could remove the file
        store.remove(evidence.stored, evidence.thumbnail)


def _verdict(evidence: Evidence, attempt: int) -> str:
    """Return what the scanner said, after it was written; nothing while the scanner is away."""
    try:
        with store.open_file(evidence.stored) as file:
            verdict = clamd.scan(settings.CLAMD_URL, file)
    except clamd.ScannerAway as away:
        logger.warning("scanner away", evidence=str(evidence.uuid), fault=str(away), attempt=attempt)
        _ask_again(evidence, attempt + 1)
        return ""
    if _write(evidence, verdict) and verdict != "clean":
        logger.warning("evidence not clean", evidence=str(evidence.uuid), verdict=verdict)
    return verdict


@transaction.atomic
def _write(evidence: Evidence, verdict: str) -> bool:
    """Keep what the scanner said, and that it did in the firm's audit log; False if somebody else did so before."""
    waiting = Evidence.objects.filter(pk=evidence.pk, scan=Evidence.Scan.PENDING)
    if evidence.assessment.site:
        trail.hold([evidence.assessment.site.organization.uuid])  # before the file's row: who removes it does so, too
    if not waiting.update(scan=verdict):
        return False
    audited.record(evidence.assessment, Act.FILE_CHANGED, by=None, subject=evidence.uuid, scan=verdict)
    return True


def _ask_again(evidence: Evidence, attempt: int) -> None:
    wait = min(FIRST_WAIT * 2 ** min(attempt - 2, 10), LONGEST_WAIT)
    with transaction.atomic():
        outbox.enqueue(
            task="evidence.scan",
            args={"evidence": evidence.pk, "attempt": attempt},
            dedup_key=f"scan:{evidence.pk}:{attempt}",
            due_at=timezone.now() + wait,
        )
