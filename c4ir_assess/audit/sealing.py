"""What an entry's hash is made of: one canonical text, the same on every machine and database."""

import hashlib
import json
import re
from datetime import UTC
from typing import Any
from uuid import UUID

from c4ir_assess.audit.models import AuditEntry

CODE = re.compile(r"[A-Za-z0-9_.:/+-]{0,100}")


def plain(value: Any) -> Any:
    """Return a fact as it is kept. ValueError for what is no id, code or count: names and words stay out of the log."""
    match value:
        case None | bool() | int():
            return value
        case UUID():
            return str(value)
        case str() if CODE.fullmatch(value):
            return str(value)
        case list() | tuple() | set() | frozenset():
            return [plain(each) for each in value]
        case dict():
            return {plain(key): plain(each) for key, each in value.items()}
        case _:
            raise ValueError(f"the audit log keeps ids, codes and counts, not a {type(value).__name__} like this")


def content(entry: AuditEntry, chain: UUID) -> dict[str, Any]:
    """Return all that an entry says, as its hash and an export have it."""
    return {
        "chain": str(chain),
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "act": entry.act,
        "subject": str(entry.subject) if entry.subject else None,
        "facts": entry.facts,
        "previous": entry.previous,
    }


def digest(entry: AuditEntry, chain: UUID) -> str:
    """Return the hash of an entry by what it says."""
    text = json.dumps(content(entry, chain), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
