"""A chain as JSON lines, from which anybody can work out the hashes again."""

import json
from collections.abc import Iterator

from c4ir_assess.audit import sealing
from c4ir_assess.audit.models import AuditChain


def lines(chain: AuditChain) -> Iterator[str]:
    """Yield a line for each entry, the oldest first: what its hash is made of, and the hash."""
    for entry in chain.entries.order_by("number").iterator():
        yield json.dumps({**sealing.content(entry, chain.uuid), "hash": entry.hash}, sort_keys=True)
