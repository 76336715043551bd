"""Whether a chain is what was written: each entry by its own hash, by the one before, and by heads kept elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from c4ir_assess.audit import sealing
from c4ir_assess.audit.models import START, AuditChain, AuditEntry


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at which entry of a chain; ``detail`` is what one of the sentences below leaves open."""

    chain: UUID
    number: int
    what: str
    detail: str = ""

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.chain} entry {self.number}: {self.what % {'detail': self.detail}}"


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain had come, and the hash of its last entry then; ``day`` is of the file that says so."""

    length: int
    hash: str
    day: str


CHANGED = "its content is not what its hash was made of"
UNLINKED = "it does not follow the entry before it"
BEYOND = "the chain ends later than its row of length and head says"
SHORT = "the chain ends before its row of length and head says"
OTHER_HEAD = "it is not the head that the chain's row names"
MISSING = "missing, up to %(detail)s"
OTHER_EXPORTED = "it is not the entry whose hash was exported on %(detail)s"
CUT = "missing: it was exported as the head on %(detail)s"


def verify(chain: AuditChain, heads: Iterable[Head] = ()) -> list[Fault]:
    """Return everything that is wrong with a chain, nothing if it is whole; it may grow meanwhile."""
    known: dict[int, list[Head]] = {}
    for head in heads:
        known.setdefault(head.length, []).append(head)
    faults, number, before = [], 0, START
    for entry in chain.entries.order_by("number").iterator():
        if entry.number > number + 1:
            faults.append(Fault(chain.uuid, number + 1, MISSING, str(entry.number - 1)))
        faults += _of_entry(entry, chain, before if entry.number == number + 1 else entry.previous)
        faults += _of_heads(chain.uuid, entry, known.pop(entry.number, ()))
        number, before = entry.number, entry.hash
    faults += _of_end(chain, number, before)
    return faults + [_cut(chain.uuid, head) for beyond in known.values() for head in beyond if head.length]


def absent(heads: Mapping[UUID, list[Head]]) -> Iterator[Fault]:
    """Yield the chains that heads kept elsewhere know and the database does not."""
    there = set(AuditChain.objects.filter(uuid__in=heads).values_list("uuid", flat=True))
    for uuid in heads.keys() - there:
        yield Fault(uuid, 1, "the whole chain is missing")


def _of_entry(entry: AuditEntry, chain: AuditChain, before: str) -> list[Fault]:
    faults = []
    if entry.previous != before:
        faults.append(Fault(chain.uuid, entry.number, UNLINKED))
    if entry.hash != sealing.digest(entry, chain.uuid):
        faults.append(Fault(chain.uuid, entry.number, CHANGED))
    return faults


def _of_heads(chain: UUID, entry: AuditEntry, heads: Iterable[Head]) -> list[Fault]:
    return [Fault(chain, entry.number, OTHER_EXPORTED, head.day) for head in heads if head.hash != entry.hash]


def _of_end(chain: AuditChain, number: int, last: str) -> list[Fault]:
    """Compare the last entry with the chain's row: what was added since the row was read is in the row by now."""
    now = AuditChain.objects.get(pk=chain.pk)
    if number < chain.length:
        return [Fault(chain.uuid, number + 1, SHORT)]
    if number > now.length:
        return [Fault(chain.uuid, now.length + 1, BEYOND)]
    return [Fault(chain.uuid, number, OTHER_HEAD)] if number == now.length and last != now.head else []


def _cut(chain: UUID, head: Head) -> Fault:
    return Fault(chain, head.length, CUT, head.day)
