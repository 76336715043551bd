"""Which chains there are, whose they are, and how far each had come on the last days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import pgettext

from accounts.models import Organization, User
from accounts.search import search_key
from c4ir_assess.audit import heads, trail
from c4ir_assess.audit.models import AuditChain

MOST_FOUND = 30
DAYS = 7


@dataclass(frozen=True, slots=True)
class Whose:
    """A chain and the name of its firm; empty where the firm is erased or keeps everything to itself for now."""

    chain: AuditChain
    name: str


@dataclass(frozen=True, slots=True)
class DayHead:
    """How far a chain had come at the end of a day."""

    day: date
    length: int
    hash: str


def within_reach(user: User) -> QuerySet[AuditChain]:
    """Return the chains that an administrator may read: none of a firm in which they declared an interest."""
    return AuditChain.objects.exclude(uuid__in=Organization.objects.filter(conflicts__user=user).values("uuid"))


def find(typed: str, *, by: User) -> list[Whose]:
    """Return the chains of the firms with such a name, or the chain of this uuid; the operator's own without any."""
    if uuid := _uuid(typed):
        return list(_named(within_reach(by).filter(uuid=uuid)))
    if not (key := search_key(typed)):
        return list(_named(AuditChain.objects.filter(uuid=trail.OPERATOR)))
    shown = Organization.objects.filter(restriction__isnull=True).exclude(conflicts__user=by)
    firms = shown.filter(search_key__contains=key)
    uuids = list(firms.order_by("search_key", "pk").values_list("uuid", flat=True)[:MOST_FOUND])
    found = {each.chain.uuid: each for each in _named(AuditChain.objects.filter(uuid__in=uuids))}
    return [found[uuid] for uuid in uuids if uuid in found]


def whose(chain: AuditChain) -> Whose:
    """Return a chain with its name."""
    return next(_named([chain]))


def days(chain: AuditChain) -> list[DayHead]:
    """Return how far a chain had come on the last days, the newest first, as the files of heads say."""
    found = heads.of_chain(chain.uuid, most=DAYS)
    return [DayHead(date.fromisoformat(head.day), head.length, head.hash) for head in found]


def _named(chains: Iterable[AuditChain]) -> Iterator[Whose]:
    listed = list(chains)
    firms = Organization.objects.filter(uuid__in=[chain.uuid for chain in listed], restriction__isnull=True)
    names = dict(firms.values_list("uuid", "name")) | {trail.OPERATOR: pgettext("whose audit log", "The operator")}
    return (Whose(chain, names.get(chain.uuid, "")) for chain in listed)


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed.strip())
    except ValueError:
        return None
