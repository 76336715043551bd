"""How far each chain has come, written to a file each day. Kept elsewhere, the files show a tail that was cut off."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from c4ir_assess.audit.models import AuditChain
from c4ir_assess.audit.verifying import Head

TASK = "audit.write_heads"


def folder() -> Path:
    """Return where the files are."""
    return Path(settings.DATA_DIR) / "audit"


def write(day: date | None = None) -> Path:
    """Write the heads as they are now; a second file of a day takes the place of the first."""
    day = day or timezone.localdate()
    rows = AuditChain.objects.order_by("uuid").values_list("uuid", "length", "head")
    chains = {str(uuid): {"length": length, "head": head} for uuid, length, head in rows}
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"heads-{day:%Y-%m-%d}.json"
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"day": f"{day:%Y-%m-%d}", "chains": chains}, indent=1), encoding="utf-8")
    fresh.replace(path)
    return path


def read(where: Path) -> dict[UUID, list[Head]]:
    """Return the heads in a file, or in all files of a folder, by chain. ValueError for what is no such file."""
    found: dict[UUID, list[Head]] = {}
    for path in sorted(where.glob("heads-*.json")) if where.is_dir() else [where]:
        for uuid, head in _read(path).items():
            found.setdefault(uuid, []).append(head)
    return found


def of_chain(chain: UUID, *, most: int | None = None) -> Iterator[Head]:
    """Yield the heads of one chain, the newest day's first, from all files or the last few; no others are kept."""
    for path in sorted(folder().glob("heads-*.json"), reverse=True)[:most]:
        yield from _read(path, only=chain).values()


def _read(path: Path, *, only: UUID | None = None) -> dict[UUID, Head]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return {
            UUID(uuid): Head(int(each["length"]), str(each["head"]), str(said["day"]))
            for uuid, each in said["chains"].items()
            if only is None or uuid == str(only)
        }
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"{path}: no file of heads") from fault
