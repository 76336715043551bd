"""Checks of one chain that somebody asks for on a page: a worker does them, for a chain may be long."""

from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from c4ir_assess.audit import heads, trail, verifying
from c4ir_assess.audit.models import Act, AuditChain, AuditCheck
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job

TASK = "audit.check_chain"


@transaction.atomic
def ask(*, chain: UUID, by: models.Model) -> AuditCheck:
    """Have a chain checked, which is itself an entry of it; a check that waits already is the one that is returned.

    One whose job failed begins anew.
    """
    entry = trail.record(chain=chain, by=by, act=Act.CHECKED)
    waiting = entry.chain.checks.filter(done_at=None).first()
    check = waiting or entry.chain.checks.create(asked_at=timezone.now())
    job = outbox.enqueue(task=TASK, args={"check": check.pk}, dedup_key=_key(check))
    if job.state == Job.State.FAILED:
        outbox.retry(job=job)
    return check


def latest(chain: AuditChain) -> AuditCheck | None:
    """Return the last check that was asked for."""
    return chain.checks.order_by("-pk").first()


def has_failed(check: AuditCheck) -> bool:
    """Whether it found nothing and never will by itself: its job failed, or is gone."""
    return check.done_at is None and outbox.progress(_key(check)) in (None, Job.State.FAILED)


def run(check: AuditCheck) -> None:
    """Verify the chain, also against the heads of past days, and keep what was found; older checks are forgotten."""
    chain = AuditChain.objects.get(pk=check.chain_id)
    faults = verifying.verify(chain, heads.of_chain(chain.uuid))
    check.entries, check.done_at, check.fault_count = chain.length, timezone.now(), len(faults)
    check.faults = [[fault.number, fault.what, fault.detail] for fault in faults[: AuditCheck.MOST_FAULTS]]
    check.save()
    chain.checks.filter(pk__lt=check.pk).delete()


def _key(check: AuditCheck) -> str:
    return f"audit-check:{check.pk}"
