"""Writing an entry, in the transaction of what it tells about: both are there, or neither is.

The chain's row is locked until that transaction ends. So that two verbs never wait for each other, an entry is written
right after a verb has locked what it works on (assessment, firm or person), before it changes anything else.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from c4ir_assess.audit import sealing
from c4ir_assess.audit.models import Act, AuditChain, AuditEntry

OPERATOR = UUID("00000000-0000-4000-8000-000000000000")
"""The chain of what belongs to no single firm: lists, staff roles, people's own consents."""


def record(
    *, chain: UUID, by: models.Model | None, act: Act, subject: UUID | None = None, **facts: object
) -> AuditEntry:
    """Add an entry to a chain, which begins with it if there is none. ValueError for facts that are words."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs into the transaction of what it tells about")
    held = _held(chain)
    entry = AuditEntry(
        chain=held,
        number=held.length + 1,
        at=timezone.now(),
        actor=by.pk if by else None,
        act=act,
        subject=subject,
        facts=sealing.plain(facts),
        previous=held.head,
    )
    entry.hash = sealing.digest(entry, chain)
    entry.save(force_insert=True)
    held.length, held.head = entry.number, entry.hash
    held.save(update_fields=["length", "head"])
    return entry


def hold(chains: Iterable[UUID]) -> None:
    """Lock several chains in one order, before rows are changed that an entry in each of them will tell about."""
    list(AuditChain.objects.select_for_update(no_key=True).filter(uuid__in=set(chains)).order_by("uuid"))


def _held(chain: UUID) -> AuditChain:
    """Return the chain's row, locked; one that another transaction begins at this moment is waited for."""
    held = AuditChain.objects.select_for_update(no_key=True).filter(uuid=chain).first()
    if held is None:
        AuditChain.objects.get_or_create(uuid=chain)
        held = AuditChain.objects.select_for_update(no_key=True).get(uuid=chain)
    return held
